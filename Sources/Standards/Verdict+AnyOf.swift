import ResponseModel

extension Verdict {
  /// Passes where either branch passes; open where none passes and one is open; fails where all
  /// fail. The numbers shown are those of the branch that decides: the first that passes strictly,
  /// else the first that passes, else the first that is open, else the first.
  mutating func judge(_ branches: [Branch], facts: CountyFacts) {
    self.branches = branches.map { branch in
      BranchVerdict(
        branchID: branch.id,
        verdict: Verdict(
          ruleID: "\(ruleID)/\(branch.id)", title: branch.title, mark: branch.mark,
          requirement: branch.requirement, facts: facts))
    }
    let verdicts = self.branches.map(\.verdict)
    let deciding =
      verdicts.firstIndex { $0.outcome == .pass && $0.passedTier != .lenient }
      ?? verdicts.firstIndex { $0.outcome == .pass }
      ?? verdicts.firstIndex { $0.outcome == .notAssessable }
      ?? 0
    show(verdicts[deciding], of: self.branches[deciding].branchID)
    if outcome != .pass {
      evidence = Evidence.weakest(verdicts.compactMap(\.evidence))
      missing = verdicts.flatMap(\.missing).withoutRepeats
    }
    denominators = verdicts.flatMap(\.denominators)
    notes = verdicts.flatMap(\.notes).withoutRepeats
  }

  private mutating func show(_ decided: Verdict, of branchID: String) {
    decidingBranchID = branchID
    outcome = decided.outcome
    value = decided.value
    limit = decided.limit
    unit = decided.unit
    comparison = decided.comparison
    evidence = decided.evidence
    tiers = decided.tiers
    offenders = decided.offenders
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
