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
  static let busyTimeout = 5.0

  /// Makes a new store with `data` in it.
  ///
  /// The file appears whole or not at all: it is written beside its place and moved there.
  /// - Parameter replacing: whether a file already there may be replaced.
  /// - Throws: `StoreError`.
  public static func create(
    at path: String, with data: ServiceData, replacing: Bool = false
  ) throws(StoreError) {
    let files = FileManager.default
    guard replacing || !files.fileExists(atPath: path) else {
      throw StoreError(
        .alreadyExists,
        LocalizedText(
          zh: "\(path) 已存在;如要替换请加 --force", en: "\(path) already exists; use --force to replace it")
      )
    }
    let draft = path + ".new-\(UUID().uuidString)"
    try StoreError.translating(path) {
      do {
        // The connection is closed at the end of this scope, before the file is moved.
        do {
          let queue = try DatabaseQueue(path: draft, configuration: configuration())
          try Schema.migrator.migrate(queue)
          try queue.write { database in try ServiceRows.insert(data, in: database) }
          try queue.close()
        }
        // rename(2) replaces in one step; moveItem refuses to.
        guard rename(draft, path) == 0 else { throw StoreError.system(path) }
      } catch {
        if files.fileExists(atPath: draft) { try files.removeItem(atPath: draft) }
        throw error
      }
    }
  }

  /// Opens a store for reading, bringing an older one up to date first.
  ///
  /// - Throws: `StoreError`: no such file, no store, one of a newer version, a disk that fails.
  public init(readingFrom path: String) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError(
        .fileNotFound,
        LocalizedText(
          zh: "找不到数据文件 \(path);可用 ambit new \(path) --sample lishui 新建",
          en: "no store at \(path); make one with: ambit new \(path) --sample lishui"))
    }
    self.path = path
    queue = try StoreError.translating(path) {
      let reader = try DatabaseQueue(path: path, configuration: Self.configuration(readonly: true))
      if try Self.isCurrent(reader, path: path) { return reader }
      try reader.close()
      let writer = try DatabaseQueue(path: path, configuration: Self.configuration())
      try Schema.migrator.migrate(writer)
      return writer
    }
  }

  /// Everything in it.
  ///
  /// - Throws: `StoreError.badRow` for a row that cannot be what it says, e.g. a latitude of 119.
  /// - Complexity: O(rows).
  public func load() throws(StoreError) -> ServiceData {
    try StoreError.translating(path) {
      try queue.read { database in try ServiceRows.load(from: database) }
    }
  }

  /// The version of SQLite that is loaded.
  public static func sqliteVersion() throws(StoreError) -> String {
    try StoreError.translating(":memory:") {
      try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "?" }
    }
  }

  private static func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { GeoPackageFunctions.register(in: $0) }
    return configuration
  }

  /// Whether nothing is left to migrate.
  private static func isCurrent(_ queue: DatabaseQueue, path: String) throws -> Bool {
    try queue.read { database in
      guard try Int.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID,
        try database.tableExists("grdb_migrations")
      else {
        throw StoreError(
          .notAStore,
          LocalizedText(
            zh: "\(path) 不是 Ambit 的数据文件", en: "\(path) is not a store of Ambit"))
      }
      if try Schema.migrator.hasBeenSuperseded(database) {
        throw StoreError(
          .newerVersion,
          LocalizedText(
            zh: "\(path) 由更新版本的 Ambit 写成,请升级本程序",
            en: "\(path) was written by a newer version of Ambit: update this program"))
      }
      return try Schema.migrator.hasCompletedMigrations(database)
    }
  }
}
