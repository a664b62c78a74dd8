public import FoundationEssentials
public import ResponseModel

/// A siting analysis as programs and tables read it: `site.schema.json`. Values are not rounded; a
/// number that is not known is null.
public struct SiteReport: Sendable, Codable {
  public struct Township: Sendable, Codable {
    public var code: String
    public var name: String
    public var population: Double
  }

  public struct Figures: Sendable, Codable {
    /// Residents whose place is known.
    public var population: Double
    public var inTimePopulation: Double
    public var inCirclePopulation: Double
    public var unreachedPopulation: Double
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var urbanMeanMin: Double?
    @NullEncoded public var ruralMeanMin: Double?
    @NullEncoded public var maxMin: Double?
    @NullEncoded public var maxDemand: String?
    /// Mean of the worst-off 5 % of residents.
    @NullEncoded public var worst5MeanMin: Double?
    @NullEncoded public var gini: Double?
    @NullEncoded public var jain: Double?
  }

  public struct Flip: Sendable, Codable {
    public var rule: String
    public var before: String
    public var after: String
  }

  public struct Step: Sendable, Codable {
    public var add: String
    public var name: String
    @NullEncoded public var township: String?
    /// In `gain_unit`: what it adds after those before it.
    @NullEncoded public var gain: Double?
    @NullEncoded public var cost: Double?
    /// Cost per unit of gain, where the candidate states a cost.
    @NullEncoded public var costPerGain: Double?
    public var newlyInTimePopulation: Double
    public var newlyInTime: [Township]
    public var newlyInCirclePopulation: Double
    public var newlyInCircle: [Township]
    public var flips: [Flip]
    public var figures: Figures
  }

  public struct Alternative: Sendable, Codable {
    public var chosen: [String]
    public var closed: [String]
    public var objective: Double
    /// Stations that the recommended plan has too.
    public var shared: Int
    public var figures: Figures
  }

  public struct Unserved: Sendable, Codable {
    public var demand: String
    public var name: String
    public var population: Double
    @NullEncoded public var nearestSite: String?
    @NullEncoded public var cost: Double?
    public var unit: String
    @NullEncoded public var rule: String?
  }

  public struct Site: Sendable, Codable {
    public var code: String
    public var name: String
    public var source: String
    @NullEncoded public var township: String?
    @NullEncoded public var facility: String?
    public var latitude: Double
    public var longitude: Double
    @NullEncoded public var cost: Double?
    @NullEncoded public var costUnit: String?
    public var isChosen: Bool
  }

  public struct Station: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var county: String?
    public var evidence: Evidence
    public var latitude: Double
    public var longitude: Double
    public var isClosed: Bool
  }

  public struct RuleChange: Sendable, Codable {
    public var rule: String
    public var isGoal: Bool
    public var before: CoverageReport.RuleVerdict
    public var after: CoverageReport.RuleVerdict
  }

  public struct TownshipChange: Sendable, Codable {
    public var code: String
    public var name: String
    public var population: Double
    public var unpositionedPopulation: Double
    /// `winner`, `loser` or `unchanged`, by its mean response.
    public var change: String
    @NullEncoded public var beforeMeanMin: Double?
    @NullEncoded public var afterMeanMin: Double?
    @NullEncoded public var beforeMaxMin: Double?
    @NullEncoded public var afterMaxMin: Double?
    public var beforeInTimePopulation: Double
    public var afterInTimePopulation: Double
    @NullEncoded public var beforeDistanceKm: Double?
    @NullEncoded public var afterDistanceKm: Double?
    @NullEncoded public var beforeStation: String?
    @NullEncoded public var afterStation: String?
  }

  public struct CurvePoint: Sendable, Codable {
    public var stations: Int
    public var status: String
    @NullEncoded public var objective: Double?
    @NullEncoded public var gain: Double?
    public var chosen: [String]
  }

  public struct Sensitivity: Sendable, Codable {
    public var id: String
    public var label: String
    public var status: String
    public var chosen: [String]
    public var isChanged: Bool
    public var change: String
    @NullEncoded public var best: Double?
    @NullEncoded public var recommended: Double?
    @NullEncoded public var regret: Double?
  }

  public struct Way: Sendable, Codable {
    public var rule: String
    @NullEncoded public var branch: String?
    @NullEncoded public var tier: String?
    public var title: String
    public var limit: Double
  }

  public struct Obstacle: Sendable, Codable {
    public var way: Way
    /// The least limit that all candidates together keep.
    @NullEncoded public var attainable: Double?
    /// The factor on all speeds that would do.
    @NullEncoded public var speedFactor: Double?
    public var townshipsWithoutSite: [String]
    public var demandPoints: [String]
  }

  public struct Variant: Sendable, Codable {
    public var ways: [Way]
    public var status: String
    @NullEncoded public var objective: Double?
    @NullEncoded public var bound: Double?
    public var chosen: [String]
    public var isTaken: Bool
    public var obstacles: [Obstacle]
  }

  public struct Relaxation: Sendable, Codable {
    public var ways: [Way]
    /// Stations it takes, those included for which there is no candidate yet.
    public var stations: Int
    public var sitesToFind: Int
    public var townshipsWithoutSite: [String]
    public var chosen: [String]
  }

  public struct Unplanned: Sendable, Codable {
    public var rule: String
    public var title: String
    public var reason: String
  }

  public struct Origin: Sendable, Codable {
    public var program: String
    public var version: String
    public var inputSha256: String
    public var standardSha256: String
    public var components: [String: String]
    public var on: String
    public var sources: [SourceFile]
    /// How costs were computed, one sentence each.
    public var methods: [String: String]
  }

  public var standard: String
  public var standardName: String
  public var county: String
  public var countyName: String
  public var goal: String
  @NullEncoded public var add: Int?
  @NullEncoded public var objectiveName: String?
  public var model: String
  public var status: String
  public var unit: String
  public var gainUnit: String
  @NullEncoded public var objective: Double?
  @NullEncoded public var bound: Double?
  @NullEncoded public var gap: Double?
  public var wasInterrupted: Bool
  /// `compliant`, `as_far_as_known` or `not_compliant`: what the judge says of the plan.
  public var compliance: String
  public var chosen: [String]
  public var closed: [String]
  public var coveredWeight: Double
  public var totalWeight: Double
  public var unpositionedWeight: Double
  /// Of the travel times: `road`, `straight_line` or `mixed`.
  public var method: String
  @NullEncoded public var evidence: Evidence?
  /// Stations that stand, serve the county and are assumed: the plan rests on them.
  public var assumedStations: [String]
  public var candidateSource: String
  public var candidateSources: [String]
  public var candidates: [Site]
  public var stations: [Station]
  public var steps: [Step]
  public var alternatives: [Alternative]
  public var hasAllAlternatives: Bool
  public var infeasible: [Unserved]
  public var before: Figures
  public var after: Figures
  public var rules: [RuleChange]
  public var townships: [TownshipChange]
  public var curve: [CurvePoint]
  public var sensitivity: [Sensitivity]
  @NullEncoded public var omitted: String?
  public var variants: [Variant]
  public var relaxations: [Relaxation]
  public var unplannedRules: [Unplanned]
  public var issues: [ResponseReport.Issue]
  public var provenance: Origin

  /// Keys sorted: the same analysis is the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [0x0A]
  }
}
