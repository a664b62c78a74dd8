internal import CGEOS

extension GEOSContext {
  /// - Complexity: O(*n*), one copy of the coordinates.
  public func geometry(_ shape: MultiPolygon<PlanarPoint>) throws(GeometryError) -> GEOSGeometry {
    var parts = GEOSParts(in: self)
    for polygon in shape.polygons { parts.append(try geometry(polygon)) }
    return try collection(parts, type: GEOS_MULTIPOLYGON)
  }

  public func geometry(_ polygon: Polygon<PlanarPoint>) throws(GeometryError) -> GEOSGeometry {
    let shell = try geometry(polygon.shell)
    var holes = GEOSParts(in: self)
    for hole in polygon.holes { holes.append(try geometry(hole)) }
    // Shell and holes belong to GEOS from here on, even where the call fails.
    var pointers = holes.relinquish()
    return try owned(
      "GEOSGeom_createPolygon_r",
      GEOSGeom_createPolygon_r(
        handle, shell.relinquish(), &pointers, UInt32(pointers.count)))
  }

  public func geometry(_ point: PlanarPoint) throws(GeometryError) -> GEOSGeometry {
    try owned(
      "GEOSGeom_createPointFromXY_r", GEOSGeom_createPointFromXY_r(handle, point.x, point.y))
  }

  /// A multipoint.
  public func geometry(_ points: [PlanarPoint]) throws(GeometryError) -> GEOSGeometry {
    var parts = GEOSParts(in: self)
    for point in points { parts.append(try geometry(point)) }
    return try collection(parts, type: GEOS_MULTIPOINT)
  }

  public func geometry(_ bounds: Bounds<PlanarPoint>) throws(GeometryError) -> GEOSGeometry {
    try owned(
      "GEOSGeom_createRectangle_r",
      GEOSGeom_createRectangle_r(
        handle, bounds.minimum.x, bounds.minimum.y, bounds.maximum.x, bounds.maximum.y))
  }

  /// A ring as a closed line, not as an area.
  func geometry(_ ring: LinearRing<PlanarPoint>) throws(GeometryError) -> GEOSGeometry {
    let coordinates = try coordinateSequence(ring.points)
    return try owned(
      "GEOSGeom_createLinearRing_r", GEOSGeom_createLinearRing_r(handle, coordinates))
  }

  /// A line of two points or more.
  func line(_ points: [PlanarPoint]) throws(GeometryError) -> GEOSGeometry {
    let coordinates = try coordinateSequence(points)
    return try owned(
      "GEOSGeom_createLineString_r", GEOSGeom_createLineString_r(handle, coordinates))
  }

  func collection(
    _ parts: consuming GEOSParts, type: GEOSGeomTypes
  ) throws(GeometryError) -> GEOSGeometry {
    // The parts belong to GEOS from here on, even where the call fails.
    var pointers = parts.relinquish()
    return try owned(
      "GEOSGeom_createCollection_r",
      GEOSGeom_createCollection_r(
        handle, Int32(type.rawValue), &pointers, UInt32(pointers.count)))
  }

  /// The caller hands the result straight to the call that takes it over.
  private func coordinateSequence(
    _ points: [PlanarPoint]
  ) throws(GeometryError) -> OpaquePointer {
    let sequence = points.withUnsafeBytes { bytes in
      GEOSCoordSeq_copyFromBuffer_r(
        handle, bytes.bindMemory(to: Double.self).baseAddress, UInt32(points.count), 0, 0)
    }
    return try borrowed("GEOSCoordSeq_copyFromBuffer_r", sequence)
  }
}

/// Geometries on their way into a collection: a `~Copyable` handle cannot go into an array.
struct GEOSParts: ~Copyable {
  private let context: GEOSContext
  private var handles: [OpaquePointer?] = []

  init(in context: GEOSContext) { self.context = context }

  deinit {
    for handle in handles { GEOSGeom_destroy_r(context.handle, handle) }
  }

  mutating func append(_ part: consuming GEOSGeometry) { handles.append(part.relinquish()) }

  consuming func relinquish() -> [OpaquePointer?] {
    let handles = self.handles
    self.handles = []
    return handles
  }
}
