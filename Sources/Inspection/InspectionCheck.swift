public import ResponseModel
import Standards

/// What an inspection looks at beside the rules of the standard.
public enum InspectionCheck: String, Sendable, Hashable, CaseIterable {
  case licenceExpired = "licence-expired"
  case licenceExpiring = "licence-expiring"
  case licenceAbsent = "licence-absent"
  case licenceWrongKind = "licence-wrong-kind"
  case seatWithoutRole = "seat-without-role"
  case crewWithoutRole = "crew-without-role"
  case doubleBooked = "double-booked"
  case shiftTooLong = "shift-too-long"
  case restTooShort = "rest-too-short"
  case dutyInRepair = "on-duty-in-repair"
  case dutyOffBooks = "on-duty-off-books"
  case ambulanceWithoutShift = "ambulance-without-shift"
  case stationNeverComplete = "station-never-complete"
  case stationHoursIncomplete = "station-hours-incomplete"
  case equipmentCheckOverdue = "equipment-check-overdue"
  case equipmentCheckUnrecorded = "equipment-check-unrecorded"
  case ambulanceOverAge = "ambulance-over-age"
  case consortiumNone = "consortium-none"
  case consortiumTwo = "consortium-two"
  case consortiumNearerLead = "consortium-nearer-lead"
  case villageWithoutService = "village-without-service"

  public var title: LocalizedText {
    switch self {
    case .licenceExpired: LocalizedText(zh: "执业证已过期", en: "Licence expired")
    case .licenceExpiring: LocalizedText(zh: "执业证即将到期", en: "Licence expires soon")
    case .licenceAbsent: LocalizedText(zh: "无执业证", en: "No licence")
    case .licenceWrongKind: LocalizedText(zh: "执业证种类不符", en: "Licence of the wrong kind")
    case .seatWithoutRole: LocalizedText(zh: "排班岗位与人员岗位不符", en: "Rostered in a role not held")
    case .crewWithoutRole: LocalizedText(zh: "人员无岗位", en: "Crew member without a role")
    case .doubleBooked: LocalizedText(zh: "一人同时在两辆车", en: "On two ambulances at once")
    case .shiftTooLong: LocalizedText(zh: "连续在岗过长", en: "On duty too long")
    case .restTooShort: LocalizedText(zh: "休息过短", en: "Rest too short")
    case .dutyInRepair: LocalizedText(zh: "维修中仍排班", en: "On duty while in repair")
    case .dutyOffBooks: LocalizedText(zh: "未投用或已报废仍排班", en: "On duty while off the books")
    case .ambulanceWithoutShift: LocalizedText(zh: "车辆没有班次", en: "Ambulance without a shift")
    case .stationNeverComplete:
      LocalizedText(zh: "全时段无完整班组的站", en: "Station never with a complete crew")
    case .stationHoursIncomplete:
      LocalizedText(zh: "部分时段无完整班组的站", en: "Station at times without a complete crew")
    case .equipmentCheckOverdue: LocalizedText(zh: "设备检查超期", en: "Check of a device overdue")
    case .equipmentCheckUnrecorded:
      LocalizedText(zh: "设备无检查记录", en: "No check of a device recorded")
    case .ambulanceOverAge: LocalizedText(zh: "车辆超龄", en: "Ambulance too old")
    case .consortiumNone: LocalizedText(zh: "单位不在任何网格", en: "Unit in no consortium grid")
    case .consortiumTwo: LocalizedText(zh: "单位在两个网格", en: "Unit in two consortium grids")
    case .consortiumNearerLead:
      LocalizedText(zh: "网格牵头医院不是最近的", en: "Another lead hospital is nearer")
    case .villageWithoutService:
      LocalizedText(
        zh: "村无卫生室、邻村卫生室和巡诊", en: "Village without clinic, neighbour's clinic or visits")
    }
  }
}

/// A check that could not be made, and why. Never a pass.
public struct OpenCheck: Sendable, Hashable {
  /// A check, or the rule of the standard.
  public let check: String
  public let title: LocalizedText
  /// `nil` where it concerns every county.
  public let county: String?
  public let missing: [LocalizedText]

  init(_ check: InspectionCheck, county: String? = nil, _ missing: LocalizedText) {
    self.check = check.rawValue
    title = check.title
    self.county = county
    self.missing = [missing]
  }

  init(_ verdict: Verdict, county: String) {
    check = verdict.ruleID
    title = verdict.title
    self.county = county
    missing = verdict.missing
  }
}
