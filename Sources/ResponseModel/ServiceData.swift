/// Everything one store holds, or one folder of tables brings: the tables of facts, the issues found
/// on the way, and the files they came from.
public struct ServiceData: Sendable, Hashable {
  public var counties: [County]
  public var townships: [Township]
  public var demandPoints: [DemandPoint]
  public var stations: [Station]
  public var facilities: [Facility]
  public var consortium: [ConsortiumMembership]
  public var candidates: [CandidateSite]
  public var ambulances: [Ambulance]
  public var equipment: [Equipment]
  public var crew: [CrewMember]
  public var shifts: [Shift]
  public var calls: [Call]
  public var visits: [MobileVisit]
  public var issues: [DataIssue]
  public var sources: [SourceFile]

  public init(
    counties: [County] = [], townships: [Township] = [], demandPoints: [DemandPoint] = [],
    stations: [Station] = [], facilities: [Facility] = [],
    consortium: [ConsortiumMembership] = [], candidates: [CandidateSite] = [],
    ambulances: [Ambulance] = [], equipment: [Equipment] = [], crew: [CrewMember] = [],
    shifts: [Shift] = [], calls: [Call] = [], visits: [MobileVisit] = [],
    issues: [DataIssue] = [], sources: [SourceFile] = []
  ) {
    self.counties = counties
    self.townships = townships
    self.demandPoints = demandPoints
    self.stations = stations
    self.facilities = facilities
    self.consortium = consortium
    self.candidates = candidates
    self.ambulances = ambulances
    self.equipment = equipment
    self.crew = crew
    self.shifts = shifts
    self.calls = calls
    self.visits = visits
    self.issues = issues
    self.sources = sources
  }

  /// The rows of one layer.
  public subscript(layer: Layer) -> LayerRows {
    switch layer {
    case .counties: .counties(counties)
    case .townships: .townships(townships)
    case .facilities: .facilities(facilities)
    case .consortium: .consortium(consortium)
    case .stations: .stations(stations)
    case .candidates: .candidates(candidates)
    case .demandPoints: .demandPoints(demandPoints)
    case .ambulances: .ambulances(ambulances)
    case .equipment: .equipment(equipment)
    case .crew: .crew(crew)
    case .shifts: .shifts(shifts)
    case .calls: .calls(calls)
    case .visits: .visits(visits)
    }
  }
}

/// A file that rows came from.
public struct SourceFile: Sendable, Hashable, Codable {
  /// Name without its folder.
  public let name: String
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public let sha256: String
  public let rows: Int
  /// Where it comes from, as its manifest says.
  public let source: String
  public let licence: String

  public init(name: String, sha256: String, rows: Int, source: String, licence: String) {
    self.name = name
    self.sha256 = sha256
    self.rows = rows
    self.source = source
    self.licence = licence
  }
}
