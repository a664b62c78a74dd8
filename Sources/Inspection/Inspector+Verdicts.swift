import ResponseModel
import Standards

/// Every rule for every county, and findings of those that fail as a whole.
extension Inspector {
  mutating func judgeCounties() -> [InspectedCounty] {
    var reported: Set<String> = []
    var counties: [InspectedCounty] = []
    for var facts in request.facts {
      facts.registers = registers[facts.countyCode]
      let verdicts = request.standard.rules.map {
        Verdict(of: $0, in: request.standard, on: window.lastDay, facts: facts)
      }
      for (rule, verdict) in zip(request.standard.rules, verdicts) {
        switch verdict.outcome {
        case .notAssessable: open.append(OpenCheck(verdict, county: facts.countyCode))
        case .pass: judged.insert(rule.id)
        case .fail:
          judged.insert(rule.id)
          report(rule, verdict, facts, &reported)
        }
      }
      counties.append(
        InspectedCounty(
          code: facts.countyCode, name: facts.countyName, verdicts: verdicts,
          fleet: fleet(facts.countyCode)))
    }
    return counties
  }

  private mutating func report(
    _ rule: Rule, _ verdict: Verdict, _ facts: CountyFacts, _ reported: inout Set<String>
  ) {
    switch rule.requirement {
    // Their units have findings of their own.
    case .crewComposition, .equipment, .visitFrequency: return
    case .townshipPresence(let it):
      for code in verdict.offenders?.townshipCodes ?? [] {
        addTownship(rule, it, verdict, code, facts)
      }
    case .countyPresence(let it):
      for subject in it.subjects {
        guard let tally = facts.registers?.counts[.county]?[subject],
          !it.limit.comparison.holds(tally.known + tally.unknown, it.limit.value)
        else { continue }
        addCounty(
          rule, verdict, facts, detail: subject.rawValue, found: tally.known, limit: it.limit,
          what: subject.label)
      }
    default:
      var subject = facts.countyCode
      if Self.isCityWide(rule.requirement) { subject = Self.city(of: facts.countyCode) + "00" }
      guard reported.insert(rule.id + subject).inserted else { return }
      addWhole(rule, verdict, facts, subject: subject)
    }
  }

  private static let assumed = LocalizedText(
    zh: "结论含假定或缺省数据，不可作为定论",
    en: "it rests on assumed or default data and is not the last word")

  private static func isCityWide(_ requirement: Requirement) -> Bool {
    switch requirement {
    case .countInPeriod(let it): it.scope == .city
    case .vehiclesPerPopulation(let it): it.scope == .city
    default: false
    }
  }

  private mutating func addTownship(
    _ rule: Rule, _ it: TownshipRequirement, _ verdict: Verdict, _ code: String,
    _ facts: CountyFacts
  ) {
    let name = data.townships.first { $0.code == code }?.name ?? ""
    let count =
      facts.registers?.townships[it.subject]?.entries.first { $0.code == code }?.count ?? 0
    var finding = Finding(
      FindingOrigin(rule, of: request.standard, on: window.lastDay), .township, code,
      severity: .error,
      message: LocalizedText(
        zh: "\(name)（\(code)）的\(it.subject.label.zh)为 \(count)，应 \(it.limit.text.zh)",
        en: "\(code) has \(count) of: \(it.subject.label.en), required \(it.limit.text.en)"),
      cure: LocalizedText(
        zh: "在该乡镇（街道）设\(it.subject.label.zh)", en: "set up: \(it.subject.label.en)"))
    finding.found = [it.subject.rawValue: Double(count)]
    finding.required = [it.subject.rawValue: it.limit.value]
    finding.rows = [
      EvidenceRow(table: "townships", key: code, text: LocalizedText(zh: name, en: name))
    ]
    finding.steps = [verdict.compared] + verdict.notes
    finding.rest(on: verdict.evidence, Self.assumed)
    add(finding, station: nil, county: facts.countyCode)
  }

