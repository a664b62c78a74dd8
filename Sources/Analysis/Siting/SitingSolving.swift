import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// A solved question, whichever model it was.
struct SolvedSiting {
  struct Step {
    let site: String
    let gain: Double?
  }

  /// Another plan of (almost) the same worth.
  struct Other {
    let objective: Double
    let chosen: [String]
    let closed: [String]
  }

  var model: String
  var status: SitingPlan.Status
  var objective: Double?
  var bound: Double?
  var gap: Double?
  var chosen: [String] = []
  var closed: [String] = []
  /// Sites in the order in which to add them, with the gain of each; empty where not known.
  var order: [Step] = []
  var alternatives: [Other] = []
  var hasAllAlternatives = false
  var infeasible: [SitingPlan.Unserved] = []
  var wasInterrupted = false
  var compliance: ComplianceResult?
}

/// Asks the solvers about one county.
struct SitingSolving {
  let frame: SitingFrame
  let request: SitingRequest
  /// For a compliance plan.
  let ways: ComplianceWays?
  let presence: TownshipPlaces
  let limits: SearchLimits

  init(_ frame: SitingFrame, _ request: SitingRequest, _ standard: Standard) throws {
    self.frame = frame
    self.request = request
    presence = try TownshipPlaces(frame)
    ways =
      request.goal == .untilCompliant
      ? try ComplianceWays(standard, only: request.ruleIDs, frame) : nil
    limits = SearchLimits(
      seconds: request.timeLimit, steps: request.stepLimit, seed: request.seed,
      alternatives: request.goal == .untilCompliant ? 200 : 60,
      tolerance: request.tolerance, isCancelled: request.isCancelled)
    try Self.check(request, frame)
  }

