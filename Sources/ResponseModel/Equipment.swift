/// What kind of device; an open list, since which devices a rule asks for is data.
public struct EquipmentKind: RawRepresentable, Sendable, Hashable, Codable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// 车载心肺复苏仪
  public static let cprDevice = EquipmentKind(rawValue: "cpr_device")
}

/// A device on board of an ambulance 车载设备.
public struct Equipment: Sendable, Hashable {
  /// Its serial or asset number; where it has none, made of plate and kind.
  public let id: String
  public let ambulancePlate: String
  public let kind: EquipmentKind
  public let isInService: Bool
  /// Day of the last check; `nil` where none is recorded.
  public let checkedOn: CalendarDate?

  public init(
    id: String? = nil, ambulancePlate: String, kind: EquipmentKind, isInService: Bool,
    checkedOn: CalendarDate? = nil
  ) {
    self.id = id ?? "\(ambulancePlate)-\(kind.rawValue)"
    self.ambulancePlate = ambulancePlate
    self.kind = kind
    self.isInService = isInService
    self.checkedOn = checkedOn
  }
}
