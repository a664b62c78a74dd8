import FoundationEssentials
import GRDB

/// A row as it is in the store, in the order of the layer's columns.
struct StoredValues {
  let fid: Int64
  let values: [DatabaseValue]

  /// Whether two values are the same to a reader. A shape that another program has saved anew may
  /// have a box before it or not; only what follows counts.
  static func same(_ left: DatabaseValue, _ right: DatabaseValue) -> Bool {
    if left == right { return true }
    guard case .blob(let old) = left.storage, case .blob(let new) = right.storage else {
      return false
    }
    return GeoPackageBlob.body(old) == GeoPackageBlob.body(new)
  }

  static func same(_ left: [[DatabaseValue]], _ right: [[DatabaseValue]]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { zip($0, $1).allSatisfy { same($0, $1) } }
  }

  /// `nil` for no value.
  static func text(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .null: nil
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): text
    case .blob(let data): GeoPackageBlob.text(data)
    }
  }

  /// Two values that differ, told so that the texts differ too.
  static func texts(_ old: DatabaseValue, _ new: DatabaseValue) -> (old: String?, new: String?) {
    guard case .blob(let before) = old.storage, case .blob(let after) = new.storage else {
      return (text(old), text(new))
    }
    return GeoPackageBlob.texts(before, after)
  }

  /// The same for rows of which at least one differs.
  static func texts(
    _ old: [[DatabaseValue]], _ new: [[DatabaseValue]]
  ) -> (old: String?, new: String?) {
    // An outline stands in a row of its own.
    guard old.count == 1, new.count == 1, old[0].count == 1, new[0].count == 1 else {
      return (text(old), text(new))
    }
    return texts(old[0][0], new[0][0])
  }

  static func text(_ rows: [[DatabaseValue]]) -> String? {
    guard !rows.isEmpty else { return nil }
    return rows.map { $0.compactMap(text).joined(separator: " ") }.joined(separator: "; ")
  }
}

/// The statements that write a layer.
///
/// SQLite cannot use a statement again that has failed, so each is made anew after an error.
final class LayerStatements<Value> {
  private let table: LayerTable<Value>
  private let database: Database
  private var made: [String: Statement] = [:]
  private var bulk: BulkStatement?
  private var areChecksTried = true
  private let insertText: String
  private let insertManyText: String
  private let findText: String
  private let updateText: String

  init(_ table: LayerTable<Value>, in database: Database) {
    self.table = table
    self.database = database
    insertText = Self.insertion(table.name, table.columns)
    insertManyText = Self.insertion(table.name, table.columns, rows: RowBlock.rowsAtOnce)
    let keys = table.keys.map { "\($0) IS ?" }.joined(separator: " AND ")
    findText =
      "SELECT fid, \(table.columns.joined(separator: ", ")) FROM \(table.name) WHERE \(keys)"
    let others = table.columns.dropFirst(table.keys.count).map { "\($0) = ?" }
    updateText = "UPDATE \(table.name) SET \(others.joined(separator: ", ")) WHERE fid = ?"
  }

  func find(_ values: [DatabaseValue]) throws -> StoredValues? {
    try using(findText) { statement in
      let keys = StatementArguments(values.prefix(table.keys.count))
      guard let row = try Row.fetchOne(statement, arguments: keys) else { return nil }
      return StoredValues(
        fid: row[0], values: table.columns.indices.map { row[$0 + 1] as DatabaseValue })
    }
  }

  func insert(_ values: [DatabaseValue]) throws -> Int64 {
    try run(insertText, values)
    return database.lastInsertedRowID
  }

  /// Inserts `RowBlock.rowsAtOnce` rows, all or none.
  ///
  /// - Parameter areSure: whether each row is sure to keep the CHECK constraints.
  /// - Returns: the `fid` of the first, the others' following one by one, since nobody else writes
  ///   meanwhile; `nil` where a row breaks a rule, and then none is there.
  func insertTogether(_ rows: RowBlock, areSure: Bool) throws -> Int64? {
    try tryChecks(!areSure)
    let statement = try bulk ?? BulkStatement(insertManyText, in: database)
    bulk = statement
    do {
      try rows.insert(through: statement)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return nil
    }
    return database.lastInsertedRowID - Int64(RowBlock.rowsAtOnce) + 1
  }

  /// Whether CHECK constraints are tried by what is run from now on. SQLite makes its statements anew
  /// after each change, so this is for many rows and not for one; it is to be true again before
  /// anybody else writes.
  func tryChecks(_ areTried: Bool) throws {
    guard areTried != areChecksTried else { return }
    try database.execute(sql: "PRAGMA ignore_check_constraints = \(areTried ? 0 : 1)")
    areChecksTried = areTried
  }

  func update(_ values: [DatabaseValue], fid: Int64) throws {
    try run(updateText, Array(values.dropFirst(table.keys.count)) + [fid.databaseValue])
  }

  func delete(fid: Int64) throws {
    try run("DELETE FROM \(table.name) WHERE fid = ?", [fid.databaseValue])
  }

  func children(_ child: ChildTable<Value>, of key: DatabaseValue) throws -> [[DatabaseValue]] {
    let columns = child.columns.joined(separator: ", ")
    let text = "SELECT \(columns) FROM \(child.name) WHERE \(child.owner) = ? ORDER BY fid"
    return try using(text) { statement in
      try Row.fetchAll(statement, arguments: [key]).map { row in
        child.columns.indices.map { row[$0] as DatabaseValue }
      }
    }
  }

  func insert(
    _ rows: [[DatabaseValue]], _ child: ChildTable<Value>, of key: DatabaseValue
  ) throws {
    let text = Self.insertion(child.name, [child.owner] + child.columns)
    for row in rows { try run(text, [key] + row) }
  }

  func delete(_ child: ChildTable<Value>, of key: DatabaseValue) throws {
    try run("DELETE FROM \(child.name) WHERE \(child.owner) = ?", [key])
  }

  private func run(_ text: String, _ values: [DatabaseValue]) throws {
    try using(text) { try $0.execute(binding: values) }
  }

  private func using<Result>(
    _ text: String, _ body: (Statement) throws -> Result
  ) throws -> Result {
    try tryChecks(true)
    let statement: Statement
    if let known = made[text] {
      statement = known
    } else {
      statement = try database.makeStatement(sql: text)
      made[text] = statement
    }
    do {
      return try body(statement)
    } catch {
      made[text] = nil
      throw error
    }
  }

  private static func insertion(
    _ table: String, _ columns: [String], rows: Int = 1
  ) -> String {
    let marks = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
    let all = [String](repeating: marks, count: rows).joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(all)"
  }
}

extension Statement {
  /// Runs it once with these values.
  ///
  /// Values are bound one by one: an array of arguments for each row would take longer than SQLite
  /// takes to store it.
  func execute(binding values: [DatabaseValue]) throws {
    // Ends the run before, which binding needs.
    setUncheckedArguments(StatementArguments())
    for index in values.indices {
      let code = values[index].bind(to: sqliteStatement, at: CInt(index + 1))
      guard code == ResultCode.SQLITE_OK.rawValue else {
        throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: sql)
      }
    }
    try execute()
  }
}
