import Geometry
import Quantities
import ResponseModel
import Standards

/// Mobile rounds: villages and periods with too few visits.
extension Inspector {
  private struct Village {
    let key: String
    let township: String
    let name: String
    var position: GeographicCoordinate?
  }

  mutating func inspectVisits() {
    let rules = request.standard.rules.compactMap { rule in
      if case .visitFrequency(let visits) = rule.requirement { (rule, visits) } else { nil }
    }
    guard !rules.isEmpty else { return }
    // A village is known by its code, else by its township and name.
    let codes = Dictionary(
      data.demandPoints.filter { $0.id.utf8.count == 12 }.map {
        (($0.townshipCode ?? "") + "|" + $0.name, $0.id)
      }
    ) { first, _ in first }
    let byVillage = Dictionary(grouping: data.visits) { visit in
      let name = visit.townshipCode + "|" + visit.village
      return visit.villageCode ?? codes[name] ?? name
    }
    let clinics = data.facilities.filter { $0.kind == .villageClinic }
    let withClinic = Set(clinics.compactMap(\.villageCode))
    let clinicNames = Set(
      clinics.compactMap { clinic in clinic.townshipCode.map { $0 + "|" + clinic.name } })
    for county in request.facts.map(\.countyCode) {
      let townships = Set(data.townships.filter { $0.countyCode == county }.map(\.code))
      var villages: [Village] = data.demandPoints
        .filter { $0.countyCode == county && $0.id.utf8.count == 12 }
        .map {
          Village(
            key: $0.id, township: $0.townshipCode ?? String($0.id.prefix(9)), name: $0.name,
            position: $0.position)
        }
      let isListKnown =
        !villages.isEmpty && (!withClinic.isEmpty || isComplete(.villageClinic))
      if !isListKnown { villages = [] }
      let listed = Set(villages.map(\.key))
      for (key, visits) in byVillage.sorted(by: { $0.key < $1.key }) where !listed.contains(key) {
        guard let visit = visits.first, townships.contains(visit.townshipCode) else { continue }
        villages.append(
          Village(key: key, township: visit.townshipCode, name: visit.village, position: nil))
      }
      let without = villages.filter {
        !withClinic.contains($0.key) && !clinicNames.contains($0.township + "|" + $0.name + "卫生室")
      }
      for (rule, visits) in rules {
        judge(
          rule, visits, county,
          visits.denominator == .villagesWithoutClinic ? without : villages, byVillage, isListKnown)
      }
      if isListKnown { reportUnserved(without, byVillage, clinics, county) }
    }
  }

  private mutating func judge(
    _ rule: Rule, _ it: VisitRequirement, _ county: String, _ villages: [Village],
    _ byVillage: [String: [MobileVisit]], _ isListKnown: Bool
  ) {
    let periods = window.visitPeriods(it.every)
    guard !data.visits.isEmpty, !periods.isEmpty, !villages.isEmpty else {
      var check = UnitCheck()
      if data.visits.isEmpty {
        check.missing.append(LocalizedText(zh: "缺少巡诊记录", en: "no log of visits"))
      }
      if periods.isEmpty {
        check.missing.append(
          LocalizedText(
            zh: "检查时段内没有完整的\(it.every.noun.zh)",
            en: "no whole \(it.every.noun.en) in the time inspected"))
      }
      if villages.isEmpty {
        check.missing.append(
          LocalizedText(zh: "缺少无村卫生室的村名录", en: "no list of villages without a clinic"))
      }
      registers[county]?.visits[it] = check
      return
    }
    var check = UnitCheck()
    for village in villages {
      check.judged += 1
      var counts: [(period: (label: String, days: ClosedRange<Int>), count: Int)] = []
      for period in periods {
        let count = (byVillage[village.key] ?? []).count {
          period.days.contains($0.date.daysSince1970)
        }
        if !it.limit.comparison.holds(Double(count), it.limit.value) {
          counts.append((period, count))
        }
      }
      guard let worst = counts.min(by: { $0.count < $1.count }) else { continue }
      check.failing += 1
      var finding = Finding(
        FindingOrigin(rule, of: request.standard, on: window.lastDay), .village, village.key,
        severity: .error,
        message: LocalizedText(
          zh:
            "\(village.name)（\(village.key)）\(counts.map { "\($0.period.label) 巡诊 \($0.count) 次" }.joined(separator: "、"))，应 \(it.limit.text.zh)",
          en:
            "\(village.key): \(counts.map { "\($0.count) visits in \($0.period.label)" }.joined(separator: ", ")), required \(it.limit.text.en)"
        ),
        cure: LocalizedText(zh: "补足巡诊并登记", en: "make up the visits and log them"))
      finding.found = ["visits": Double(worst.count)]
      finding.required = ["visits": it.limit.value]
      finding.occurrences = counts.map {
        Occurrence(
          fromMS: window.clock.moment(CalendarDate(daysSince1970: $0.period.days.lowerBound)),
          toMS: window.clock.moment(CalendarDate(daysSince1970: $0.period.days.upperBound + 1)))
      }
      finding.rows = (byVillage[village.key] ?? []).filter { visit in
        counts.contains { $0.period.days.contains(visit.date.daysSince1970) }
      }.prefix(40).map { visit in
        EvidenceRow(
          table: "visits",
          key: "\(visit.townshipCode) \(visit.village) \(visit.date) \(visit.unit)",
          text: LocalizedText(zh: "\(visit.date) \(visit.unit)", en: "\(visit.date) \(visit.unit)"))
      }
      finding.steps = counts.map {
        LocalizedText(
          zh: "\($0.period.label)：\($0.count) 次，应 \(it.limit.text.zh)",
          en: "\($0.period.label): \($0.count), required \(it.limit.text.en)")
      }
      add(finding, station: nil, county: county)
    }
    if !isListKnown {
      check.open += 1
      check.missing.append(
        LocalizedText(
          zh: "没有无村卫生室的村名录，从未巡诊的村不在其中",
          en: "no list of villages without a clinic: those never visited are not among them"))
    }
    check.notes.append(
      LocalizedText(
        zh: "检查：\(periods.map(\.label).joined(separator: "、"))",
        en: "judged: \(periods.map(\.label).joined(separator: ", "))"))
    registers[county]?.visits[it] = check
  }

