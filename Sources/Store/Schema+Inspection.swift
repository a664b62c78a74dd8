import GRDB

/// Version 5: inspections and their findings, with what was done about them; opening dates of
/// stations and registered population.
extension Schema {
  static let inspectionAttributes = [
    ("inspections", "检查", "Inspections that were kept"),
    ("inspection_counties", "检查范围", "Counties of an inspection"),
    ("inspection_checks", "检查项目", "Rules and checks that an inspection judged"),
    ("findings", "问题", "Findings of inspections and what was done about them"),
    ("finding_measures", "问题数值", "What there was and what there must be"),
    ("finding_times", "问题时段", "When a finding showed"),
    ("finding_evidence", "问题依据", "Rows and arithmetic a finding rests on"),
    ("finding_history", "问题沿革", "What happened to a finding"),
  ]

  static func inspection(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE stations ADD COLUMN \(day("opened_on"));
        ALTER TABLE counties ADD COLUMN registered DOUBLE CHECK (registered >= 0);
        """)
    try database.execute(sql: inspectionTables() + findingTables() + findingsView)
    for (table, identifier, description) in inspectionAttributes {
      try GeoPackageLayer.registerAttributes(
        table, identifier: identifier, description: description, in: database)
    }
  }

  private static func inspectionTables() -> String {
    attributesTable(
      "inspections",
      [
        key("id"), moment("at", required: true), zone, "actor TEXT NOT NULL",
        "program TEXT NOT NULL", "standard_id TEXT NOT NULL", word("reading", ["books", "duty"]),
        moment("from_at", required: true), moment("to_at", required: true),
        day("first_day", required: true), day("last_day", required: true),
        "CHECK (to_at > from_at)", "CHECK (last_day >= first_day)",
      ].joined(separator: ",\n"))
      + attributesTable(
        "inspection_counties",
        [
          reference("inspection_id", "inspections(id)", required: true, cascades: true),
          "county_code TEXT NOT NULL", "UNIQUE (inspection_id, county_code)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "inspection_checks",
        [
          reference("inspection_id", "inspections(id)", required: true, cascades: true),
          "rule TEXT NOT NULL", "UNIQUE (inspection_id, rule)",
        ].joined(separator: ",\n"))
  }

  /// Codes of stations and counties are not references: a finding stays what it was when a station
  /// is closed.
  private static func findingTables() -> String {
    let owner = reference("finding_id", "findings(id)", required: true, cascades: true)
    return attributesTable(
      "findings",
      [
        key("id"), "standard_id TEXT", "rule TEXT NOT NULL", "title_zh TEXT NOT NULL",
        "title_en TEXT NOT NULL",
        word(
          "subject_kind",
          ["ambulance", "crew_member", "station", "township", "village", "facility", "county"]),
        "subject TEXT NOT NULL", "detail TEXT NOT NULL", "station_code TEXT", "county_code TEXT",
        word("severity", ["error", "warning", "note"]), "clause TEXT", "quote TEXT", "mark TEXT",
        "message_zh TEXT NOT NULL", "message_en TEXT NOT NULL", "cure_zh TEXT NOT NULL",
        "cure_en TEXT NOT NULL", day("deadline"), day("recheck_on"),
        day("first_seen", required: true), day("last_seen", required: true),
        word("status", ["open", "cured", "accepted"]), day("status_on", required: true),
        "status_by TEXT", "reason TEXT", "note TEXT", "time_count INTEGER NOT NULL",
        "window_ms INTEGER NOT NULL",
        reference("last_inspection", "inspections(id)", required: true),
        "CHECK (status <> 'accepted' OR (reason IS NOT NULL AND status_by IS NOT NULL))",
        "CHECK (last_seen >= first_seen)",
      ].joined(separator: ",\n"))
      + attributesTable(
        "finding_measures",
        [
          owner, "name TEXT NOT NULL", "found REAL", "required REAL", "missing INTEGER",
          "UNIQUE (finding_id, name)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "finding_times",
        [
          owner, moment("from_at", required: true), moment("to_at", required: true), zone,
          "people TEXT", "ambulances TEXT", "missing TEXT",
        ].joined(separator: ",\n"))
      + attributesTable(
        "finding_evidence",
        [
          owner, word("kind", ["row", "step"]), "table_name TEXT", "row_key TEXT",
          "text_zh TEXT NOT NULL", "text_en TEXT NOT NULL",
        ].joined(separator: ",\n"))
      + attributesTable(
        "finding_history",
        [
          owner, moment("at", required: true), zone, "actor TEXT NOT NULL",
          day("day", required: true),
          word("event", ["new", "seen", "reopened", "cured", "accepted", "opened", "noted"]),
          reference("inspection_id", "inspections(id)"), "text TEXT",
        ].joined(separator: ",\n"))
        + """
        CREATE INDEX finding_measures_by_finding ON finding_measures(finding_id);
        CREATE INDEX finding_times_by_finding ON finding_times(finding_id);
        CREATE INDEX finding_evidence_by_finding ON finding_evidence(finding_id);
        CREATE INDEX finding_history_by_finding ON finding_history(finding_id, day);
        CREATE INDEX findings_by_county ON findings(county_code, status);

        """
  }

  private static let findingsView = """
    CREATE VIEW 问题清单 AS
      SELECT f.id 编号, f.county_code 县代码, f.station_code 站点代码, f.title_zh 条款,
        f.clause 条文, f.subject 对象, f.message_zh 问题, f.cure_zh 整改措施,
        CASE f.severity WHEN 'error' THEN '严重' WHEN 'warning' THEN '一般' ELSE '提示' END 级别,
        CASE f.status WHEN 'open' THEN '未整改' WHEN 'cured' THEN '已整改' ELSE '已接受' END 状态,
        f.reason 理由, f.status_by 责任人, f.first_seen 首次发现, f.last_seen 最近发现,
        f.deadline 整改期限, f.recheck_on 复查日期, f.note 备注
      FROM findings f;
    """
}
