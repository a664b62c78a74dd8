import ResponseModel

extension TotalVerdict {
  /// One rule over several counties.
  init(of rule: Rule, counties: [(code: String, verdict: Verdict)]) {
    func codes(_ outcome: Outcome) -> [String] {
      counties.filter { $0.verdict.outcome == outcome }.map(\.code)
    }
    self.init(
      verdict: Verdict(merging: counties.map(\.verdict), of: rule), passed: codes(.pass),
      failed: codes(.fail), notAssessable: codes(.notAssessable))
  }
}

extension Outcome {
  /// Fail before open before pass; open where there is nothing.
  static func worst(_ outcomes: [Outcome]) -> Outcome {
    if outcomes.contains(.fail) { return .fail }
    return outcomes.isEmpty || outcomes.contains(.notAssessable) ? .notAssessable : .pass
  }
}

extension Verdict {
  init(merging counties: [Verdict], of rule: Rule) {
    guard let first = counties.first else {
      self.init(
        ruleID: rule.id, title: rule.title, outcome: .notAssessable,
        mark: Mark.weakest(rule.mark, rule.requirement.marks),
        compared: rule.requirement.compared)
      missing = [LocalizedText(zh: "没有县（市、区）", en: "there is no county")]
      return
    }
    self.init(merging: counties, like: first)
  }

  /// Several verdicts of one rule, or of one branch of it, as one.
  private init(merging counties: [Verdict], like first: Verdict) {
    let outcome = Outcome.worst(counties.map(\.outcome))
    self.init(
      ruleID: first.ruleID, title: first.title, outcome: outcome,
      mark: Mark.weakest(first.mark, counties.map(\.mark)), compared: first.compared)
    evidence = Evidence.weakest(counties.compactMap(\.evidence))
    tiers = first.tiers.indices.map { index in
      TierOutcome(
        tier: first.tiers[index].tier, limit: first.tiers[index].limit,
        outcome: Outcome.worst(
          counties.map { index < $0.tiers.count ? $0.tiers[index].outcome : .notAssessable }))
    }
    branches = first.branches.indices.map { index in
      BranchVerdict(
        branchID: first.branches[index].branchID,
        verdict: Verdict(
          merging: counties.map { $0.branches[index].verdict },
          like: first.branches[index].verdict))
    }
    offenders = Offenders(merging: counties.compactMap(\.offenders))
    denominators = Self.summed(counties.flatMap(\.denominators))
    missing = counties.flatMap(\.missing).withoutRepeats
    notes = counties.flatMap(\.notes).withoutRepeats
    let deciding = counties.filter { $0.outcome == outcome }
    let deciders = Set(deciding.map(\.decidingBranchID))
    guard deciders.count == 1, let decider = deciders.first else {
      tiers = []
      offenders = nil
      return
    }
    decidingBranchID = decider
    showNumbers(of: deciding, among: decider == nil ? counties : deciding)
  }

  /// Townships add up; of distances, times and ratios the worst county stands for all.
  private mutating func showNumbers(of deciding: [Verdict], among all: [Verdict]) {
    unit = deciding.first?.unit
    comparison = deciding.first?.comparison
    if unit == .townships {
      let counted = all.filter { $0.value != nil && $0.limit != nil }
      guard !counted.isEmpty else { return }
      value = counted.reduce(0) { $0 + ($1.value ?? 0) }
      limit = counted.reduce(0) { $0 + ($1.limit ?? 0) }
      return
    }
    let larger = comparison?.largerIsWorse ?? true
    let limits = deciding.compactMap(\.limit)
    limit = larger ? limits.max() : limits.min()
    let values = deciding.compactMap(\.value)
    // A county that fails without a number has no station at all: no distance is as bad as that.
    guard outcome != .fail || values.count == deciding.count else { return }
    value = larger ? values.max() : values.min()
  }

  private static func summed(_ counts: [DenominatorCount]) -> [DenominatorCount] {
    var sums: [DenominatorCount] = []
    for count in counts {
      if let index = sums.firstIndex(where: { $0.denominator == count.denominator }) {
        sums[index].count += count.count
      } else {
        sums.append(count)
      }
    }
    return sums
  }
}

extension Offenders {
  /// `nil` where there is nothing to merge.
  init?(merging parts: [Offenders]) {
    guard !parts.isEmpty else { return nil }
    self.init()
    for part in parts {
      demandIDs += part.demandIDs
      residents += part.residents
      townshipCodes += part.townshipCodes
      residentsJudged += part.residentsJudged
      residentsWithin += part.residentsWithin
      residentsWithoutPosition += part.residentsWithoutPosition
    }
  }
}
