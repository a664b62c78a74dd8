import FoundationEssentials
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
  private var statement: Statement?

  init(of table: String, in database: Database) {
    self.table = table
    self.database = database
  }

  /// To be called before the first row is inserted.
  func begin() throws {
    guard statement == nil else { return }
    statement = try database.makeStatement(
      sql: "INSERT INTO rtree_\(table)_geom VALUES (?, ?, ?, ?, ?)")
    trigger = try String.fetchOne(
      database, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?",
      arguments: ["rtree_\(table)_geom_insert"])
    try database.execute(sql: "DROP TRIGGER IF EXISTS rtree_\(table)_geom_insert")
  }

  func insert(fid: Int64, _ shape: DatabaseValue) throws {
    guard let statement, case .blob(let blob) = shape.storage,
      let box = GeoPackageBlob.box(blob)
    else { return }
    let sides = [
      box.minimum.longitude, box.maximum.longitude, box.minimum.latitude, box.maximum.latitude,
    ]
    try statement.execute(binding: [fid.databaseValue] + sides.map { $0.databaseValue })
  }

  /// Puts the trigger back as it was.
  func finish() throws {
    if let trigger { try database.execute(sql: trigger) }
  }
}
