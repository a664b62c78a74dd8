import GRDB
import Geometry

/// Writes a layer's R-tree while rows are added.
///
/// The triggers of the GeoPackage would call five functions for each row; many rows go faster when
/// the insert trigger is away, inside the transaction, and the index is written here. Whoever reads
/// meanwhile sees the trigger: it was never gone for them.
final class SpatialIndexWriter {
  private let table: String
  private let database: Database
  private var trigger: String?
  private var statement: BulkStatement?
  private var hasBegun = false
  /// For a layer that was empty: its tree is made at the end from all boxes at once.
  private var packed: PackedRTree?

  init(of table: String, isEmpty: Bool, in database: Database) {
    self.table = table
    self.database = database
    packed = isEmpty ? PackedRTree() : nil
  }

  /// To be called before the first row is inserted.
  func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    trigger = try String.fetchOne(
      database, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?",
      arguments: ["rtree_\(table)_geom_insert"])
    try database.execute(sql: "DROP TRIGGER IF EXISTS rtree_\(table)_geom_insert")
    // A tree without rows may yet have been emptied, and then has more than its root.
    if try Int.fetchOne(database, sql: "SELECT count(*) FROM rtree_\(table)_geom_node") != 1 {
      packed = nil
    }
    guard packed == nil else { return }
    statement = try BulkStatement(
      "INSERT INTO rtree_\(table)_geom VALUES (?, ?, ?, ?, ?)", in: database)
  }

  func insert(fid: Int64, _ box: Bounds<GeographicCoordinate>?) throws {
    guard let box else { return }
    guard let statement else {
      packed?.append(fid: fid, box)
      return
    }
    try statement.bind(fid, at: 1)
    try statement.bind(box.minimum.longitude, at: 2)
    try statement.bind(box.maximum.longitude, at: 3)
    try statement.bind(box.minimum.latitude, at: 4)
    try statement.bind(box.maximum.latitude, at: 5)
    try statement.run()
  }

  /// Puts the trigger back as it was.
  func finish() throws {
    try packed?.write(to: table, in: database)
    if let trigger { try database.execute(sql: trigger) }
  }
}
