public import Coverage
public import ResponseModel

/// Response times as other programs read them: the `response` shape of the JSON contract, plain
/// numbers and text, keys ending in their unit. `Sources/ambit/Schemas/response.schema.json` is its
/// schema; keys are only ever added.
///
/// Values are not rounded. A number that is not known is `null`, its key is never left out.
public struct ResponseReport: Sendable, Codable {
  /// The response times of one kind of places.
  public struct Group: Sendable, Codable {
    /// `observed`, `road`, `straight_line` or `mixed`.
    public var method: ResponseMethod
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var meanLowMin: Double?
    @NullEncoded public var meanHighMin: Double?
    @NullEncoded public var medianMin: Double?
    @NullEncoded public var medianLowMin: Double?
    @NullEncoded public var medianHighMin: Double?
    @NullEncoded public var p90Min: Double?
    @NullEncoded public var p90LowMin: Double?
    @NullEncoded public var p90HighMin: Double?
    @NullEncoded public var maxMin: Double?
    /// Events where observed, demand points with residents where modelled.
    public var count: Int
    /// Residents of these places; `null` where no demand point says.
    @NullEncoded public var population: Double?
    /// Residents no station reaches: in `population`, in no mean.
    @NullEncoded public var unreachablePopulation: Double?
    /// Residents without a position: likewise.
    @NullEncoded public var unpositionedPopulation: Double?
    /// The limit of the rule for these places and how a time compares with it.
    @NullEncoded public var targetMin: Double?
    @NullEncoded public var comparison: String?
    /// Share of events, or of residents, those without a time included, within the target; 0…1.
    @NullEncoded public var shareWithin: Double?
    @NullEncoded public var evidence: Evidence?
    /// The rule that `verdict` is of; `null` where the standard has none for these places.
    @NullEncoded public var rule: String?
    @NullEncoded public var verdict: String?
    /// Modelled, by day and by night.
    @NullEncoded public var dayMeanMin: Double?
    @NullEncoded public var nightMeanMin: Double?
    /// The factor on all speeds at which the verdict flips; `null` where none does.
    @NullEncoded public var breakEvenSpeedFactor: Double?
    public var sensitivity: [SpeedStep]
    public var circleTime: [CircleTime]
    /// Each counted mission by itself; observed only.
    @NullEncoded public var missions: Int?
    @NullEncoded public var missionMeanMin: Double?
  }

  /// The figures where every speed is multiplied by a factor.
  public struct SpeedStep: Sendable, Codable {
    public var speedFactor: Double
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var medianMin: Double?
    @NullEncoded public var p90Min: Double?
    @NullEncoded public var shareWithin: Double?
    @NullEncoded public var verdict: String?
  }

  /// Residents in and outside the circles, in time and late.
  public struct CircleTime: Sendable, Codable {
    public var radiusM: Double
    public var targetMin: Double
    public var inCircleInTime: Double
    public var inCircleLate: Double
    public var outsideInTime: Double
    public var outsideLate: Double
    /// Without a position.
    public var unknown: Double
  }

  /// Everything one method says of one county.
  public struct Method: Sendable, Codable {
    public var method: ResponseMethod
    public var urban: Group
    public var rural: Group
    @NullEncoded public var mountainOrIsland: Group?
    public var all: Group
    public var verdicts: [CoverageReport.RuleVerdict]
  }

  public struct Area: Sendable, Codable {
    /// `total` for the total.
    public var code: String
    public var name: String
    @NullEncoded public var nameEn: String?
    /// What the verdicts rest on.
    public var method: ResponseMethod
    public var urban: Group
    public var rural: Group
    @NullEncoded public var mountainOrIsland: Group?
    public var all: Group
    public var verdicts: [CoverageReport.RuleVerdict]
    @NullEncoded public var modelled: Modelled?
    @NullEncoded public var observed: Observed?
    @NullEncoded public var residuals: Residuals?
    public var townships: [TownshipTimes]
  }

  public struct Issue: Sendable, Codable {
    public var severity: DataIssue.Severity
    public var code: String
    public var message: String
    @NullEncoded public var file: String?
    @NullEncoded public var line: Int?
    @NullEncoded public var column: String?
    @NullEncoded public var subject: String?
    @NullEncoded public var county: String?
  }

  public struct Origin: Sendable, Codable {
    public var program: String
    public var version: String
    public var inputSha256: String
    public var standard: String
    public var standardSha256: String
    public var components: [String: String]
    public var on: String
    public var planes: [String]
    public var sources: [SourceFile]
    /// The roads; `null` where none were used.
    @NullEncoded public var roads: Roads?
    /// How the figures were computed, one sentence each.
    public var methods: [String: String]
  }

  /// The road network and the speed profile that travel times rest on.
  public struct Roads: Sendable, Codable {
    public var source: String
    public var sourceSha256: String
    @NullEncoded public var sourceTimestamp: String?
    /// Who must be named wherever the roads are shown.
    public var attribution: String
    public var speedProfile: String
    @NullEncoded public var dayPeriod: String?
    @NullEncoded public var nightPeriod: String?
    public var lengthKm: Double
  }

  public var standard: String
  public var standardName: String
  /// That of all counties, `mixed` where they differ.
  public var method: ResponseMethod
  public var counties: [Area]
  public var total: Area
  public var issues: [Issue]
  public var provenance: Origin
}
