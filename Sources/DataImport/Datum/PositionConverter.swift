import Geometry
import ResponseModel

/// Turns a file's numbers into positions on WGS 84.
///
/// Not `Sendable`: PROJ's objects belong to one thread.
final class PositionConverter {
  let datum: SourceDatum
  private let projection: CoordinateConverter?

  /// - Throws: `ImportError.usage` for a system that PROJ does not know.
  init(_ datum: SourceDatum) throws(ImportError) {
    self.datum = datum
    guard case .system(let definition) = datum else {
      projection = nil
      return
    }
    do throws(GeometryError) {
      projection = try CoordinateConverter(crs: definition)
    } catch {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "坐标系 \(datum.name) 无法识别：\(error.message)；请用 --crs 指明", en: "--crs: \(error.message)"))
    }
  }

  /// Whether the numbers are degrees.
  var isInDegrees: Bool { projection?.isGeographic ?? true }

  func position(_ point: CRSPoint) throws(GeometryError) -> GeographicCoordinate {
    switch datum {
    case .wgs84, .cgcs2000: return try Self.degrees(point)
    case .gcj02: return ChineseDatum.gcj02.toWGS84(try Self.degrees(point))
    case .bd09: return ChineseDatum.bd09.toWGS84(try Self.degrees(point))
    case .system:
      guard let projection, let position = try projection.toWGS84([point]).first else {
        return try Self.degrees(point)
      }
      return position
    }
  }

  func area(
    _ area: MultiPolygon<CRSPoint>
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate> {
    if let projection { return try projection.toWGS84(area) }
    return try MultiPolygon(mapping: area) { point throws(GeometryError) in try position(point) }
  }

  private static func degrees(_ point: CRSPoint) throws(GeometryError) -> GeographicCoordinate {
    try GeographicCoordinate(latitude: point.northing, longitude: point.easting)
  }
}
