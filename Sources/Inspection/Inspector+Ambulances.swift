import ResponseModel
import Standards

/// Ambulances: on duty while in repair or off the books, without shifts, their age, their devices.
extension Inspector {
  mutating func inspectAmbulances() {
    inspectAges()
    guard missingRoster == nil else { return }
    judged.formUnion(
      [InspectionCheck.dutyInRepair, .dutyOffBooks, .ambulanceWithoutShift].map(\.rawValue))
    for ambulance in scopedAmbulances {
      guard let index = ambulanceIndex[ambulance.plate] else {
        reportWithoutShift(ambulance)
        continue
      }
      let days = window.days
      let rows = roster.assignments(ofAmbulance: index)
        .filter { $0.fromMS < days.upperBound && $0.toMS > days.lowerBound }
      guard !rows.isEmpty else {
        reportWithoutShift(ambulance)
        continue
      }
      let duty = TimeSpans.intersection(
        TimeSpans.united(rows.map { $0.fromMS..<$0.toMS }), window.span)
      guard !duty.isEmpty else { continue }
      let times = AmbulanceTimes(ambulance, within: window.span, clock: window.clock)
      let idle = TimeSpans.subtracting(times.repair, from: duty)
      let broken = TimeSpans.subtracting(idle, from: duty)
      if !broken.isEmpty {
        report(
          .dutyInRepair, ambulance, broken, rows,
          LocalizedText(
            zh: "救护车 \(ambulance.plate) 维修期间仍有人在岗",
            en: "ambulance \(ambulance.plate) has a crew on duty while it is in repair"),
          LocalizedText(
            zh: "改排其他车辆，或更正维修记录", en: "roster another ambulance, or correct the repair record"))
      }
      let off = TimeSpans.subtracting(times.books, from: duty)
      if !off.isEmpty {
        report(
          .dutyOffBooks, ambulance, off, rows,
          LocalizedText(
            zh: "救护车 \(ambulance.plate) 未投用或已报废，仍有人在岗",
            en:
              "ambulance \(ambulance.plate) has a crew on duty before its first or after its last day"
          ),
          LocalizedText(
            zh: "改排其他车辆，或更正投用、报废日期", en: "roster another ambulance, or correct its dates"))
      }
    }
  }

  private mutating func report(
    _ check: InspectionCheck, _ ambulance: Ambulance, _ spans: [Range<Int64>],
    _ rows: [Assignment], _ message: LocalizedText, _ cure: LocalizedText
  ) {
    var finding = Finding(
      FindingOrigin(check), .ambulance, ambulance.plate, severity: .error, message: message,
      cure: cure)
    finding.found = ["hours_on_duty": Double(TimeSpans.length(spans)) / 3_600_000]
    finding.required = ["hours_on_duty": 0]
    if window.isMoment { finding.found = ["on_duty": 1]; finding.required = ["on_duty": 0] }
    finding.occurrences = spans.map {
      Occurrence(fromMS: $0.lowerBound, toMS: window.isMoment ? $0.lowerBound : $0.upperBound)
    }
    finding.rows = [evidence(ambulance)]
    for period in ambulance.statusPeriods {
      let from = window.clock.text(period.from.milliseconds)
      let to = period.to.map { window.clock.text($0.milliseconds) } ?? "…"
      finding.rows.append(
        EvidenceRow(
          table: "ambulance_status", key: "\(ambulance.plate) \(from)",
          text: LocalizedText(
            zh: "\(ambulance.plate) \(period.status.label.zh) \(from) – \(to)",
            en: "\(ambulance.plate) \(period.status.label.en) \(from) – \(to)")))
    }
    finding.rows += rows.filter { row in
      spans.prefix(Self.explained).contains {
        row.fromMS < $0.upperBound && row.toMS > $0.lowerBound
      }
    }.prefix(4 * Self.explained).map(evidence)
    finding.steps = spans.prefix(Self.explained).map {
      let text = "\(window.clock.text($0.lowerBound)) – \(window.clock.text($0.upperBound))"
      return LocalizedText(zh: "在岗：\(text)", en: "on duty: \(text)")
    }
    add(finding, station: ambulance.stationCode)
  }

  /// One that is in service some time of the days looked at, and that nobody is rostered on. One in
  /// reserve, in repair or retired all the time needs no crew.
  private mutating func reportWithoutShift(_ ambulance: Ambulance) {
    let times = AmbulanceTimes(ambulance, within: window.days, clock: window.clock)
    guard !times.service.isEmpty else { return }
    var finding = Finding(
      FindingOrigin(.ambulanceWithoutShift), .ambulance, ambulance.plate, severity: .warning,
      message: LocalizedText(
        zh: "救护车 \(ambulance.plate) 在用，检查时段内没有班次",
        en: "ambulance \(ambulance.plate) is in service and has no shift in the time inspected"),
      cure: LocalizedText(
        zh: "排班，或登记为备用、维修或报废", en: "roster a crew, or register it as reserve, in repair or retired")
    )
    finding.found = ["shifts": 0]
    finding.required = ["shifts": 1]
    finding.rows = [evidence(ambulance)]
    add(finding, station: ambulance.stationCode)
  }

  private mutating func inspectAges() {
    guard let limit = request.limits.ambulanceAgeYears, !data.ambulances.isEmpty else { return }
    judged.insert(InspectionCheck.ambulanceOverAge.rawValue)
    for ambulance in scopedAmbulances where isOnBooks(ambulance) {
      guard let from = ambulance.inServiceFrom else { continue }
      let age = Self.years(from: from, to: window.lastDay)
      guard Double(age) >= limit.value else { continue }
      var finding = Finding(
        FindingOrigin(.ambulanceOverAge, mark: limit.mark), .ambulance, ambulance.plate,
        severity: .warning,
        message: LocalizedText(
          zh: "救护车 \(ambulance.plate) 已使用 \(age) 年",
          en: "ambulance \(ambulance.plate) has been in service for \(age) years"),
        cure: LocalizedText(zh: "列入更新计划", en: "plan its replacement"))
      finding.found = ["years": Double(age)]
      finding.required = ["years": limit.value]
      finding.rows = [evidence(ambulance)]
      add(finding, station: ambulance.stationCode)
    }
  }

  /// Whether it is on the books on the last day looked at.
  func isOnBooks(_ ambulance: Ambulance) -> Bool {
    let day =
      window.clock.moment(window.lastDay)..<window.clock.moment(window.lastDay.adding(days: 1))
    return !AmbulanceTimes(ambulance, within: day, clock: window.clock).books.isEmpty
  }

  /// Whole years: one bought on 29 February is a year older from 1 March.
  static func years(from: CalendarDate, to: CalendarDate) -> Int {
    let before = (to.month, to.day) < (from.month, from.day)
    return max(0, to.year - from.year - (before ? 1 : 0))
  }
}