  private mutating func addCounty(
    _ rule: Rule, _ verdict: Verdict, _ facts: CountyFacts, detail: String, found: Double,
    limit: Threshold, what: LocalizedText
  ) {
    let number = found == found.rounded() ? String(Int(found)) : "\(found)"
    var finding = Finding(
      FindingOrigin(rule, of: request.standard, on: window.lastDay), .county, facts.countyCode,
      detail: detail, severity: .error,
      message: LocalizedText(
        zh: "\(facts.countyName)的\(what.zh)为 \(number)，应 \(limit.text.zh)",
        en: "\(facts.countyCode): \(what.en) \(number), required \(limit.text.en)"),
      cure: LocalizedText(zh: "设立\(what.zh)", en: "set up: \(what.en)"))
    finding.found = [detail: found]
    finding.required = [detail: limit.value]
    finding.rows = data.facilities.filter {
      $0.countyCode == facts.countyCode && $0.kind == .hospital
    }
    .prefix(40).map {
      EvidenceRow(
        table: "facilities", key: $0.id, text: LocalizedText(zh: $0.name, en: $0.name))
    }
    finding.steps = [verdict.compared] + verdict.notes
    finding.rest(on: verdict.evidence, Self.assumed)
    add(finding, station: nil, county: facts.countyCode)
  }

  private mutating func addWhole(
    _ rule: Rule, _ verdict: Verdict, _ facts: CountyFacts, subject: String
  ) {
    let name = subject == facts.countyCode ? facts.countyName : subject
    let unit = verdict.unit?.symbol
    func text(_ number: Double?) -> LocalizedText {
      guard let number else { return LocalizedText(zh: "无", en: "none") }
      let rounded = (number * 100).rounded() / 100
      let digits = rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
      return LocalizedText(zh: digits + (unit?.zh ?? ""), en: "\(digits) \(unit?.en ?? "")")
    }
    let sign = verdict.comparison?.rawValue ?? ""
    var finding = Finding(
      FindingOrigin(rule, of: request.standard, on: window.lastDay), .county, subject,
      severity: .error,
      message: LocalizedText(
        zh:
          "\(name)未达到“\(rule.title.zh)”：\(text(verdict.value).zh)，应 \(sign) \(text(verdict.limit).zh)",
        en:
          "\(subject) does not meet '\(rule.title.en)': \(text(verdict.value).en), required \(sign)"
          + " \(text(verdict.limit).en)"),
      cure: LocalizedText(
        zh: "达到：\(rule.requirement.compared.zh)", en: "meet: \(rule.requirement.compared.en)"))
    if let value = verdict.value { finding.found = ["value": value] }
    if let limit = verdict.limit { finding.required = ["value": limit] }
    finding.steps = [verdict.compared] + verdict.notes
    finding.rest(on: verdict.evidence, Self.assumed)
    for code in (verdict.offenders?.townshipCodes ?? []).prefix(200) {
      let name = data.townships.first { $0.code == code }?.name ?? code
      finding.rows.append(
        EvidenceRow(table: "townships", key: code, text: LocalizedText(zh: name, en: name)))
    }
    for id in (verdict.offenders?.demandIDs ?? []).prefix(200) {
      finding.rows.append(
        EvidenceRow(table: "demand_points", key: id, text: LocalizedText(zh: id, en: id)))
    }
    add(finding, station: nil, county: facts.countyCode)
  }

  private func fleet(_ code: String) -> FleetSummary {
    var summary = FleetSummary(county: code)
    let county = data.counties.first { $0.code == code }
    summary.residents = county?.residents
    summary.registered = county?.registered
    for ambulance in data.ambulances
    where self.county(ofStation: ambulance.stationCode) == code {
      let isOnBooks = isOnBooks(ambulance)
      // One that is still to come has no status yet.
      if !isOnBooks, let first = ambulance.inServiceFrom, first > window.lastDay { continue }
      let status = isOnBooks ? ambulance.status : .retired
      summary.byStatus[status == .retired && isOnBooks ? .inService : status, default: 0] += 1
      guard isOnBooks else { continue }
      summary.total += 1
      switch ambulance.hasNegativePressure {
      case true?: summary.negativePressure += 1
      case nil: summary.negativePressureUnknown += 1
      case false?: break
      }
      if let from = ambulance.inServiceFrom {
        summary.ages.append(Self.years(from: from, to: window.lastDay))
      } else {
        summary.ageUnknown += 1
      }
    }
    return summary
  }
}
