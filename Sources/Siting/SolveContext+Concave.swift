import Glibc

/// Backup cover, expected cover and the worst-off share.
extension SolveContext {
  func solveConcave() throws(SitingError) -> SitingPlan {
    guard let radius = model.radius else { preconditionFailure("a cover has a radius") }
    let (starts, sites) = reach(radius)
    let service: CoverObjective.Service
    switch model {
    case .backupCover(_, let share, _): service = .backup(primaryShare: share)
    case .expectedCover(_, .uniform(let busy)): service = .expected(busy: busy)
    case .expectedCover(_, .perSite(let busy)):
      var rates: [Double] = []
      for (index, site) in instance.sites.enumerated() {
        guard let fraction = busy[site] else {
          guard rules.upper[index] == 0 else {
            throw SitingError(
              .badRequest, zh: "候选点 \(site) 没有繁忙概率", en: "site \(site) has no busy fraction")
          }
          rates.append(0)
          continue
        }
        // A vehicle that is never out covers for good. Steeper than e⁻²⁰ = 2·10⁻⁹, the cuts would
        // be beyond what the linear programs tell apart, and the search would end unproven.
        rates.append(min(20, fraction > 0 ? -log(fraction) : .infinity))
      }
      service = .expectedPerSite(rates: rates)
    default: preconditionFailure("not a concave cover")
    }
    let objective = CoverObjective(
      siteCount: siteCount, starts: starts, sites: sites, weights: instance.weights,
      service: service)
    if case .backupCover(_, _, true) = model {
      let lost = instance.demands.indices.filter { starts[$0] == starts[$0 + 1] }
      if !lost.isEmpty { return infeasible(lost) }
    }
    guard let found = solveCovering(objective, starts, sites) else {
      return infeasible([])
    }
    let total = instance.totalWeight
    return plan(found, shown: { total - $0 }, steps: { objective.value(at: $0) })
  }

  private func solveCovering(
    _ objective: CoverObjective, _ starts: [Int], _ sites: [Int32]
  ) -> Found? {
    guard case .backupCover(_, _, true) = model else {
      return solveWithPlanes(objective, entries: sites.count)
    }
    // Every demand must be reached once: rows beside the rules.
    var rows: [[Int32]] = []
    for demand in instance.demands.indices {
      rows.append(Array(sites[starts[demand]..<starts[demand + 1]]))
    }
    let minimal = RowDominance.minimal(Array(Set(rows)).sorted { $0.lexicographicallyPrecedes($1) })
    return solveWithPlanes(objective, entries: sites.count, covering: minimal)
  }

  // MARK: Worst share

  func solveWorstShare() -> SitingPlan {
    guard case .worstShare(let share) = model else { preconditionFailure("not a worst share") }
    let served = instance.demands.indices.filter { instance.weights[$0] > 0 }
    let lost = served.filter { demand in
      !instance.costs.entries(demand).contains { rules.upper[Int(instance.costs.sites[$0])] > 0 }
    }
    if !lost.isEmpty { return infeasible(lost) }
    let allowed = rules.upper.count { $0 > 0 }
    var (starts, sites, costs, ceilings, weights) = (
      [0], [Int32](), [Double](), [Double](), [Double]()
    )
    let dearest = instance.costs.costs.reduce(0, max)
    // An unserved demand must outweigh everything else there is.
    let smallest = served.reduce(Double.infinity) { min($0, instance.weights[$1]) }
    let penalty = (dearest + 1) * max(2, 2 * instance.totalWeight * share / smallest)
    for demand in served {
      let begin = sites.count
      for k in instance.costs.entries(demand) where rules.upper[Int(instance.costs.sites[k])] > 0 {
        sites.append(instance.costs.sites[k])
        costs.append(instance.costs.costs[k])
      }
      ceilings.append(
        sites.count - begin == allowed ? costs[begin...].max() ?? 0 : penalty)
      weights.append(instance.weights[demand])
      starts.append(sites.count)
    }
    guard !served.isEmpty else { return solveNothingToServe() }
    let objective = WorstShareObjective(
      siteCount: siteCount, starts: starts, sites: sites, costs: costs, ceilings: ceilings,
      weights: weights, share: share)
    func value(_ point: [Double]) -> Double? {
      guard point.contains(where: { $0 > 0.5 }) else { return nil }
      let value = objective.value(at: point)
      return value > dearest * (1 + 1e-9) ? nil : value
    }
    guard
      let found = solveWorstShare(objective, sites.count)
        ?? solveWithPlanes(objective, entries: sites.count, extra: dearest)
    else {
      return infeasible([])
    }
    if !found.isUnknown, value(found.point) == nil {
      // Even the best plan leaves somebody out.
      return found.isFinished ? infeasible([]) : plan(.unknown, shown: { $0 }, steps: { _ in nil })
    }
    return plan(found, shown: { $0 }, steps: value)
  }

  /// Where only numbers matter, by p-medians; `nil` where other rules do, or nothing is chosen.
  private func solveWorstShare(_ objective: WorstShareObjective, _ entries: Int) -> Found? {
    let required = rules.required
    let choose = (rules.add ?? 0) + rules.existing.count - required.count
    guard rules.isSimple, choose + required.count > 0 else { return nil }
    let free = (0..<siteCount).filter { rules.lower[$0] == 0 && rules.upper[$0] > 0 }
    let search = WorstShareSearch(
      objective, required: required, free: free, choose: choose, seed: limits.seed,
      deadline: deadline)
    let result = search.solve()
    func point(_ chosen: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: siteCount)
      for site in chosen { point[site] = 1 }
      return point
    }
    var found = Found(
      point: point(result.chosen), value: result.value, bound: result.bound,
      isFinished: result.isProven)
    if result.isProven {
      let ties = search.ties(
        cutoff: cutoff(result.value), limit: tieLimit, work: tieWork(entries: entries))
      found.ties = ties.plans.map { (point($0), objective.value(at: point($0))) }
      found.hasAllTies = ties.isComplete
    }
    return found
  }

  /// No weight at all: the lowest codes that the rules allow.
  private func solveNothingToServe() -> SitingPlan {
    let objective = NoPlanes(variableCount: siteCount)
    guard var found = solveWithPlanes(objective, entries: 0) else { return infeasible([]) }
    found.value = 0
    return plan(found, shown: { $0 }, steps: { _ in 0 })
  }
}
