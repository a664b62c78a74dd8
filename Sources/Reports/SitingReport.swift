public import FoundationEssentials
public import Siting

/// A plan as JSON, `solve.schema.json`. Keys that do not apply are there with null.
public struct SitingReport: Encodable {
  private let plan: SitingPlan

  public init(_ plan: SitingPlan) {
    self.plan = plan
  }

  /// Keys sorted, numbers not rounded: the same plan is the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(0x0A)
    return data
  }

  private enum Key: String, CodingKey {
    case model, status, objective, bound, gap, chosen, kept, closed, steps, alternatives
    case infeasible, equity, interrupted
    case coveredWeight = "covered_weight"
    case totalWeight = "total_weight"
    case backedUpWeight = "backed_up_weight"
    case greedyObjective = "greedy_objective"
    case allAlternatives = "all_alternatives_listed"
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(plan.model, forKey: .model)
    try box.encode(plan.status.rawValue, forKey: .status)
    try box.encode(plan.objective, forKey: .objective)
    try box.encode(plan.bound, forKey: .bound)
    try box.encode(plan.gap, forKey: .gap)
    try box.encode(plan.chosen, forKey: .chosen)
    try box.encode(plan.kept, forKey: .kept)
    try box.encode(plan.closed, forKey: .closed)
    try box.encode(plan.coveredWeight, forKey: .coveredWeight)
    try box.encode(plan.totalWeight, forKey: .totalWeight)
    try box.encode(plan.backedUpWeight, forKey: .backedUpWeight)
    try box.encode(plan.greedyObjective, forKey: .greedyObjective)
    try box.encode(plan.steps.map(Step.init), forKey: .steps)
    try box.encode(plan.alternatives.map(Alternative.init), forKey: .alternatives)
    try box.encode(plan.hasAllAlternatives, forKey: .allAlternatives)
    try box.encode(plan.infeasible.map(Unserved.init), forKey: .infeasible)
    try box.encode(plan.equity.map(Equity.init), forKey: .equity)
    try box.encode(plan.wasInterrupted, forKey: .interrupted)
  }

  private struct Step: Encodable {
    let step: SitingPlan.Step
    init(_ step: SitingPlan.Step) { self.step = step }
    enum Key: CodingKey { case add, gain }
    func encode(to encoder: any Encoder) throws {
      var box = encoder.container(keyedBy: Key.self)
      try box.encode(step.add, forKey: .add)
      try box.encode(step.gain, forKey: .gain)
    }
  }

  private struct Alternative: Encodable {
    let objective: Double
    let chosen: [String]
    let closed: [String]
    init(_ other: SitingPlan.Alternative) {
      (objective, chosen, closed) = (other.objective, other.chosen, other.closed)
    }
  }

  private struct Unserved: Encodable {
    let unserved: SitingPlan.Unserved
    init(_ unserved: SitingPlan.Unserved) { self.unserved = unserved }
    enum Key: String, CodingKey {
      case demand, cost
      case nearestSite = "nearest_site"
    }
    func encode(to encoder: any Encoder) throws {
      var box = encoder.container(keyedBy: Key.self)
      try box.encode(unserved.demand, forKey: .demand)
      try box.encode(unserved.nearestSite, forKey: .nearestSite)
      try box.encode(unserved.cost, forKey: .cost)
    }
  }

  private struct Equity: Encodable {
    let mean: Double
    let worst: Double
    let worstShareMean: Double
    let gini: Double
    let jain: Double
    let unservedWeight: Double
    init(_ equity: PlanEquity) {
      (mean, worst, worstShareMean) = (equity.mean, equity.worst, equity.worstShareMean)
      (gini, jain, unservedWeight) = (equity.gini, equity.jain, equity.unservedWeight)
    }
    enum CodingKeys: String, CodingKey {
      case mean, worst, gini, jain
      case worstShareMean = "worst_5_percent_mean"
      case unservedWeight = "unserved_weight"
    }
  }

  /// One line per added site, in the order in which each helps most: `add,gain`.
  public func csv() -> String {
    var text = "add,gain\r\n"
    for step in plan.steps {
      text += Self.field(step.add) + "," + (step.gain.map { "\($0)" } ?? "") + "\r\n"
    }
    return text
  }

  static func field(_ text: String) -> String {
    text.contains { ",\"\r\n".contains($0) }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
