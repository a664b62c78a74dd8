import ResponseModel
import Standards

/// People: double bookings, length of duty, rest, roles and licences.
extension Inspector {
  /// People of the roster who belong to the counties inspected, or are on duty there.
  private func isInScope(_ person: Int, _ rows: [Assignment]) -> Bool {
    if isWhole { return true }
    let id = roster.people[person]
    if let station = crew[id]?.stationCode, isInScope(station: station) { return true }
    return rows.contains { row in
      row.fromMS < window.days.upperBound && row.toMS > window.days.lowerBound
        && isPlateInScope[Int(row.ambulance)]
    }
  }

  mutating func inspectPeople() {
    guard missingRoster == nil else { return }
    judged.formUnion(
      [
        InspectionCheck.doubleBooked, .seatWithoutRole, .crewWithoutRole,
      ].map(\.rawValue))
    let longest = request.limits.longestDutyHours
    let rest = request.limits.shortestRestHours
    for (check, limit) in [
      (InspectionCheck.shiftTooLong, longest), (.restTooShort, rest),
    ] {
      if limit == nil {
        open.append(OpenCheck(check, LocalizedText(zh: "未给定限值", en: "no limit is given")))
      } else {
        judged.insert(check.rawValue)
      }
    }
    var sweep = DutySweep(roster)
    let (span, days) = (window.span, window.days)
    for person in roster.people.indices {
      let check = sweep.check(
        person: person, of: roster, within: days,
        longestMS: longest.map { Int64($0.value * 3_600_000) },
        restMS: rest.map { Int64($0.value * 3_600_000) })
      guard check.isOnDuty else { continue }
      let rows = sweep.assignments(ofPerson: person, of: roster)
      guard isInScope(person, rows) else { continue }
      let inside = rows.filter { $0.fromMS < span.upperBound && $0.toMS > span.lowerBound }
      count(in: county(ofStation: station(of: person, rows))) { $0.crew += 1 }
      for row in inside where isPlateInScope[Int(row.ambulance)] {
        let plate = roster.plates[Int(row.ambulance)]
        count(in: county(ofStation: ambulances[plate]?.stationCode)) { $0.shifts += 1 }
      }
      let doubles = check.doubleBookings.filter {
        $0.fromMS < span.upperBound && $0.toMS > span.lowerBound
      }
      if !doubles.isEmpty { addDouble(person, doubles, rows) }
      if let longest, !check.long.isEmpty { addLong(person, check.long, longest, rows) }
      if let rest, !check.shortRests.isEmpty { addRest(person, check.shortRests, rest, rows) }
      addWrongSeats(person, inside)
    }
  }

  private func station(of person: Int, _ rows: [Assignment]) -> String? {
    crew[roster.people[person]]?.stationCode
      ?? rows.first.flatMap { ambulances[roster.plates[Int($0.ambulance)]]?.stationCode }
  }

  private func rowsTouching(_ spans: [Range<Int64>], _ rows: [Assignment]) -> [EvidenceRow] {
    rows.filter { row in
      spans.prefix(Self.explained).contains {
        row.fromMS <= $0.upperBound && row.toMS >= $0.lowerBound
      }
    }.prefix(4 * Self.explained).map(evidence)
  }

  private mutating func addDouble(
    _ person: Int, _ doubles: [DoubleBooking], _ rows: [Assignment]
  ) {
    let id = roster.people[person]
    let plates = Set(doubles.flatMap(\.ambulances)).sorted().map { roster.plates[Int($0)] }
    var finding = Finding(
      FindingOrigin(.doubleBooked), .crewMember, id, severity: .error,
      message: LocalizedText(
        zh: "\(id) 同时在 \(plates.joined(separator: "、"))在岗，共\(doubles.count)段时间",
        en: "\(id) is on duty on \(plates.joined(separator: ", ")) at the same time, "
          + "\(doubles.count) stretches"),
      cure: LocalizedText(zh: "改正班次，同一时间只排一辆车", en: "correct the roster: one ambulance at a time"))
    finding.found = ["ambulances": Double(doubles.map(\.ambulances.count).max() ?? 0)]
    finding.required = ["ambulances": 1]
    finding.occurrences = doubles.map { double in
      var one = Occurrence(
        fromMS: window.isMoment ? window.span.lowerBound : double.fromMS,
        toMS: window.isMoment ? window.span.lowerBound : double.toMS)
      one.people = [id]
      one.ambulances = double.ambulances.map { roster.plates[Int($0)] }
      return one
    }
    finding.rows = rowsTouching(doubles.map { $0.fromMS..<$0.toMS }, rows)
    finding.steps = doubles.prefix(Self.explained).map { double in
      let names = double.ambulances.map { roster.plates[Int($0)] }.joined(separator: " + ")
      let text = "\(window.clock.text(double.fromMS)) – \(window.clock.text(double.toMS)): \(names)"
      return LocalizedText(zh: text, en: text)
    }
    add(finding, station: station(of: person, rows))
  }

