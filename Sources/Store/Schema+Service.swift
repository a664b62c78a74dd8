import GRDB

/// Version 2: facilities with their centres, fleet, crews, shifts, calls, visits, standards, runs,
/// issue sets and the audit trail; views; styles.
extension Schema {
  static func service(_ database: Database) throws {
    try replaceFacilities(in: database)
    try replaceConsortium(in: database)
    try replaceIssuesAndSources(in: database)
    try database.execute(sql: serviceTables())
    try database.execute(sql: callTables())
    try database.execute(sql: recordTables())
    try database.execute(sql: views)
    for (table, identifier, description) in serviceFeatures {
      try GeoPackageLayer.register(
        table, .point, identifier: identifier, description: description, in: database)
    }
    for (table, identifier, description) in serviceAttributes {
      try GeoPackageLayer.registerAttributes(
        table, identifier: identifier, description: description, in: database)
    }
    try LayerStyle.createTable(in: database)
    for style in LayerStyle.all { try style.insert(in: database) }
  }

  private static func replaceFacilities(in database: Database) throws {
    try database.execute(
      sql: "CREATE TEMP TABLE old_facilities AS SELECT * FROM facilities ORDER BY fid")
    try GeoPackageLayer.remove("facilities", in: database)
    try database.execute(
      sql: featureTable(
        "facilities", "POINT",
        [
          key("id"), "name TEXT NOT NULL",
          reference("county_code", "counties(code)", required: true),
          reference("township_code", "townships(code)"), "village_code TEXT",
          word(
            "kind",
            [
              "hospital", "township_hospital", "community_health_centre", "village_clinic",
              "emergency_centre", "subcentre", "mobile_hospital_point", "other",
            ]),
          "level INTEGER CHECK (level BETWEEN 1 AND 3)",
          word("grade", ["特等", "甲等", "乙等", "丙等"], required: false),
          flag("reaches_tertiary_level", type: "BOOLEAN", required: false),
          flag("is_area_centre", type: "BOOLEAN"),
          flag("is_standardised", type: "BOOLEAN", required: false),
          flag("is_public", type: "BOOLEAN", required: false),
        ].joined(separator: ",\n"))
        + "CREATE INDEX facilities_by_county ON facilities(county_code);")
    try GeoPackageLayer.register(
      "facilities", .point, identifier: "医疗机构", description: "Medical facilities", in: database)
    try database.execute(
      sql: """
        INSERT INTO facilities (fid, geom, id, name, county_code, kind, is_area_centre)
          SELECT fid, geom, county_code || '-' || name, name, county_code,
            CASE kind WHEN 'hospital' THEN kind ELSE 'other' END, 0 FROM old_facilities;
        DROP TABLE old_facilities;
        """
          + attributesTable(
            "treatment_centres",
            [
              reference("facility_id", "facilities(id)", required: true, cascades: true),
              word("family", ["chest_pain", "stroke", "trauma", "maternal", "child_and_newborn"]),
              "level TEXT", day("valid_from"), day("valid_to"), "CHECK (valid_to >= valid_from)",
            ].joined(separator: ",\n")) + """
            CREATE INDEX treatment_centres_by_facility ON treatment_centres(facility_id);
            """)
  }

  private static func replaceConsortium(in database: Database) throws {
    try database.execute(
      sql: attributesTable(
        "consortium",
        [
          "unit TEXT NOT NULL CHECK (unit <> '')", reference("facility_id", "facilities(id)"),
          "grid TEXT NOT NULL", "group_name TEXT NOT NULL", "lead_hospital TEXT",
          flag("is_group_lead"), reference("township_code", "townships(code)"),
          "township_source TEXT", day("valid_from"), day("valid_to"),
          "CHECK (valid_to >= valid_from)",
        ].joined(separator: ",\n")) + """
          CREATE UNIQUE INDEX consortium_key ON consortium(unit, group_name, coalesce(valid_from, ''));
          CREATE INDEX consortium_by_township ON consortium(township_code);
          INSERT INTO consortium
            (unit, grid, group_name, lead_hospital, is_group_lead, township_code, township_source)
            SELECT name, lead_hospital, group_name, lead_hospital, is_group_lead, township_code,
              township_source FROM consortium_units ORDER BY fid;
          DELETE FROM gpkg_contents WHERE table_name = 'consortium_units';
          DROP TABLE consortium_units;
          """)
  }

  private static func replaceIssuesAndSources(in database: Database) throws {
    try database.execute(
      sql:
        "ALTER TABLE data_issues RENAME TO old_issues; ALTER TABLE sources RENAME TO old_sources;"
        + attributesTable(
          "issue_sets",
          [
            moment("at", required: true), zone, "layer TEXT", "file TEXT", "sha256 TEXT",
            moment("superseded_at"),
          ].joined(separator: ",\n"))
        + attributesTable(
          "data_issues",
          [
            "issue_set INTEGER REFERENCES issue_sets(fid) ON DELETE CASCADE",
            word("severity", ["note", "warning", "error"]), "code TEXT NOT NULL",
            "message_zh TEXT NOT NULL", "message_en TEXT NOT NULL", "file TEXT", "line INTEGER",
            "column_name TEXT", "subject TEXT", "county_code TEXT",
          ].joined(separator: ",\n"))
        + attributesTable(
          "sources",
          [
            "name TEXT NOT NULL", "sha256 TEXT NOT NULL", "row_count INTEGER NOT NULL",
            "source TEXT NOT NULL", "licence TEXT NOT NULL",
          ].joined(separator: ",\n")) + """
          CREATE INDEX data_issues_by_set ON data_issues(issue_set);
          INSERT INTO data_issues SELECT fid, NULL, severity, code, message_zh, message_en, file,
            line, column_name, subject, county_code FROM old_issues;
          INSERT INTO sources SELECT fid, name, sha256, row_count, source, licence FROM old_sources;
          DROP TABLE old_issues;
          DROP TABLE old_sources;
          """)
  }
}
