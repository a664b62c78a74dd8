public import ResponseModel
import Standards

/// Crews of ambulances and stations.
extension Inspector {
  mutating func inspectCrews() {
    let rules = request.standard.rules.compactMap { rule in
      if case .crewComposition(let crew) = rule.requirement { (rule, crew) } else { nil }
    }
    let scoped = scopedAmbulances
    for ambulance in scoped {
      count(in: county(ofStation: ambulance.stationCode)) { $0.ambulances += 1 }
    }
    for station in data.stations where isInScope(station: station.code) {
      count(in: station.countyCode) { $0.stations += 1 }
    }
    guard let missing = missingRoster else {
      for (number, (rule, crew)) in rules.enumerated() {
        judged.insert(rule.id)
        inspect(rule, crew, scoped, isFirst: number == 0)
      }
      if rules.isEmpty {
        for check in [InspectionCheck.stationNeverComplete, .stationHoursIncomplete] {
          open.append(
            OpenCheck(
              check, LocalizedText(zh: "标准没有班组条款", en: "the standard has no rule on crews")))
        }
      }
      return
    }
    for (_, crew) in rules {
      var check = UnitCheck()
      check.missing = [missing]
      for county in counties { registers[county]?.crew[crew] = check }
    }
    for check in [
      InspectionCheck.stationNeverComplete, .stationHoursIncomplete, .ambulanceWithoutShift,
      .doubleBooked, .shiftTooLong, .restTooShort, .dutyInRepair, .dutyOffBooks,
    ] {
      open.append(OpenCheck(check, missing))
    }
  }

  /// Why crews cannot be judged; `nil` where they can.
  var missingRoster: LocalizedText? {
    if data.ambulances.isEmpty {
      return LocalizedText(zh: "缺少救护车名录", en: "no register of ambulances")
    }
    if data.crew.isEmpty {
      return LocalizedText(zh: "缺少人员及其岗位", en: "no crew members with their roles")
    }
    if roster.count == 0 { return LocalizedText(zh: "缺少班次", en: "no shifts") }
    if !rosterReachesWindow {
      return LocalizedText(zh: "检查时段内没有任何班次", en: "no shift at all in the time inspected")
    }
    return nil
  }

  private mutating func inspect(
    _ rule: Rule, _ crewRule: CrewRequirement, _ scoped: [Ambulance], isFirst: Bool
  ) {
    let origin = FindingOrigin(rule, of: request.standard, on: window.lastDay)
    var sweep = CrewSweep(SeatPlan(crewRule))
    var checks: [String: UnitCheck] = [:]
    var complete: [String: [Range<Int64>]] = [:]
    for ambulance in scoped {
      let times = AmbulanceTimes(ambulance, within: window.span, clock: window.clock)
      guard let index = ambulanceIndex[ambulance.plate] else { continue }
      let check = sweep.check(
        ambulance: index, of: roster, rolesOf: rolesOf, windows: times.books,
        everyMoment: request.each == .books)
      let county = county(ofStation: ambulance.stationCode)
      if isFirst {
        count(in: county) {
          $0.crewStretches += check.stretches
          $0.judgedMilliseconds += check.judgedMS
        }
      }
      if check.stretches == 0, !times.books.isEmpty {
        unjudged.insert("\(rule.id)|\(ambulance.plate)")
      }
      if check.stretches > 0, let county {
        checks[county, default: UnitCheck()].judged += 1
        if !check.gaps.isEmpty { checks[county]?.failing += 1 }
      }
      if let station = ambulance.stationCode {
        // An ambulance in repair cannot roll, whoever sits in it.
        complete[station, default: []] += TimeSpans.subtracting(
          times.repair, from: check.complete)
      }
      if !check.gaps.isEmpty {
        add(
          finding(origin, sweep.plan, ambulance, index, check), station: ambulance.stationCode)
      }
    }
    for county in counties {
      var check = checks[county] ?? UnitCheck()
      if check.judged == 0 {
        check.missing = [
          LocalizedText(
            zh: "检查时段内没有在岗（在册）的救护车", en: "no ambulance on duty (or on the books) in this time")
        ]
      }
      check.notes.append(request.each.note)
      registers[county]?.crew[crewRule] = check
    }
    if isFirst {
      inspectStations(complete, origin, sweep.plan)
      countPosts(rule, sweep.plan, scoped)
    }
  }

