import GRDB
import Geometry
import Quantities
import ResponseModel

extension ServiceRows {
  /// Writes every row through statements that are prepared once.
  static func insert(_ data: ServiceData, in database: Database) throws {
    try insert(
      data.counties, into: "counties", in: database,
      columns: [
        "geom", "code", "name", "name_en", "residents", "residents_date", "published_area_km2",
      ]
    ) {
      [
        $0.boundary.map(GeoPackageBlob.encode), $0.code, $0.name, $0.nameInEnglish, $0.residents,
        $0.residentsDate, $0.publishedArea?.squareKilometers,
      ]
    }
    try insert(
      data.townships, into: "townships", in: database,
      columns: [
        "geom", "code", "county_code", "name", "kind", "position_source", "villages",
        "urban_villages",
      ]
    ) {
      [
        $0.seat.map(GeoPackageBlob.encode), $0.code, $0.countyCode, $0.name, $0.kind.rawValue,
        $0.positionSource, $0.villages, $0.urbanVillages,
      ]
    }
    try insert(
      data.townships.filter { $0.boundary != nil }, into: "township_boundaries", in: database,
      columns: ["geom", "township_code"]
    ) { [$0.boundary.map(GeoPackageBlob.encode), $0.code] }
    try insert(
      data.stations, into: "stations", in: database,
      columns: ["geom", "code", "name", "county_code", "township_code", "evidence"]
    ) {
      [
        GeoPackageBlob.encode($0.position), $0.code, $0.name, $0.countyCode, $0.hostTownshipCode,
        $0.evidence.rawValue,
      ]
    }
    try insert(
      data.demandPoints, into: "demand_points", in: database,
      columns: [
        "geom", "id", "county_code", "township_code", "name", "area_class", "residents",
        "evidence", "source",
      ]
    ) {
      [
        $0.position.map(GeoPackageBlob.encode), $0.id, $0.countyCode, $0.townshipCode, $0.name,
        $0.areaClass.rawValue, $0.residents, $0.evidence.rawValue, $0.source,
      ]
    }
    try insertAttributes(of: data, in: database)
    for table in [
      "counties", "townships", "township_boundaries", "stations", "demand_points", "facilities",
    ] {
      try GeoPackageLayer.updateExtent(of: table, in: database)
    }
  }

  private static func insertAttributes(of data: ServiceData, in database: Database) throws {
    try insert(
      data.facilities, into: "facilities", in: database,
      columns: ["geom", "county_code", "name", "kind"]
    ) { [$0.position.map(GeoPackageBlob.encode), $0.countyCode, $0.name, $0.kind] }
    try insert(
      data.consortiumUnits, into: "consortium_units", in: database,
      columns: [
        "name", "lead_hospital", "group_name", "is_group_lead", "township_code",
        "township_source",
      ]
    ) {
      [
        $0.name, $0.leadHospital, $0.group, $0.isGroupLead, $0.townshipCode, $0.townshipSource,
      ]
    }
    try insert(
      data.issues, into: "data_issues", in: database,
      columns: [
        "severity", "code", "message_zh", "message_en", "file", "line", "column_name", "subject",
        "county_code",
      ]
    ) {
      [
        $0.severity.rawValue, $0.code, $0.message.zh, $0.message.en, $0.file, $0.line, $0.column,
        $0.subject, $0.countyCode,
      ]
    }
    try insert(
      data.sources, into: "sources", in: database,
      columns: ["name", "sha256", "row_count", "source", "licence"]
    ) { [$0.name, $0.sha256, $0.rows, $0.source, $0.licence] }
  }

  private static func insert<Row>(
    _ rows: [Row], into table: String, in database: Database, columns: [String],
    _ values: (Row) -> [(any DatabaseValueConvertible)?]
  ) throws {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try database.makeStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    for row in rows { try statement.execute(arguments: StatementArguments(values(row))) }
  }
}
