internal import CGEOS
public import Quantities

extension GEOSGeometry {
  public func union(_ other: borrowing GEOSGeometry) throws(GeometryError) -> GEOSGeometry {
    try context.owned("GEOSUnion_r", GEOSUnion_r(context.handle, pointer, other.pointer))
  }

  /// The union of all parts of a collection, by cascading: far quicker than one after the other.
  public func unaryUnion() throws(GeometryError) -> GEOSGeometry {
    try context.owned("GEOSUnaryUnion_r", GEOSUnaryUnion_r(context.handle, pointer))
  }

  public func intersection(
    _ other: borrowing GEOSGeometry
  ) throws(GeometryError) -> GEOSGeometry {
    try context.owned(
      "GEOSIntersection_r", GEOSIntersection_r(context.handle, pointer, other.pointer))
  }

  /// What is in this one and not in `other`.
  public func difference(
    _ other: borrowing GEOSGeometry
  ) throws(GeometryError) -> GEOSGeometry {
    try context.owned(
      "GEOSDifference_r", GEOSDifference_r(context.handle, pointer, other.pointer))
  }

  /// Everything within `distance` in the plane; a negative distance shrinks.
  ///
  /// The corners of the result lie on the circle, so its area is less than the circle's: by 0.16 %
  /// with 16 segments a quarter. For coverage use `AnalysisPlane.circle`, which also takes out the
  /// plane's stretch.
  public func buffer(
    _ distance: Meters, quadrantSegments: Int = 64
  ) throws(GeometryError) -> GEOSGeometry {
    guard distance.value.isFinite else {
      throw GeometryError(.outOfRange, "a buffer of \(distance.value) m cannot be made")
    }
    precondition((1...100_000).contains(quadrantSegments), "quadrantSegments: 1 to 100,000")
    return try context.owned(
      "GEOSBuffer_r",
      GEOSBuffer_r(context.handle, pointer, distance.value, Int32(quadrantSegments)))
  }

  /// Fewer points, none moved by more than `tolerance`, with no part crossing another. Neighbours
  /// simplified one by one part along their common edge: `GEOSContext.simplifiedCoverage` keeps it.
  ///
  /// Douglas–Peucker restricted to moves that keep the topology (D.H. Douglas, T.K. Peucker,
  /// Cartographica 10 (1973) 112–122, doi 10.3138/FM57-6770-U75U-7727).
  public func simplifiedPreservingTopology(
    _ tolerance: Meters
  ) throws(GeometryError) -> GEOSGeometry {
    guard tolerance.value.isFinite, tolerance.value >= 0 else {
      throw GeometryError(
        .outOfRange, "a simplification tolerance of \(tolerance.value) m makes no sense")
    }
    return try context.owned(
      "GEOSTopologyPreserveSimplify_r",
      GEOSTopologyPreserveSimplify_r(context.handle, pointer, tolerance.value))
  }

  /// The smallest convex shape around it.
  public func convexHull() throws(GeometryError) -> GEOSGeometry {
    try context.owned("GEOSConvexHull_r", GEOSConvexHull_r(context.handle, pointer))
  }

  /// A point that lies inside, for a label; the centroid of a crescent does not.
  public func pointOnSurface() throws(GeometryError) -> PlanarPoint {
    let point = try context.owned(
      "GEOSPointOnSurface_r", GEOSPointOnSurface_r(context.handle, pointer))
    guard try !point.isEmpty else {
      throw GeometryError(.operationFailed, "an empty shape has no point on its surface")
    }
    return try point.position()
  }

  /// Coordinates of a point geometry.
  func position() throws(GeometryError) -> PlanarPoint {
    var (x, y) = (0.0, 0.0)
    try context.check("GEOSGeomGetX_r", GEOSGeomGetX_r(context.handle, pointer, &x))
    try context.check("GEOSGeomGetY_r", GEOSGeomGetY_r(context.handle, pointer, &y))
    return PlanarPoint(x: x, y: y)
  }
}
