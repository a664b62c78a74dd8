/// The fewest or cheapest new stations such that the standard's own rules hold.
///
/// min Σ fⱼyⱼ over new sites, subject to Σ over sites within the limit of yⱼ ≥ 1 for every demand of
/// a distance rule and every area of a presence rule (either rows hold where their branch is chosen:
/// Σ yⱼ ≥ δ, Σ δ ≥ 1), and Σ wᵢ dᵢ(y) < limit × Σ wᵢ for a mean, dᵢ the cost to the nearest open
/// site. dᵢ is convex in y, so a mean is kept by planes below it, added where a plan breaks it
/// (`CutTree`): the same cuts as in Benders' decomposition of the p-median, here as constraints.
public enum ComplianceSolver {
  /// - Parameters:
  ///   - rules: `add` and `budget` are upper limits; none where `nil`.
  /// - Throws: `SitingError` for a question that makes no sense.
  public static func solve(
    _ requirements: [ComplianceRequirement], _ instance: SitingInstance,
    rules: SitingRules = SitingRules(), limits: SearchLimits = SearchLimits()
  ) throws(SitingError) -> CompliancePlan {
    let deadline = Deadline(limits)
    var free = rules
    (free.add, free.budget) = (nil, nil)
    let resolved = try ResolvedRules(free, instance, needsNumber: false, capacity: nil)
    _ = try ResolvedRules(rules, instance, needsNumber: false, capacity: nil)
    let problem = try ComplianceProblem(instance, resolved, requirements)
    let context = SolveContext(
      model: .setCover(radius: .infinity), instance: instance, rules: resolved, limits: limits,
      deadline: deadline)
    guard problem.shortfalls.isEmpty else {
      return CompliancePlan(
        plan: context.complianceInfeasible(), shortfalls: problem.shortfalls,
        relaxed: context.solve(problem, nil, nil), unlimited: nil)
    }
    let plan = context.solve(problem, rules.add, rules.budget)
    guard plan.status == .infeasible, rules.add != nil || rules.budget != nil else {
      return CompliancePlan(plan: plan, shortfalls: [], relaxed: nil, unlimited: nil)
    }
    return CompliancePlan(
      plan: plan, shortfalls: [], relaxed: nil, unlimited: context.solve(problem, nil, nil))
  }
}

extension SolveContext {
  func complianceInfeasible() -> SitingPlan {
    SitingPlan(model: "compliance", status: .infeasible, totalWeight: instance.totalWeight)
  }

  /// - Parameters:
  ///   - add, budget: upper limits of what is new.
  func solve(_ problem: ComplianceProblem, _ add: Int?, _ budget: Double?) -> SitingPlan {
    let objective = MeansObjective(problem)
    var constraints = rules.rows
    let new = (0..<siteCount).filter { !rules.isExisting[$0] }
    if let add { constraints.append(new.map { ($0, 1.0) }, to: Double(add)) }
    if let budget {
      constraints.append(new.map { ($0, rules.openingCosts[$0]) }, to: budget + 1e-9 * budget)
    }
    for row in RowDominance.minimal(problem.rows) {
      constraints.append(row.map { (Int($0), 1.0) }, from: 1)
    }
    // A column for each branch of each choice.
    var branches = 0
    for choice in problem.choices {
      let columns = choice.indices.map { siteCount + branches + $0 }
      constraints.append(columns.map { ($0, 1.0) }, from: 1)
      for (branch, rows) in choice.enumerated() {
        for row in RowDominance.minimal(rows) {
          constraints.append(row.map { (Int($0), 1.0) } + [(columns[branch], -1)], from: 0)
        }
      }
      branches += choice.count
    }
    let ones = [Double](repeating: 1, count: branches)
    let prices =
      (0..<siteCount).map { rules.isExisting[$0] ? 0 : rules.openingCosts[$0] }
      + ones.map { _ in 0 }
    let isWholePrice = prices.allSatisfy(\.isExactInteger)
    func tree() -> CutTree {
      CutTree(
        objective, lower: rules.lower + ones.map { _ in 0 },
        upper: rules.upper + ones, isWhole: [Bool](repeating: true, count: siteCount + branches),
        constraints: constraints, linearCosts: prices, limits: objective.limits,
        step: isWholePrice ? 1 : 0, start: nil, deadline: deadline,
        accepts: { objective.keepsMeans($0) })
    }
    let outcome = tree().run(core: nil)
    guard let point = outcome.point else {
      var plan = complianceInfeasible()
      if !outcome.isFinished { (plan.status, plan.wasInterrupted) = (.heuristic, true) }
      return plan
    }
    var found = Found(
      point: Array(point[..<siteCount]), value: outcome.value, bound: outcome.bound,
      isFinished: outcome.isFinished)
    if outcome.isFinished {
      let ties = tree().ties(
        upTo: outcome.value + max(1e-9, 1e-9 * outcome.value), sites: siteCount, limit: tieLimit,
        work: tieWork(entries: instance.costs.sites.count))
      found.ties = ties.points.map { ($0, outcome.value) }
      found.hasAllTies = ties.isComplete
    }
    var plan = plan(found, shown: { $0 }, steps: { _ in nil })
    plan.model = "compliance"
    return plan
  }
}

