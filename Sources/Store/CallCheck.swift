import GRDB
import ResponseModel

/// Calls, counted and not listed: there are many.
enum CallCheck {
  static func issues(of database: Database) throws -> [DataIssue] {
    let checks: [(DataIssue.Severity, String, String, String, String)] = [
      (
        .warning, "call-times-impossible", "response_s < 0 OR response_s >= 86400",
        "个任务的到达现场早于开始受理或晚一天以上；不计入反应时间，请核对时刻",
        "missions arrive before the call was received or a day later: they are not counted; check"
          + " their times"
      ),
      (
        .note, "call-times-missing", "response_s IS NULL", "个任务缺开始受理或到达现场时刻；不计入反应时间",
        "missions lack the time of the call or of arrival: they are not counted"
      ),
      (
        .note, "call-without-county", "county_code IS NULL", "个任务没有所属县",
        "missions belong to no county"
      ),
      (
        .note, "call-of-unknown-ambulance",
        "ambulance_plate IS NOT NULL AND ambulance_plate NOT IN (SELECT plate FROM ambulances)",
        "个任务的车牌不在救护车表中", "missions name an ambulance that is not in the fleet"
      ),
    ]
    return try checks.compactMap { severity, code, condition, zh, en in
      let count =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM calls WHERE \(condition)") ?? 0
      guard count > 0 else { return nil }
      return DataIssue(
        severity, code: code, LocalizedText(zh: "\(count) \(zh)", en: "\(count) \(en)"))
    }
  }
}
