import FoundationEssentials
import GRDB
import Geometry
import Quantities
import ResponseModel

/// Model values as SQLite keeps them.
extension DatabaseValue {
  static func of(_ text: String?) -> DatabaseValue { text?.databaseValue ?? .null }
  static func of(_ number: Double?) -> DatabaseValue { number?.databaseValue ?? .null }
  static func of(_ number: Int?) -> DatabaseValue { number?.databaseValue ?? .null }
  static func of(_ flag: Bool?) -> DatabaseValue { flag?.databaseValue ?? .null }
  static func of(_ date: CalendarDate?) -> DatabaseValue { of(date?.description) }
  static func of(_ moment: Instant?) -> DatabaseValue { of(moment?.utcText) }

  static func of(_ word: (some RawRepresentable<String>)?) -> DatabaseValue { of(word?.rawValue) }

  static func of(_ point: GeographicCoordinate?) -> DatabaseValue {
    point.map { GeoPackageBlob.encode($0).databaseValue } ?? .null
  }

  static func of(_ areas: MultiPolygon<GeographicCoordinate>?) -> DatabaseValue {
    areas.map { GeoPackageBlob.encode($0).databaseValue } ?? .null
  }
}
