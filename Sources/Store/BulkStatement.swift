import GRDB
import GRDBSQLite

/// A statement that is run a great many times, bound and stepped through SQLite's own interface: an
/// array of arguments for each run would take longer than SQLite takes to store a row.
///
/// One value owns the handle, on the connection's own thread.
final class BulkStatement {
  private let database: Database
  private let sql: String
  private let handle: OpaquePointer

  init(_ sql: String, in database: Database) throws {
    self.database = database
    self.sql = sql
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(
      database.sqliteConnection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard let made, code == SQLITE_OK else { throw Self.failure(code, sql, database) }
    handle = made
  }

  deinit {
    // It returns the code of the last run, which has been thrown already.
    _ = sqlite3_finalize(handle)
  }

  func bind(_ number: Int64, at index: Int) throws {
    try check(sqlite3_bind_int64(handle, CInt(index), number))
  }

  func bind(_ number: Double, at index: Int) throws {
    try check(sqlite3_bind_double(handle, CInt(index), number))
  }

  func bindNull(at index: Int) throws { try check(sqlite3_bind_null(handle, CInt(index))) }

  /// UTF-8 that stays where it is until the statement has run.
  func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int) throws {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    try check(sqlite3_bind_text(handle, CInt(index), start, CInt(bytes.count), nil))
  }

  /// Bytes that stay where they are until the statement has run.
  func bindBlob(_ bytes: UnsafeRawBufferPointer, at index: Int) throws {
    try check(sqlite3_bind_blob(handle, CInt(index), bytes.baseAddress, CInt(bytes.count), nil))
  }

  /// Runs it to its end and makes it ready for the next values.
  /// - Throws: `DatabaseError`.
  func run() throws {
    let code = sqlite3_step(handle)
    let failure = code == SQLITE_DONE ? nil : Self.failure(code, sql, database)
    // It returns the same code once more.
    _ = sqlite3_reset(handle)
    if let failure { throw failure }
  }

  private func check(_ code: CInt) throws {
    guard code == SQLITE_OK else { throw Self.failure(code, sql, database) }
  }

  private static func failure(_ code: CInt, _ sql: String, _ database: Database) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(database.sqliteConnection)), sql: sql)
  }
}
