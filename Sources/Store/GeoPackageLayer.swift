import GRDB

/// Makes a file a GeoPackage and enters tables in its catalogue (GeoPackage 1.3, OGC 12-128r17).
enum GeoPackageLayer {
  enum Shape: String {
    case point = "POINT"
    case multiPolygon = "MULTIPOLYGON"
  }

  /// The tables every GeoPackage has, with the reference systems it must know.
  static func createCatalogue(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL PRIMARY KEY,
          organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL,
          definition TEXT NOT NULL,
          description TEXT
        );
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY,
          data_type TEXT NOT NULL,
          identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
          srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        );
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL,
          column_name TEXT NOT NULL,
          geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL,
          z TINYINT NOT NULL,
          m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
        );
        CREATE TABLE gpkg_extensions (
          table_name TEXT,
          column_name TEXT,
          extension_name TEXT NOT NULL,
          definition TEXT NOT NULL,
          scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
        );
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined',
           'undefined cartesian coordinate reference system'),
          ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
           'undefined geographic coordinate reference system'),
          ('WGS 84 geodetic', 4326, 'EPSG', 4326, '\(wgs84)',
           'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
        """)
  }

  /// Enters a table with shapes and gives it an R-tree that follows every edit, whoever makes it.
  static func register(
    _ table: String, _ shape: Shape, identifier: String, description: String,
    in database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
        VALUES (?, 'features', ?, ?, ?)
        """, arguments: [table, identifier, description, GeoPackageBlob.spatialReference])
    try database.execute(
      sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
      arguments: [table, shape.rawValue, GeoPackageBlob.spatialReference])
    try database.execute(
      sql: """
        INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',
          'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
        """, arguments: [table])
    try database.execute(sql: spatialIndex(of: table))
  }

  /// Enters a table without shapes.
  static func registerAttributes(
    _ table: String, identifier: String, description: String, in database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
        VALUES (?, 'attributes', ?, ?)
        """, arguments: [table, identifier, description])
  }

  /// Takes a table with shapes out of the catalogue and the file, its R-tree with it.
  static func remove(_ table: String, in database: Database) throws {
    for catalogue in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"] {
      try database.execute(
        sql: "DELETE FROM \(catalogue) WHERE table_name = ?", arguments: [table])
    }
    try database.execute(sql: "DROP TABLE \"rtree_\(table)_geom\"; DROP TABLE \"\(table)\"")
  }

  /// A layer that a map program keeps in another system is neither read nor written as degrees.
  static func requireWGS84(_ table: String, in database: Database) throws {
    let system = try Int32.fetchOne(
      database, sql: "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
      arguments: [table])
    if let system, system != GeoPackageBlob.spatialReference {
      throw StoreError.otherSystem(table, system)
    }
  }

  /// Brings the layer's box in the catalogue up to date: viewers zoom to it.
  static func updateExtent(of table: String, in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE gpkg_contents SET
          (min_x, min_y, max_x, max_y) =
            (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM "rtree_\(table)_geom"),
          last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now')
        WHERE table_name = ?
        """, arguments: [table])
  }

  /// The R-tree and its triggers, as annex F.3 of GeoPackage 1.3 words them.
  private static func spatialIndex(of table: String) -> String {
    let tree = "\"rtree_\(table)_geom\""
    let box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    let insert = "INSERT OR REPLACE INTO \(tree) VALUES (NEW.fid, \(box));"
    let present = "(NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))"
    let absent = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    func trigger(_ name: String, _ event: String, _ condition: String, _ action: String) -> String {
      """
      CREATE TRIGGER "rtree_\(table)_geom_\(name)" AFTER \(event) ON "\(table)"
      WHEN \(condition) BEGIN \(action) END;

      """
    }
    return "CREATE VIRTUAL TABLE \(tree) USING rtree(id, minx, maxx, miny, maxy);\n"
      + trigger("insert", "INSERT", present, insert)
      + trigger("update1", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(present)", insert)
      + trigger(
        "update2", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(absent)",
        "DELETE FROM \(tree) WHERE id = OLD.fid;")
      + trigger(
        "update3", "UPDATE", "OLD.fid != NEW.fid AND \(present)",
        "DELETE FROM \(tree) WHERE id = OLD.fid; \(insert)")
      + trigger(
        "update4", "UPDATE", "OLD.fid != NEW.fid AND \(absent)",
        "DELETE FROM \(tree) WHERE id IN (OLD.fid, NEW.fid);")
      + trigger(
        "delete", "DELETE", "OLD.geom NOT NULL", "DELETE FROM \(tree) WHERE id = OLD.fid;")
  }

  private static let wgs84 = """
    GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,\
    AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,\
    AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
    AUTHORITY["EPSG","4326"]]
    """
}
