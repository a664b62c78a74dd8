/// Solves the models of `SitingModel`.
public enum SitingSolver {
  /// Whether a solver's thread that nobody waits for is still at work. A program that ends now must do so
  /// with `_exit`: the libraries' own farewell would take away what that thread uses.
  public static var isStillWorking: Bool { IntegerProgramRun.isAnyRunning }

  /// The best plan, how far it is proven, and its equals.
  ///
  /// The same instance, rules and seed give the same plan, unless a time limit or a request to stop
  /// ends the search, which the plan says.
  /// - Throws: `SitingError` for a question that makes no sense; a question without an answer is a
  ///   plan with status `infeasible`.
  public static func solve(
    _ model: SitingModel, _ instance: SitingInstance, rules: SitingRules = SitingRules(),
    limits: SearchLimits = SearchLimits()
  ) throws(SitingError) -> SitingPlan {
    try check(model)
    var needsNumber = true
    var capacity: Int?
    switch model {
    case .setCover, .setCoverWithBackup:
      needsNumber = false
      guard rules.add == nil, rules.budget == nil, rules.closures == 0 else {
        throw SitingError(
          .badRequest, zh: "\(model.name) 自己求最少数量：请去掉 --add， --budget 和 --closures",
          en: "\(model.name) finds the number itself: take --add, --budget and --closures away")
      }
    case .doubleStandard: capacity = rules.vehiclesPerSite ?? 1
    case .expectedCover: capacity = rules.vehiclesPerSite ?? max(1, rules.add ?? 1)
    default: break
    }
    let resolved = try ResolvedRules(
      rules, instance, needsNumber: needsNumber, capacity: capacity)
    let context = SolveContext(
      model: model, instance: instance, rules: resolved, limits: limits,
      deadline: Deadline(limits))
    switch model {
    case .setCover, .setCoverWithBackup: return context.solveSetCover()
    case .maximalCover, .pMedian, .survival: return context.solveMedian()
    case .pCenter: return context.solveCenter()
    case .backupCover, .expectedCover: return try context.solveConcave()
    case .doubleStandard: return context.solveDoubleStandard()
    case .worstShare: return context.solveWorstShare()
    }
  }

  private static func check(_ model: SitingModel) throws(SitingError) {
    func refuse(_ zh: String, _ en: String) -> SitingError {
      SitingError(.badRequest, zh: zh, en: en)
    }
    if let radius = model.radius, !(radius >= 0 && radius < .infinity) {
      throw refuse("半径必须是不小于 0 的数", "the radius must be a number of 0 or more")
    }
    switch model {
    case .doubleStandard(let inner, let outer, let share):
      guard outer >= inner else {
        throw refuse("外半径不能小于内半径", "the outer radius cannot be smaller than the inner one")
      }
      guard share >= 0, share <= 1 else {
        throw refuse("比例必须在 0 和 1 之间", "the share must be between 0 and 1")
      }
    case .backupCover(_, let share, _):
      guard share >= 0, share <= 1 else {
        throw refuse(
          "首次覆盖的比重必须在 0 和 1 之间", "the primary share must be between 0 and 1")
      }
    case .worstShare(let share):
      guard share > 0, share <= 1 else {
        throw refuse("比例必须大于 0 且不大于 1", "the share must be above 0 and at most 1")
      }
    case .expectedCover(_, .uniform(let busy)):
      guard busy >= 0, busy < 1 else {
        throw refuse(
          "繁忙概率必须不小于 0 且小于 1", "the busy fraction must be at least 0 and below 1")
      }
    case .expectedCover(_, .perSite(let busy)):
      for (site, fraction) in busy.sorted(by: { $0.key < $1.key })
      where !(fraction >= 0 && fraction < 1) {
        throw refuse(
          "候选点 \(site) 的繁忙概率必须不小于 0 且小于 1",
          "the busy fraction of site \(site) must be at least 0 and below 1")
      }
    default: break
    }
  }
}

/// One question on its way to an answer.
struct SolveContext {
  let model: SitingModel
  let instance: SitingInstance
  let rules: ResolvedRules
  let limits: SearchLimits
  let deadline: Deadline

  var siteCount: Int { instance.sites.count }

  /// The sites within the radius of each demand that the rules do not forbid.
  func reach(_ radius: Double) -> (starts: [Int], sites: [Int32]) {
    var (starts, sites) = ([0], [Int32]())
    starts.reserveCapacity(instance.demands.count + 1)
    for demand in instance.demands.indices {
      for k in instance.costs.entries(demand)
      where instance.costs.costs[k] <= radius && rules.upper[Int(instance.costs.sites[k])] > 0 {
        sites.append(instance.costs.sites[k])
      }
      starts.append(sites.count)
    }
    return (starts, sites)
  }

  /// How much searching for ties may cost, in linear programs: less where each is large.
  func tieWork(entries: Int) -> Int { max(60, min(4000, 1_000_000 / max(1, entries))) }

  /// The objective that is counted as a tie, or near enough where the caller asks for near-best.
  func cutoff(_ value: Double) -> Double {
    // Sums in another order differ in their last digits, by the size of what is summed.
    let size = max(abs(value), model.isMaximized ? instance.totalWeight : 0)
    let shown = model.isMaximized ? instance.totalWeight - value : value
    return value + max(1e-9 * size, limits.tolerance * abs(shown))
  }

  /// A plan that no sites can make.
  func infeasible(_ demands: [Int]) -> SitingPlan {
    var plan = SitingPlan(
      model: model.name, status: .infeasible, totalWeight: instance.totalWeight)
    plan.infeasible = demands.map { unserved($0) }
    return plan
  }

  func unserved(_ demand: Int) -> SitingPlan.Unserved {
    var best: (cost: Double, site: Int)?
    for k in instance.costs.entries(demand) where rules.upper[Int(instance.costs.sites[k])] > 0 {
      let entry = (cost: instance.costs.costs[k], site: Int(instance.costs.sites[k]))
      if best.map({ entry < $0 }) ?? true { best = entry }
    }
    return SitingPlan.Unserved(
      demand: instance.demands[demand], nearestSite: best.map { instance.sites[$0.site] },
      cost: best?.cost)
  }

  /// The cost from each demand to the nearest open site.
  func nearestCosts(_ point: [Double]) -> [Double?] {
    instance.demands.indices.map { demand in
      var best: Double?
      for k in instance.costs.entries(demand) where point[Int(instance.costs.sites[k])] > 0.5 {
        best = best.map { min($0, instance.costs.costs[k]) } ?? instance.costs.costs[k]
      }
      return best
    }
  }
}
