import GRDB

/// How QGIS draws a layer when it opens the store: a row of the `layer_styles` table, which QGIS
/// reads by itself.
struct LayerStyle {
  let table: String
  let name: String
  /// A style as QGIS 3 saves it.
  let qml: String

  /// The columns are those QGIS makes, so that it takes the table for its own and can add to it.
  static func createTable(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS layer_styles (
          id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          f_table_catalog TEXT(256),
          f_table_schema TEXT(256),
          f_table_name TEXT(256),
          f_geometry_column TEXT(256),
          styleName TEXT(30),
          styleQML TEXT,
          styleSLD TEXT,
          useAsDefault BOOLEAN,
          description TEXT,
          owner TEXT(30),
          ui TEXT(30),
          update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
        );
        """)
    try GeoPackageLayer.registerAttributes(
      "layer_styles", identifier: "layer_styles", description: "Styles for QGIS", in: database)
  }

  func insert(in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,
          f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner)
        VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, 'ambit')
        """, arguments: [table, name, qml, "Ambit"])
  }

  static let all = [
    LayerStyle(
      table: "counties", name: "县界",
      qml: document(
        single(outline(color: "60,60,60", width: 0.5)), geometry: 2, label: "name")),
    LayerStyle(
      table: "township_boundaries", name: "乡镇（街道）界",
      qml: document(single(outline(color: "150,150,150", width: 0.2)), geometry: 2)),
    LayerStyle(
      table: "townships", name: "乡镇（街道）",
      qml: document(
        single(marker("circle", color: "120,120,120", size: 1.6)), geometry: 0, label: "name")),
    LayerStyle(
      table: "stations", name: "急救站",
      qml: document(
        single(marker("cross_fill", color: "208,28,28", size: 4)), geometry: 0, label: "name")),
    LayerStyle(
      table: "candidates", name: "候选点",
      qml: document(single(marker("triangle", color: "49,104,189", size: 3)), geometry: 0)),
    LayerStyle(
      table: "facilities", name: "医疗机构",
      qml: document(single(marker("square", color: "34,139,94", size: 2.6)), geometry: 0)),
    LayerStyle(
      table: "calls", name: "呼叫任务",
      qml: document(single(marker("circle", color: "240,140,40", size: 0.9)), geometry: 0)),
    LayerStyle(
      table: "demand_points", name: "需求点人口",
      qml: document(
        graduated(
          "residents",
          [
            (0, 500, "254,240,217", 1.2), (500, 2000, "253,204,138", 1.6),
            (2000, 10_000, "252,141,89", 2.2), (10_000, 50_000, "227,74,51", 3),
            (50_000, 1e9, "179,0,0", 4),
          ]), geometry: 0)),
  ]
}
