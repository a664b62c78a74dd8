import Inspection
import ResponseModel
import Standards
import Testing

/// Rosters whose findings were counted by hand.
struct CrewFindingTests {
  private typealias S = RosterSketch

  private func full(_ plate: String, _ from: String, _ to: String) -> [Shift] {
    ["D1", "V1", "N1", "B1"].map { S.shift(plate, $0, from, to) }
  }

  @Test("A hand-over at 08:00 is neither a gap nor an overlap")
  func handOver() {
    let shifts =
      full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
      + ["D2", "V2", "N2", "B2"].map {
        S.shift("A1", $0, "2026-03-01 20:00", "2026-03-02 08:00")
      } + full("A1", "2026-03-02 08:00", "2026-03-02 20:00")
    let data = S.data(ambulances: [S.car], crew: S.crew)
    let result = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-02"), each: .duty)
    #expect(result.findings("crew").isEmpty)
    #expect(result.findings(.doubleBooked).isEmpty)
    #expect(result.checked.shifts == 12)
    // Before 08:00 on the first day and after 20:00 on the second nobody is there.
    let hours = result.findings(.stationHoursIncomplete)
    #expect(hours.map { $0.milliseconds } == [12 * 3_600_000])
    #expect(hours[0].occurrences.count == 2)
  }

