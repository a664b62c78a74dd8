import Analysis
import FoundationEssentials
import GRDB
import Inspection
import ResponseModel
import Standards

/// Writes one inspection.
struct FindingWriter {
  /// Times of a finding that are kept; the number of all of them is kept besides.
  static let keptTimes = 400

  let database: Database
  let result: InspectionResult
  let note: AuditNote
  let path: String
  let id: String

  init(
    _ database: Database, _ result: InspectionResult, _ note: AuditNote, path: String
  ) {
    self.database = database
    self.result = result
    self.note = note
    self.path = path
    id = UUID().uuidString.lowercased()
  }

  private var day: String { result.window.lastDay.description }

  func write() throws -> FindingComparison {
    try refuseOlder()
    let comparison = FindingComparison(result, with: try FindingTable.states(in: database))
    try insertInspection()
    for finding in result.findings {
      try insert(finding, comparison.known[finding.id], comparison.changes[finding.id] ?? .new)
    }
    for state in comparison.cured {
      try database.execute(
        sql: "UPDATE findings SET status = 'cured', status_on = ? WHERE id = ?",
        arguments: [day, state.id])
      try event("cured", of: state.id)
    }
    return comparison
  }

  /// A history that runs backwards would call cured what is not yet there.
  private func refuseOlder() throws {
    let later = try String.fetchOne(
      database, sql: "SELECT max(last_day) FROM inspections WHERE standard_id = ?",
      arguments: [result.standard.id])
    guard let later, later > day else { return }
    throw StoreError(
      .badRow,
      LocalizedText(
        zh: "\(path) 中已保存 \(later) 的检查，晚于 \(day)；较早的检查不能再保存，请去掉 --save",
        en: "\(path) keeps an inspection of \(later), which is later than \(day): an earlier one"
          + " cannot be kept; leave --save away"))
  }

