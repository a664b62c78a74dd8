import GRDB

/// Keeps a table's ordinary indexes away while an empty table is filled, inside the transaction.
///
/// A row that comes in the order of its key lands in the middle of every other index; sorting all
/// entries once at the end writes each page once. Indexes that keep a rule stay. Whoever reads
/// meanwhile sees them: they were never gone for them.
final class OrdinaryIndexes {
  private let table: String
  private let database: Database
  private var definitions: [String]?

  init(of table: String, in database: Database) {
    self.table = table
    self.database = database
  }

  /// Takes them away; a second call does nothing.
  func remove() throws {
    guard definitions == nil else { return }
    // An index that a UNIQUE or PRIMARY KEY made has no text of its own.
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT m.name, m.sql FROM sqlite_master m
        JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name
        WHERE m.type = 'index' AND m.tbl_name = ? AND m.sql IS NOT NULL AND l."unique" = 0
        ORDER BY m.rowid
        """, arguments: [table])
    definitions = rows.map { $0[1] }
    for row in rows {
      let name: String = row[0]
      try database.execute(sql: "DROP INDEX \(name.quotedDatabaseIdentifier)")
    }
  }

  /// Makes them anew as they were.
  /// - Complexity: O(n log n) for n rows.
  func restore() throws {
    for definition in definitions ?? [] { try database.execute(sql: definition) }
    definitions = []
  }
}