  private func finding(
    _ origin: FindingOrigin, _ plan: SeatPlan, _ ambulance: Ambulance, _ index: Int,
    _ check: CrewCheck
  ) -> Finding {
    var worst = check.gaps[0]
    var largest = worst.missing
    for gap in check.gaps {
      for group in largest.indices { largest[group] = max(largest[group], gap.missing[group]) }
      if gap.missing.reduce(0, +) > worst.missing.reduce(0, +) { worst = gap }
    }
    let lacking = plan.text(largest)
    let times = check.gaps.count
    var finding = Finding(
      origin, .ambulance, ambulance.plate, severity: .error,
      message: LocalizedText(
        zh: "救护车 \(ambulance.plate) 缺\(lacking.zh)" + (window.isMoment ? "" : "，共\(times)段时间"),
        en: "ambulance \(ambulance.plate) lacks \(lacking.en)"
          + (window.isMoment ? "" : ", \(times, of: "stretch", "stretches") of time")),
      cure: LocalizedText(
        zh: "为所列时间补上\(lacking.zh)，或在该时间停用并改排班", en: "roster \(lacking.en) for the times listed"))
    finding.missing = plan.named(largest)
    finding.required = Dictionary(
      plan.groups.map { ($0.key, Double($0.minimum)) }, uniquingKeysWith: +)
    finding.found = Dictionary(
      zip(plan.groups, worst.missing).map { ($0.key, Double($0.minimum - $1)) },
      uniquingKeysWith: +)
    finding.occurrences = check.gaps.map { occurrence($0, plan) }
    explain(&finding, plan, ambulance, index, check)
    return finding
  }

  private func occurrence(_ gap: CrewGap, _ plan: SeatPlan) -> Occurrence {
    var one = Occurrence(fromMS: gap.fromMS, toMS: window.isMoment ? gap.fromMS : gap.toMS)
    one.people = gap.people.map { roster.people[Int($0)] }
    one.seats = plan.filling(gap.people.map { rolesOf[Int($0)] })
      .map { $0.map { plan.groups[$0].key } }
    one.missing = plan.named(gap.missing)
    return one
  }

  /// The rows behind the first gaps, and how the seats were filled.
  private func explain(
    _ finding: inout Finding, _ plan: SeatPlan, _ ambulance: Ambulance, _ index: Int,
    _ check: CrewCheck
  ) {
    let rows = roster.assignments(ofAmbulance: index)
    var seen: Set<EvidenceRow> = []
    for gap in check.gaps.prefix(Self.explained) {
      for row in rows where row.fromMS < gap.toMS && row.toMS > gap.fromMS {
        let evidence = evidence(row)
        if seen.insert(evidence).inserted { finding.rows.append(evidence) }
      }
      let filled = plan.filling(gap.people.map { rolesOf[Int($0)] })
      let people = zip(gap.people, filled).map { person, group in
        LocalizedText.both { language in
          let roles = rolesOf[Int(person)].roles.map(\.label[language]).joined(separator: "/")
          let seat = group.map { plan.groups[$0].label[language] } ?? "–"
          return "\(roster.people[Int(person)]) (\(roles)) → \(seat)"
        }
      }
      let (from, to) = (window.clock.text(gap.fromMS), window.clock.text(gap.toMS))
      let time = window.isMoment ? from : "\(from) – \(to)"
      finding.steps.append(
        .both { language in
          let there =
            people.isEmpty
            ? (language == .zh ? "无人在岗" : "nobody on duty")
            : people.map { $0[language] }.joined(separator: "; ")
          let lack = plan.text(gap.missing)[language]
          return language == .zh
            ? "\(time)：\(there)；缺 \(lack)" : "\(time): \(there); lacking \(lack)"
        })
    }
    if check.gaps.count > Self.explained {
      let rest = check.gaps.count - Self.explained
      finding.steps.append(
        LocalizedText(zh: "另有\(rest)段，见 occurrences", en: "\(rest) more, see occurrences"))
    }
    finding.steps.append(
      LocalizedText(
        zh: "应有 \(plan.text(plan.groups.map(\.minimum)).zh)；\(request.each.note.zh)",
        en: "required: \(plan.text(plan.groups.map(\.minimum)).en); \(request.each.note.en)"))
    finding.rows.append(evidence(ambulance))
  }

