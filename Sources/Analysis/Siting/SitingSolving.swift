import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// A solved question, whichever model it was.
struct SolvedSiting {
  var model: String
  var status: SitingPlan.Status
  var objective: Double?
  var bound: Double?
  var gap: Double?
  var chosen: [String] = []
  var closed: [String] = []
  /// Sites in the order in which to add them, with the gain of each; empty where not known.
  var order: [SitingPlan.Step] = []
  var alternatives: [SitingPlan.Alternative] = []
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
      seconds: request.timeLimit, seed: request.seed,
      alternatives: request.goal == .untilCompliant ? request.alternatives : 60,
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
    let unpriced = frame.candidates.filter { $0.cost == nil && !request.forbidden.contains($0.code) }
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
            : "\(unpriced.count) candidates state no cost (e.g. \(unpriced[0].code)): --cheapest"
              + " cannot compare them"))
    }
  }

  /// Seconds are for each search; what comes after the first gets no more than it.
  func solve(_ scenario: SitingFrame.Scenario = .base, fixing: [String]? = nil) throws
    -> SolvedSiting
  {
    switch request.goal {
    case .add(let count, let objective):
      try add(count, objective, scenario, fixing: fixing ?? request.fixed)
    case .untilCompliant: try comply(scenario, fixing: fixing ?? request.fixed)
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
      return SolvedSiting(
        model: plan.model, status: plan.status, objective: plan.objective, bound: plan.bound,
        gap: plan.gap, chosen: plan.chosen.sorted(), closed: plan.closed, order: plan.steps,
        alternatives: plan.alternatives, hasAllAlternatives: plan.hasAllAlternatives,
        infeasible: plan.infeasible, wasInterrupted: plan.wasInterrupted)
    } catch let error as SitingError {
      throw AnalysisError(
        error.code == .badRequest ? .badParameter : .badData,
        LocalizedText(zh: error.zh, en: error.en))
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

  private func comply(_ scenario: SitingFrame.Scenario, fixing: [String]) throws -> SolvedSiting {
    guard let ways else { preconditionFailure("a compliance plan has rules") }
    let builder = builder(scenario, fixing: fixing)
    var variants: [ComplianceResult.Variant] = []
    for combination in ways.combinations() {
      let plan = ComplianceSolver.solve(builder.problem(combination), limits: limits)
      let obstacles = try plan.impossible.map { builder.owner(of: $0, combination) }
        .withoutRepeats.map { try obstacle($0, builder) }
      variants.append(
        ComplianceResult.Variant(ways: combination, plan: plan, obstacles: obstacles))
    }
    // The cheapest; of equal ones the strictest, which comes first.
    let taken = variants.indices.filter { variants[$0].plan.price != nil }
      .min { a, b in
        let (x, y) = (variants[a].plan.price ?? .infinity, variants[b].plan.price ?? .infinity)
        return abs(x - y) > 1e-9 ? x < y : a < b
      }
    let isBase = scenario.speedFactor == 1 && scenario.demandFactors.isEmpty && fixing == request.fixed
    let result = ComplianceResult(
      variants: variants, taken: taken, unplanned: ways.unplanned,
      relaxations: taken == nil && isBase ? relaxations(variants, builder) : [])
    var solved = SolvedSiting(model: "compliance", status: .infeasible, compliance: result)
    guard let taken else { return solved }
    let plan = variants[taken].plan
    // What is proven of the whole is what is proven of every variant that could be cheaper.
    let bound = variants.compactMap { variant in
      variant.plan.status == .infeasible ? nil : variant.plan.bound ?? 0
    }.min() ?? 0
    let price = plan.price ?? 0
    solved.status =
      bound >= price - 1e-9 && plan.status == .optimal
      ? .optimal : plan.status == .heuristic ? .heuristic : .gap
    solved.objective = price
    solved.bound = min(bound, price)
    solved.gap = price > 0 ? (price - min(bound, price)) / price : 0
    solved.chosen = plan.chosen
    solved.alternatives = plan.alternatives.map {
      SitingPlan.Alternative(objective: $0.price, chosen: $0.chosen, closed: [])
    }
    solved.wasInterrupted = variants.contains { $0.plan.wasInterrupted }
    return solved
  }

  func builder(_ scenario: SitingFrame.Scenario, fixing: [String]) -> ComplianceBuilder {
    func indices(_ codes: [String]) -> Set<Int> {
      Set(frame.candidates.indices.filter { codes.contains(frame.candidates[$0].code) })
    }
    return ComplianceBuilder(
      frame: frame, scenario: scenario, presence: presence,
      prices: frame.candidates.map { request.isCheapest ? $0.cost ?? 0 : 1 },
      fixed: indices(fixing), forbidden: indices(request.forbidden))
  }
}
