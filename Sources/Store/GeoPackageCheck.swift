import FoundationEssentials
import GRDB
import Geometry
import ResponseModel

/// What makes the file a GeoPackage that other programs can open (GeoPackage 1.3).
enum GeoPackageCheck {
  static func issues(of database: Database) throws -> [DataIssue] {
    var issues: [DataIssue] = []
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if version < 10_200 {
      issues.append(
        issue(
          "user_version \(version) 低于 10200", "user_version is \(version), below 10200", nil))
    }
    issues += try entriesWithoutTable(database)
    let layers = try Row.fetchAll(
      database,
      sql: """
        SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id
        FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        WHERE c.data_type = 'features'
          AND c.table_name IN (SELECT name FROM sqlite_master)
        """)
    for layer in layers {
      let table: String = layer["table_name"]
      guard let type: String = layer["geometry_type_name"], let srs: Int32 = layer["srs_id"] else {
        issues.append(
          issue(
            "图层 \(table) 没有登记几何列", "layer \(table) has no entry in gpkg_geometry_columns", table))
        continue
      }
      guard srs == GeoPackageBlob.spatialReference else {
        issues.append(
          issue(
            "图层 \(table) 登记的坐标系是 \(srs)，应为 4326",
            "layer \(table) is entered with reference system \(srs) and not 4326", table))
        continue
      }
      issues += try shapes(of: table, type: type, srs: srs, in: database)
      issues += try index(of: table, in: database)
    }
    return issues
  }

  private static func entriesWithoutTable(_ database: Database) throws -> [DataIssue] {
    try String.fetchAll(
      database,
      sql: """
        SELECT table_name FROM gpkg_contents
        WHERE table_name NOT IN (SELECT name FROM sqlite_master WHERE type IN ('table', 'view'))
        """
    ).map { issue("目录登记了不存在的表 \($0)", "the catalogue names \($0), which is not there", $0) }
  }

  private static func shapes(
    of table: String, type: String, srs: Int32, in database: Database
  ) throws -> [DataIssue] {
    var issues: [DataIssue] = []
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT fid, geom FROM \(table) WHERE geom IS NOT NULL")
    while let row = try cursor.next(), issues.count < 100 {
      let fid: Int64 = row[0]
      let value: DatabaseValue = row[1]
      guard case .blob(let blob) = value.storage, let found = GeoPackageBlob.kind(blob) else {
        issues.append(
          issue(
            "\(table) 第 fid \(fid) 行的几何无法读取", "the shape of \(table), fid \(fid), cannot be read",
            table))
        continue
      }
      if found.type != type {
        issues.append(
          issue(
            "\(table) 第 fid \(fid) 行的几何是 \(found.type)，应为 \(type)",
            "the shape of \(table), fid \(fid), is a \(found.type) and not a \(type)", table))
      }
      if found.srs != srs {
        issues.append(
          issue(
            "\(table) 第 fid \(fid) 行的坐标系为 \(found.srs)，应为 \(srs)",
            "the shape of \(table), fid \(fid), is in reference system \(found.srs), not \(srs)",
            table))
      }
    }
    return issues
  }

  /// A layer's R-tree has an entry for each shape and no other.
  private static func index(of table: String, in database: Database) throws -> [DataIssue] {
    let tree = "rtree_\(table)_geom"
    guard try database.tableExists(tree) else {
      return [issue("图层 \(table) 没有空间索引", "layer \(table) has no spatial index", table)]
    }
    var issues: [DataIssue] = []
    let state = try String.fetchOne(
      database, sql: "SELECT rtreecheck(?)", arguments: [tree])
    if let state, state != "ok" {
      issues.append(
        issue(
          "图层 \(table) 的空间索引损坏：\(state)", "the spatial index of \(table) is broken: \(state)",
          table))
    }
    let missing =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM \(table) t WHERE geom IS NOT NULL AND NOT ST_IsEmpty(geom)
            AND fid NOT IN (SELECT id FROM \(tree))
          """) ?? 0
    let extra =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM \(tree) WHERE id NOT IN
            (SELECT fid FROM \(table) WHERE geom IS NOT NULL)
          """) ?? 0
    if missing + extra > 0 {
      issues.append(
        issue(
          "图层 \(table) 的空间索引缺 \(missing) 行、多 \(extra) 行",
          "the spatial index of \(table) lacks \(missing) rows and has \(extra) too many", table))
    }
    let triggers =
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table]) ?? 0
    if triggers < 6 {
      issues.append(
        issue(
          "图层 \(table) 的空间索引触发器不全", "triggers of the spatial index of \(table) are missing",
          table))
    }
    return issues
  }

  private static func issue(_ zh: String, _ en: String, _ table: String?) -> DataIssue {
    DataIssue(
      .error, code: "geopackage-broken",
      LocalizedText(
        zh: zh + "；请用备份恢复，或在 QGIS 中修复该图层",
        en: en + ": restore a backup, or repair the layer in QGIS"),
      subject: table)
  }
}
