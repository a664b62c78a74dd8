/// Maximal cover, p-median and survival: sums over demands of what their nearest open site costs.
extension SolveContext {
  /// A ceiling that no plan which serves everybody reaches.
  private func penalty() -> Double {
    var total = 1.0
    for demand in instance.demands.indices {
      var worst = 0.0
      for k in instance.costs.entries(demand) { worst = max(worst, instance.costs.costs[k]) }
      total += worst * instance.weights[demand]
    }
    return total
  }

  private struct Built {
    var problem: MedianProblem
    /// What an unserved demand costs, where each must be served.
    var penalty: Double?
  }

  /// All sites that are not forbidden, those that must be in among them.
  private func build() -> Built {
    var (starts, sites, costs, ceilings) = ([0], [Int32](), [Double](), [Double]())
    sites.reserveCapacity(instance.costs.sites.count)
    costs.reserveCapacity(instance.costs.sites.count)
    let allowed = rules.upper.count { $0 > 0 }
    var penalty: Double?
    for demand in instance.demands.indices {
      let weight = instance.weights[demand]
      let begin = sites.count
      var ceiling = weight
      for k in instance.costs.entries(demand) {
        let site = instance.costs.sites[k]
        guard rules.upper[Int(site)] > 0 else { continue }
        let cost = instance.costs.costs[k]
        switch model {
        case .maximalCover(let radius):
          guard cost <= radius, weight > 0 else { continue }
          costs.append(0)
        case .survival(let function): costs.append(weight * (1 - function.survival(cost: cost)))
        default: costs.append(weight * cost)
        }
        sites.append(site)
      }
      if case .pMedian = model {
        if sites.count - begin == allowed {
          // Any site will do, so the dearest is the last resort.
          ceiling = costs[begin...].max() ?? 0
        } else {
          let known = penalty ?? self.penalty()
          penalty = known
          ceiling = known
        }
      }
      ceilings.append(ceiling)
      starts.append(sites.count)
    }
    let choose = (rules.add ?? 0) + rules.existing.count
    let problem = MedianProblem(
      rowStarts: starts, rowSites: sites, rowCosts: costs, ceilings: ceilings, choose: choose,
      offset: 0, names: Array(0..<siteCount))
    return Built(problem: problem, penalty: penalty)
  }

  func solveMedian() -> SitingPlan {
    if case .pMedian = model {
      let lost = instance.demands.indices.filter { demand in
        !instance.costs.entries(demand).contains { rules.upper[Int(instance.costs.sites[$0])] > 0 }
      }
      if !lost.isEmpty { return infeasible(lost) }
      if (rules.add ?? 1) + rules.existing.count == 0 {
        return infeasible(Array(instance.demands.indices))
      }
    }
    let built = build()
    let problem = built.problem
    guard var found = rules.isSimple ? solveSimple(problem) : solveRuled(problem) else {
      return infeasible([])
    }
    if let penalty = built.penalty, found.value >= penalty, !found.isUnknown {
      if found.isFinished || found.bound >= penalty {
        return infeasible(
          nearestCosts(found.point).enumerated().filter { $0.element == nil }.map(\.offset))
      }
      // Nobody knows yet whether a plan serves everybody.
      found = .unknown
    }
    let total = instance.totalWeight
    let isMaximized = model.isMaximized
    return plan(
      found, shown: { isMaximized ? total - $0 : $0 },
      steps: { point in
        let open = point.indices.filter { point[$0] > 0.5 }
        let value = problem.value(of: open)
        if open.isEmpty, !isMaximized { return nil }
        if let penalty = built.penalty, value >= penalty { return nil }
        return value
      })
  }