  private mutating func addLong(
    _ person: Int, _ long: [DutyStretch], _ limit: InspectionLimit, _ rows: [Assignment]
  ) {
    let id = roster.people[person]
    let hours = Double(long.map(\.milliseconds).max() ?? 0) / 3_600_000
    var finding = Finding(
      FindingOrigin(.shiftTooLong, mark: limit.mark), .crewMember, id, severity: .warning,
      message: LocalizedText(
        zh: "\(id) 连续在岗 \(Self.hoursText(hours)) 小时，超过 \(Self.hoursText(limit.value)) 小时",
        en: "\(id) is on duty for \(Self.hoursText(hours)) hours without a break, "
          + "more than \(Self.hoursText(limit.value))"),
      cure: LocalizedText(zh: "缩短班次或安排交接", en: "shorten the shift or hand over"))
    finding.found = ["hours": hours]
    finding.required = ["hours": limit.value]
    finding.occurrences = long.map { occurrence(of: id, $0.fromMS, $0.toMS) }
    finding.rows = rowsTouching(long.map { $0.fromMS..<$0.toMS }, rows)
    finding.steps = long.prefix(Self.explained).map { stretch in
      let hours = Self.hoursText(Double(stretch.milliseconds) / 3_600_000)
      let time = "\(window.clock.text(stretch.fromMS)) – \(window.clock.text(stretch.toMS))"
      return LocalizedText(
        zh: "\(time) = \(hours) 小时 > \(Self.hoursText(limit.value))；首尾相接的班次合并计算",
        en: "\(time) = \(hours) h > \(Self.hoursText(limit.value)); shifts that touch count as one")
    }
    add(finding, station: station(of: person, rows))
  }

  private mutating func addRest(
    _ person: Int, _ rests: [DutyStretch], _ limit: InspectionLimit, _ rows: [Assignment]
  ) {
    let id = roster.people[person]
    let hours = Double(rests.map(\.milliseconds).min() ?? 0) / 3_600_000
    var finding = Finding(
      FindingOrigin(.restTooShort, mark: limit.mark), .crewMember, id, severity: .warning,
      message: LocalizedText(
        zh: "\(id) 两次在岗之间只休息 \(Self.hoursText(hours)) 小时，不足 \(Self.hoursText(limit.value)) 小时",
        en: "\(id) rests \(Self.hoursText(hours)) hours between duties, "
          + "less than \(Self.hoursText(limit.value))"),
      cure: LocalizedText(zh: "推迟下一班", en: "start the next shift later"))
    finding.found = ["hours": hours]
    finding.required = ["hours": limit.value]
    finding.occurrences = rests.map { occurrence(of: id, $0.fromMS, $0.toMS) }
    finding.rows = rowsTouching(rests.map { $0.fromMS..<$0.toMS }, rows)
    finding.steps = rests.prefix(Self.explained).map { rest in
      let hours = Self.hoursText(Double(rest.milliseconds) / 3_600_000)
      let time = "\(window.clock.text(rest.fromMS)) – \(window.clock.text(rest.toMS))"
      return LocalizedText(
        zh: "\(time) = \(hours) 小时 < \(Self.hoursText(limit.value))",
        en: "\(time) = \(hours) h < \(Self.hoursText(limit.value))")
    }
    add(finding, station: station(of: person, rows))
  }

  private func occurrence(of id: String, _ from: Int64, _ to: Int64) -> Occurrence {
    var one = Occurrence(fromMS: from, toMS: to)
    one.people = [id]
    return one
  }

  private mutating func addWrongSeats(_ person: Int, _ rows: [Assignment]) {
    let id = roster.people[person]
    let roles = crew[id]?.roles ?? []
    if roles.isEmpty, rows.contains(where: { $0.seat == nil }) {
      var finding = Finding(
        FindingOrigin(.crewWithoutRole), .crewMember, id, severity: .warning,
        message: LocalizedText(
          zh: "\(id) 在岗但没有登记岗位，不能计入班组", en: "\(id) is on duty, has no role and fills no seat"),
        cure: LocalizedText(zh: "登记岗位", en: "register the role"))
      finding.found = ["roles": 0]
      finding.required = ["roles": 1]
      finding.rows = rows.prefix(Self.explained).map(evidence)
      add(finding, station: station(of: person, rows))
    }
    guard !roles.isEmpty, rows.contains(where: { $0.seat.map { !roles.contains($0) } ?? false })
    else { return }
    for seat in CrewRole.allCases where !roles.contains(seat) {
      let wrong = rows.filter { $0.seat == seat }
      guard !wrong.isEmpty else { continue }
      let own = LocalizedText.both { language in
        roles.map(\.label[language]).joined(separator: "/")
      }
      var finding = Finding(
        FindingOrigin(.seatWithoutRole), .crewMember, id, detail: seat.rawValue, severity: .error,
        message: LocalizedText(
          zh: "\(id) 排班为\(seat.label.zh)，登记岗位为\(own.zh)",
          en: "\(id) is rostered as \(seat.label.en) and registered as \(own.en)"),
        cure: LocalizedText(zh: "改正班次或补登岗位", en: "correct the roster or the register"))
      finding.found = [seat.rawValue: 0]
      finding.required = [seat.rawValue: 1]
      finding.occurrences = wrong.map { occurrence(of: id, $0.fromMS, $0.toMS) }
      finding.rows = wrong.prefix(Self.explained).map(evidence)
      add(finding, station: station(of: person, rows))
    }
  }
}
