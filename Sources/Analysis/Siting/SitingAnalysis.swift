public import Coverage
import Quantities
public import ResponseModel
public import Siting
public import Standards

/// Where new stations should stand in one county, how sure that is, and what it changes. Everything
/// a report of it shows is in here.
public struct SitingAnalysis: Sendable {
  public enum Compliance: String, Sendable, Codable {
    /// Every rule aimed at passes.
    case compliant
    /// None fails, and some stay open because residents or stations have no known place.
    case asFarAsKnown = "as_far_as_known"
    case notCompliant = "not_compliant"
  }

  /// One added station, after those before it.
  public struct Step: Sendable {
    public let candidate: Candidate
    /// In the objective's unit; for a compliance plan the residents newly in time.
    public let gain: Double?
    public let figures: SitingFigures
    /// Residents newly in time and newly in a circle, by township code.
    public let newlyInTime: [TownshipResidents]
    public let newlyInCircle: [TownshipResidents]
    /// Rules whose verdict changed with it.
    public let flips: [Flip]
  }

  public struct TownshipResidents: Sendable {
    public let code: String
    public let name: String
    public let residents: Double
  }

  public struct Flip: Sendable {
    public let ruleID: String
    public let before: Outcome
    public let after: Outcome
  }

  public struct Alternative: Sendable {
    public let chosen: [String]
    public let closed: [String]
    public let objective: Double
    /// How many of its stations the recommended plan has too.
    public let shared: Int
    public let figures: SitingFigures
  }

  public struct Unserved: Sendable {
    public let demandID: String
    public let name: String
    public let residents: Double
    public let nearestSite: String?
    /// In `unit`.
    public let cost: Double?
    public let unit: String
    public let ruleID: String?
  }

  /// The best that so many stations can do.
  public struct CurvePoint: Sendable {
    public let stations: Int
    public let status: SitingPlan.Status
    public let objective: Double?
    /// What the last of them adds.
    public let gain: Double?
    public let chosen: [String]
  }

  public struct Sensitivity: Sendable {
    /// What becomes of the recommended plan.
    public enum Change: String, Sendable {
      /// It is still a best plan.
      case none
      /// It is part of a best plan, and does not do alone: more stations come on top.
      case extended
      /// Other stations would be better, or no plan does (`status` is then infeasible).
      case replaced
    }

    public let id: String
    public let label: LocalizedText
    public let status: SitingPlan.Status
    /// The best plan there; empty where there is none.
    public let chosen: [String]
    public let change: Change
    public var isChanged: Bool { change != .none }
    public let best: Double?
    /// What the recommended plan gives there; for a compliance plan the stations needed when it is
    /// built first.
    public let recommended: Double?
    public var regret: Double? {
      guard let best, let recommended else { return nil }
      return abs(recommended - best)
    }
  }

  public struct RuleChange: Sendable {
    public let rule: Rule
    public let before: Verdict
    public let after: Verdict
    /// Whether the plan was asked to meet it.
    public let isGoal: Bool
  }

  public let request: SitingRequest
  public let standard: Standard
  public let date: CalendarDate
  public let inputs: ProjectedCounty
  public let model: String
  public let status: SitingPlan.Status
  /// The unit of `objective`, `bound` and gains: `residents`, `minutes`, `stations` or a cost's.
  public let unit: String
  public let objective: Double?
  public let bound: Double?
  public let gap: Double?
  public let wasInterrupted: Bool
  public let candidates: [Candidate]
  public let sources: [CandidateSource]
  public let existing: [Station]
  public let chosen: [Candidate]
  public let closed: [String]
  public let compliance: ComplianceResult?
  public let outcome: Compliance
  public let coveredWeight: Double
  public let totalWeight: Double
  public let unpositionedWeight: Double
  public let steps: [Step]
  public let alternatives: [Alternative]
  public let hasAllAlternatives: Bool
  public let infeasible: [Unserved]
  public let before: SitingFigures
  public let after: SitingFigures
  public let rules: [RuleChange]
  public let townships: [TownshipChange]
  public let curve: [CurvePoint]
  public let sensitivity: [Sensitivity]
  /// Why there is no curve and no sensitivity; `nil` where there are.
  public let omitted: LocalizedText?
  /// Stations that stand, serve the county and are assumed.
  public let assumedStations: [Station]
  public let method: ResponseMethod
  public let evidence: Evidence?
  public let issues: [DataIssue]
  public let provenance: Provenance
  /// With the chosen stations; its outlines where they were asked for.
  public let coverage: CoverageAnalysis
}

/// A compliance plan in all its variants.
public struct ComplianceResult: Sendable {
  /// One choice of ways to meet the rules, and the cheapest plan for it.
  public struct Variant: Sendable {
    public let ways: [RuleWay]
    public let plan: SitingPlan
    /// What cannot be met with every candidate open.
    public let obstacles: [Obstacle]
  }

  /// Why one way cannot be met, and what it would take.
  public struct Obstacle: Sendable {
    public let way: RuleWay
    /// The least limit, in the rule's unit, that all candidates together keep; `nil` for townships.
    public let attainable: Double?
    /// The factor on every speed at which all candidates together meet the rule; `nil` where none
    /// does, or speed does not matter.
    public let speedFactor: Double?
    public let unserved: [SitingAnalysis.Unserved]
    /// Townships in which there is no candidate, or too few.
    public let townships: [String]
  }

  /// The rules made as easy as it takes, and the cheapest plan for that.
  public struct Relaxation: Sendable {
    public let variant: Int
    /// The ways with the limits they got.
    public let ways: [RuleWay]
    public let plan: SitingPlan
    /// Stations where there is no candidate yet, counted besides the plan's.
    public let missingSites: Int
    public var stations: Int { plan.chosen.count + missingSites }
  }

  public let variants: [Variant]
  /// The one that was taken; `nil` where none can be met.
  public let taken: Int?
  public let unplanned: [UnplannedRule]
  /// The cheapest first.
  public let relaxations: [Relaxation]
}
