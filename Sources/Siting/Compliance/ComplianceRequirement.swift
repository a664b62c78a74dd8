/// What a standard asks of the stations of a county. Costs are over the sites in the order of the
/// instance's `sites`.
public enum ComplianceRequirement: Sendable {
  /// Each of the demands has an open site within the limit.
  case within(name: String, demands: [Int], costs: CostMatrix, limit: Double)
  /// Each area (a township) has an open site of its own.
  case presence(name: String, areas: [Area])
  /// The weighted mean cost of the demands to their nearest open site is *below* the limit; a mean
  /// that equals it fails.
  case meanBelow(name: String, demands: [Int], costs: CostMatrix, limit: Double)
  /// One of these holds, all of its demands together; `within` and `presence` only.
  case either(name: String, [ComplianceRequirement])

  public struct Area: Sendable {
    public let code: String
    /// Codes of the sites in it.
    public let sites: [String]

    public init(code: String, sites: [String]) {
      (self.code, self.sites) = (code, sites)
    }
  }

  public var name: String {
    switch self {
    case .within(let name, _, _, _), .presence(let name, _), .meanBelow(let name, _, _, _),
      .either(let name, _):
      name
    }
  }
}

/// A requirement that no plan meets, and what would do.
public struct ComplianceShortfall: Sendable, Equatable {
  public let requirement: String
  /// The demands (or areas) at fault, with the nearest site there is.
  public let atFault: [SitingPlan.Unserved]
  /// The smallest limit that all sites together could keep: a radius, a mean; `nil` where no limit
  /// helps.
  public let achievable: Double?
  public let limit: Double?
}

/// The fewest or cheapest stations that keep a standard, or why none do.
public struct CompliancePlan: Sendable {
  public let plan: SitingPlan
  /// Empty where the plan keeps everything.
  public let shortfalls: [ComplianceShortfall]
  /// Where the standard cannot be met: the plan that meets the rest of it, with the demands at fault
  /// left out and the means that cannot be reached dropped.
  public let relaxed: SitingPlan?
  /// Where the standard can be met but not within the number or budget allowed: what it takes.
  public let unlimited: SitingPlan?
}
