/// What a model's search found, in the minimised form.
struct Found {
  /// Vehicles (or 0 and 1) by site.
  var point: [Double]
  var value: Double
  var bound: Double
  var isFinished: Bool
  /// Every plan known to be as good, the lowest sites first; `point` among them.
  var ties: [(point: [Double], value: Double)] = []
  var hasAllTies = false
  var greedy: Double?

  /// The search was ended before it found a plan or showed that there is none.
  static let unknown = Found(
    point: [], value: .infinity, bound: -.infinity, isFinished: false)

  var isUnknown: Bool { point.isEmpty }
}

extension SolveContext {
  /// - Parameters:
  ///   - shown: turns the minimised value into the model's objective.
  ///   - worth: the minimised value of any point, for the steps; `nil` where it has none.
  func plan(
    _ found: Found, shown: (Double) -> Double, steps worth: ([Double]) -> Double?
  ) -> SitingPlan {
    var plan = SitingPlan(
      model: model.name, status: .heuristic, totalWeight: instance.totalWeight)
    if found.isUnknown {
      plan.wasInterrupted = true
      return plan
    }
    // Among equals the plan with the fewest changes, and of these the lowest codes.
    let size = max(abs(found.value), model.isMaximized ? instance.totalWeight : 0)
    let slack = max(1e-9 * size, 1e-300)
    let equals = found.ties.filter { $0.value <= found.value + slack }
    let best: (point: [Double], value: Double) =
      equals.indices.min { (changes(equals[$0].point), $0) < (changes(equals[$1].point), $1) }
      .map { equals[$0] } ?? (found.point, found.value)
    let point = best.point
    let value = min(best.value, found.value)
    plan.objective = shown(best.value)
    // Numerical trouble can leave a node open whose bound says all the same that nothing is better;
    // less than one stays between whole numbers.
    let isProven =
      found.isFinished
      || value - found.bound <= min(0.5, 1e-7 * max(abs(value), abs(shown(value)), 1e-6))
    if isProven {
      plan.status = .optimal
      plan.bound = plan.objective
      plan.gap = 0
    } else if found.bound > -.infinity {
      plan.status = .gap
      plan.bound = shown(found.bound)
      let size = abs(shown(value))
      plan.gap = size > 0 ? (value - found.bound) / size : nil
    }
    plan.wasInterrupted = !isProven && deadline.hasPassed
    (plan.chosen, plan.kept, plan.closed) = codes(point)
    plan.greedyObjective = found.greedy.map(shown)
    plan.alternatives = found.ties.filter { $0.point != point }
      .enumerated().sorted { one, two in
        if abs(one.element.value - two.element.value) > slack {
          return one.element.value < two.element.value
        }
        let (a, b) = (changes(one.element.point), changes(two.element.point))
        return (a, one.offset) < (b, two.offset)
      }
      .map(\.element)
      .prefix(limits.alternatives)
      .map {
        let codes = codes($0.point)
        return SitingPlan.Alternative(
          objective: shown($0.value), chosen: codes.chosen, closed: codes.closed)
      }
    plan.hasAllAlternatives = found.hasAllTies && found.ties.count <= limits.alternatives + 1
    plan.steps = steps(point, shown: shown, worth: worth)
    measure(&plan, point)
    return plan
  }

  /// Sites added and stations closed.
  private func changes(_ point: [Double]) -> Double {
    point.indices.reduce(0) { $0 + abs(point[$1] - (rules.isExisting[$1] ? 1 : 0)) }
  }

  private func codes(_ point: [Double]) -> (chosen: [String], kept: [String], closed: [String]) {
    var (chosen, kept, closed): ([String], [String], [String]) = ([], [], [])
    for site in point.indices {
      let count = Int(point[site].rounded())
      let code = instance.sites[site]
      if rules.isExisting[site] {
        if count > 0 { kept.append(code) } else { closed.append(code) }
        for _ in 1..<max(1, count) where count > 1 { chosen.append(code) }
      } else {
        for _ in 0..<count { chosen.append(code) }
      }
    }
    return (chosen, kept, closed)
  }

  /// The chosen sites in the order in which each helps most, with what it adds.
  private func steps(
    _ point: [Double], shown: (Double) -> Double, worth: ([Double]) -> Double?
  ) -> [SitingPlan.Step] {
    var built = [Double](repeating: 0, count: siteCount)
    var left: [Int] = []
    for site in point.indices {
      let base = rules.isExisting[site] ? min(1, point[site]) : 0
      built[site] = base
      for _ in 0..<Int((point[site] - base).rounded()) { left.append(site) }
    }
    // The order is a courtesy: where it would cost too much the codes' order stands.
    let entries = instance.costs.sites.count / max(1, siteCount) * max(1, left.count)
    let isLarge = left.count * left.count / 2 * entries > 2_000_000_000
    var steps: [SitingPlan.Step] = []
    var now = worth(built)
    while !left.isEmpty {
      var best: (value: Double?, place: Int) = (nil, 0)
      // Nor does somebody who has ended the search wait for it.
      for place in left.indices
      where !deadline.isDue && (place == 0 || (left[place] != left[place - 1] && !isLarge)) {
        var next = built
        next[left[place]] += 1
        guard let value = worth(next) else { continue }
        if best.value.map({ value < $0 - 1e-12 * abs($0) }) ?? true { best = (value, place) }
      }
      let site = left.remove(at: best.place)
      built[site] += 1
      let gain: Double? =
        if let now, let value = best.value { abs(shown(value) - shown(now)) } else { nil }
      steps.append(SitingPlan.Step(add: instance.sites[site], gain: gain))
      now = best.value ?? (deadline.isDue ? nil : worth(built))
    }
    return steps
  }

  /// Weights and equity, from the costs themselves.
  private func measure(_ plan: inout SitingPlan, _ point: [Double]) {
    let nearest = nearestCosts(point)
    let radius = model.radius ?? .infinity
    var (covered, backed) = (0.0, 0.0)
    for demand in instance.demands.indices {
      if let cost = nearest[demand], cost <= radius { covered += instance.weights[demand] }
      guard model.radius != nil else { continue }
      let open = instance.costs.entries(demand).count {
        instance.costs.costs[$0] <= radius && point[Int(instance.costs.sites[$0])] > 0.5
      }
      if open >= 2 { backed += instance.weights[demand] }
    }
    plan.coveredWeight = covered
    plan.backedUpWeight = model.radius == nil ? nil : backed
    plan.equity = PlanEquity(costs: nearest, weights: instance.weights)
  }
}
