import FoundationEssentials
import GRDB
import Geometry
import Quantities
import ResponseModel

/// The tables of a store as values of the model.
enum ServiceRows {
  static func load(from database: Database) throws -> ServiceData {
    let boundaries = try townshipBoundaries(database)
    return ServiceData(
      counties: try rows("counties", in: database) { row in
        County(
          code: try row.text("code"), name: try row.text("name"), nameInEnglish: row["name_en"],
          residents: try row.amount("residents"), residentsDate: row["residents_date"],
          publishedArea: try row.amount("published_area_km2").map { SquareMeters($0 * 1_000_000) },
          boundary: try row.areas())
      },
      townships: try rows("townships", in: database) { row in
        let code = try row.text("code")
        return Township(
          code: code, countyCode: try row.text("county_code"), name: try row.text("name"),
          kind: try row.word("kind"), seat: try row.point(),
          positionSource: row["position_source"], villages: row["villages"],
          urbanVillages: row["urban_villages"], boundary: boundaries[code])
      },
      demandPoints: try rows("demand_points", in: database) { row in
        DemandPoint(
          id: try row.text("id"), countyCode: try row.text("county_code"),
          townshipCode: row["township_code"], name: try row.text("name"),
          areaClass: try row.word("area_class"),
          residents: try row.present(try row.amount("residents"), "residents"),
          position: try row.point(), evidence: try row.word("evidence"),
          source: try row.text("source"))
      },
      stations: try rows("stations", in: database) { row in
        Station(
          code: try row.text("code"), name: try row.text("name"), countyCode: row["county_code"],
          hostTownshipCode: row["township_code"],
          position: try row.present(try row.point(), "geom"), evidence: try row.word("evidence"))
      },
      facilities: try rows("facilities", in: database) { row in
        Facility(
          name: try row.text("name"), countyCode: try row.text("county_code"),
          kind: try row.text("kind"), position: try row.point())
      },
      consortiumUnits: try rows("consortium_units", in: database) { row in
        ConsortiumUnit(
          name: try row.text("name"), leadHospital: try row.text("lead_hospital"),
          group: try row.text("group_name"), isGroupLead: row["is_group_lead"],
          townshipCode: try row.text("township_code"),
          townshipSource: try row.text("township_source"))
      },
      issues: try rows("data_issues", in: database) { row in
        DataIssue(
          try row.word("severity"), code: try row.text("code"),
          LocalizedText(zh: try row.text("message_zh"), en: try row.text("message_en")),
          file: row["file"], line: row["line"], column: row["column_name"],
          subject: row["subject"], countyCode: row["county_code"])
      },
      sources: try rows("sources", in: database) { row in
        SourceFile(
          name: try row.text("name"), sha256: try row.text("sha256"), rows: row["row_count"],
          source: try row.text("source"), licence: try row.text("licence"))
      })
  }

  private static func townshipBoundaries(
    _ database: Database
  ) throws -> [String: MultiPolygon<GeographicCoordinate>] {
    let pairs = try rows("township_boundaries", in: database) { row in
      (try row.text("township_code"), try row.present(try row.areas(), "geom"))
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func rows<Value>(
    _ table: String, in database: Database, _ make: (StoredRow) throws -> Value
  ) throws -> [Value] {
    let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM \(table) ORDER BY fid")
    var values: [Value] = []
    while let row = try cursor.next() { values.append(try make(StoredRow(table: table, row: row))) }
    return values
  }
}

/// A row whose values may have been edited by any program: what is not as it must be is an error
/// that names table, row and column.
private struct StoredRow {
  let table: String
  let row: Row

  subscript<Value: DatabaseValueConvertible>(column: String) -> Value? {
    Value.fromDatabaseValue(row[column] as DatabaseValue)
  }

  subscript(column: String) -> Bool { (self[column] as Int? ?? 0) != 0 }

  subscript(column: String) -> Int { self[column] as Int? ?? 0 }

  func text(_ column: String) throws -> String { try present(self[column], column) }

  /// A finite number ≥ 0.
  func amount(_ column: String) throws -> Double? {
    guard let value: Double = self[column] else { return nil }
    guard value.isFinite, value >= 0 else { throw bad(column, "\(value)") }
    return value
  }

  func word<Value: RawRepresentable>(_ column: String) throws -> Value
  where Value.RawValue == String {
    let text = try text(column)
    guard let value = Value(rawValue: text) else { throw bad(column, text) }
    return value
  }

  func point() throws -> GeographicCoordinate? {
    guard let shape = try shape() else { return nil }
    guard case .point(let point) = shape else { throw bad("geom", "not a point") }
    return point
  }

  func areas() throws -> MultiPolygon<GeographicCoordinate>? {
    guard let areas = try shape()?.areas, !areas.isEmpty else { return nil }
    return areas
  }

  func present<Value>(_ value: Value?, _ column: String) throws -> Value {
    guard let value else { throw bad(column, "NULL") }
    return value
  }

  private func shape() throws -> Shape<GeographicCoordinate>? {
    guard let blob: Data = self["geom"] else { return nil }
    do {
      return try GeoPackageBlob.shape(blob)
    } catch {
      throw bad("geom", error.message)
    }
  }

  private func bad(_ column: String, _ found: String) -> StoreError {
    let id = (self["code"] as String?) ?? (self["id"] as String?) ?? (self["name"] as String?) ?? ""
    let row = "fid \((self["fid"] as Int?) ?? 0)" + (id.isEmpty ? "" : " (\(id))")
    return StoreError(
      .badRow,
      LocalizedText(
        zh: "表 \(table) 第 \(row) 行的 \(column) 有误:\(found);请在数据文件中改正",
        en: "table \(table), \(row), column \(column): \(found); correct it in the store"))
  }
}
