public import Analysis
public import Coverage
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

  /// Residents, or events where observed, by how long help takes.
  public struct Histogram: Sendable, Codable {
    public struct Bin: Sendable, Codable {
      public var fromMin: Double
      /// `null` for the last one, which has no end.
      @NullEncoded public var toMin: Double?
      public var urban: Double
      public var rural: Double
      /// Of neither, or not known.
      public var other: Double
    }

    public var method: ResponseMethod
    /// `residents` or `events`.
    public var unit: String
    public var bins: [Bin]
    /// In no bin, since nothing reaches them.
    public var unreached: Double
  }

  /// How places and stations were tied to roads.
  public struct Snapping: Sendable, Codable {
    public var places: Int
    /// Whose time is by road.
    public var onRoad: Int
    public var straightLine: Int
    /// Reached by no station.
    public var unreachable: Int
    @NullEncoded public var unreachablePopulation: Double?
    @NullEncoded public var medianAccessM: Double?
    @NullEncoded public var maxAccessM: Double?
    /// Places by why their time is not by road.
    public var reasons: [String: Int]
    public var stationsOffRoad: [String]
    /// The places farthest from a road, the farthest first.
    public var farthest: [SnappedPlace]
  }

  public struct SnappedPlace: Sendable, Codable {
    public var id: String
    public var name: String
    public var accessM: Double
    public var population: Double
  }

  /// What the plan comes to, beside the siting analysis itself.
  public struct PlanSummary: Sendable, Codable {
    /// Of the county, that stand.
    public var stations: Int
    public var added: Int
    public var withPlan: Int
    @NullEncoded public var inTimeShareBefore: Double?
    @NullEncoded public var inTimeShareAfter: Double?
    @NullEncoded public var inCircleShareBefore: Double?
    @NullEncoded public var inCircleShareAfter: Double?
    /// Percentage points.
    @NullEncoded public var inTimePointsDifference: Double?
    @NullEncoded public var inCirclePointsDifference: Double?
  }

  /// How the report was made, beside standard, day and radii: enough to make it again.
  public struct Options: Sendable, Codable, Hashable {
    /// The day or moment inspected, or the first day of a period; `null` without an inspection.
    @NullEncoded public var inspectFrom: String?
    /// The last day of a period.
    @NullEncoded public var inspectTo: String?
    @NullEncoded public var zone: String?
    /// `books` or `duty`.
    @NullEncoded public var each: String?
    /// Registers said to be complete.
    public var complete: [String]
    /// The file of limits that was named; `null` for the shipped one.
    @NullEncoded public var limitsFile: String?
    /// The speed profile that was named, and its periods.
    @NullEncoded public var speeds: String?
    @NullEncoded public var dayPeriod: String?
    @NullEncoded public var nightPeriod: String?
    /// Roads were left aside although the store may have some.
    public var isStraightLine: Bool
    /// What stood in where the data do not say; `null` where nothing else was named.
    @NullEncoded public var turnoutS: Double?
    @NullEncoded public var callHandlingS: Double?
    @NullEncoded public var speedKmh: Double?
    @NullEncoded public var detour: Double?

    public init(
      inspectFrom: String? = nil, inspectTo: String? = nil, zone: String? = nil,
      each: String? = nil, complete: [String] = [], limitsFile: String? = nil,
      speeds: String? = nil, dayPeriod: String? = nil, nightPeriod: String? = nil,
      isStraightLine: Bool = false, turnoutS: Double? = nil, callHandlingS: Double? = nil,
      speedKmh: Double? = nil, detour: Double? = nil
    ) {
      self.inspectFrom = inspectFrom
      self.inspectTo = inspectTo
      self.zone = zone
      self.each = each
      self.complete = complete
      self.limitsFile = limitsFile
      self.speeds = speeds
      self.dayPeriod = dayPeriod
      self.nightPeriod = nightPeriod
      self.isStraightLine = isStraightLine
      self.turnoutS = turnoutS
      self.callHandlingS = callHandlingS
      self.speedKmh = speedKmh
      self.detour = detour
    }

    public var terms: ResponseTerms {
      ResponseTerms(
        turnoutSeconds: turnoutS, callHandlingSeconds: callHandlingS,
        speedKilometersPerHour: speedKmh, detour: detour)
    }
  }

  /// An analysis without a result: why, and what the store holds for it.
  public struct MissingAnalysis: Sendable, Codable {
    public enum Subject: String, Sendable, Codable, CaseIterable {
      case response, inspection, siting
    }

    public var analysis: Subject
    /// How many rows of what it would need the store holds, by layer.
    public var rows: [String: Int]
    /// Why it could not be made; `null` where there are no data for it.
    @NullEncoded public var reason: String?
  }

  public var kind = "county_report"
  public var language: Language
  public var county: Place
  /// Under which the maps were reviewed; `null`: for internal use.
  @NullEncoded public var reviewNumber: String?
  public var standard: Document
  public var options: Options
  public var tally: Tally
  /// Each rule by the analysis that can judge it: circles and presence, response times, registers.
  public var verdicts: [CoverageReport.RuleVerdict]
  public var coverage: CoverageReport
  public var reach: [Reach]
  public var townships: [TownshipRow]
  public var stations: [StationRow]
  public var sensitivity: [SensitivityCase]
  /// Issues are those that `coverage` has not; `null` where nothing can be said of times.
  @NullEncoded public var response: ResponseReport?
  @NullEncoded public var histogram: Histogram?
  /// `null` without roads.
  @NullEncoded public var snapping: Snapping?
  /// The county's part of the inspection of the whole store.
  @NullEncoded public var inspection: InspectionReport?
  @NullEncoded public var siting: SiteReport?
  @NullEncoded public var plan: PlanSummary?
  public var missing: [MissingAnalysis]
}

extension CountyReport {
  /// The figures of the county: a county's report has one.
  var area: CoverageReport.Area { coverage.counties[0] }

  /// Of all analyses, each once.
  var issues: [CoverageReport.Issue] {
    coverage.issues + (response?.issues ?? []).map(CoverageReport.Issue.init)
      + (inspection?.issues ?? []) + (siting?.issues ?? []).map(CoverageReport.Issue.init)
  }
}
