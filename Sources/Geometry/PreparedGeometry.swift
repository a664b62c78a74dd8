internal import CGEOS

/// A shape with an index over its sides, for many questions to the same shape.
///
/// Not for several tasks at once: GEOS fills the index at the first question. `AreaLocator` is a
/// value that tasks can share.
public struct PreparedGeometry: ~Copyable {
  public let geometry: GEOSGeometry
  private let handle: OpaquePointer

  init(_ geometry: consuming GEOSGeometry) throws(GeometryError) {
    let context = geometry.context
    handle = try context.borrowed(
      "GEOSPrepare_r", GEOSPrepare_r(context.handle, geometry.pointer))
    self.geometry = geometry
  }

  // Runs before `geometry` is let go: the index points into it.
  deinit { GEOSPreparedGeom_destroy_r(geometry.context.handle, handle) }

  /// Whether `point` lies inside; a point on the edge does not.
  public func contains(_ point: PlanarPoint) throws(GeometryError) -> Bool {
    let context = geometry.context
    let point = try context.geometry(point)
    return try context.predicate(
      "GEOSPreparedContains_r", GEOSPreparedContains_r(context.handle, handle, point.pointer))
  }

  /// `contains` for each of `points`.
  public func contains(_ points: [PlanarPoint]) throws(GeometryError) -> [Bool] {
    var result: [Bool] = []
    result.reserveCapacity(points.count)
    for point in points { result.append(try contains(point)) }
    return result
  }

  /// Whether the two share a point.
  public func intersects(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
    let context = geometry.context
    return try context.predicate(
      "GEOSPreparedIntersects_r",
      GEOSPreparedIntersects_r(context.handle, handle, other.pointer))
  }
}

extension GEOSGeometry {
  /// Gives the geometry an index; it belongs to the result from here on.
  public consuming func prepared() throws(GeometryError) -> PreparedGeometry {
    try PreparedGeometry(self)
  }
}
