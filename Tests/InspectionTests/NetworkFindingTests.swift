import Geometry
import Inspection
import Quantities
import ResponseModel
import Standards
import Testing

/// Fleet, equipment and network, counted by hand.
struct NetworkFindingTests {
  private typealias S = RosterSketch

  private func place(_ latitude: Double, _ longitude: Double) -> GeographicCoordinate {
    do {
      return try GeographicCoordinate(latitude: latitude, longitude: longitude)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private let cpr = Requirement.equipment(
    EquipmentRequirement(
      item: NamedItem(id: "cpr-device", name: LocalizedText(zh: "心肺复苏仪", en: "CPR device")),
      limit: Threshold(.atLeast, 1, .count, mark: .fullText)))

  @Test("A device counts where it is on board and in service")
  func equipment() {
    let cars = ["A1", "A2", "A3", "A4"].map {
      Ambulance(
        plate: $0, type: .b, stationCode: "S1", status: $0 == "A4" ? .retired : .inService)
    }
    let devices = [
      Equipment(
        ambulancePlate: "A1", kind: .cprDevice, isInService: true, checkedOn: S.day("2025-03-01")),
      Equipment(ambulancePlate: "A2", kind: .cprDevice, isInService: false),
      Equipment(
        id: "X", ambulancePlate: "A3", kind: EquipmentKind(rawValue: "ventilator"),
        isInService: true),
    ]
    var limits = S.limits()
    limits.equipmentCheckDays = InspectionLimit(365, mark: .unverified)
    func inspect(_ day: String, _ devices: [Equipment]) -> InspectionResult {
      S.inspect(
        S.data(ambulances: cars, crew: S.crew, equipment: devices), [], S.period(day, day),
        standard: S.standard([S.rule("cpr", cpr)]), limits: limits)
    }
    let result = inspect("2026-03-01", devices)
    #expect(result.findings("cpr").map(\.subject) == ["A2", "A3"])
    #expect(result.counties[0].verdicts[0].outcome == .fail)
    #expect(result.counties[0].verdicts[0].value == 1 && result.counties[0].verdicts[0].limit == 3)
    // 365 days are allowed, 366 are not; X has no check on record.
    #expect(result.findings(.equipmentCheckOverdue).isEmpty)
    #expect(
      inspect("2026-03-02", devices).findings(.equipmentCheckOverdue).map(\.subject) == ["A1"])
    #expect(result.findings(.equipmentCheckUnrecorded).map(\.detail) == ["X"])
    // Nobody ever registered such a device.
    let none = inspect("2026-03-01", [devices[2]])
    #expect(none.findings("cpr").isEmpty)
    #expect(none.counties[0].verdicts[0].outcome == .notAssessable)
  }

  @Test("An empty register is no proof, unless it is said to be complete")
  func completeRegisters() {
    let rule = S.rule(
      "centre",
      .countyPresence(
        CountyRequirement(
          subjects: [.emergencyCentre], limit: Threshold(.atLeast, 1, .count, mark: .fullText))))
    var data = S.data(ambulances: [], crew: [])
    data.facilities = [Facility(name: "医院", countyCode: "331102", kind: .hospital)]
    let window = S.period("2026-03-01", "2026-03-01")
    let open = S.inspect(data, [], window, standard: S.standard([rule]))
    #expect(open.counties[0].verdicts[0].outcome == .notAssessable)
    #expect(open.findings("centre").isEmpty)
    let said = S.inspect(
      data, [], window, standard: S.standard([rule]), complete: [.emergencyCentre])
    #expect(said.counties[0].verdicts[0].outcome == .fail)
    #expect(said.findings("centre").map(\.detail) == ["emergency_centre"])
    data.facilities.append(
      Facility(name: "急救中心", countyCode: "331102", kind: .emergencyCentre))
    #expect(
      S.inspect(data, [], window, standard: S.standard([rule])).counties[0].verdicts[0].outcome
        == .pass)
  }

