/// A plan, how good it is, and how sure that is.
public struct SitingPlan: Sendable {
  public enum Status: String, Sendable {
    /// The bound equals the value: nothing better exists.
    case optimal
    /// Ended early: nothing better than the bound exists.
    case gap
    /// A plan without a bound.
    case heuristic
    /// No plan keeps all the rules; `infeasible` says where.
    case infeasible
  }

  public struct Step: Sendable, Equatable {
    /// The site's code.
    public let add: String
    /// What it adds to the objective (takes from it, where it is minimised) after those before it;
    /// `nil` where nothing stood before.
    public let gain: Double?
  }

  /// Another plan of (almost) the same worth.
  public struct Alternative: Sendable, Equatable {
    public let objective: Double
    /// What is open beside the existing stations that stay.
    public let chosen: [String]
    public let closed: [String]
  }

  /// A demand that no site, or no allowed plan, can serve as asked.
  public struct Unserved: Sendable, Equatable {
    public let demand: String
    /// The site that comes closest, `nil` where none reaches it at all.
    public let nearestSite: String?
    public let cost: Double?
  }

  public var model: String
  public var status: Status
  public var objective: Double?
  public var bound: Double?
  /// (objective − bound) / |objective|, 0 where proven, `nil` where there is no bound.
  public var gap: Double?
  /// Codes of the added sites; a site stands once for each vehicle.
  public var chosen: [String] = []
  public var kept: [String] = []
  public var closed: [String] = []
  /// Weight within the model's radius of an open site; served at all where it has none.
  public var coveredWeight: Double?
  public var totalWeight: Double
  /// Weight reached by two different open sites, where the model has a radius.
  public var backedUpWeight: Double?
  /// What adding the best site each time gives.
  public var greedyObjective: Double?
  public var steps: [Step] = []
  public var alternatives: [Alternative] = []
  /// Whether `alternatives` is all there are within the tolerance.
  public var hasAllAlternatives = false
  public var infeasible: [Unserved] = []
  public var equity: PlanEquity?
  /// Why the search ended before its proof: the time limit or a request to stop.
  public var wasInterrupted = false
}
