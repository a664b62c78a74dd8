public import Geometry

/// Urban or rural, which standards judge by different numbers.
public enum AreaClass: String, Sendable, Hashable, Codable, CaseIterable {
  case urban, rural
}

/// A place where residents are taken to be.
public struct DemandPoint: Sendable, Hashable {
  public let id: String
  public let countyCode: String
  public let townshipCode: String?
  public let name: String
  public let areaClass: AreaClass
  public let residents: Double
  /// `nil` where not known: its residents are counted as neither covered nor uncovered.
  public let position: GeographicCoordinate?
  public let evidence: Evidence
  /// The model or source that put the residents here, e.g. `village-count`.
  public let source: String

  public init(
    id: String, countyCode: String, townshipCode: String?, name: String, areaClass: AreaClass,
    residents: Double, position: GeographicCoordinate?, evidence: Evidence, source: String
  ) {
    self.id = id
    self.countyCode = countyCode
    self.townshipCode = townshipCode
    self.name = name
    self.areaClass = areaClass
    self.residents = residents
    self.position = position
    self.evidence = evidence
    self.source = source
  }
}