  /// Only numbers matter: Lagrangian bounds and planes.
  private func solveSimple(_ problem: MedianProblem) -> Found? {
    let required = rules.required
    let free = (0..<siteCount).filter { rules.lower[$0] == 0 && rules.upper[$0] > 0 }
    let work = problem.restricted(to: free, taking: required)
    func point(_ chosen: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: siteCount)
      for site in required { point[site] = 1 }
      for index in chosen { point[work.names[index]] = 1 }
      return point
    }
    let search = MedianSearch(work, seed: limits.seed, deadline: deadline)
    let result = search.solve()
    var found = Found(
      point: point(result.chosen), value: result.value, bound: result.bound,
      isFinished: result.isProven)
    found.greedy = search.greedyValue
    let ties = search.ties(
      result, cutoff: cutoff(result.value), limit: tieLimit, work: tieWork(entries: work.entryCount)
    )
    found.ties = ties.plans.map { (point($0.chosen), $0.value) }
    found.hasAllTies = ties.isComplete
    return found
  }

  /// How many ties are looked for: one more than shown, more where near-best ones are wanted too.
  var tieLimit: Int { limits.tolerance > 0 ? 200 + limits.alternatives : limits.alternatives + 1 }

  /// Budgets, links and relocations: planes with the rules as rows.
  private func solveRuled(_ problem: MedianProblem) -> Found? {
    solveWithPlanes(MedianObjective(problem, groups: 100), entries: problem.entryCount)
  }

  /// Any separable objective under any rules.
  ///
  /// - Parameters:
  ///   - covering: rows of sites of which one must be open.
  ///   - extra: the upper bound of one more column, after the sites, that is not whole.
  func solveWithPlanes(
    _ objective: any SeparableObjective, entries: Int, covering: [[Int32]] = [],
    extra: Double? = nil
  ) -> Found? {
    var rows = rules.rows
    for row in covering { rows.append(row.map { (Int($0), 1.0) }, from: 1) }
    let (constraints, more) = (rows, extra.map { [$0] } ?? [])
    func accepts(_ point: [Double]) -> Bool {
      rules.allows(point)
        && covering.allSatisfy { $0.contains { point[Int($0)] > 0.5 } }
    }
    func tree(_ start: (point: [Double], value: Double)?) -> CutTree {
      CutTree(
        objective, lower: rules.lower + more.map { _ in 0 }, upper: rules.upper + more,
        isWhole: [Bool](repeating: true, count: siteCount) + more.map { _ in false },
        constraints: constraints, start: start, deadline: deadline, accepts: accepts)
    }
    func round(_ point: [Double]) -> [Double]? {
      let whole = completed(Array(point[..<siteCount]), objective).map { $0 + more.map { _ in 0 } }
      return whole.flatMap { accepts($0) ? $0 : nil }
    }
    let first = round([Double](repeating: 0, count: siteCount + more.count))
      .map { exchanged($0, objective, entries: entries, accepts: accepts) }
    let search = tree(first.map { ($0, objective.value(at: $0)) })
    search.round = round
    // Planes are valid wherever they touch: the core need not keep the rules.
    let free = rules.upper.reduce(0, +) - rules.lower.reduce(0, +)
    let share = min(1, Double(rules.add ?? siteCount / 10) / max(1, free))
    let core = (0..<siteCount).map { rules.lower[$0] + (rules.upper[$0] - rules.lower[$0]) * share }
    let outcome = search.run(core: core + more.map { $0 / 4 })
    guard let point = outcome.point else { return outcome.isFinished ? nil : .unknown }
    var found = Found(
      point: Array(point[..<siteCount]), value: outcome.value, bound: outcome.bound,
      isFinished: outcome.isFinished)
    if outcome.isFinished {
      let ties = tree(nil).ties(
        upTo: cutoff(outcome.value), sites: siteCount, limit: tieLimit,
        work: tieWork(entries: entries))
      found.ties = ties.points.map { ($0, objective.value(at: $0)) }
      found.hasAllTies = ties.isComplete
    }
    return found
  }

  /// The plan after exchanges of one site for another, each as soon as it helps.
  /// - Complexity: O(evaluations × entries), at most some hundred million steps.
  private func exchanged(
    _ start: [Double], _ objective: any SeparableObjective, entries: Int,
    accepts: ([Double]) -> Bool
  ) -> [Double] {
    var (point, value) = (start, objective.value(at: start))
    var left = min(40_000, 200_000_000 / max(1_000, entries))
    var isBetter = true
    while isBetter {
      isBetter = false
      for out in 0..<siteCount where point[out] > rules.lower[out] {
        for site in 0..<siteCount where point[site] < rules.upper[site] && site != out {
          guard left > 0, !deadline.hasPassed else { return point }
          var next = point
          next[out] -= 1
          next[site] += 1
          left -= 1
          let other = objective.value(at: next)
          guard other < value - 1e-9 * abs(value), accepts(next) else { continue }
          (point, value) = (next, other)
          isBetter = true
          break
        }
      }
    }
    return point
  }

  /// A whole point that keeps the rules: what must be in, then the sites that a fractional point
  /// values most, as far as the rules allow.
  private func completed(_ point: [Double], _ objective: any SeparableObjective) -> [Double]? {
    var whole = rules.lower
    // Existing stations stay unless one that may close is worth less than what could be opened.
    for site in 0..<siteCount where rules.isExisting[site] && rules.upper[site] > 0 {
      whole[site] = max(whole[site], 1)
    }
    for link in rules.links where link.contains(where: { whole[$0] > 0 }) {
      for site in link { whole[site] = max(whole[site], 1) }
    }
    let order = (0..<siteCount).sorted { point[$0] != point[$1] ? point[$0] > point[$1] : $0 < $1 }
    for site in order {
      while whole[site] < rules.upper[site] {
        var next = whole
        let group = rules.links.first { $0.contains(site) } ?? [site]
        for member in group { next[member] += 1 }
        guard rules.mayGrow(to: next) else { break }
        whole = next
        if whole[site] >= max(1, point[site].rounded(.up)) { break }
      }
    }
    // Vehicles left over go wherever there is room, the best valued first.
    for site in order {
      while whole[site] < rules.upper[site] {
        var next = whole
        next[site] += 1
        guard rules.links.allSatisfy({ !$0.contains(site) }), rules.mayGrow(to: next) else { break }
        whole = next
      }
    }
    return rules.allows(whole) ? whole : nil
  }
}

extension ResolvedRules {
  /// Whether a point breaks no upper limit; lower ones may still be unmet.
  func mayGrow(to point: [Double]) -> Bool {
    let rows = self.rows
    for row in 0..<rows.count where rows.upper[row] < Double.greatestFiniteMagnitude {
      if rows.lower[row] == 0, rows.upper[row] == 0 { continue }
      var sum = 0.0
      for k in Int(rows.starts[row])..<Int(rows.starts[row + 1]) {
        sum += rows.values[k] * point[Int(rows.columns[k])]
      }
      if sum > rows.upper[row] + 1e-9 * max(1, abs(sum)) { return false }
    }
    return point.indices.allSatisfy { point[$0] <= upper[$0] }
  }
}
