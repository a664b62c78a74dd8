import GRDB
public import ResponseModel

/// Whether a store holds together, and what in it deserves a look.
public struct StoreCheck: Sendable, Hashable {
  /// The version of its schema, e.g. `2-service`.
  public let version: String
  /// What was found, the gravest first. Those of severity error mean the file is damaged.
  public let issues: [DataIssue]

  /// Whether the file, its references or its GeoPackage catalogue are broken; data that merely looks
  /// wrong is no damage.
  public var isDamaged: Bool { issues.contains { $0.severity == .error } }

  /// Checks the file, then the GeoPackage, then the data. Nothing is changed.
  ///
  /// - Throws: `StoreError` where it cannot be opened as a store at all.
  /// - Complexity: O(size of the file).
  public init(of path: String) throws(StoreError) {
    try ServiceStore.requireFile(path)
    (version, issues) = try StoreError.translating(path) {
      let file = try ServiceStore.reader(of: path)
      _ = try ServiceStore.isCurrent(file, path: path)
      let version = try file.read { database in
        let applied = try Schema.migrator.appliedIdentifiers(database)
        return Schema.versions.last { applied.contains($0) } ?? "?"
      }
      return (version, try Self.issues(of: file).sorted { $0.severity > $1.severity })
    }
  }

  /// The first kind of damage ends the search: what comes after it would only repeat it.
  private static func issues(of file: DatabaseQueue) throws -> [DataIssue] {
    let damage = try file.read(FileCheck.damage)
    guard damage.isEmpty else { return damage }
    // SQLite looks at the conditions of columns only where it may write; and an older store is
    // looked at as it will be when it is brought up to date. So a private copy is.
    let copy = try DatabaseQueue(path: "", configuration: ServiceStore.configuration())
    try file.backup(to: copy)
    let broken = try copy.read {
      try FileCheck.constraints($0) + FileCheck.references($0) + GeoPackageCheck.issues(of: $0)
    }
    guard broken.isEmpty else { return broken }
    try Schema.migrator.migrate(copy)
    return try copy.read {
      try PlacementCheck.issues(of: $0) + RosterCheck.issues(of: $0) + CallCheck.issues(of: $0)
    }
  }
}

/// The file as SQLite sees it.
enum FileCheck {
  static func damage(_ database: Database) throws -> [DataIssue] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
      .map { finding in
        DataIssue(
          .error, code: "file-damaged",
          LocalizedText(
            zh: "文件损坏：\(finding)；请用备份恢复", en: "the file is damaged: \(finding); restore a backup")
        )
      }
  }

  /// Rows that break a condition of their table: some program wrote them with the conditions off.
  static func constraints(_ database: Database) throws -> [DataIssue] {
    try String.fetchAll(database, sql: "PRAGMA quick_check(100)").filter { $0 != "ok" }
      .map { finding in
        DataIssue(
          .error, code: "row-invalid",
          LocalizedText(
            zh: "有的行不符合约束：\(finding)；请改正该表中的行",
            en: "rows break a rule: \(finding); correct the rows of that table"))
      }
  }

  static func references(_ database: Database) throws -> [DataIssue] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(1000).map { row in
      let (table, target) = (row["table"] as String? ?? "", row["parent"] as String? ?? "")
      let fid = row["rowid"] as Int64? ?? 0
      return DataIssue(
        .error, code: "reference-broken",
        LocalizedText(
          zh: "\(table) 第 fid \(fid) 行引用了 \(target) 中不存在的行；请改正该行或补上被引用的行",
          en: "row fid \(fid) of \(table) refers to a row that \(target) does not have: correct it"
            + " or add what it refers to"),
        subject: table)
    }
  }
}
