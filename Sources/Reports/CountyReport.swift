public import Analysis
public import ResponseModel

/// The report of one county as a value: the analyses as other programs read them, and what the
/// printed report derives from them. It is the JSON beside the report, and all that the HTML, PDF
/// and DOCX print: every figure on paper has its place in here.
///
/// Values are not rounded; shares are between 0 and 1; what is not known is `null`.
public struct CountyReport: Sendable, Codable {
  public struct Place: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var nameEn: String?
  }

  /// How the rules came out, by number.
  public struct Tally: Sendable, Codable, Hashable {
    public var rules: Int
    public var pass: Int
    public var fail: Int
    public var notAssessable: Int
  }

  /// One radius, with the shares of what the county has.
  public struct Reach: Sendable, Codable {
    public var radiusKm: Double
    @NullEncoded public var coveredAreaKm2: Double?
    @NullEncoded public var coveredAreaShare: Double?
    @NullEncoded public var coveredPopulation: Double?
    @NullEncoded public var coveredPopulationShare: Double?
    @NullEncoded public var coveredUrbanPopulation: Double?
    @NullEncoded public var coveredUrbanPopulationShare: Double?
    @NullEncoded public var coveredRuralPopulation: Double?
    @NullEncoded public var coveredRuralPopulationShare: Double?
    /// Residents with a known place outside every circle.
    @NullEncoded public var uncoveredPopulation: Double?
    @NullEncoded public var uncoveredPopulationShare: Double?
    public var coveredTownships: Int
    public var gaps: [Gap]
  }

  /// A piece of the county outside every circle, most residents first.
  public struct Gap: Sendable, Codable {
    @NullEncoded public var population: Double?
    public var areaKm2: Double
    public var townships: [String]
    public var deepestLatitude: Double
    public var deepestLongitude: Double
    @NullEncoded public var nearestStation: String?
    @NullEncoded public var distanceKm: Double?
  }

  public struct TownshipRow: Sendable, Codable {
    public var code: String
    public var name: String
    public var kind: TownshipKind
    @NullEncoded public var population: Double?
    /// Stations that stand in it; the county's own alone.
    public var stations: Int
    @NullEncoded public var nearestStation: String?
    @NullEncoded public var nearestStationName: String?
    @NullEncoded public var distanceKm: Double?
    /// The smallest radius that holds its seat; `null` beyond all of them.
    @NullEncoded public var withinRadiusKm: Double?
  }

  public struct StationRow: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var county: String?
    @NullEncoded public var township: String?
    @NullEncoded public var townshipName: String?
    public var latitude: Double
    public var longitude: Double
    public var evidence: Evidence
    public var isNeighbor: Bool
  }

  /// The coverage under another assumption.
  public struct SensitivityCase: Sendable, Codable {
    public var change: CoverageSensitivity.Change
    public var radiusKm: Double
    public var usedRadiusKm: Double
    @NullEncoded public var coveredPopulation: Double?
    @NullEncoded public var coveredPopulationShare: Double?
    /// Percentage points more or less than as analysed.
    @NullEncoded public var populationPointsDifference: Double?
    @NullEncoded public var coveredAreaShare: Double?
  }

  /// The rule's document, for the cover and the notes.
  public struct Document: Sendable, Codable {
    public var id: String
    public var name: String
    @NullEncoded public var number: String?
    @NullEncoded public var issuer: String?
    @NullEncoded public var date: String?
    public var mark: String
    public var notes: [String]
  }

  /// An analysis this report was made without.
  public struct MissingAnalysis: Sendable, Codable {
    public enum Subject: String, Sendable, Codable, CaseIterable {
      case response, inspection, siting
    }

    public var analysis: Subject
    /// How many rows of what it would need the store holds, by layer.
    public var rows: [String: Int]
  }

  public var kind = "county_report"
  public var language: Language
  public var county: Place
  /// Under which the maps were reviewed; `null`: for internal use.
  @NullEncoded public var reviewNumber: String?
  public var standard: Document
  public var tally: Tally
  public var coverage: CoverageReport
  public var reach: [Reach]
  public var townships: [TownshipRow]
  public var stations: [StationRow]
  public var sensitivity: [SensitivityCase]
  public var missing: [MissingAnalysis]
}

extension CountyReport {
  /// The figures of the county: a county's report has one.
  var area: CoverageReport.Area { coverage.counties[0] }
}
