/// Everything one store holds, or one folder of tables brings: the tables of facts, the issues found
/// on the way, and the files they came from.
public struct ServiceData: Sendable, Hashable {
  public var counties: [County]
  public var townships: [Township]
  public var demandPoints: [DemandPoint]
  public var stations: [Station]
  public var facilities: [Facility]
  public var consortiumUnits: [ConsortiumUnit]
  public var issues: [DataIssue]
  public var sources: [SourceFile]

  public init(
    counties: [County] = [], townships: [Township] = [], demandPoints: [DemandPoint] = [],
    stations: [Station] = [], facilities: [Facility] = [],
    consortiumUnits: [ConsortiumUnit] = [], issues: [DataIssue] = [], sources: [SourceFile] = []
  ) {
    self.counties = counties
    self.townships = townships
    self.demandPoints = demandPoints
    self.stations = stations
    self.facilities = facilities
    self.consortiumUnits = consortiumUnits
    self.issues = issues
    self.sources = sources
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
