import FoundationEssentials
import GRDB
import Glibc
public import ResponseModel

/// The file that holds everything a service knows: a GeoPackage that QGIS and GDAL open as it is.
///
/// One value owns one open connection; it is closed with the value. Another process may read
/// meanwhile; a writer waits for another at most `busyTimeout` seconds.
public struct ServiceStore: Sendable {
  public let path: String
  let queue: DatabaseQueue

  /// How long to wait for another process that is writing, seconds.
  public static let busyTimeout = 30.0

  /// Makes a new store with `data` in it.
  ///
  /// The file appears whole or not at all: it is written beside its place and moved there.
  /// - Parameters:
  ///   - note: the first line of the audit trail; none where `nil`.
  ///   - replacing: whether a file already there may be replaced.
  /// - Throws: `StoreError`.
  public static func create(
    at path: String, with data: ServiceData, note: AuditNote? = nil, replacing: Bool = false
  ) throws(StoreError) {
    let files = FileManager.default
    guard replacing || !files.fileExists(atPath: path) else {
      throw StoreError(
        .alreadyExists,
        LocalizedText(
          zh: "\(path) 已存在；如要替换请加 --force", en: "\(path) already exists; use --force to replace it")
      )
    }
    let draft = path + ".new-\(UUID().uuidString)"
    try StoreError.translating(path) {
      do {
        // The connection is closed at the end of this scope, before the file is moved.
        do {
          let queue = try DatabaseQueue(path: draft, configuration: configuration())
          try Schema.migrator.migrate(queue)
          try queue.write { database in try fill(database, with: data, note: note, path: path) }
          try queue.close()
        }
        // A journal that a dead writer left belongs to the old file; SQLite would replay it into the
        // new one.
        for journal in ["-wal", "-shm", "-journal"].map({ path + $0 })
        where files.fileExists(atPath: journal) { try files.removeItem(atPath: journal) }
        // rename(2) replaces in one step; moveItem refuses to.
        guard rename(draft, path) == 0 else { throw StoreError.system(path) }
      } catch {
        if files.fileExists(atPath: draft) { try files.removeItem(atPath: draft) }
        throw error
      }
    }
  }

  private static func fill(
    _ database: Database, with data: ServiceData, note: AuditNote?, path: String
  ) throws {
    let session = ImportSession(database, mode: ImportMode(), file: nil, path: path)
    for layer in Layer.allCases where data[layer].count > 0 { try session.add(data[layer]) }
    let changes = try session.finish()
    if let refused = changes.flatMap(\.refused).first {
      throw StoreError(.badRow, refused.message, issues: changes.flatMap(\.refused))
    }
    try AuditTrail.insert(data.issues, set: nil, in: database)
    try AuditTrail.insert(data.sources, in: database)
    if let note { try AuditTrail.append(note, changes, in: database) }
  }

  /// The version of SQLite that is loaded.
  public static func sqliteVersion() throws(StoreError) -> String {
    try StoreError.translating(":memory:") {
      try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "?" }
    }
  }
}
