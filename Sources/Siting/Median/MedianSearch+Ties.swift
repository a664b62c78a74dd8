extension MedianSearch {
  struct Ties {
    var plans: [(chosen: [Int], value: Double)] = []
    var isComplete = false
  }

  /// Every plan up to the cutoff, those with the lowest sites first, as far as the work allows;
  /// else those that one exchange leads to.
  func ties(_ result: Result, cutoff: Double, limit: Int, work: Int) -> Ties {
    var ties = Ties(plans: [(result.chosen, result.value)])
    guard result.isProven, !deadline.hasPassed else { return ties }
    let (kept, forced) = interesting(cutoff)
    let small = problem.restricted(to: kept, taking: forced)
    if small.entryCount <= 60_000 {
      let names = kept
      let sites = small.siteCount
      var rows = LinearRows()
      rows.append(
        (0..<sites).map { ($0, 1.0) }, from: Double(small.choose), to: Double(small.choose))
      let tree = CutTree(
        MedianObjective(small, groups: 100), lower: [Double](repeating: 0, count: sites),
        upper: [Double](repeating: 1, count: sites),
        isWhole: [Bool](repeating: true, count: sites), constraints: rows, start: nil,
        deadline: deadline)
      let found = tree.ties(upTo: cutoff, sites: sites, limit: limit, work: work)
      let plans = found.points.map { point in
        let chosen = (point.indices.filter { point[$0] > 0.5 }.map { names[$0] } + forced).sorted()
        return (chosen: chosen, value: problem.value(of: chosen))
      }
      if found.isComplete || plans.count >= limit {
        return Ties(plans: plans, isComplete: found.isComplete)
      }
      ties.plans += plans.filter { $0.chosen != result.chosen }
    }
    let known = Set(ties.plans.map(\.chosen))
    for plan in Interchange(problem: problem).neighbours(of: result.chosen, upTo: cutoff)
    where !known.contains(plan) {
      ties.plans.append((plan, problem.value(of: plan)))
    }
    ties.plans.sort { $0.chosen.lexicographicallyPrecedes($1.chosen) }
    ties.plans.removeAll { $0.value > cutoff }
    return ties
  }

  /// The best plans of a problem that has not been solved yet.
  func solvedTies(cutoff: Double, limit: Int, work: Int) -> Ties {
    ties(solve(), cutoff: cutoff, limit: limit, work: work)
  }

  /// What the bound at the root leaves of the sites for plans up to the cutoff.
  private func interesting(_ cutoff: Double) -> (kept: [Int], forced: [Int]) {
    let all = Array(0..<problem.siteCount)
    guard rootPrices.count == problem.rowCount, problem.rowCount > 0, problem.choose > 0,
      problem.choose < problem.siteCount
    else { return (all, []) }
    let relaxation = LagrangianBound(problem)
    relaxation.setPrices(rootPrices)
    let outcome = relaxation.improve(
      free: all, forced: [], iterations: 1, target: .infinity, upper: { self.bestValue },
      isCancelled: { false }, found: { _, _ in })
    return fixed(relaxation, outcome.bound, cutoff)
  }
}

extension Interchange {
  /// The plans that one exchange makes of a plan and that cost no more than the cutoff.
  /// - Complexity: O(entries + sites × `choose`).
  func neighbours(of chosen: [Int], upTo cutoff: Double) -> [[Int]] {
    let (sites, p) = (problem.siteCount, chosen.count)
    guard p > 0, p < sites else { return [] }
    var place = [Int32](repeating: -1, count: sites)
    for (index, site) in chosen.enumerated() { place[site] = Int32(index) }
    var gain = [Double](repeating: 0, count: sites)
    var loss = [Double](repeating: 0, count: p)
    var extra = [Double](repeating: 0, count: sites * p)
    let total = weigh(place, p, &gain, &loss, &extra) + problem.offset
    var plans: [[Int]] = []
    for site in 0..<sites where place[site] < 0 {
      for out in 0..<p where total - (gain[site] - loss[out] + extra[site * p + out]) <= cutoff {
        var plan = chosen
        plan[out] = site
        plans.append(plan.sorted())
        if plans.count >= 1000 { return plans }
      }
    }
    return plans
  }
}