  /// Occurrences whose rows and arithmetic a finding carries.
  static let explained = 10

  func evidence(_ row: Assignment) -> EvidenceRow {
    let (plate, person) = (roster.plates[Int(row.ambulance)], roster.people[Int(row.person)])
    let from = window.clock.text(row.fromMS)
    let time = "\(from) – \(window.clock.text(row.toMS))"
    let seat = row.seat?.label
    return EvidenceRow(
      table: "shifts", key: "\(plate) \(from) \(person)",
      text: LocalizedText(
        zh: "\(plate) \(person) \(time)" + (seat.map { " 岗位\($0.zh)" } ?? ""),
        en: "\(plate) \(person) \(time)" + (seat.map { " as \($0.en)" } ?? "")))
  }

  func evidence(_ ambulance: Ambulance) -> EvidenceRow {
    let station = ambulance.stationCode ?? "–"
    let from = ambulance.inServiceFrom?.description ?? "–"
    let until = ambulance.retiredOn?.description ?? "–"
    return EvidenceRow(
      table: "ambulances", key: ambulance.plate,
      text: LocalizedText(
        zh:
          "\(ambulance.plate) 站 \(station) 状态 \(ambulance.status.label.zh) 投用 \(from) 报废 \(until)",
        en: "\(ambulance.plate) station \(station), \(ambulance.status.label.en), in service from "
          + "\(from), retired \(until)"))
  }
}

extension EachReading {
  /// How 每辆 is read, for every report.
  public var note: LocalizedText {
    switch self {
    case .books:
      LocalizedText(
        zh: "“每辆”按在册读：未报废的每辆车，全部时间",
        en: "\"each\" is read as each ambulance on the books, at all times")
    case .duty:
      LocalizedText(
        zh: "“每辆”按值班读：有人在岗的每辆车，在岗期间", en: "\"each\" is read as each ambulance on duty, while it is")
    }
  }
}

extension SeatPlan {
  /// `2 nurse or stretcher bearer, 1 driver`; groups of which none is meant are left out.
  func text(_ counts: [Int]) -> LocalizedText {
    .both { language in
      zip(groups, counts).filter { $0.1 > 0 }.map { group, count in
        language == .zh ? "\(group.label.zh)\(count)名" : "\(count) \(group.label.en)"
      }.joined(separator: language == .zh ? "、" : ", ")
    }
  }

  /// By key, without zeros.
  func named(_ counts: [Int]) -> [String: Int] {
    Dictionary(zip(groups, counts).filter { $0.1 > 0 }.map { ($0.key, $1) }, uniquingKeysWith: +)
  }
}

extension AmbulanceStatus {
  public var label: LocalizedText {
    switch self {
    case .inService: LocalizedText(zh: "在用", en: "in service")
    case .reserve: LocalizedText(zh: "备用", en: "reserve")
    case .inRepair: LocalizedText(zh: "维修", en: "in repair")
    case .retired: LocalizedText(zh: "报废", en: "retired")
    }
  }
}

extension LocalizedText {
  /// Both languages through one expression.
  static func both(_ text: (Language) -> String) -> LocalizedText {
    LocalizedText(zh: text(.zh), en: text(.en))
  }
}
