import Analysis
import GRDB
import ResponseModel

/// The tables that say where everything came from.
enum AuditTrail {
  /// One line for each layer, or one for the store where there is none.
  static func append(_ note: AuditNote, _ layers: [LayerChange], in database: Database) throws {
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO audit_log (at, zone, actor, program, command, layer, file, sha256, row_count,
          added, changed, unchanged, gone, deleted, refused)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let own: [DatabaseValue] = [
      .of(note.at), .of(note.at.zoneText), .of(note.actor), .of(Provenance.currentVersion),
      .of(note.command),
    ]
    let file: [DatabaseValue] = [
      .of(note.file?.name), .of(note.file?.sha256), .of(note.file?.rows),
    ]
    for layer in layers {
      let counts: [DatabaseValue] = [
        layer.added, layer.changed, layer.unchanged, layer.gone, layer.deleted, layer.refusedCount,
      ].map(\.databaseValue)
      try statement.execute(
        arguments: StatementArguments(own + [.of(layer.layer)] + file + counts))
    }
    if layers.isEmpty {
      let none = [DatabaseValue](repeating: 0.databaseValue, count: 6)
      try statement.execute(arguments: StatementArguments(own + [.null] + file + none))
    }
  }

  static func entries(
    in database: Database, where condition: String = "1", _ arguments: StatementArguments = []
  ) throws -> [AuditEntry] {
    try ServiceRows.rows(
      "audit_log", where: condition, arguments: arguments, in: database
    ) { row in
      AuditEntry(
        actor: try row.text("actor"), at: try row.requiredMoment("at"),
        command: try row.text("command"),
        layer: (try row["layer"] as String?).flatMap(Layer.init(rawValue:)), file: try row["file"],
        sha256: try row["sha256"], rows: try row["row_count"], added: try row["added"],
        changed: try row["changed"], unchanged: try row["unchanged"], gone: try row["gone"],
        deleted: try row["deleted"], refused: try row["refused"])
    }
  }

  static func lastImport(ofDigest sha256: String, in database: Database) throws -> AuditEntry? {
    try entries(in: database, where: "sha256 = ?", [sha256]).last
  }

  /// The issues of a file take the place of those of its earlier imports.
  static func replaceIssues(
    _ issues: [DataIssue], _ note: AuditNote, _ layers: [Layer], in database: Database
  ) throws {
    if let file = note.file {
      let words = layers.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      try database.execute(
        sql: """
          UPDATE issue_sets SET superseded_at = ?
          WHERE superseded_at IS NULL AND file = ? AND (layer IS NULL OR layer IN (\(words)))
          """, arguments: [note.at.utcText, file.name])
    }
    guard !issues.isEmpty else { return }
    try database.execute(
      sql: "INSERT INTO issue_sets (at, zone, layer, file, sha256) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        note.at.utcText, note.at.zoneText, layers.count == 1 ? layers[0].rawValue : nil,
        note.file?.name, note.file?.sha256,
      ])
    try insert(issues, set: database.lastInsertedRowID, in: database)
  }

  static func insert(_ issues: [DataIssue], set: Int64?, in database: Database) throws {
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO data_issues (issue_set, severity, code, message_zh, message_en, file, line,
          column_name, subject, county_code)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for issue in issues {
      try statement.execute(arguments: [
        set, issue.severity.rawValue, issue.code, issue.message.zh, issue.message.en, issue.file,
        issue.line, issue.column, issue.subject, issue.countyCode,
      ])
    }
  }

  /// A file of the same name takes the place of the earlier one.
  static func replaceSource(_ file: SourceFile, in database: Database) throws {
    try database.execute(sql: "DELETE FROM sources WHERE name = ?", arguments: [file.name])
    try insert([file], in: database)
  }

  static func insert(_ files: [SourceFile], in database: Database) throws {
    let statement = try database.makeStatement(
      sql: "INSERT INTO sources (name, sha256, row_count, source, licence) VALUES (?, ?, ?, ?, ?)")
    for file in files {
      try statement.execute(arguments: [
        file.name, file.sha256, file.rows, file.source, file.licence,
      ])
    }
  }
}
