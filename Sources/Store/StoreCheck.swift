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
    let (version, broken) = try StoreError.translating(path) {
      let file = try ServiceStore.reader(of: path)
      _ = try ServiceStore.isCurrent(file, path: path)
      return try file.read { database in
        let applied = try Schema.migrator.appliedIdentifiers(database)
        let version = Schema.versions.last { applied.contains($0) } ?? "?"
        let broken = try FileCheck.issues(of: database)
        return (version, try broken + (broken.isEmpty ? GeoPackageCheck.issues(of: database) : []))
      }
    }
    self.version = version
    guard broken.isEmpty else {
      issues = broken
      return
    }
    // An older store is looked at as it will be when it is brought up to date.
    let store = try ServiceStore(readingFrom: path)
    let found = try StoreError.translating(path) {
      try store.queue.read { database in
        try PlacementCheck.issues(of: database) + RosterCheck.issues(of: database)
          + CallCheck.issues(of: database)
      }
    }
    issues = found.sorted { $0.severity > $1.severity }
  }
}

/// The file as SQLite sees it.
enum FileCheck {
  static func issues(of database: Database) throws -> [DataIssue] {
    let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)")
    let broken = findings.filter { $0 != "ok" }.map { finding in
      DataIssue(
        .error, code: "file-damaged",
        LocalizedText(
          zh: "文件损坏：\(finding)；请用备份恢复", en: "the file is damaged: \(finding); restore a backup"))
    }
    guard broken.isEmpty else { return broken }
    return try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(1000).map { row in
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
