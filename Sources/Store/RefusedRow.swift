import GRDB
import ResponseModel

/// A row that breaks a rule of its table, with the rule.
struct RefusedRow: Error {
  let code: String
  let column: String?
  let key: String
  let message: LocalizedText

  func issue(file: String?, line: Int?) -> DataIssue {
    DataIssue(.error, code: code, message, file: file, line: line, column: column, subject: key)
  }

  static func repeated(_ key: String) -> RefusedRow {
    RefusedRow(
      code: "key-repeated", column: nil, key: key,
      message: LocalizedText(
        zh: "“\(key)”出现不止一次；请只保留一行", en: "'\(key)' is there more than once: keep one row"))
  }
}

extension RefusedRow {
  init<Value>(
    _ error: DatabaseError, table: LayerTable<Value>, values: [DatabaseValue],
    in database: Database
  ) throws {
    let key = table.key(values)
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
      self = .repeated(key)
    case .SQLITE_CONSTRAINT_FOREIGNKEY:
      let own = Dictionary(uniqueKeysWithValues: zip(table.columns, values))
      guard
        let reference = try ForeignKey.all(of: table.name, in: database).first(where: {
          try $0.isBroken(own[$0.column] ?? .null, in: database)
        })
      else {
        self.init(
          code: "reference-unknown", column: nil, key: key,
          message: LocalizedText(
            zh: "“\(key)”引用了不存在的行", en: "'\(key)' refers to a row that is not there"))
        return
      }
      let found = StoredValues.text(own[reference.column] ?? .null) ?? ""
      self.init(
        code: "reference-unknown", column: reference.column, key: key,
        message: LocalizedText(
          zh: "“\(key)”的 \(reference.column) 为“\(found)”，但 \(reference.target) 中没有；请先导入 "
            + "\(reference.target) 或改正",
          en: "'\(key)': \(reference.column) is '\(found)', which is not in \(reference.target);"
            + " import \(reference.target) first or correct it"))
    default:
      let rule = (error.message ?? "").replacing("CHECK constraint failed: ", with: "")
      self.init(
        code: "value-invalid", column: table.columns.first { rule.contains($0) }, key: key,
        message: LocalizedText(
          zh: "“\(key)”不符合约束：\(rule)；请改正", en: "'\(key)' breaks a rule: \(rule); correct it"))
    }
  }
}

/// A column that refers to the key of another table.
struct ForeignKey {
  let table: String
  let column: String
  let target: String
  let targetColumn: String

  static func all(of table: String, in database: Database) throws -> [ForeignKey] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_list(\(table))").map {
      ForeignKey(table: table, column: $0["from"], target: $0["table"], targetColumn: $0["to"])
    }
  }

  func isBroken(_ value: DatabaseValue, in database: Database) throws -> Bool {
    guard !value.isNull else { return false }
    return try Row.fetchOne(
      database, sql: "SELECT 1 FROM \(target) WHERE \(targetColumn) = ?", arguments: [value]) == nil
  }

  /// The tables with rows that refer to the row with this key, and how many.
  static func referring(
    to target: String, _ key: DatabaseValue, in database: Database
  ) throws -> [(table: String, rows: Int)] {
    let tables = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    var found: [(table: String, rows: Int)] = []
    for table in tables {
      for reference in try all(of: table, in: database) where reference.target == target {
        let rows =
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(table) WHERE \(reference.column) = ?",
            arguments: [key]) ?? 0
        if rows > 0 { found.append((table, rows)) }
      }
    }
    return found
  }
}