  private static func check(_ request: SitingRequest, _ frame: SitingFrame) throws {
    let known = Set(frame.candidates.map(\.code))
    for (option, codes) in [("--fixed", request.fixed), ("--forbidden", request.forbidden)] {
      for code in codes where !known.contains(code) {
        let some = frame.candidates.prefix(12).map(\.code).joined(separator: ", ")
        let more = frame.candidates.count > 12 ? " …" : ""
        throw AnalysisError(
          .badParameter,
          LocalizedText(
            zh: "\(option) 中的 \(code) 不是候选点；候选点有：\(some)\(more)",
            en: "\(option) names \(code), which is no candidate; candidates are: \(some)\(more)"))
      }
    }
    if let both = request.fixed.first(where: request.forbidden.contains) {
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "候选点 \(both) 既是必选又被禁用：请去掉其中一个",
          en: "site \(both) is both fixed and forbidden: take one of the two away"))
    }
    guard frame.points.contains(where: { $0.residents > 0 }) else {
      let county = frame.judge.inputs.county
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(county.name)没有位置已知的居民，无法选址：请导入需求点或乡镇坐标",
          en: "\(InputChecks.english(county)) has no residents of known place, nothing to site for:"
            + " import demand points or positions of townships"))
    }
    guard request.isCheapest else { return }
    let unpriced = frame.candidates.filter {
      $0.cost == nil && !request.forbidden.contains($0.code)
    }
    let units = Set(frame.candidates.compactMap(\.costUnit))
    guard unpriced.isEmpty, units.count <= 1 else {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: unpriced.isEmpty
            ? "候选点的费用单位不同（\(units.sorted().joined(separator: "、"))），不能比较"
            : "\(unpriced.count) 个候选点没有费用（如 \(unpriced[0].code)），不能用 --cheapest",
          en: unpriced.isEmpty
            ? "candidates state costs in different units (\(units.sorted().joined(separator: ", ")))"
            : "\(unpriced.count, of: "candidate states", "candidates state") no cost (e.g. \(unpriced[0].code)): --cheapest"
              + " cannot compare them"))
    }
  }

  /// Seconds are for each search; what comes after the first gets no more than it.
  func solve(_ scenario: SitingFrame.Scenario = .base, fixing: [String]? = nil) async throws
    -> SolvedSiting
  {
    switch request.goal {
    case .add(let count, let objective):
      try add(count, objective, scenario, fixing: fixing ?? request.fixed)
    case .untilCompliant: try await comply(scenario, fixing: fixing ?? request.fixed)
    }
  }

  // MARK: So many

  func add(
    _ count: Int, _ objective: SitingObjective, _ scenario: SitingFrame.Scenario,
    fixing: [String]
  ) throws -> SolvedSiting {
    var rules = SitingRules()
    rules.existing = frame.existing.map(\.code)
    let county = frame.judge.inputs.county.code
    if request.closures > 0 {
      // Stations across the border are not this county's to close.
      rules.fixed = frame.existing.filter { $0.countyCode != county }.map(\.code)
      rules.closures = request.closures
    }
    rules.fixed += fixing
    rules.forbidden = request.forbidden
    rules.add = count
    do {
      let plan = try SitingSolver.solve(
        model(objective), try instance(objective, scenario), rules: rules, limits: limits)
      // A p-median adds up residents x minutes; people read the mean.
      let scale = objective == .mean && plan.totalWeight > 0 ? 1 / plan.totalWeight : 1
      return SolvedSiting(
        model: plan.model, status: plan.status, objective: plan.objective.map { $0 * scale },
        bound: plan.bound.map { $0 * scale }, gap: plan.gap, chosen: plan.chosen.sorted(),
        closed: plan.closed,
        order: plan.steps.map {
          SolvedSiting.Step(site: $0.add, gain: $0.gain.map { $0 * scale })
        },
        alternatives: plan.alternatives.map {
          SolvedSiting.Other(
            objective: $0.objective * scale, chosen: $0.chosen.sorted(), closed: $0.closed)
        },
        hasAllAlternatives: plan.hasAllAlternatives, infeasible: plan.infeasible,
        wasInterrupted: plan.wasInterrupted)
    } catch let error as SitingError {
      throw AnalysisError(error)
    }
  }

  private func model(_ objective: SitingObjective) -> SitingModel {
    switch objective {
    case .time, .distance: .maximalCover(radius: 0)
    case .mean: .pMedian
    case .worst: .pCenter
    case .equity: .worstShare(share: 0.05)
    case .backup: .backupCover(radius: 0, primaryShare: 0.5, coversAll: false)
    case .survival: .survival(.deMaio())
    }
  }

  /// Cover models get a pair exactly where the one is reached from the other, at no cost; the others
  /// get minutes.
  private func instance(
    _ objective: SitingObjective, _ scenario: SitingFrame.Scenario
  ) throws -> SitingInstance {
    var (starts, sites, costs) = ([0], [Int32](), [Double]())
    var (names, weights): ([String], [Double]) = ([], [])
    func add(_ name: String, _ weight: Double, _ cost: (Int) -> Double?) {
      names.append(name)
      weights.append(weight)
      for station in frame.stations.indices {
        guard let value = cost(station) else { continue }
        sites.append(Int32(station))
        costs.append(value)
      }
      starts.append(sites.count)
    }
    if objective == .distance {
      for place in frame.points.indices where frame.points[place].residents > 0 {
        let factor = scenario.demandFactors.isEmpty ? 1 : scenario.demandFactors[place]
        add(frame.points[place].id, frame.points[place].residents * factor) {
          frame.isInCircle(place, frame.table.distance(place, $0)) ? 0 : nil
        }
      }
    } else {
      for row in frame.rows where frame.weight(row, scenario) > 0 {
        add(frame.name(of: row), frame.weight(row, scenario)) { station in
          guard let time = frame.response(row, station, scenario) else { return nil }
          switch objective {
          case .time, .backup: return frame.isInTime(row, time) ? 0 : nil
          default: return time / 60_000
          }
        }
      }
    }
    return try SitingInstance(
      demands: names, weights: weights, sites: frame.stations.map(\.code),
      costs: try CostMatrix(
        siteCount: frame.stations.count, starts: starts, sites: sites, costs: costs))
  }

  // MARK: Until compliant

  private func comply(_ scenario: SitingFrame.Scenario, fixing: [String]) async throws
    -> SolvedSiting
  {
    guard let ways else { preconditionFailure("a compliance plan has rules") }
    let builder = try builder(scenario)
    var variants: [ComplianceResult.Variant] = []
    for combination in ways.combinations() {
      let found = try complied(combination, builder, fixing: fixing)
      var obstacles: [ComplianceResult.Obstacle] = []
      for way in combination where found.shortfalls.contains(where: { $0.requirement == way.label })
      {
        obstacles.append(try await obstacle(way, builder))
      }
      let isOpenEnded = found.plan.wasInterrupted && found.shortfalls.isEmpty
      let plan =
        found.plan.objective == nil && isOpenEnded ? everything(found.plan) : found.plan
      variants.append(
        ComplianceResult.Variant(ways: combination, plan: plan, obstacles: obstacles))
    }
    // The cheapest; of equal ones the strictest, which comes first.
    let taken = variants.indices.filter { variants[$0].plan.objective != nil }
      .min { a, b in
        let (x, y) = (
          variants[a].plan.objective ?? .infinity, variants[b].plan.objective ?? .infinity
        )
        return abs(x - y) > 1e-9 ? x < y : a < b
      }
    let isBase =
      scenario.speedFactor == 1 && scenario.demandFactors.isEmpty && fixing == request.fixed
    let result = ComplianceResult(
      variants: variants, taken: taken, unplanned: ways.unplanned,
      relaxations: taken == nil && isBase ? try relaxations(variants, builder) : [])
    var solved = SolvedSiting(model: "compliance", status: .infeasible, compliance: result)
    solved.wasInterrupted = variants.contains { $0.plan.wasInterrupted }
    guard let taken else { return solved }
    let plan = variants[taken].plan
    // What is proven of the whole is what is proven of every variant that could be cheaper.
    let price = plan.objective ?? 0
    let bound =
      variants.compactMap { variant in
        variant.plan.status == .infeasible && !variant.plan.wasInterrupted
          ? nil : variant.plan.bound ?? 0
      }.min().map { min($0, price) } ?? 0
    solved.status = bound >= price - 1e-9 ? .optimal : .gap
    solved.objective = price
    solved.bound = bound
    solved.gap = price > 0 ? (price - bound) / price : 0
    rank(plan, into: &solved)
    return solved
  }

  /// Where the time was up before any plan was found: every candidate. Nothing is out of reach, so that
  /// keeps the rules, and nothing is proven of it.
  private func everything(_ unfinished: SitingPlan) -> SitingPlan {
    let allowed = frame.candidates.filter { !request.forbidden.contains($0.code) }
    var plan = unfinished
    plan.status = .gap
    plan.chosen = allowed.map(\.code)
    plan.objective = allowed.reduce(0) { $0 + (request.isCheapest ? $1.cost ?? 0 : 1) }
    plan.bound = 0
    return plan
  }

  /// The plans of one price by their mean response: that is what is left to choose them by.
  private func rank(_ plan: SitingPlan, into solved: inout SolvedSiting) {
    let equals = plan.alternatives.filter { abs($0.objective - (plan.objective ?? 0)) < 1e-9 }
    let all = ([plan.chosen] + equals.map(\.chosen)).map { $0.sorted() }
    let means = all.map { frame.figures(frame.open($0)).mean ?? .infinity }
    let order = all.indices.sorted { a, b in
      abs(means[a] - means[b]) > 1e-9 ? means[a] < means[b] : a < b
    }
    solved.chosen = all[order[0]]
    solved.alternatives = order.dropFirst().map {
      SolvedSiting.Other(objective: plan.objective ?? 0, chosen: all[$0], closed: [])
    }
    solved.hasAllAlternatives = plan.hasAllAlternatives
  }

  func complied(
    _ ways: [RuleWay], _ builder: ComplianceBuilder, fixing: [String]
  ) throws -> CompliancePlan {
    var rules = SitingRules()
    rules.existing = frame.existing.map(\.code)
    rules.fixed = fixing
    rules.forbidden = request.forbidden
    do {
      return try solve(ways, builder, rules)
    } catch {
      throw AnalysisError(error)
    }
  }

  private func solve(
    _ ways: [RuleWay], _ builder: ComplianceBuilder, _ rules: SitingRules
  ) throws(SitingError) -> CompliancePlan {
    var requirements: [ComplianceRequirement] = []
    for way in ways { requirements.append(try builder.requirement(way)) }
    var exact = limits
    exact.tolerance = 0
    return try ComplianceSolver.solve(
      requirements, builder.instance, rules: rules, limits: exact)
  }

  func builder(_ scenario: SitingFrame.Scenario) throws -> ComplianceBuilder {
    do {
      return try ComplianceBuilder(
        frame, scenario, presence,
        prices: frame.candidates.map { request.isCheapest ? $0.cost ?? 0 : 1 })
    } catch {
      throw AnalysisError(error)
    }
  }
}

extension AnalysisError {
  init(_ error: SitingError) {
    self.init(
      error.code == .badRequest ? .badParameter : .badData,
      LocalizedText(zh: error.zh, en: error.en))
  }
}