  @Test("At the very moment of a hand-over only those who come count")
  func momentOfHandOver() {
    let shifts =
      full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
      + ["D2", "V2"].map { S.shift("A1", $0, "2026-03-01 20:00", "2026-03-02 08:00") }
    let data = S.data(ambulances: [S.car], crew: S.crew)
    #expect(
      S.inspect(data, shifts, S.moment("2026-03-01 19:59")).findings("crew").isEmpty)
    let after = S.inspect(data, shifts, S.moment("2026-03-01 20:00")).findings("crew")
    #expect(after.map(\.missing) == [["nurse_or_stretcher_bearer": 2]])
    #expect(after[0].occurrences.map(\.people) == [["D2", "V2"]])
  }

  @Test("A nurse who drives fills one seat, whichever leaves the least missing")
  func twoRoles() {
    let data = S.data(ambulances: [S.car], crew: S.crew)
    func missing(_ people: [String]) -> [String: Int]? {
      let shifts = people.map { S.shift("A1", $0, "2026-03-01 08:00", "2026-03-01 20:00") }
      return S.inspect(data, shifts, S.moment("2026-03-01 12:00")).findings("crew").first?.missing
    }
    #expect(missing(["D1", "X1", "N1", "N2"]) == nil)
    #expect(missing(["D1", "V1", "X1", "N1"]) == nil)
    #expect(missing(["D1", "X1", "N1"]) == ["nurse_or_stretcher_bearer": 1])
    #expect(missing(["D1", "V1", "X1"]) == ["nurse_or_stretcher_bearer": 1])
    #expect(missing(["X1"]) == ["physician": 1, "nurse_or_stretcher_bearer": 2])
  }

  @Test("The two readings of each ambulance differ for one that nobody is on")
  func readings() {
    let idle = Ambulance(plate: "A2", type: .b, stationCode: "S1")
    let gone = Ambulance(plate: "A3", type: .b, stationCode: "S1", status: .retired)
    let data = S.data(ambulances: [S.car, idle, gone], crew: S.crew)
    let shifts = full("A1", "2026-03-01 00:00", "2026-03-02 00:00")
    let window = S.period("2026-03-01", "2026-03-01")
    #expect(S.inspect(data, shifts, window, each: .duty).findings("crew").isEmpty)
    let books = S.inspect(data, shifts, window, each: .books)
    #expect(books.findings("crew").map(\.subject) == ["A2"])
    #expect(books.findings("crew")[0].missing.values.reduce(0, +) == 4)
    #expect(books.findings(.ambulanceWithoutShift).map(\.subject) == ["A2"])
  }

  @Test("A night on which clocks go forward has 23 hours")
  func summerTime() {
    // Berlin: +01:00 until 2026-03-29 02:00, then +02:00.
    let change = Instant("2026-03-29T01:00:00Z")!.milliseconds
    let berlin = LocalClock(name: "Europe/Berlin") { $0 < change ? 60 : 120 }
    let day = S.period("2026-03-29", "2026-03-29", berlin)
    #expect(day.span.upperBound - day.span.lowerBound == 23 * 3_600_000)
    // 20:00 to 08:00 is eleven hours of duty; twelve would be too long here.
    let from = Instant("2026-03-28T20:00:00+01:00")!
    let to = Instant("2026-03-29T08:00:00+02:00")!
    let data = S.data(ambulances: [S.car], crew: S.crew)
    let shifts = ["D1", "V1", "N1", "B1"].map {
      Shift(ambulancePlate: "A1", crewMemberID: $0, from: from, to: to)
    }
    var limits = S.limits()
    limits.longestDutyHours = InspectionLimit(11, mark: .unverified)
    let result = S.inspect(data, shifts, day, each: .books, limits: limits)
    #expect(result.findings(.shiftTooLong).isEmpty)
    #expect(result.findings("crew").map(\.milliseconds) == [16 * 3_600_000])
    limits.longestDutyHours = InspectionLimit(10.99, mark: .unverified)
    #expect(S.inspect(data, shifts, day, limits: limits).findings(.shiftTooLong).count == 4)
  }

  @Test("Somebody on standby or leave fills no seat and is not double-booked")
  func standby() {
    var shifts = full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
    shifts[0] = S.shift("A1", "D1", "2026-03-01 08:00", "2026-03-01 20:00", duty: .standby)
    shifts.append(S.shift("A2", "V1", "2026-03-01 08:00", "2026-03-01 20:00", duty: .offDuty))
    let second = Ambulance(plate: "A2", type: .b, stationCode: "S1")
    let data = S.data(ambulances: [S.car, second], crew: S.crew)
    let result = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01"))
    #expect(result.findings("crew").map(\.missing) == [["physician": 1]])
    #expect(result.findings(.doubleBooked).isEmpty)
  }

  @Test("On two ambulances at once, for exactly the shared time")
  func doubleBooking() {
    let second = Ambulance(plate: "A2", type: .b, stationCode: "S1")
    let data = S.data(ambulances: [S.car, second], crew: S.crew)
    let shifts = [
      S.shift("A1", "D1", "2026-02-28 20:00", "2026-03-01 08:00"),
      S.shift("A2", "D1", "2026-03-01 06:30", "2026-03-01 14:00"),
      S.shift("A1", "V1", "2026-03-01 00:00", "2026-03-01 08:00"),
      S.shift("A2", "V1", "2026-03-01 08:00", "2026-03-01 16:00"),
    ]
    let found = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01")).findings(
      .doubleBooked)
    #expect(found.map(\.subject) == ["D1"])
    #expect(found[0].occurrences.map(\.fromMS) == [S.at("2026-03-01 06:30").milliseconds])
    #expect(found[0].occurrences.map(\.toMS) == [S.at("2026-03-01 08:00").milliseconds])
    #expect(found[0].occurrences[0].ambulances == ["A1", "A2"])
  }

  @Test("On duty while in repair, for exactly the time of the repair")
  func repair() {
    let car = Ambulance(
      plate: "A1", type: .b, stationCode: "S1",
      statusPeriods: [
        .init(.inRepair, from: S.at("2026-03-01 12:00"), to: S.at("2026-03-02 12:00"))
      ])
    let data = S.data(ambulances: [car], crew: S.crew)
    let shifts = full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
    let result = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01"))
    #expect(result.findings(.dutyInRepair).map(\.milliseconds) == [8 * 3_600_000])
    // A station whose only ambulance is in repair has no crew that can roll.
    #expect(result.findings(.stationHoursIncomplete).map(\.milliseconds) == [20 * 3_600_000])
  }

  @Test("Retired on a day: the day itself is still on the books")
  func retired() {
    let car = Ambulance(
      plate: "A1", type: .b, stationCode: "S1", status: .retired,
      retiredOn: S.day("2026-03-01"))
    let data = S.data(ambulances: [car], crew: S.crew)
    let shifts = full("A1", "2026-03-01 08:00", "2026-03-02 08:00")
    let result = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-02"))
    #expect(result.findings(.dutyOffBooks).map(\.milliseconds) == [8 * 3_600_000])
    let later = S.inspect(data, shifts, S.period("2026-03-02", "2026-03-02"), each: .books)
    #expect(later.findings("crew").isEmpty)
    #expect(later.findings(.ambulanceWithoutShift).isEmpty)
  }

  @Test("Without a shift in the time inspected nothing is said of crews, and never a pass")
  func noRoster() {
    let data = S.data(ambulances: [S.car], crew: S.crew)
    for shifts in [[], full("A1", "2026-02-01 08:00", "2026-02-01 20:00")] {
      let result = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01"), each: .books)
      #expect(result.findings("crew").isEmpty)
      #expect(result.counties[0].verdicts[0].outcome == .notAssessable)
      #expect(result.open.contains { $0.check == "crew" })
    }
  }

  @Test("A leap day has its shifts, and a 29 February its licences")
  func leapDay() {
    let crew = [
      CrewMember(
        id: "D1", roles: [.physician],
        licences: [Licence(.physician, number: "1", expiresOn: S.day("2028-02-29"))],
        stationCode: "S1")
    ]
    let data = S.data(ambulances: [S.car], crew: crew)
    let shifts = [S.shift("A1", "D1", "2028-02-28 20:00", "2028-03-01 08:00")]
    let month = S.inspect(data, shifts, S.period("2028-02-01", "2028-02-29"))
    #expect(month.findings("crew").map(\.milliseconds) == [28 * 3_600_000])
    #expect(month.findings(.shiftTooLong).map { $0.found["hours"] } == [36])
    #expect(month.findings(.licenceExpiring).count == 1)
    #expect(month.findings(.licenceExpired).isEmpty)
    let march = S.inspect(data, shifts, S.period("2028-03-01", "2028-03-01"))
    #expect(march.findings(.licenceExpired).map(\.milliseconds) == [8 * 3_600_000])
  }

  @Test("Licences: the one that runs longest counts, of the right kind, to the day")
  func licences() {
    func member(_ id: String, _ role: CrewRole, _ licences: [Licence]) -> CrewMember {
      CrewMember(id: id, roles: [role], licences: licences, stationCode: "S1")
    }
    let on = "2026-03-01"
    let crew = [
      member(
        "two", .physician,
        [
          Licence(.physician, number: "1", expiresOn: S.day("2026-01-01")),
          Licence(.physician, number: "2", expiresOn: S.day("2030-01-01")),
        ]),
      member("none", .driver, []),
      member("wrong", .physician, [Licence(.nurse, number: "3", expiresOn: nil)]),
      member("over", .nurse, [Licence(.nurse, number: "4", expiresOn: S.day("2026-02-28"))]),
      member("today", .nurse, [Licence(.nurse, number: "5", expiresOn: S.day(on))]),
      member("in60", .driver, [Licence(.driving, number: "6", expiresOn: S.day("2026-04-30"))]),
      member("in61", .driver, [Licence(.driving, number: "7", expiresOn: S.day("2026-05-01"))]),
      member("bearer", .stretcherBearer, []),
    ]
    let data = S.data(ambulances: [S.car], crew: crew)
    let result = S.inspect(data, [], S.period(on, on))
    #expect(result.findings(.licenceAbsent).map(\.subject) == ["none"])
    #expect(result.findings(.licenceWrongKind).map(\.subject) == ["wrong"])
    #expect(result.findings(.licenceExpired).map(\.subject) == ["over"])
    #expect(result.findings(.licenceExpiring).map(\.subject) == ["in60", "today"])
  }

  @Test("Posts for round-the-clock cover, and who is lacking")
  func posts() {
    var limits = S.limits()
    limits.hoursPerPostYear = InspectionLimit(2190, mark: .unverified)
    let data = S.data(ambulances: [S.car], crew: S.crew)
    let shifts = full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
    let posts = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01"), limits: limits).posts
    // 8,760 ÷ 2,190 = 4 posts a seat; X1 drives, since nurses and bearers are short either way.
    #expect(posts.map(\.needed) == [4, 4, 8])
    #expect(posts.map(\.people) == [2, 3, 4])
    #expect(posts.map(\.shortfall) == [2, 1, 4])
    #expect(posts.map(\.unplacedPeople) == [0, 0, 0])
  }

  @Test("Staff whose records name no station leave open what a station lacks")
  func unplacedPosts() {
    var limits = S.limits()
    limits.hoursPerPostYear = InspectionLimit(8760, mark: .unverified)
    let shifts = full("A1", "2026-03-01 08:00", "2026-03-01 20:00")
    func posts(_ crew: [CrewMember]) -> [PostNeed] {
      S.inspect(
        S.data(ambulances: [S.car], crew: crew), shifts, S.period("2026-03-01", "2026-03-01"),
        limits: limits
      ).posts
    }
    func unplaced(_ member: CrewMember) -> CrewMember {
      CrewMember(id: member.id, roles: member.roles, licences: member.licences)
    }
    // One post a seat: whoever is there is enough, and who is nowhere may fill what lacks.
    let enough = posts(S.crew)
    #expect(enough.map(\.needed) == [1, 1, 2] && enough.map(\.shortfall) == [0, 0, 0])
    let physicians = S.crew.map { $0.roles.contains(.physician) ? unplaced($0) : $0 }
    let open = posts(physicians)
    #expect(open.map(\.people) == [0, 1, 2] && open.map(\.shortfall) == [nil, 0, 0])
    #expect(open[0].unplacedPeople == physicians.count { $0.stationCode == nil })
    let nobody = posts(S.crew.filter { !$0.roles.contains(.physician) })
    #expect(nobody[0].people == 0 && nobody[0].shortfall == 1)
  }

  @Test("What posts round-the-clock cover takes does not depend on the day inspected")
  func postsOnAnyDay() {
    var limits = S.limits()
    limits.hoursPerPostYear = InspectionLimit(2190, mark: .unverified)
    let cars = ["A1", "A2", "A3"].map { Ambulance(plate: $0, type: .b, stationCode: "S1") }
    let shifts = [
      S.shift("A1", "D1", "2026-03-01 08:00", "2026-03-02 08:00"),
      S.shift("A2", "D2", "2026-03-05 08:00", "2026-03-06 08:00"),
    ]
    func posts(_ first: String, _ last: String) -> [Int] {
      S.inspect(
        S.data(ambulances: cars, crew: S.crew), shifts, S.period(first, last), limits: limits
      ).posts.map(\.ambulances)
    }
    // Two of the three are manned at some time of the roster.
    #expect(posts("2026-03-01", "2026-03-01") == [2, 2, 2])
    #expect(posts("2026-03-05", "2026-03-05") == [2, 2, 2])
    #expect(posts("2026-03-01", "2026-03-06") == [2, 2, 2])
  }

  @Test("A clause that is not in force, not due or on an assumed station looks like it")
  func caveats() {
    func crewFinding(
      from: String? = nil, to: String? = nil, due: TargetDate? = nil,
      evidence: Evidence = .reported
    ) throws -> Finding {
      var data = S.data(ambulances: [S.car], crew: S.crew)
      data.stations = [
        Station(
          code: "S1", name: "一站", countyCode: "331102", hostTownshipCode: nil,
          position: data.stations[0].position, evidence: evidence)
      ]
      let standard = Standard(
        id: "t", name: LocalizedText(zh: "试", en: "t"), mark: .fullText,
        inForceFrom: from.map { S.day($0) }, inForceTo: to.map { S.day($0) },
        rules: [
          Rule(
            id: "crew", title: LocalizedText(zh: "班组", en: "crew"), mark: .fullText, due: due,
            requirement: .crewComposition(S.crewRule))
        ])
      let result = S.inspect(
        data, [S.shift("A1", "D1", "2026-03-01 08:00", "2026-03-01 20:00")],
        S.period("2026-03-01", "2026-03-01"), standard: standard)
      return try #require(result.findings("crew").first)
    }
    do {
      let plain = try crewFinding(from: "2026-03-01", to: "2026-03-01", due: .year(2025))
      #expect(plain.severity == .error && plain.isInForce && plain.caveats.isEmpty)
      let early = try crewFinding(from: "2026-03-02")
      #expect(early.severity == .note && !early.isInForce)
      #expect(early.caveats.map(\.en) == ["the clause is not in force before 2026-03-02"])
      let late = try crewFinding(to: "2026-02-28")
      #expect(late.severity == .note && !late.isInForce && late.caveats.count == 1)
      let target = try crewFinding(due: .year(2026))
      #expect(target.severity == .warning && target.isInForce && target.caveats.count == 1)
      #expect(target.deadline == S.day("2026-12-31"))
      let assumed = try crewFinding(evidence: .assumed)
      #expect(assumed.severity == .error && assumed.evidence == .assumed)
      #expect(assumed.caveats.map(\.en) == ["its station S1 is assumed: make sure of it first"])
      // The same problem, whatever speaks against it.
      #expect(Set([plain, early, late, target, assumed].map(\.id)).count == 1)
    } catch {
      Issue.record(error)
    }
  }

  @Test("The same problem next week has the same identity, another one has not")
  func identity() {
    let data = S.data(ambulances: [S.car], crew: S.crew)
    let shifts = [
      S.shift("A1", "D1", "2026-03-01 08:00", "2026-03-01 20:00"),
      S.shift("A1", "V1", "2026-03-08 08:00", "2026-03-08 20:00"),
    ]
    let first = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-01")).findings("crew")
    let second = S.inspect(data, shifts, S.period("2026-03-08", "2026-03-08")).findings("crew")
    #expect(first.map(\.id) == second.map(\.id))
    let ids = S.inspect(data, shifts, S.period("2026-03-01", "2026-03-08")).findings.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}
