/// What a treatment centre 救治中心 treats: the five families of 丽政办发〔2024〕40号 二(一)2.
public enum TreatmentFamily: String, Sendable, Hashable, Codable, CaseIterable {
  /// 胸痛
  case chestPain = "chest_pain"
  /// 卒中
  case stroke
  /// 创伤
  case trauma
  /// 危重孕产妇
  case maternal
  /// 危重儿童和新生儿
  case childAndNewborn = "child_and_newborn"
}

/// One treatment centre of a facility.
public struct TreatmentCentre: Sendable, Hashable {
  public let family: TreatmentFamily
  /// In the words of the source, e.g. 县级, 市级, 标准版; `nil` where not said.
  public let level: String?
  /// First and last day on which it is one; `nil` where open.
  public let validFrom: CalendarDate?
  public let validTo: CalendarDate?

  public init(
    _ family: TreatmentFamily, level: String? = nil, validFrom: CalendarDate? = nil,
    validTo: CalendarDate? = nil
  ) {
    self.family = family
    self.level = level
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
