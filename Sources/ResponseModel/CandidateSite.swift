public import Geometry

/// A candidate site 候选点: where a station could be built.
public struct CandidateSite: Sendable, Hashable {
  public let id: String
  public let name: String
  public let countyCode: String
  public let townshipCode: String?
  /// The facility it would be attached to, e.g. an area medical centre.
  public let facilityID: String?
  public let position: GeographicCoordinate
  /// What building there costs, in the unit of `costUnit`; `nil` where not known.
  public let cost: Double?
  public let costUnit: String?
  public let evidence: Evidence

  public init(
    id: String, name: String, countyCode: String, townshipCode: String? = nil,
    facilityID: String? = nil, position: GeographicCoordinate, cost: Double? = nil,
    costUnit: String? = nil, evidence: Evidence
  ) {
    self.id = id
    self.name = name
    self.countyCode = countyCode
    self.townshipCode = townshipCode
    self.facilityID = facilityID
    self.position = position
    self.cost = cost
    self.costUnit = costUnit
    self.evidence = evidence
  }
}