/// The means of a compliance problem, side by side.
struct MeansObjective: SeparableObjective {
  let variableCount: Int
  private let parts: [MedianObjective]
  private let means: [ComplianceProblem.Mean]
  private let starts: [Int]
  private let weights: [Double]
  let limits: [PlaneLimit]

  init(_ problem: ComplianceProblem) {
    var (parts, starts, limits) = ([MedianObjective](), [0], [PlaneLimit]())
    let sites = problem.instance.sites.count
    for mean in problem.means {
      var (rowStarts, rowSites, costs, ceilings) = ([0], [Int32](), [Double](), [Double]())
      for demand in mean.demands where problem.instance.weights[demand] > 0 {
        let weight = problem.instance.weights[demand]
        for k in mean.costs.entries(demand)
        where problem.rules.upper[Int(mean.costs.sites[k])] > 0 {
          rowSites.append(mean.costs.sites[k])
          costs.append(weight * mean.costs.costs[k])
        }
        // One demand that nobody serves breaks the mean by itself.
        ceilings.append(
          max(costs[rowStarts[rowStarts.count - 1]...].max() ?? 0, mean.limit * mean.weight) + 1)
        rowStarts.append(rowSites.count)
      }
      let median = MedianProblem(
        rowStarts: rowStarts, rowSites: rowSites, rowCosts: costs, ceilings: ceilings, choose: 0,
        offset: 0, names: Array(0..<sites))
      let part = MedianObjective(median, groups: 100)
      // Below, and not at: what is left of the limit is a hair less.
      limits.append(
        PlaneLimit(
          groups: starts[starts.count - 1]..<(starts[starts.count - 1] + part.groupCount),
          most: mean.limit * mean.weight * (1 - 1e-10) - median.offset))
      starts.append(starts[starts.count - 1] + part.groupCount)
      parts.append(part)
    }
    (self.parts, self.starts, self.limits) = (parts, starts, limits)
    means = problem.means
    weights = problem.instance.weights
    variableCount = sites
  }

  var groupCount: Int { starts[starts.count - 1] }
  var offset: Double { 0 }
  var step: Double { 0 }
  var magnitude: Double { parts.isEmpty ? 1 : limits.reduce(0) { max($0, $1.most) } }

  func planes(at point: [Double], into planes: inout [Plane]) {
    for (index, part) in parts.enumerated() {
      let first = planes.count
      part.planes(at: point, into: &planes)
      for place in first..<planes.count { planes[place].group += starts[index] }
    }
  }

  func value(at point: [Double]) -> Double { 0 }

  /// Whether every mean is below its limit, by the costs themselves.
  func keepsMeans(_ point: [Double]) -> Bool {
    means.allSatisfy { mean in
      var sum = 0.0
      for demand in mean.demands where weights[demand] > 0 {
        var nearest = Double.infinity
        for k in mean.costs.entries(demand) where point[Int(mean.costs.sites[k])] > 0.5 {
          nearest = min(nearest, mean.costs.costs[k])
        }
        sum += weights[demand] * nearest
      }
      return sum / mean.weight < mean.limit
    }
  }
}