  private func insertInspection() throws {
    let window = result.window
    let (from, to) = (
      window.clock.instant(window.span.lowerBound), window.clock.instant(window.span.upperBound)
    )
    try database.execute(
      sql: """
        INSERT INTO inspections (id, at, zone, actor, program, standard_id, reading, from_at, to_at,
          first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, note.at.utcText, from.zoneText, note.actor, Provenance.currentVersion,
        result.standard.id, result.each.rawValue, from.utcText, to.utcText,
        window.firstDay.description, day,
      ])
    for county in result.counties {
      try database.execute(
        sql: "INSERT INTO inspection_counties (inspection_id, county_code) VALUES (?, ?)",
        arguments: [id, county.code])
    }
    for rule in result.judged.sorted() {
      try database.execute(
        sql: "INSERT INTO inspection_checks (inspection_id, rule) VALUES (?, ?)",
        arguments: [id, rule])
    }
  }

  private func insert(
    _ finding: Finding, _ known: FindingState?, _ change: FindingChange
  ) throws {
    var length = result.window.span.upperBound - result.window.span.lowerBound
    if let known, change == .persisting {
      // A shorter look inside a longer one knows nothing that is not kept already.
      if try keptLookHolds(finding.id, length) {
        try database.cachedStatement(sql: "UPDATE findings SET last_seen = ? WHERE id = ?")
          .execute(arguments: [day, finding.id])
        try event(known.status == .accepted ? "accepted" : "seen", of: finding.id)
        return
      }
      // What a month showed is not cured by a day.
      length = max(length, known.windowMS)
    }
    // What an inspector decided stays; a finding that came back is open again.
    let isAccepted = known?.status == .accepted
    let kept: [DatabaseValue] = [
      .of(isAccepted ? "accepted" : "open"),
      .of(change == .persisting ? known?.statusOn.description : day),
      .of(known?.statusBy), .of(known?.reason), .of(known?.note),
      .of(known?.deadline?.description ?? finding.deadline?.description),
      .of(known?.recheckOn?.description), .of(known?.firstSeen.description ?? day),
    ]
    let own: [DatabaseValue] = [
      .of(finding.id), .of(finding.standardID), .of(finding.rule), .of(finding.title.zh),
      .of(finding.title.en), .of(finding.subjectKind), .of(finding.subject), .of(finding.detail),
      .of(finding.station), .of(finding.county), .of(finding.severity), .of(finding.clause),
      .of(finding.quote), .of(finding.mark), .of(finding.message.zh), .of(finding.message.en),
      .of(finding.cure.zh), .of(finding.cure.en), .of(day), .of(finding.occurrences.count),
      .of(Int(length)), .of(id),
    ]
    let columns = """
      id, standard_id, rule, title_zh, title_en, subject_kind, subject, detail, station_code,
      county_code, severity, clause, quote, mark, message_zh, message_en, cure_zh, cure_en,
      last_seen, time_count, window_ms, last_inspection, status, status_on, status_by, reason,
      note, deadline, recheck_on, first_seen
      """
    let names = columns.split { ", \n".contains($0) }.dropFirst()
    let updates = names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let marks = [String](repeating: "?", count: own.count + kept.count).joined(separator: ", ")
    try database.cachedStatement(
      sql:
        "INSERT INTO findings (\(columns)) VALUES (\(marks)) ON CONFLICT (id) DO UPDATE SET \(updates)"
    ).execute(arguments: StatementArguments(own + kept))
    for table in ["finding_measures", "finding_times", "finding_evidence"] {
      try database.cachedStatement(sql: "DELETE FROM \(table) WHERE finding_id = ?")
        .execute(arguments: [finding.id])
    }
    try insertDetails(finding)
    let word = change == .new ? "new" : change == .reopened ? "reopened" : "seen"
    try event(isAccepted ? "accepted" : word, of: finding.id)
  }

  /// Whether the inspection that a finding's details are kept of looked longer, and at all of the time
  /// that this one looks at.
  private func keptLookHolds(_ finding: String, _ length: Int64) throws -> Bool {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT i.from_at, i.to_at FROM findings f JOIN inspections i ON i.id = f.last_inspection
          WHERE f.id = ?
          """), arguments: [finding])
    guard let row, let from = Instant(row[0] as String), let to = Instant(row[1] as String) else {
      return false
    }
    let span = result.window.span
    return from.milliseconds <= span.lowerBound && span.upperBound <= to.milliseconds
      && length < to.milliseconds - from.milliseconds
  }

  private func insertDetails(_ finding: Finding) throws {
    let measures = try database.cachedStatement(
      sql: """
        INSERT INTO finding_measures (finding_id, name, found, required, missing)
        VALUES (?, ?, ?, ?, ?)
        """)
    let names = Set(finding.found.keys).union(finding.required.keys).union(finding.missing.keys)
    for name in names.sorted() {
      try measures.execute(arguments: [
        finding.id, name, finding.found[name], finding.required[name], finding.missing[name],
      ])
    }
    let times = try database.cachedStatement(
      sql: """
        INSERT INTO finding_times (finding_id, from_at, to_at, zone, people, ambulances, missing)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for time in finding.occurrences.prefix(Self.keptTimes) {
      let from = result.window.clock.instant(time.fromMS)
      let missing = time.missing.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      try times.execute(arguments: [
        finding.id, from.utcText, result.window.clock.instant(time.toMS).utcText, from.zoneText,
        Self.list(time.people), Self.list(time.ambulances), Self.list(missing),
      ])
    }
    let evidence = try database.cachedStatement(
      sql: """
        INSERT INTO finding_evidence (finding_id, kind, table_name, row_key, text_zh, text_en)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for row in finding.rows {
      try evidence.execute(arguments: [
        finding.id, "row", row.table, row.key, row.text.zh, row.text.en,
      ])
    }
    for step in finding.caveats + finding.steps {
      try evidence.execute(arguments: [finding.id, "step", nil, nil, step.zh, step.en])
    }
  }

  private static func list(_ words: [String]) -> String? {
    words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private func event(_ event: String, of finding: String) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO finding_history (finding_id, at, zone, actor, day, event, inspection_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      finding, note.at.utcText, note.at.zoneText, note.actor, day, event, id,
    ])
  }
}

