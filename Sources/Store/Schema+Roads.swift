import GRDB

/// Version 3: which road network belongs to the store.
extension Schema {
  static func roads(_ database: Database) throws {
    try database.execute(
      sql: attributesTable(
        "road_networks",
        [
          key("file"), "sha256 TEXT NOT NULL", "source TEXT NOT NULL",
          "source_sha256 TEXT NOT NULL", "margin_m REAL CHECK (margin_m >= 0)",
          "places INTEGER NOT NULL CHECK (places >= 0)",
          "nodes INTEGER NOT NULL CHECK (nodes >= places)",
          "arcs INTEGER NOT NULL CHECK (arcs >= 0)",
          "segments INTEGER NOT NULL CHECK (segments >= 0)",
          "length_m REAL NOT NULL CHECK (length_m >= 0)", "program TEXT NOT NULL",
          "command TEXT NOT NULL", moment("at", required: true), zone,
        ].joined(separator: ",\n")))
    try GeoPackageLayer.registerAttributes(
      "road_networks", identifier: "路网文件",
      description: "The file beside this one that holds the roads", in: database)
  }
}
