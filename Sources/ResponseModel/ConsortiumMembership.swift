/// A unit's place in a medical consortium 医联体网格: its grid, its group and who leads, for as long
/// as that holds. Grids are data with dates: a unit that moves has two memberships.
public struct ConsortiumMembership: Sendable, Hashable {
  /// The unit's name as the consortium's list has it.
  public let unit: String
  /// The facility that the unit is, where it is known.
  public let facilityID: String?
  /// 网格; the lead hospital's name where a list has no other.
  public let grid: String
  /// 片区 within the grid.
  public let group: String
  /// `nil` where the list names none.
  public let leadHospital: String?
  public let isGroupLead: Bool
  /// A township may hold several units, of several groups.
  public let townshipCode: String?
  /// How `townshipCode` was found: the unit's name says it, or it was inferred.
  public let townshipSource: String?
  /// First and last day of the membership; `nil` where open.
  public let validFrom: CalendarDate?
  public let validTo: CalendarDate?

  public init(
    unit: String, facilityID: String? = nil, grid: String, group: String, leadHospital: String?,
    isGroupLead: Bool, townshipCode: String?, townshipSource: String?,
    validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil
  ) {
    self.unit = unit
    self.facilityID = facilityID
    self.grid = grid
    self.group = group
    self.leadHospital = leadHospital
    self.isGroupLead = isGroupLead
    self.townshipCode = townshipCode
    self.townshipSource = townshipSource
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
