import FoundationEssentials
import GRDB
import ResponseModel

extension ServiceStore {
  /// Opens a store for reading. The file is never changed: an older one is brought up to date in a
  /// private copy that ends with the value. Only where a program died while it wrote is its
  /// unfinished work taken back first, which any SQLite program does that may write.
  ///
  /// - Throws: `StoreError`: no such file, no store, one of a newer version, a disk that fails.
  public init(readingFrom path: String) throws(StoreError) {
    try Self.requireFile(path)
    self.path = path
    queue = try StoreError.translating(path) {
      let reader = try Self.reader(of: path)
      if try Self.isCurrent(reader, path: path) { return reader }
      // SQLite keeps a database without a name in memory and, where it grows, in a file that it
      // deletes.
      let copy = try DatabaseQueue(path: "", configuration: Self.configuration())
      try reader.backup(to: copy)
      try reader.close()
      try Schema.migrator.migrate(copy)
      return copy
    }
  }

  /// A connection that cannot write.
  static func reader(of path: String) throws -> DatabaseQueue {
    do {
      return try probed(path, readonly: true)
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      // A journal of a writer that died lies beside the file, and a connection that cannot write
      // cannot take its work back.
      guard files(besides: path) else { throw error }
      try probed(path, readonly: false).close()
      return try probed(path, readonly: true)
    }
  }

  private static func probed(_ path: String, readonly: Bool) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: readonly))
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }

  private static func files(besides path: String) -> Bool {
    ["-journal", "-wal"].contains { FileManager.default.fileExists(atPath: path + $0) }
  }

  /// Opens a store for reading and writing; an older one is brought up to date in the file, each
  /// version in one transaction, so that a failure leaves a version that was whole.
  ///
  /// - Parameter patience: how long to wait for another program that is writing, seconds.
  /// - Throws: `StoreError`, as for reading.
  public init(
    writingTo path: String, patience: Double = Self.busyTimeout
  ) throws(StoreError) {
    try Self.requireFile(path)
    self.path = path
    queue = try StoreError.translating(path) {
      let writer = try DatabaseQueue(
        path: path, configuration: Self.configuration(patience: patience))
      if try !Self.isCurrent(writer, path: path) {
        do {
          try Schema.migrator.migrate(writer)
        } catch {
          // Another program may have brought it up to date between the look and the work.
          guard try Self.isCurrent(writer, path: path) else { throw error }
        }
      }
      return writer
    }
  }

  static func requireFile(_ path: String) throws(StoreError) {
    var isFolder = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isFolder else {
      throw StoreError(
        .notAStore,
        LocalizedText(
          zh: "\(path) 是文件夹，不是 Ambit 的数据文件", en: "\(path) is a folder and no store of Ambit"))
    }
    guard isThere else {
      throw StoreError(
        .fileNotFound,
        LocalizedText(
          zh: "找不到数据文件 \(path)；可用 ambit new \(path) --sample lishui 新建",
          en: "no store at \(path); make one with: ambit new \(path) --sample lishui"))
    }
  }

  static func configuration(
    readonly: Bool = false, patience: Double = busyTimeout
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { database in
      GeoPackageFunctions.register(in: database)
      // 64 MB: a large import that fits asks for the file only when it is done, so that readers
      // are kept waiting for less.
      if !readonly { try database.execute(sql: "PRAGMA cache_size = -65536") }
    }
    return configuration
  }

  /// Whether nothing is left to migrate.
  static func isCurrent(_ queue: DatabaseQueue, path: String) throws -> Bool {
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
            zh: "\(path) 由更新版本的 Ambit 写成，请升级本程序",
            en: "\(path) was written by a newer version of Ambit: update this program"))
      }
      return try Schema.migrator.hasCompletedMigrations(database)
    }
  }
}
