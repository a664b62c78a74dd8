public import Inspection
public import ResponseModel
public import Standards

/// An inspection as other programs read it: the `inspect` shape of the JSON contract. Its schema is
/// `Sources/ambit/Schemas/inspect.schema.json`; keys are only ever added.
public struct InspectionReport: Sendable, Codable {
  public struct AreaReport: Sendable, Codable {
    public var code: String
    public var name: String
    public var verdicts: [CoverageReport.RuleVerdict]
    public var fleet: FleetReport
  }

  public struct FleetReport: Sendable, Codable {
    /// Those that are not retired.
    public var ambulances: Int
    public var byStatus: [String: Int]
    public var negativePressure: Int
    public var negativePressureUnknown: Int
    @NullEncoded public var negativePressureSharePercent: Double?
    @NullEncoded public var residents: Double?
    @NullEncoded public var registered: Double?
    @NullEncoded public var residentsPerAmbulance: Double?
    @NullEncoded public var registeredPerAmbulance: Double?
    @NullEncoded public var meanAgeYears: Double?
    @NullEncoded public var oldestYears: Int?
    public var ageUnknown: Int
  }

  public struct Person: Sendable, Codable {
    public var id: String
    /// The seat that the best assignment gives; `null` for one who fills none.
    @NullEncoded public var seat: String?
  }

  public struct Time: Sendable, Codable {
    public var from: String
    public var to: String
    public var people: [Person]
    public var ambulances: [String]
    public var missing: [String: Int]
  }

  public struct Row: Sendable, Codable {
    public var table: String
    public var key: String
    public var text: String

    public init(table: String, key: String, text: String) {
      self.table = table
      self.key = key
      self.text = text
    }
  }

  public struct Item: Sendable, Codable {
    public var id: String
    public var rule: String
    public var title: String
    /// `null` for what no standard asks.
    @NullEncoded public var standard: String?
    public var severity: FindingSeverity
    public var subjectKind: SubjectKind
    public var subject: String
    public var detail: String
    @NullEncoded public var station: String?
    @NullEncoded public var county: String?
    public var found: [String: Double]
    public var required: [String: Double]
    public var missing: [String: Int]
    @NullEncoded public var clause: String?
    @NullEncoded public var quote: String?
    @NullEncoded public var mark: Mark?
    @NullEncoded public var deadline: String?
    public var message: String
    public var cure: String
    public var change: FindingChange
    public var status: FindingStatus
    @NullEncoded public var statusBy: String?
    @NullEncoded public var reason: String?
    @NullEncoded public var note: String?
    @NullEncoded public var recheckOn: String?
    public var firstSeen: String
    /// First and last moment of its times; `null` for what has no times.
    @NullEncoded public var from: String?
    @NullEncoded public var to: String?
    public var occurrenceCount: Int
    public var hours: Double
    public var occurrences: [Time]
    public var rows: [Row]
    public var arithmetic: [String]
    /// Why it weighs less than it looks; empty where nothing does.
    public var caveats: [String]
    /// `false` where the clause was not in force on the last day inspected.
    public var inForce: Bool
    /// The weakest evidence it rests on; `null` where none is known.
    @NullEncoded public var evidence: Evidence?
  }

  public struct Cured: Sendable, Codable {
    public var id: String
    public var rule: String
    public var title: String
    public var subjectKind: SubjectKind
    public var subject: String
    @NullEncoded public var station: String?
    @NullEncoded public var county: String?
    public var message: String
    public var firstSeen: String
    public var lastSeen: String
  }

  public struct Open: Sendable, Codable {
    public var check: String
    public var title: String
    @NullEncoded public var county: String?
    public var missing: [String]
  }

  public struct Post: Sendable, Codable {
    @NullEncoded public var county: String?
    public var station: String
    public var rule: String
    public var ambulances: Int
    public var seat: String
    public var postsPerAmbulance: Double
    public var posts: Double
    public var people: Int
    public var unplacedPeople: Int
    @NullEncoded public var shortfall: Int?
  }

  /// From a township's seat to the nearest treatment centre of a kind.
  public struct CentreTime: Sendable, Codable {
    public var county: String
    public var township: String
    public var centre: String
    @NullEncoded public var facility: String?
    @NullEncoded public var facilityName: String?
    @NullEncoded public var minutes: Double?
    /// Without it nothing is known of the roads there; with it and without minutes there is no way.
    public var known: Bool
    /// `road` or `straight_line`.
    public var method: String
  }

  public struct Checked: Sendable, Codable {
    public var ambulances: Int
    public var shifts: Int
    public var crew: Int
    public var stations: Int
    public var crewStretches: Int
    public var crewHours: Double
  }

  public struct Limit: Sendable, Codable {
    public var value: Double
    public var mark: Mark
  }

  public struct Summary: Sendable, Codable {
    public var findings: Int
    public var bySeverity: [String: Int]
    public var byRule: [String: Int]
    public var byChange: [String: Int]
  }

  public struct Origin: Sendable, Codable {
    public var program: String
    public var version: String
    public var inputSha256: String
    public var standard: String
    public var standardSha256: String
    public var sources: [SourceFile]
    /// The roads that response times rest on; `null` where none were used.
    @NullEncoded public var roads: ResponseReport.Roads?
  }

  /// The day, the moment, or the last day of the period.
  public var on: String
  public var from: String
  public var to: String
  public var zone: String
  public var standard: String
  public var standardName: String
  /// `books` or `duty`: which ambulances 每辆 means.
  public var each: String
  public var eachNote: String
  /// The day up to which earlier inspections were compared with; `null` for the last one.
  @NullEncoded public var since: String?
  public var counties: [AreaReport]
  public var findings: [Item]
  public var cured: [Cured]
  public var notAssessable: [Open]
  public var posts: [Post]
  public var centreTimes: [CentreTime]
  public var checked: Checked
  public var limits: [String: Limit]
  @NullEncoded public var rosterFrom: String?
  @NullEncoded public var rosterTo: String?
  public var summary: Summary
  public var issues: [CoverageReport.Issue]
  /// What a reader must know of the data: of each kind of grave issue the first, and how many there are.
  public var notices: [String]
  public var provenance: Origin
}