  @Test("Fewer than three visits in a month, by village and month")
  func visits() {
    let rule = S.rule(
      "rounds",
      .visitFrequency(
        VisitRequirement(
          denominator: .villagesWithoutClinic,
          limit: Threshold(.atLeast, 3, .count, mark: .fullText), every: .month)))
    var data = S.data(ambulances: [], crew: [])
    data.townships = [
      Township(code: "331102101", countyCode: "331102", name: "镇", kind: .town)
    ]
    func village(_ number: Int) -> DemandPoint {
      DemandPoint(
        id: "33110210120\(number)", countyCode: "331102", townshipCode: "331102101",
        name: "村\(number)", areaClass: .rural, residents: 100, position: nil,
        evidence: .surveyed, source: "test")
    }
    data.demandPoints = [village(1), village(2), village(3)]
    // Village 3 has a clinic and needs no visits.
    data.facilities = [
      Facility(
        name: "村3卫生室", countyCode: "331102", townshipCode: "331102101",
        villageCode: "331102101203", kind: .villageClinic)
    ]
    func visit(_ village: String, _ day: String, _ unit: String = "1号车") -> MobileVisit {
      MobileVisit(
        townshipCode: "331102101", village: village, date: S.day(day), unit: unit)
    }
    data.visits = [
      visit("村1", "2028-02-01"), visit("村1", "2028-02-15"), visit("村1", "2028-02-29"),
      visit("村1", "2028-03-01"), visit("村1", "2028-03-31"),
    ]
    let result = S.inspect(
      data, [], S.period("2028-02-01", "2028-03-31"), standard: S.standard([rule]))
    let found = result.findings("rounds")
    #expect(found.map(\.subject) == ["331102101201", "331102101202"])
    // 29 February counts for February; March has two.
    #expect(found[0].occurrences.count == 1 && found[0].found == ["visits": 2])
    #expect(found[1].occurrences.count == 2 && found[1].found == ["visits": 0])
    // A day is judged by the month before it.
    let day = S.inspect(
      data, [], S.period("2028-03-10", "2028-03-10"), standard: S.standard([rule]))
    #expect(day.findings("rounds").map(\.subject) == ["331102101202"])
    // Half a month is no month.
    let half = S.inspect(
      data, [], S.period("2028-03-02", "2028-03-31"), standard: S.standard([rule]))
    #expect(half.counties[0].verdicts[0].outcome == .notAssessable)
  }

  @Test("Units in no grid, in two, and nearer to another lead hospital")
  func consortium() {
    var data = S.data(ambulances: [], crew: [])
    data.townships = [
      Township(
        code: "331102101", countyCode: "331102", name: "镇", kind: .town,
        seat: place(28.41, 119.9))
    ]
    data.facilities = [
      Facility(
        id: "H1", name: "甲医院", countyCode: "331102", kind: .hospital, position: place(28.4, 119.9)),
      Facility(
        id: "H2", name: "乙医院", countyCode: "331102", kind: .hospital, position: place(28.9, 119.9)),
      Facility(id: "T1", name: "一卫生院", countyCode: "331102", kind: .townshipHospital),
      Facility(id: "T2", name: "二卫生院", countyCode: "331102", kind: .townshipHospital),
      Facility(id: "T3", name: "三卫生院", countyCode: "331102", kind: .townshipHospital),
    ]
    func member(
      _ unit: String, _ lead: String, until: String? = nil
    ) -> ConsortiumMembership {
      ConsortiumMembership(
        unit: unit, grid: lead, group: lead, leadHospital: lead, isGroupLead: false,
        townshipCode: "331102101", townshipSource: nil,
        validTo: until.map { S.day($0) })
    }
    data.consortium = [
      member("一卫生院", "乙医院"), member("二卫生院", "甲医院"), member("二卫生院", "乙医院"),
      member("三卫生院", "甲医院", until: "2025-12-31"),
    ]
    let result = S.inspect(data, [], S.period("2026-03-01", "2026-03-01"))
    #expect(result.findings(.consortiumNone).map(\.subject) == ["T3"])
    #expect(result.findings(.consortiumTwo).map(\.subject) == ["二卫生院"])
    let nearer = result.findings(.consortiumNearerLead)
    #expect(Set(nearer.map(\.subject)) == ["一卫生院", "二卫生院"])
    #expect(nearer[0].found["own_lead_km"].map { $0 > 54 && $0 < 55 } ?? false)
    // In 2025 the third was in one.
    let before = S.inspect(data, [], S.period("2025-12-31", "2025-12-31"))
    #expect(before.findings(.consortiumNone).isEmpty)
  }