/// Applies a list of findings that came back.
struct FindingEditor {
  let database: Database
  let note: AuditNote
  let day: CalendarDate

  init(_ database: Database, _ note: AuditNote, _ day: CalendarDate) {
    self.database = database
    self.note = note
    self.day = day
  }

  func apply(_ edits: [FindingEdit], file: SourceFile) throws -> Int {
    let known = Dictionary(try FindingTable.states(in: database).map { ($0.id, $0) }) { first, _ in
      first
    }
    var issues: [DataIssue] = []
    var changed = 0
    for edit in edits {
      guard var state = known[edit.id] else {
        issues.append(
          DataIssue(
            .error, code: "unknown-finding",
            LocalizedText(
              zh: "没有编号为 \(edit.id) 的问题；请先用 ambit inspect --save 保存检查",
              en:
                "no finding has the id \(edit.id): keep an inspection with ambit inspect --save first"
            ),
            file: file.name, line: edit.line, column: "编号", subject: edit.id))
        continue
      }
      let before = state
      state.status = edit.status ?? state.status
      state.statusBy = edit.by ?? state.statusBy
      state.reason = edit.reason ?? state.reason
      state.note = edit.note ?? state.note
      state.deadline = edit.deadline ?? state.deadline
      state.recheckOn = edit.recheckOn ?? state.recheckOn
      if state.status == .accepted, state.reason == nil || state.statusBy == nil {
        issues.append(
          DataIssue(
            .error, code: "acceptance-without-reason",
            LocalizedText(
              zh: "“已接受”须写明理由和责任人", en: "an accepted finding needs a reason and by whom"),
            file: file.name, line: edit.line, column: state.reason == nil ? "理由" : "责任人",
            subject: edit.id))
        continue
      }
      guard state != before else { continue }
      changed += 1
      if state.status != before.status { state.statusOn = day }
      try write(state, statusChanged: state.status != before.status)
    }
    guard issues.isEmpty else {
      throw StoreError(
        .badRow,
        LocalizedText(
          zh: "\(file.name) 有 \(issues.count) 行无法导入，未改动任何问题",
          en: "\(issues.count) rows of \(file.name) cannot be applied; nothing was changed"),
        issues: issues)
    }
    if changed > 0 { try audit(file, changed, edits.count) }
    return changed
  }

  private func write(_ state: FindingState, statusChanged: Bool) throws {
    try database.execute(
      sql: """
        UPDATE findings SET status = ?, status_on = ?, status_by = ?, reason = ?, note = ?,
          deadline = ?, recheck_on = ? WHERE id = ?
        """,
      arguments: [
        state.status.rawValue, state.statusOn.description, state.statusBy, state.reason, state.note,
        state.deadline?.description, state.recheckOn?.description, state.id,
      ])
    let event =
      !statusChanged
      ? "noted"
      : state.status == .cured ? "cured" : state.status == .accepted ? "accepted" : "opened"
    let text = [state.statusBy, state.reason, state.note].compactMap { $0 }.joined(separator: " | ")
    try database.execute(
      sql: """
        INSERT INTO finding_history (finding_id, at, zone, actor, day, event, text)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        state.id, note.at.utcText, note.at.zoneText, note.actor, day.description, event,
        text.isEmpty ? nil : text,
      ])
  }

  private func audit(_ file: SourceFile, _ changed: Int, _ rows: Int) throws {
    try database.execute(
      sql: """
        INSERT INTO audit_log (at, zone, actor, program, command, file, sha256, row_count, added,
          changed, unchanged, gone, deleted, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0)
        """,
      arguments: [
        note.at.utcText, note.at.zoneText, note.actor, Provenance.currentVersion, note.command,
        file.name, file.sha256, rows, changed, rows - changed,
      ])
  }
}
