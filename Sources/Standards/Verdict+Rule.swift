public import ResponseModel

extension Verdict {
  /// Judges one rule for one county.
  ///
  /// - Complexity: O(demand points + townships).
  public init(
    of rule: Rule, in standard: Standard, on date: CalendarDate, facts: CountyFacts
  ) {
    self.init(
      ruleID: rule.id, title: rule.title, mark: rule.mark,
      requirement: rule.requirement.beside(standard.rules), facts: facts)
    if let due = rule.due, due.hasPassed(on: date) {
      notes.append(
        LocalizedText(zh: "目标年限已过（\(due)）", en: "target year passed (\(due))"))
    }
    if let from = rule.validFrom ?? standard.inForceFrom, date < from {
      notes.append(LocalizedText(zh: "\(from)起施行，尚未生效", en: "not in force before \(from)"))
    }
    if let end = standard.inForceTo, date > end {
      notes.append(LocalizedText(zh: "已于\(end)失效", en: "no longer in force since \(end)"))
    }
  }

  /// Judges a requirement: a whole rule, or one branch of it.
  init(
    ruleID: String, title: LocalizedText, mark: Mark, requirement: Requirement, facts: CountyFacts
  ) {
    self.init(
      ruleID: ruleID, title: title, outcome: .notAssessable,
      mark: Mark.weakest(mark, requirement.marks), compared: requirement.compared)
    if let threshold = requirement.threshold {
      limit = threshold.value
      unit = threshold.unit
      comparison = threshold.comparison
    }
    switch requirement {
    case .distance(let distance): judge(distance, facts: facts)
    case .townshipPresence(let presence): judge(presence, facts: facts)
    case .anyOf(let branches): judge(branches, facts: facts)
    case .responseStatistic(let response): judge(response, facts: facts)
    case .eventShare(let event): judge(event, facts: facts)
    default:
      if !judgeByRegisters(requirement, facts: facts) { missing = requirement.missingData }
    }
  }

  /// Says what is missing and leaves the rule unjudged.
  mutating func leaveOpen(missing text: LocalizedText) {
    outcome = .notAssessable
    missing.append(text)
  }
}