  @Test("Travel times are asked for, never made of straight lines")
  func reach() {
    let reach = TravelTimeRequirement(
      facilities: [.townshipHospital], limit: Threshold(.atMost, 15, .minutes, mark: .fullText),
      share: Threshold(.atLeast, 50, .percent, mark: .fullText), denominator: .residents)
    #expect(verdict(reach, TravelTimesByMode()).outcome == .notAssessable)
    let known = verdict(reach, TravelTimesByMode(unstated: travel))
    #expect(known.outcome == .pass && known.value == 50)
    // What stands in for a place is said.
    #expect(known.evidence == .modelled && known.notes.contains { $0.en == "roads" })
    // A car's times never stand in for a walk, and an ambulance's for neither.
    let walk = TravelTimeRequirement(
      facilities: [.townshipHospital], limit: reach.limit, share: reach.share,
      denominator: .residents, travelMode: .walking)
    #expect(verdict(walk, TravelTimesByMode(unstated: travel)).outcome == .notAssessable)
    #expect(
      verdict(walk, TravelTimesByMode(modes: [.walking: travel])).outcome == .pass)
  }

  @Test("Facilities that nobody loaded or placed could be nearer: then the share is a lower bound")
  func lowerBound() {
    let clinics = TravelTimeRequirement(
      facilities: [.townshipHospital, .villageClinic],
      limit: Threshold(.atMost, 15, .minutes, mark: .fullText),
      share: Threshold(.atLeast, 60, .percent, mark: .fullText), denominator: .residents)
    let times = TravelTimesByMode(unstated: travel)
    let open = verdict(clinics, times)
    #expect(open.value == 50 && open.outcome == .notAssessable)
    #expect(open.notes.contains { $0.en == "no register of village clinics" })
    // Where the register is complete there are none, and half is half.
    #expect(verdict(clinics, times, complete: [.villageClinic]).outcome == .fail)
    // The text names no share: it is computed and compared with nothing.
    let bare = TravelTimeRequirement(
      facilities: [.townshipHospital], limit: clinics.limit, denominator: .residents)
    #expect(verdict(bare, times).value == 50 && verdict(bare, times).outcome == .notAssessable)
  }

  @Test("The nearest centre of each kind from each township, and none made up")
  func centres() {
    var data = people()
    data.townships = [
      Township(
        code: "331102101", countyCode: "331102", name: "甲", kind: .town, seat: place(28.5, 119.9)),
      Township(code: "331102102", countyCode: "331102", name: "乙", kind: .town, seat: nil),
    ]
    data.facilities = [28.4, 28.7].enumerated().map { number, latitude in
      Facility(
        id: "H\(number)", name: "医院\(number)", countyCode: "331102", kind: .hospital,
        treatmentCentres: [TreatmentCentre(.stroke)], position: place(latitude, 119.9))
    }
    let times = inspect(data, [], TravelTimesByMode(unstated: travel)).centreTimes
    #expect(times.map(\.township) == ["331102101", "331102102"])
    #expect(times.allSatisfy { $0.centre == .strokeCentre })
    #expect(times[0].facility == "H0" && times[0].time == Seconds(minutes: 15))
    #expect(times[1].facility == nil && !times[1].isKnown)
    #expect(inspect(data, [], TravelTimesByMode()).centreTimes.isEmpty)
  }

  @Test("Five centres in one hospital are five, and two of a kind are one")
  func fiveCentres() {
    let rule = S.rule(
      "five",
      .countyPresence(
        CountyRequirement(
          subjects: [.treatmentCentre], limit: Threshold(.atLeast, 5, .count, mark: .fullText))))
    func verdict(_ hospitals: [[TreatmentFamily]]) -> Verdict {
      var data = S.data(ambulances: [], crew: [])
      data.facilities = hospitals.enumerated().map { number, families in
        Facility(
          id: "H\(number)", name: "H\(number)", countyCode: "331102", kind: .hospital,
          treatmentCentres: families.map { TreatmentCentre($0) })
      }
      return inspect(data, [rule], TravelTimesByMode()).counties[0].verdicts[0]
    }
    #expect(verdict([TreatmentFamily.allCases]).outcome == .pass)
    #expect(verdict([[.stroke, .trauma, .chestPain], [.maternal, .childAndNewborn]]).value == 5)
    let double = verdict([[.stroke, .trauma, .chestPain], [.stroke, .trauma, .chestPain]])
    #expect(double.value == 3 && double.outcome == .fail)
  }

  /// A degree of latitude takes 150 minutes; 15 exactly is within 15.
  private let travel = TravelTimes(
    method: "road", evidence: .modelled, note: LocalizedText(zh: "路", en: "roads")
  ) { from, to in
    TravelTimes.Ways(
      from.map { origin in
        let minutes = to.map { (abs($0.latitude - origin.latitude) * 150 * 1000).rounded() / 1000 }
        return minutes.indices.min { minutes[$0] < minutes[$1] }
          .map { .place($0, Seconds(minutes: minutes[$0])) } ?? .noWay
      }, unknownPlaces: 0)
  }

  /// 300, 200 and 500 residents ever farther from one township hospital.
  private func people() -> ServiceData {
    var data = S.data(ambulances: [], crew: [])
    data.facilities = [
      Facility(
        name: "卫生院", countyCode: "331102", kind: .townshipHospital, position: place(28.4, 119.9))
    ]
    data.demandPoints = [(28.4, 300.0), (28.5, 200.0), (28.9, 500.0)].enumerated().map {
      DemandPoint(
        id: "\($0)", countyCode: "331102", townshipCode: nil, name: "", areaClass: .rural,
        residents: $1.1, position: place($1.0, 119.9), evidence: .surveyed, source: "test")
    }
    return data
  }

  private func inspect(
    _ data: ServiceData, _ rules: [Rule], _ times: TravelTimesByMode, complete: Set<Subject> = []
  ) -> InspectionResult {
    InspectionResult(
      InspectionRequest(
        data: data, roster: Roster(shifts: []), standard: S.standard(rules),
        window: S.period("2026-03-01", "2026-03-01"),
        facts: [CountyFacts(countyCode: "331102", countyName: "莲都区")], travelTimes: times,
        completeRegisters: complete))
  }

  private func verdict(
    _ reach: TravelTimeRequirement, _ times: TravelTimesByMode, complete: Set<Subject> = []
  ) -> Verdict {
    inspect(people(), [S.rule("reach", .facilityTravelTime(reach))], times, complete: complete)
      .counties[0].verdicts[0]
  }
}
