internal import CPROJ

/// Projects to and from one plane, by PROJ, set up once for many calls.
///
/// Not `Sendable`: PROJ objects belong to one thread. `AnalysisPlane.project` and `unproject` make one
/// for each call.
public final class PlaneProjection {
  private let operation: PROJOperation

  /// - Throws: `GeometryError.operationFailed` where PROJ cannot start.
  /// - Complexity: O(1), but 0.2 ms.
  public init(_ plane: AnalysisPlane) throws(GeometryError) {
    operation = try PROJOperation(plane.definition, in: PROJContext())
  }

  /// Projects positions to metres.
  ///
  /// - Throws: `GeometryError.outOfRange` for a position not on the globe, `.operationFailed` where
  ///   PROJ cannot project one (90° and more off the central meridian).
  /// - Complexity: O(*n*), about 0.5 µs each.
  public func project(
    _ positions: [GeographicCoordinate]
  ) throws(GeometryError) -> [PlanarPoint] {
    for position in positions {
      try GeographicCoordinate.check(easting: position.longitude, northing: position.latitude)
    }
    return try transform(positions, PJ_FWD)
  }

  /// The inverse of `project`.
  public func unproject(
    _ points: [PlanarPoint]
  ) throws(GeometryError) -> [GeographicCoordinate] {
    try transform(points, PJ_INV)
  }

  /// Projects the corners of a shape; its sides become straight in the plane.
  public func project(
    _ shape: MultiPolygon<GeographicCoordinate>
  ) throws(GeometryError) -> MultiPolygon<PlanarPoint> {
    try shape.mapped { points throws(GeometryError) in try project(points) }
  }

  /// The inverse of `project`.
  public func unproject(
    _ shape: MultiPolygon<PlanarPoint>
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate> {
    try shape.mapped { points throws(GeometryError) in try unproject(points) }
  }

  private func transform<From: Coordinate, To: Coordinate>(
    _ points: [From], _ direction: PJ_DIRECTION
  ) throws(GeometryError) -> [To] {
    var pairs = points.interleaved()
    try operation.transform(direction, &pairs)
    return [To](interleaved: pairs)
  }
}

extension AnalysisPlane {
  /// Projects positions to metres, as `PlaneProjection` does; that one is quicker for many calls.
  public func project(
    _ positions: [GeographicCoordinate]
  ) throws(GeometryError) -> [PlanarPoint] {
    positions.isEmpty ? [] : try PlaneProjection(self).project(positions)
  }

  /// The inverse of `project`.
  public func unproject(
    _ points: [PlanarPoint]
  ) throws(GeometryError) -> [GeographicCoordinate] {
    points.isEmpty ? [] : try PlaneProjection(self).unproject(points)
  }

  /// Projects the corners of a shape; its sides become straight in the plane.
  public func project(
    _ shape: MultiPolygon<GeographicCoordinate>
  ) throws(GeometryError) -> MultiPolygon<PlanarPoint> {
    try PlaneProjection(self).project(shape)
  }

  /// The inverse of `project`.
  public func unproject(
    _ shape: MultiPolygon<PlanarPoint>
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate> {
    try PlaneProjection(self).unproject(shape)
  }

  fileprivate var definition: String {
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=tmerc "
      + "+algo=poder_engsager +lat_0=0 +lon_0=\(centralMeridian) +k=1 "
      + "+x_0=\(Self.falseEasting) +y_0=0 +ellps=GRS80"
  }
}

extension Array where Element: Coordinate {
  /// Easting, northing, easting, northing …
  func interleaved() -> [Double] {
    [Double](unsafeUninitializedCapacity: 2 * count) { buffer, initialized in
      for (index, point) in enumerated() {
        buffer.initializeElement(at: 2 * index, to: point.easting)
        buffer.initializeElement(at: 2 * index + 1, to: point.northing)
      }
      initialized = 2 * count
    }
  }

  init(interleaved pairs: [Double]) {
    self = stride(from: 0, to: pairs.count, by: 2).map {
      Element(easting: pairs[$0], northing: pairs[$0 + 1])
    }
  }
}

extension MultiPolygon {
  /// The same rings with other points, all transformed in one call.
  func mapped<To: Coordinate>(
    _ transform: ([Point]) throws(GeometryError) -> [To]
  ) throws(GeometryError) -> MultiPolygon<To> {
    let points = try transform(rings.flatMap(\.points))
    var next = 0
    func take(_ ring: LinearRing<Point>) throws(GeometryError) -> LinearRing<To> {
      defer { next += ring.points.count }
      return try LinearRing<To>(Array(points[next..<next + ring.points.count]))
    }
    var result: [Polygon<To>] = []
    for polygon in polygons {
      let shell = try take(polygon.shell)
      var holes: [LinearRing<To>] = []
      for hole in polygon.holes { holes.append(try take(hole)) }
      result.append(Polygon(shell: shell, holes: holes))
    }
    return MultiPolygon<To>(result)
  }
}
