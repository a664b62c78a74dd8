internal import CGEOS

extension GEOSContext {
  /// The area inside at least one ring.
  ///
  /// - Complexity: O(*n* log *n*) in the number of points where few rings overlap.
  public func union(of circles: [LinearRing<PlanarPoint>]) throws(GeometryError) -> GEOSGeometry {
    try geometry(MultiPolygon(circles.map { Polygon(shell: $0) })).unaryUnion()
  }

  /// The area inside at least one shape.
  public func union(of shapes: [MultiPolygon<PlanarPoint>]) throws(GeometryError) -> GEOSGeometry {
    try geometry(MultiPolygon(shapes.flatMap(\.polygons))).unaryUnion()
  }
}
