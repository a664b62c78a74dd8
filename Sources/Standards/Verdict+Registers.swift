import ResponseModel

extension Verdict {
  /// Judges the kinds of rules that registers answer.
  ///
  /// - Returns: whether there was something to judge by.
  mutating func judgeByRegisters(_ requirement: Requirement, facts: CountyFacts) -> Bool {
    guard let registers = facts.registers else { return false }
    switch requirement {
    case .crewComposition(let rule):
      guard let check = registers.crew[rule] else { return false }
      judge(check)
    case .equipment(let rule):
      guard let check = registers.equipment[rule] else { return false }
      judge(check)
    case .visitFrequency(let rule):
      guard let check = registers.visits[rule] else { return false }
      judge(check)
    case .vehiclesPerPopulation(let rule):
      guard registers.fleet[rule.scope] != nil else { return false }
      judge(rule, by: registers)
    case .fleetShare(let rule):
      guard let tally = registers.attributes[rule.attribute.id] else { return false }
      judge(share: tally, rule.limit)
    case .countInPeriod(let rule):
      return judge(rule, by: registers)
    case .ratio(let rule):
      guard rule.statistic == .share, let tally = registers.shares[rule.numerator],
        !rule.isApproximate
      else { return false }
      judge(share: tally, rule.limit)
    case .countyPresence(let rule):
      return judge(rule, by: registers)
    case .licenceShare(let rule):
      guard let tally = registers.licences[rule.level] else { return false }
      judge(share: tally, rule.limit)
    case .facilityTravelTime(let rule):
      guard let reach = registers.reach[rule] else { return false }
      judge(rule, reach)
    default: return false
    }
    return true
  }

  /// A rule that every unit must meet. The value is the number that do, the limit their number.
  private mutating func judge(_ check: UnitCheck) {
    notes += check.notes
    evidence = .reported
    (comparison, unit) = (.atLeast, .count)
    guard check.judged > 0 else {
      (limit, value) = (nil, nil)
      missing += check.missing
      outcome = .notAssessable
      return
    }
    value = Double(check.judged - check.failing)
    limit = Double(check.judged)
    if check.failing > 0 {
      outcome = .fail
      notes += check.missing
    } else if check.open > 0 {
      outcome = .notAssessable
      missing += check.missing
    } else {
      outcome = .pass
      notes += check.missing
    }
  }

  /// A share in percent, between what is known and what could be.
  private mutating func judge(share tally: Tally, _ limit: Threshold) {
    evidence = .reported
    guard let total = tally.total, total > 0 else {
      return leaveOpen(
        missing: LocalizedText(zh: "分母为零，无从计算占比", en: "there is nothing to take a share of"))
    }
    value = 100 * tally.known / total
    self.limit = limit.value
    settle(
      low: 100 * tally.known / total, high: 100 * (tally.known + tally.unknown) / total, limit,
      unknown: tally.unknown)
    notes.append(
      LocalizedText(
        zh: "\(tally.known.plain) ÷ \(total.plain)", en: "\(tally.known.plain) of \(total.plain)"))
  }

  /// Passes where both ends of what is possible pass, fails where no value between them would.
  mutating func settle(low: Double, high: Double, _ limit: Threshold, unknown: Double) {
    let ends = [low, high].map { limit.comparison.holds($0, limit.value) }
    let between = limit.comparison == .equal && low < limit.value && limit.value < high
    if ends[0] && ends[1] && !(limit.comparison == .equal && low != high) {
      outcome = .pass
    } else if !ends[0] && !ends[1] && !between {
      outcome = .fail
    } else {
      leaveOpen(
        missing: LocalizedText(
          zh: "\(unknown.plain)个登记不全，足以改变结论",
          en: "\(unknown.plain) entries are incomplete, enough to turn the verdict"))
      return
    }
    if unknown > 0 {
      notes.append(
        LocalizedText(
          zh: "\(unknown.plain)个登记不全，不影响结论",
          en: "\(unknown.plain) entries are incomplete; the verdict stands either way"))
    }
  }

  /// Ambulances for every so many people. Where the text does not say which people, every
  /// denominator that is known is tried; where they disagree, the rule stays open.
  private mutating func judge(_ rule: VehicleRequirement, by registers: RegisterFacts) {
    guard let fleet = registers.fleet[rule.scope] else { return }
    let people = registers.people[rule.scope] ?? [:]
    evidence = .reported
    notes.append(
      LocalizedText(
        zh: "按\(rule.scope.label.zh)计，未报废救护车\(fleet.known.plain)辆",
        en: "by \(rule.scope.label.en), \(fleet.known.plain) ambulances that are not retired"))
    let wanted: [Denominator] =
      rule.denominator == .population ? [.residents, .registered] : [rule.denominator]
    let known = wanted.filter { (people[$0] ?? 0) > 0 }
    for denominator in [Denominator.residents, .registered] where (people[denominator] ?? 0) > 0 {
      let count = people[denominator] ?? 0
      denominators.append(DenominatorCount(denominator, count: count))
      notes.append(
        LocalizedText(
          zh: "每\(rule.per.plain)\(denominator.label.zh) \(fleet.known * rule.per / count) 辆",
          en: "\(fleet.known * rule.per / count) for every \(rule.per.plain) "
            + denominator.label.en))
    }
    guard let first = known.first else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "缺少\(wanted.map(\.label.zh).joined(separator: "、"))",
          en: "not known: " + wanted.map(\.label.en).joined(separator: ", ")))
    }
    let ratios = known.map { fleet.known * rule.per / (people[$0] ?? 1) }
    let outcomes = Set(ratios.map { rule.limit.comparison.holds($0, rule.limit.value) })
    value = fleet.known * rule.per / (people[first] ?? 1)
    guard outcomes.count == 1 else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "原文未说明人口口径，而按常住与户籍人口结论不同",
          en: "the text does not say which population, and residents and registered differ"))
    }
    outcome = outcomes.contains(true) ? .pass : .fail
    if known.count < wanted.count || rule.denominator == .population {
      notes.append(
        LocalizedText(
          zh: "原文未说明人口口径，按\(known.map(\.label.zh).joined(separator: "、"))判定",
          en: "the text does not say which population; judged by "
            + known.map(\.label.en).joined(separator: " and ")))
    }
  }
}
