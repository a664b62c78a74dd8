import GRDB
import ResponseModel

/// Fleet and roster: what cannot be, or is easily forgotten.
enum RosterCheck {
  static func issues(of database: Database) throws -> [DataIssue] {
    try unequippedStations(database) + homelessAmbulances(database) + overlaps(database)
      + shiftsOfRetired(database) + crewWithoutRole(database)
  }

  private static func unequippedStations(_ database: Database) throws -> [DataIssue] {
    // Where no fleet is loaded at all, every station would be listed.
    guard try Row.fetchOne(database, sql: "SELECT 1 FROM ambulances LIMIT 1") != nil else {
      return []
    }
    return try list(
      database, .warning, "station-without-ambulance",
      """
      SELECT s.code, s.name, s.county_code FROM stations s WHERE NOT EXISTS
        (SELECT 1 FROM ambulances a WHERE a.station_code = s.code AND a.status <> 'retired')
      ORDER BY s.fid
      """
    ) { row in
      LocalizedText(
        zh: "急救站 \(row[0]) \(row[1])没有救护车；请导入其车辆，或确认确无车辆",
        en: "station \(row[0]) has no ambulance: import its fleet, or make sure it has none")
    }
  }

  private static func homelessAmbulances(_ database: Database) throws -> [DataIssue] {
    try list(
      database, .note, "ambulance-without-station",
      "SELECT plate FROM ambulances WHERE station_code IS NULL AND status <> 'retired' ORDER BY fid"
    ) { row in
      LocalizedText(
        zh: "救护车 \(row[0]) 未登记所属急救站", en: "ambulance \(row[0]) belongs to no station")
    }
  }

  /// One person on duty twice at one moment. A shift that ends when the next begins is none.
  private static func overlaps(_ database: Database) throws -> [DataIssue] {
    try list(
      database, .warning, "shifts-overlap",
      """
      SELECT crew_id, ambulance_plate, from_local, next_plate, next_local FROM (
        SELECT crew_id, ambulance_plate, to_at, datetime(from_at, zone) from_local,
          lead(ambulance_plate) OVER w next_plate, lead(from_at) OVER w next_from,
          lead(datetime(from_at, zone)) OVER w next_local
        FROM shifts WHERE duty = 'on_duty'
        WINDOW w AS (PARTITION BY crew_id ORDER BY from_at, to_at))
      WHERE next_from < to_at ORDER BY crew_id, from_local
      """
    ) { row in
      LocalizedText(
        zh: "\(row[0]) 的班次重叠：\(row[2]) 起在 \(row[1])，\(row[4]) 起在 \(row[3])；请改正班次表",
        en: "shifts of \(row[0]) overlap: from \(row[2]) on \(row[1]), from \(row[4]) on \(row[3]):"
          + " correct the roster")
    }
  }

  private static func shiftsOfRetired(_ database: Database) throws -> [DataIssue] {
    try list(
      database, .warning, "shift-on-retired-ambulance",
      """
      SELECT a.plate, a.retired_on, count(*) FROM ambulances a
        JOIN shifts h ON h.ambulance_plate = a.plate
      WHERE date(h.from_at, h.zone) > a.retired_on GROUP BY a.plate ORDER BY a.fid
      """
    ) { row in
      LocalizedText(
        zh: "救护车 \(row[0]) 已于 \(row[1]) 报废，之后仍有 \(row[2]) 个班次；请核对报废日期或班次",
        en: "ambulance \(row[0]) was retired on \(row[1]) and has \(row[2]) shifts later: check the"
          + " date or the roster")
    }
  }

  private static func crewWithoutRole(_ database: Database) throws -> [DataIssue] {
    try list(
      database, .warning, "crew-without-role",
      "SELECT id FROM crew WHERE id NOT IN (SELECT crew_id FROM crew_roles) ORDER BY fid"
    ) { row in
      LocalizedText(
        zh: "人员 \(row[0]) 没有岗位；请补上，否则不能计入班组",
        en: "crew member \(row[0]) has no role and fills no seat: add it")
    }
  }

  private static let listed = 50

  /// An issue for each row, about its first column; after `listed` of them how many more.
  private static func list(
    _ database: Database, _ severity: DataIssue.Severity, _ code: String, _ query: String,
    _ message: ([String]) -> LocalizedText
  ) throws -> [DataIssue] {
    let rows = try Row.fetchAll(database, sql: query)
    var issues = rows.prefix(listed).map { row in
      let texts = (0..<row.count).map { StoredValues.text(row[$0]) ?? "" }
      return DataIssue(severity, code: code, message(texts), subject: texts[0])
    }
    if rows.count > listed {
      issues.append(
        DataIssue(
          severity, code: code,
          LocalizedText(
            zh: "同类问题另有 \(rows.count - listed) 个", en: "\(rows.count - listed) more of this kind")))
    }
    return issues
  }
}
