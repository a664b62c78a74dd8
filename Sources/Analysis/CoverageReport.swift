public import ResponseModel

/// A coverage analysis as other programs read it: the `coverage` shape of the JSON contract, plain
/// numbers and text, keys ending in their unit. `Sources/ambit/Schemas/coverage.schema.json` is its
/// schema; keys are only ever added.
///
/// Values are not rounded. A number that is not known is `null`, its key is never left out.
public struct CoverageReport: Sendable, Codable {
  /// One county, or the total of all.
  public struct Area: Sendable, Codable {
    /// `total` for the total.
    public var code: String
    public var name: String
    @NullEncoded public var nameEn: String?
    /// Area inside the boundary on the ellipsoid.
    @NullEncoded public var areaKm2: Double?
    /// Area a public table states, for comparison; no figure here is computed from it.
    @NullEncoded public var publishedAreaKm2: Double?
    @NullEncoded public var population: Double?
    @NullEncoded public var populationDate: String?
    /// `null`, like every other split of residents, where there are no demand points.
    @NullEncoded public var urbanPopulation: Double?
    @NullEncoded public var ruralPopulation: Double?
    /// Residents whose place is not known: in `population`, neither covered nor uncovered.
    @NullEncoded public var unpositionedPopulation: Double?
    /// Weakest evidence of where residents are; `null` without demand points.
    @NullEncoded public var populationEvidence: Evidence?
    public var townships: Int
    public var stations: Int
    public var assumedStations: Int
    /// Stations across the border whose largest circle reaches in.
    public var neighborStations: [String]
    public var radii: [Radius]
    public var townshipRule: TownshipRule
    public var verdicts: [RuleVerdict]
    /// Empty for the total.
    public var townshipReach: [Reach]
  }

  public struct Radius: Sendable, Codable {
    public var radiusM: Double
    @NullEncoded public var coveredAreaKm2: Double?
    /// `null` where there are no demand points: nobody knows who is covered.
    @NullEncoded public var coveredPopulation: Double?
    @NullEncoded public var coveredUrbanPopulation: Double?
    @NullEncoded public var coveredRuralPopulation: Double?
    /// Townships whose seat lies in a circle.
    public var coveredTownships: Int
    /// Largest first; empty for the total.
    public var gaps: [Gap]
  }

  public struct Gap: Sendable, Codable {
    public var areaKm2: Double
    @NullEncoded public var population: Double?
    public var townships: [String]
    /// The point of the gap that is farthest from every station.
    public var deepestLatitude: Double
    public var deepestLongitude: Double
    @NullEncoded public var nearestStation: String?
    @NullEncoded public var distanceKm: Double?
  }

  public struct TownshipRule: Sendable, Codable {
    /// Number of 建制乡镇: 镇 and 乡, never 街道.
    public var administrativeTownships: Int
    public var withStation: Int
    public var withStationCodes: [String]
    /// `host_code`, `boundaries` or `mixed`: how a station's township was found.
    public var basis: String
    public var unplacedStations: [String]
  }

  /// A township's nearest station, straight line on the ellipsoid.
  public struct Reach: Sendable, Codable {
    public var code: String
    public var name: String
    public var kind: TownshipKind
    @NullEncoded public var population: Double?
    public var hasPosition: Bool
    @NullEncoded public var nearestStation: String?
    @NullEncoded public var distanceKm: Double?
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
    /// The day on which the standard was judged.
    public var on: String
    public var radiiM: [Double]
    /// Which area figures are: inside the boundary, on the ellipsoid.
    public var areaSource: String
    public var distance: String
    public var planes: [String]
    public var sources: [SourceFile]
  }

  /// A rule that circles do not decide, and the command that judges it.
  public struct Elsewhere: Sendable, Codable {
    public var rule: String
    public var title: String
    /// `response` or `inspect`.
    public var command: String
  }

  public var standard: String
  public var standardName: String
  public var counties: [Area]
  public var total: Area
  public var judgedElsewhere: [Elsewhere]
  public var issues: [Issue]
  public var provenance: Origin
}

/// An optional that encodes as `null` where it is absent, so that its key is always there.
@propertyWrapper
public struct NullEncoded<Value: Codable & Sendable>: Codable, Sendable {
  public var wrappedValue: Value?

  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}

extension NullEncoded: Equatable where Value: Equatable {}
extension NullEncoded: Hashable where Value: Hashable {}

extension CoverageReport.Issue {
  /// The same issue as an analysis of response times or of siting tells it.
  public init(_ issue: ResponseReport.Issue) {
    self.init(
      severity: issue.severity, code: issue.code, message: issue.message, file: issue.file,
      line: issue.line, column: issue.column, subject: issue.subject, county: issue.county)
  }
}
