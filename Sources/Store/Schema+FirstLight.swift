import GRDB

/// Version 1: counties, townships, stations, demand points. Frozen.
extension Schema {
  static func firstLight(_ database: Database) throws {
    try database.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(geoPackageVersion)")
    try GeoPackageLayer.createCatalogue(in: database)
    try database.execute(
      sql: """
        CREATE TABLE counties (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom MULTIPOLYGON,
          code TEXT NOT NULL UNIQUE CHECK (code <> ''),
          name TEXT NOT NULL,
          name_en TEXT,
          residents DOUBLE CHECK (residents >= 0),
          residents_date TEXT,
          published_area_km2 DOUBLE CHECK (published_area_km2 > 0)
        );
        CREATE TABLE townships (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom POINT,
          code TEXT NOT NULL UNIQUE CHECK (code <> ''),
          county_code TEXT NOT NULL REFERENCES counties(code) ON UPDATE CASCADE,
          name TEXT NOT NULL,
          kind TEXT NOT NULL
            CHECK (kind IN ('subdistrict', 'town', 'township', 'municipality')),
          position_source TEXT,
          villages INTEGER CHECK (villages >= 0),
          urban_villages INTEGER CHECK (urban_villages >= 0 AND urban_villages <= villages)
        );
        CREATE INDEX townships_by_county ON townships(county_code);
        CREATE TABLE township_boundaries (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom MULTIPOLYGON NOT NULL,
          township_code TEXT NOT NULL UNIQUE
            REFERENCES townships(code) ON UPDATE CASCADE ON DELETE CASCADE
        );
        CREATE TABLE stations (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom POINT NOT NULL,
          code TEXT NOT NULL UNIQUE CHECK (code <> ''),
          name TEXT NOT NULL,
          county_code TEXT REFERENCES counties(code) ON UPDATE CASCADE,
          township_code TEXT REFERENCES townships(code) ON UPDATE CASCADE,
          evidence TEXT NOT NULL CHECK (evidence IN
            ('observed', 'surveyed', 'reported', 'fitted', 'modelled', 'assumed', 'default'))
        );
        CREATE INDEX stations_by_county ON stations(county_code);
        CREATE TABLE demand_points (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom POINT,
          id TEXT NOT NULL UNIQUE CHECK (id <> ''),
          county_code TEXT NOT NULL REFERENCES counties(code) ON UPDATE CASCADE,
          township_code TEXT REFERENCES townships(code) ON UPDATE CASCADE,
          name TEXT NOT NULL,
          area_class TEXT NOT NULL CHECK (area_class IN ('urban', 'rural')),
          residents DOUBLE NOT NULL CHECK (residents >= 0),
          evidence TEXT NOT NULL CHECK (evidence IN
            ('observed', 'surveyed', 'reported', 'fitted', 'modelled', 'assumed', 'default')),
          source TEXT NOT NULL
        );
        CREATE INDEX demand_points_by_county ON demand_points(county_code);
        CREATE TABLE facilities (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          geom POINT,
          county_code TEXT NOT NULL REFERENCES counties(code) ON UPDATE CASCADE,
          name TEXT NOT NULL,
          kind TEXT NOT NULL,
          UNIQUE (county_code, name)
        );
        CREATE TABLE consortium_units (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          name TEXT NOT NULL,
          lead_hospital TEXT NOT NULL,
          group_name TEXT NOT NULL,
          is_group_lead INTEGER NOT NULL CHECK (is_group_lead IN (0, 1)),
          township_code TEXT NOT NULL REFERENCES townships(code) ON UPDATE CASCADE,
          township_source TEXT NOT NULL
        );
        CREATE TABLE data_issues (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
          code TEXT NOT NULL,
          message_zh TEXT NOT NULL,
          message_en TEXT NOT NULL,
          file TEXT,
          line INTEGER,
          column_name TEXT,
          subject TEXT,
          county_code TEXT
        );
        CREATE TABLE sources (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          name TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          row_count INTEGER NOT NULL,
          source TEXT NOT NULL,
          licence TEXT NOT NULL
        );
        """)
    let shapes: [(String, GeoPackageLayer.Shape, String, String)] = [
      ("counties", .multiPolygon, "县(市、区)", "Counties with residents and boundary"),
      ("townships", .point, "乡镇(街道)", "Townships at their seats"),
      ("township_boundaries", .multiPolygon, "乡镇(街道)边界", "Township boundaries"),
      ("stations", .point, "急救站", "Emergency stations"),
      ("demand_points", .point, "需求点", "Where residents are"),
      ("facilities", .point, "医疗机构", "Medical facilities"),
    ]
    for (table, shape, identifier, description) in shapes {
      try GeoPackageLayer.register(
        table, shape, identifier: identifier, description: description, in: database)
    }
    let attributes: [(String, String, String)] = [
      ("consortium_units", "医联体网格", "Units of the medical consortia"),
      ("data_issues", "数据问题", "What a reader of the results must know about the data"),
      ("sources", "数据来源", "Files the rows came from, with their digests"),
    ]
    for (table, identifier, description) in attributes {
      try GeoPackageLayer.registerAttributes(
        table, identifier: identifier, description: description, in: database)
    }
  }
}
