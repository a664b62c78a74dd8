public import ResponseModel
import Standards

/// How a person calls what programs know by a key: in texts of findings, never in JSON or CSV.
public enum FindingWords {
  /// A key of `found`, `required` and `missing`.
  ///
  /// - Returns: `nil` for one that a standard's file made up, e.g. of a device.
  public static func measure(_ key: String) -> LocalizedText? {
    if let word = measures[key] { return word }
    if let subject = Subject(rawValue: key) { return subject.label }
    return seat(key)
  }

  /// `nurse_or_stretcher_bearer`: one role or several.
  public static func seat(_ key: String) -> LocalizedText? {
    let roles = key.replacing("_or_", with: "|").split(separator: "|")
      .map { CrewRole(rawValue: String($0)) }
    guard !roles.isEmpty, !roles.contains(nil) else { return nil }
    return .both { language in
      roles.compactMap { $0?.label[language] }.joined(separator: language == .zh ? "或" : " or ")
    }
  }

  /// `nurse_or_stretcher_bearer=1, driver=1` as a store keeps it.
  public static func missing(_ text: String, _ language: Language) -> String {
    text.split(separator: ",").map { part in
      let pair = part.split(separator: "=").map {
        $0.drop { $0 == " " }
      }
      guard pair.count == 2, let seat = seat(String(pair[0])) else { return String(part) }
      return language == .zh ? "\(seat.zh)\(pair[1])名" : "\(pair[1]) \(seat.en)"
    }.joined(separator: language == .zh ? "、" : ", ")
  }

  /// A table of the store.
  public static func table(_ name: String) -> LocalizedText? { tables[name] }

  /// An event of a finding's history.
  public static func event(_ name: String) -> LocalizedText? { events[name] }

  private static let measures: [String: LocalizedText] = [
    "hours_with_complete_crew": LocalizedText(zh: "班组完整小时数", en: "hours with a complete crew"),
    "complete_crews": LocalizedText(zh: "完整班组", en: "complete crews"),
    "ambulances": LocalizedText(zh: "同时在岗车辆", en: "ambulances at once"),
    "hours": LocalizedText(zh: "小时", en: "hours"),
    "roles": LocalizedText(zh: "登记岗位", en: "roles"),
    "valid_licences": LocalizedText(zh: "有效执业证", en: "valid licences"),
    "days_valid": LocalizedText(zh: "剩余有效天数", en: "days valid"),
    "hours_on_duty": LocalizedText(zh: "在岗小时数", en: "hours on duty"),
    "on_duty": LocalizedText(zh: "在岗", en: "on duty"),
    "shifts": LocalizedText(zh: "班次", en: "shifts"),
    "years": LocalizedText(zh: "使用年数", en: "years in service"),
    "days_since_check": LocalizedText(zh: "距上次检查天数", en: "days since the last check"),
    "grids": LocalizedText(zh: "所在网格", en: "grids"),
    "own_lead_km": LocalizedText(zh: "本网格牵头医院（公里）", en: "own lead hospital, km"),
    "own_lead_min": LocalizedText(zh: "本网格牵头医院（分钟）", en: "own lead hospital, min"),
    "nearest_lead_km": LocalizedText(zh: "最近牵头医院（公里）", en: "nearest lead hospital, km"),
    "nearest_lead_min": LocalizedText(zh: "最近牵头医院（分钟）", en: "nearest lead hospital, min"),
    "visits": LocalizedText(zh: "巡诊次数", en: "visits"),
    "nearest_clinic_km": LocalizedText(zh: "最近卫生室（公里）", en: "nearest clinic, km"),
    "value": LocalizedText(zh: "数值", en: "value"),
  ]

  private static let tables: [String: LocalizedText] = [
    "shifts": LocalizedText(zh: "班次表", en: "shifts"),
    "ambulances": LocalizedText(zh: "车辆表", en: "ambulances"),
    "ambulance_status": LocalizedText(zh: "车辆状态", en: "ambulance status"),
    "crew": LocalizedText(zh: "人员表", en: "crew"),
    "licences": LocalizedText(zh: "执业证", en: "licences"),
    "equipment": LocalizedText(zh: "设备表", en: "equipment"),
    "visits": LocalizedText(zh: "巡诊表", en: "visits"),
    "consortium": LocalizedText(zh: "医联体网格表", en: "consortium"),
    "facilities": LocalizedText(zh: "医疗机构表", en: "facilities"),
    "townships": LocalizedText(zh: "乡镇（街道）表", en: "townships"),
    "demand_points": LocalizedText(zh: "需求点", en: "demand points"),
  ]

  private static let events: [String: LocalizedText] = [
    "new": LocalizedText(zh: "新发现", en: "new"),
    "seen": LocalizedText(zh: "再次检查仍存在", en: "seen again"),
    "reopened": LocalizedText(zh: "再次出现", en: "reopened"),
    "cured": LocalizedText(zh: "已整改", en: "cured"),
    "accepted": LocalizedText(zh: "已接受", en: "accepted"),
    "opened": LocalizedText(zh: "改回未整改", en: "opened again"),
    "noted": LocalizedText(zh: "备注", en: "noted"),
  ]
}
