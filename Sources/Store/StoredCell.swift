import FoundationEssentials
import GRDB
import Geometry
import ResponseModel

/// A value on its way into a column, in the model's own form: a million rows are written to SQLite
/// straight from it, without a string for each moment and a blob for each point.
enum StoredCell: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case moment(Instant)
  case point(GeographicCoordinate)
  case areas(MultiPolygon<GeographicCoordinate>)

  static func of(_ text: String?) -> StoredCell { text.map { .text($0) } ?? .null }
  static func of(_ number: Double?) -> StoredCell { number.map { .real($0) } ?? .null }
  static func of(_ number: Int?) -> StoredCell { number.map { .integer(Int64($0)) } ?? .null }
  static func of(_ flag: Bool?) -> StoredCell { flag.map { .integer($0 ? 1 : 0) } ?? .null }
  static func of(_ date: CalendarDate?) -> StoredCell { of(date?.description) }
  static func of(_ moment: Instant?) -> StoredCell { moment.map { .moment($0) } ?? .null }
  static func of(_ point: GeographicCoordinate?) -> StoredCell { point.map { .point($0) } ?? .null }

  static func of(_ areas: MultiPolygon<GeographicCoordinate>?) -> StoredCell {
    areas.map { .areas($0) } ?? .null
  }

  static func of(_ word: (some RawRepresentable<String>)?) -> StoredCell { of(word?.rawValue) }

  /// As GRDB has it.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .moment(let moment): .of(moment)
    case .point(let point): .of(point)
    case .areas(let areas): .of(areas)
    }
  }

  /// The box around a shape; `nil` for one without points and for everything else.
  var box: Bounds<GeographicCoordinate>? {
    switch self {
    case .point(let point): Bounds(minimum: point, maximum: point)
    case .areas(let areas): areas.bounds
    default: nil
    }
  }
}
