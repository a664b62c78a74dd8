public import Geometry

/// A medical facility 医疗机构.
public struct Facility: Sendable, Hashable {
  public let name: String
  public let countyCode: String
  /// `hospital` today; township hospitals, clinics and treatment centres follow with their import.
  public let kind: String
  public let position: GeographicCoordinate?

  public init(name: String, countyCode: String, kind: String, position: GeographicCoordinate?) {
    self.name = name
    self.countyCode = countyCode
    self.kind = kind
    self.position = position
  }
}

/// One unit of a medical consortium 医联体: which lead hospital and group it belongs to.
public struct ConsortiumUnit: Sendable, Hashable {
  public let name: String
  public let leadHospital: String
  public let group: String
  public let isGroupLead: Bool
  public let townshipCode: String
  /// How `townshipCode` was found: the unit's name says it, or it was inferred.
  public let townshipSource: String

  public init(
    name: String, leadHospital: String, group: String, isGroupLead: Bool, townshipCode: String,
    townshipSource: String
  ) {
    self.name = name
    self.leadHospital = leadHospital
    self.group = group
    self.isGroupLead = isGroupLead
    self.townshipCode = townshipCode
    self.townshipSource = townshipSource
  }
}
