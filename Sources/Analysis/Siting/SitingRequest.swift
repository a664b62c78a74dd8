public import Coverage
public import Quantities
import ResponseModel
import Standards

/// Where new stations could stand.
public enum CandidateSource: String, Sendable, Hashable, Codable, CaseIterable {
  /// The candidate layer where the county has rows in it; else in each township its township
  /// hospitals whose position is known, and the seat of those that have none.
  case automatic = "auto"
  case candidates, facilities, townships, grid
}

/// What a number of new stations is to be good for.
public enum SitingObjective: String, Sendable, Hashable, Codable, CaseIterable {
  /// Most residents within the standard's response time of their area class.
  case time
  /// Most residents within the standard's service radius of their area class.
  case distance
  /// Least mean response over residents.
  case mean
  /// Least longest response.
  case worst
  /// Least mean response of the worst-off 5 % of residents.
  case equity
  /// Most residents in time from two different stations, and from one.
  case backup
  /// Most residents expected to survive a cardiac arrest.
  case survival
}

/// The question that `SitingAnalysis` answers.
public struct SitingRequest: Sendable {
  public enum Goal: Sendable, Hashable {
    case add(Int, SitingObjective)
    case untilCompliant
  }

  public var countyCode: String
  public var goal: Goal
  public var candidates: CandidateSource = .automatic
  /// Least distance between candidates; 2 km where a grid is asked for and none is given.
  public var spacing: Meters?
  /// Rules a compliance plan must meet; every rule that stations decide where `nil`.
  public var ruleIDs: [String]?
  public var fixed: [String] = []
  public var forbidden: [String] = []
  /// How many of the county's own stations may close, each for a new one.
  public var closures = 0
  /// Least opening costs instead of the fewest stations.
  public var isCheapest = false
  /// Minutes within which a place counts as reached in time; the standard's limits where `nil`.
  public var targetMinutes: Double?
  /// Circle within which a place counts as covered; the standard's radii where `nil`.
  public var radius: Meters?
  public var terms: ResponseTerms = .usual
  public var timeLimit: Double?
  /// Steps of each search, see `SearchLimits.steps`.
  public var stepLimit: Int?
  public var alternatives = 5
  /// Near-best plans may be worse than the best by this share of its objective.
  public var tolerance = 0.02
  public var seed: UInt64 = 1
  public var isCancelled: @Sendable () -> Bool = { false }

  public init(countyCode: String, goal: Goal) {
    self.countyCode = countyCode
    self.goal = goal
  }

  /// Candidates nearer than this to a station that stands are that station.
  public static let sameSite = Meters(200)
  public static let usualGridSpacing = Meters(2000)
  /// Beyond so many pairs of demand and station nothing is solved a second time: no sensitivity, no
  /// curve.
  public static let mostPairsResolved = 300_000
}
