/// One visit 巡诊 of a mobile hospital to a village.
public struct MobileVisit: Sendable, Hashable {
  public let townshipCode: String
  /// 12-digit village code, where known.
  public let villageCode: String?
  public let village: String
  public let date: CalendarDate
  /// The unit that came, e.g. 流动医院1号车.
  public let unit: String

  public init(
    townshipCode: String, villageCode: String? = nil, village: String, date: CalendarDate,
    unit: String
  ) {
    self.townshipCode = townshipCode
    self.villageCode = villageCode
    self.village = village
    self.date = date
    self.unit = unit
  }
}
