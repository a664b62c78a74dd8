import GRDB
import Inspection
import ResponseModel

/// Reads the tables of findings.
enum FindingTable {
  static func states(in database: Database) throws -> [FindingState] {
    try ServiceRows.rows("findings", in: database, state)
  }

  static func state(_ row: StoredRow) throws -> FindingState {
    FindingState(
      id: try row.text("id"), standardID: try row["standard_id"], rule: try row.text("rule"),
      title: LocalizedText(zh: try row.text("title_zh"), en: try row.text("title_en")),
      subjectKind: try row.word("subject_kind"), subject: try row.text("subject"),
      station: try row["station_code"], county: try row["county_code"],
      severity: try row.word("severity"), clause: try row["clause"], quote: try row["quote"],
      mark: try row["mark"],
      message: LocalizedText(zh: try row.text("message_zh"), en: try row.text("message_en")),
      cure: LocalizedText(zh: try row.text("cure_zh"), en: try row.text("cure_en")),
      status: try row.word("status"),
      statusOn: try row.present(try row.date("status_on"), "status_on"),
      statusBy: try row["status_by"], reason: try row["reason"], note: try row["note"],
      deadline: try row.date("deadline"), recheckOn: try row.date("recheck_on"),
      firstSeen: try row.present(try row.date("first_seen"), "first_seen"),
      lastSeen: try row.present(try row.date("last_seen"), "last_seen"),
      timeCount: try row["time_count"], windowMS: Int64(try row["window_ms"] as Int))
  }

  static func stored(_ id: String, in database: Database) throws -> StoredFinding? {
    guard
      let state = try ServiceRows.rows(
        "findings", where: "id = ?", arguments: [id], in: database, state
      ).first
    else { return nil }
    func own<Value>(_ table: String, _ make: (StoredRow) throws -> Value) throws -> [Value] {
      try ServiceRows.rows(table, where: "finding_id = ?", arguments: [id], in: database, make)
    }
    var rows: [EvidenceRow] = []
    var steps: [LocalizedText] = []
    _ = try own("finding_evidence") { row in
      let text = LocalizedText(zh: try row.text("text_zh"), en: try row.text("text_en"))
      if try row.text("kind") == "step" {
        steps.append(text)
      } else {
        rows.append(
          EvidenceRow(
            table: try row["table_name"] ?? "", key: try row["row_key"] ?? "", text: text))
      }
    }
    return StoredFinding(
      state: state,
      measures: try own("finding_measures") { row in
        StoredFinding.Measure(
          name: try row.text("name"), found: try row["found"], required: try row["required"],
          missing: try row["missing"])
      },
      times: try own("finding_times") { row in
        StoredFinding.Time(
          from: try row.requiredMoment("from_at"), to: try row.requiredMoment("to_at"),
          people: try row["people"], ambulances: try row["ambulances"],
          missing: try row["missing"])
      }, rows: rows, steps: steps,
      history: try own("finding_history") { row in
        StoredFinding.Event(
          day: try row.present(try row.date("day"), "day"), event: try row.text("event"),
          actor: try row.text("actor"), text: try row["text"])
      })
  }
}
