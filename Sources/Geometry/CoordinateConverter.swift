internal import CPROJ

/// Converts between a coordinate reference system (CRS) and WGS 84, by PROJ.
///
/// Any definition PROJ knows is good: an authority code ("EPSG:4549"), WKT as a `.prj` file holds it,
/// a PROJ string. Coordinates are always east (or longitude) first, whatever order the CRS itself
/// prescribes, because that is how files carry them; EPSG:4549, by the book, is north first.
///
/// Not `Sendable`: PROJ objects belong to one thread. Making one costs about a tenth of a second the
/// first time, when PROJ opens its database.
public final class CoordinateConverter {
  /// PROJ's name of the CRS, such as "CGCS2000 / 3-degree Gauss-Kruger CM 120E".
  public let name: String

  /// Whether the coordinates of the CRS are degrees and not metres.
  public let isGeographic: Bool

  private let operation: PROJOperation

  /// - Throws: `GeometryError.unknownCRS` for a definition PROJ does not know, one that is not of a
  ///   horizontal system, or one that PROJ cannot convert to WGS 84.
  public init(crs definition: String) throws(GeometryError) {
    let context = try PROJContext()
    let source = try Self.system(definition, context)
    name = proj_get_name(source.pointer).map { String(cString: $0) } ?? definition
    isGeographic = try Self.isGeographic(source, definition)
    // WGS 84 by its code: longitude first is normalised below like the other side's axes.
    let target = try Self.system("EPSG:4326", context)
    guard
      let pair = proj_create_crs_to_crs_from_pj(
        context.handle, source.pointer, target.pointer, nil, nil)
    else {
      throw context.lastError("no way from \(definition) to WGS 84", code: .unknownCRS)
    }
    let raw = PROJOperation(pair, in: context)
    guard let normalized = proj_normalize_for_visualization(context.handle, raw.pointer) else {
      throw context.lastError("proj_normalize_for_visualization", code: .unknownCRS)
    }
    operation = PROJOperation(normalized, in: context)
  }

  /// - Throws: `GeometryError.operationFailed` naming the first position that cannot be converted.
  /// - Complexity: O(*n*).
  public func toWGS84(_ points: [CRSPoint]) throws(GeometryError) -> [GeographicCoordinate] {
    let positions: [GeographicCoordinate] = try transform(points, PJ_FWD)
    for position in positions {
      try GeographicCoordinate.check(easting: position.longitude, northing: position.latitude)
    }
    return positions
  }

  /// The inverse of `toWGS84`.
  public func fromWGS84(_ positions: [GeographicCoordinate]) throws(GeometryError) -> [CRSPoint] {
    for position in positions {
      try GeographicCoordinate.check(easting: position.longitude, northing: position.latitude)
    }
    return try transform(positions, PJ_INV)
  }

  public func toWGS84(
    _ shape: MultiPolygon<CRSPoint>
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate> {
    try shape.mapped { points throws(GeometryError) in try toWGS84(points) }
  }

  public func fromWGS84(
    _ shape: MultiPolygon<GeographicCoordinate>
  ) throws(GeometryError) -> MultiPolygon<CRSPoint> {
    try shape.mapped { points throws(GeometryError) in try fromWGS84(points) }
  }

  private func transform<From: Coordinate, To: Coordinate>(
    _ points: [From], _ direction: PJ_DIRECTION
  ) throws(GeometryError) -> [To] {
    var pairs = points.interleaved()
    try operation.transform(direction, &pairs)
    return [To](interleaved: pairs)
  }

  private static func system(
    _ definition: String, _ context: PROJContext
  ) throws(GeometryError) -> PROJOperation {
    // Without the type a PROJ string means an operation, not a system.
    let isString = definition.hasPrefix("+") && !definition.contains("+type=crs")
    // A C string ends at its first NUL; what follows would be dropped unseen.
    guard !definition.isEmpty, !definition.utf8.contains(0),
      let handle = proj_create(context.handle, isString ? definition + " +type=crs" : definition)
    else {
      throw GeometryError(
        .unknownCRS,
        "\"\(abridged(definition))\" is not a coordinate reference system PROJ knows; "
          + "give a code such as EPSG:4549 or its WKT")
    }
    return PROJOperation(handle, in: context)
  }

  private static func isGeographic(
    _ system: borrowing PROJOperation, _ definition: String
  ) throws(GeometryError) -> Bool {
    var type = proj_get_type(system.pointer)
    if type == PJ_TYPE_BOUND_CRS || type == PJ_TYPE_COMPOUND_CRS {
      // The horizontal part decides: the base of a bound system, the first of a compound one.
      let part =
        type == PJ_TYPE_BOUND_CRS
        ? proj_get_source_crs(system.context.handle, system.pointer)
        : proj_crs_get_sub_crs(system.context.handle, system.pointer, 0)
      guard let part else {
        throw system.context.lastError("proj_crs_get_sub_crs", code: .unknownCRS)
      }
      type = proj_get_type(PROJOperation(part, in: system.context).pointer)
    }
    switch type {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: return true
    case PJ_TYPE_PROJECTED_CRS: return false
    default:
      throw GeometryError(
        .unknownCRS,
        "\"\(abridged(definition))\" is not a system of map or geographic coordinates")
    }
  }

  /// A pasted WKT fills pages; a message is one line.
  private static func abridged(_ definition: String) -> String {
    let line = String(definition.prefix(60).map { $0.isNewline ? " " : $0 })
    return definition.count > 60 ? line + "…" : line
  }
}
