import FoundationEssentials
import GRDB
import Geometry
import ResponseModel

/// A row whose values may have been edited by any program: what is not as it must be is an error
/// that names table, row and column.
struct StoredRow {
  let table: String
  let row: Row

  /// The value of a column, `nil` where there is none; an error where it is of another type.
  subscript<Value: DatabaseValueConvertible>(column: String) -> Value? {
    get throws {
      let stored: DatabaseValue = row[column]
      guard !stored.isNull else { return nil }
      guard let value = Value.fromDatabaseValue(stored) else {
        throw bad(column, StoredValues.text(stored) ?? "")
      }
      return value
    }
  }

  subscript(column: String) -> Bool {
    get throws { (try self[column] as Int? ?? 0) != 0 }
  }

  subscript(column: String) -> Int {
    get throws { try self[column] as Int? ?? 0 }
  }

  func text(_ column: String) throws -> String { try present(try self[column], column) }

  /// A finite number ≥ 0.
  func amount(_ column: String) throws -> Double? {
    guard let value: Double = try self[column] else { return nil }
    guard value.isFinite, value >= 0 else { throw bad(column, "\(value)") }
    return value
  }

  func flag(_ column: String) throws -> Bool? { (try self[column] as Int?).map { $0 != 0 } }

  /// A day; an error where the text is none.
  func date(_ column: String) throws -> CalendarDate? {
    guard let text: String = try self[column] else { return nil }
    guard let date = CalendarDate(text) else { throw bad(column, text) }
    return date
  }

  /// A moment in UTC, shown in the zone of the row.
  func moment(_ column: String) throws -> Instant? {
    guard let text: String = try self[column] else { return nil }
    guard let moment = Instant(text) else { throw bad(column, text) }
    return moment.shown(minutesEast: try zone())
  }

  func requiredMoment(_ column: String) throws -> Instant {
    try present(try moment(column), column)
  }

  private func zone() throws -> Int {
    let text = try text("zone")
    guard let minutes = Instant.minutesEast(text) else { throw bad("zone", text) }
    return minutes
  }

  func optionalWord<Value: RawRepresentable>(_ column: String) throws -> Value?
  where Value.RawValue == String {
    guard (try self[column] as String?) != nil else { return nil }
    return try word(column) as Value
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
    guard let blob: Data = try self["geom"] else { return nil }
    // Numbers of another system would put the row elsewhere, mostly without any error.
    if let system = GeoPackageBlob.system(blob), system != GeoPackageBlob.spatialReference {
      throw StoreError.otherSystem(table, system)
    }
    do {
      return try GeoPackageBlob.shape(blob)
    } catch {
      throw bad("geom", error.message)
    }
  }

  func bad(_ column: String, _ found: String) -> StoreError {
    let id =
      ["code", "id", "plate", "mission_id", "name"].lazy.filter(row.hasColumn).compactMap {
        String.fromDatabaseValue(row[$0] as DatabaseValue)
      }.first
      ?? ""
    let place = "fid \((row["fid"] as Int?) ?? 0)" + (id.isEmpty ? "" : " (\(id))")
    return StoreError(
      .badRow,
      LocalizedText(
        zh: "表 \(table) 第 \(place) 行的 \(column) 有误：\(found)；请在数据文件中改正",
        en: "table \(table), \(place), column \(column): \(found); correct it in the store"))
  }
}