  /// Villages with neither a clinic, nor a neighbour's within reach, nor a visit.
  private mutating func reportUnserved(
    _ villages: [Village], _ byVillage: [String: [MobileVisit]], _ clinics: [Facility],
    _ county: String
  ) {
    guard let reach = request.limits.neighbourClinicKM else { return }
    judged.insert(InspectionCheck.villageWithoutService.rawValue)
    let days = window.visitPeriods(.month).map(\.days)
    let positions = clinics.compactMap(\.position)
    for village in villages {
      let visited = (byVillage[village.key] ?? []).contains { visit in
        days.contains { $0.contains(visit.date.daysSince1970) }
      }
      guard !visited, let position = village.position else { continue }
      let nearest = positions.map { Geodesic.distance(position, $0).kilometers }.min()
      if let nearest, nearest <= reach.value { continue }
      let far = nearest.map { "\(($0 * 100).rounded() / 100) km" } ?? "–"
      var finding = Finding(
        FindingOrigin(.villageWithoutService, mark: reach.mark), .village, village.key,
        severity: .warning,
        message: LocalizedText(
          zh: "\(village.name)（\(village.key)）没有卫生室和巡诊，最近的卫生室直线 \(far)",
          en:
            "\(village.key) has no clinic and no visits; the nearest clinic is \(far) away in a straight line"
        ),
        cure: LocalizedText(zh: "安排巡诊或设卫生室", en: "arrange visits or a clinic"))
      finding.required = ["nearest_clinic_km": reach.value]
      if let nearest { finding.found = ["nearest_clinic_km": nearest] }
      add(finding, station: nil, county: county)
    }
  }
}

extension VisitPeriod {
  var noun: LocalizedText {
    switch self {
    case .week: LocalizedText(zh: "周", en: "week")
    case .month: LocalizedText(zh: "月", en: "month")
    case .year: LocalizedText(zh: "年", en: "year")
    }
  }
}

extension InspectionWindow {
  /// Whole weeks (from Monday), months or years of the period, by days since 1970; for a single day
  /// the last one before it.
  func visitPeriods(_ period: VisitPeriod) -> [(label: String, days: ClosedRange<Int>)] {
    func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
      CalendarDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
    }
    let (first, last) = (firstDay.daysSince1970, lastDay.daysSince1970)
    let isDay = first == last
    switch period {
    case .month:
      return months.map { year, month in
        let length = CalendarDate.days(inMonth: month, of: year)
        return (
          "\(year)-\(month < 10 ? "0" : "")\(month)",
          day(year, month, 1)...day(year, month, length)
        )
      }
    case .year:
      let years = isDay ? [firstDay.year - 1] : Array(firstDay.year...lastDay.year)
      return years.map { ("\($0)", day($0, 1, 1)...day($0, 12, 31)) }
        .filter { isDay || ($0.1.lowerBound >= first && $0.1.upperBound <= last) }
    case .week:
      // 1970-01-01 was a Thursday.
      let monday = first - ((first + 3) % 7 + 7) % 7
      if isDay {
        return [(CalendarDate(daysSince1970: monday - 7).description, (monday - 7)...(monday - 1))]
      }
      return stride(from: monday < first ? monday + 7 : monday, through: last - 6, by: 7).map {
        (CalendarDate(daysSince1970: $0).description, $0...($0 + 6))
      }
    }
  }
}
