internal import CGEOS
public import Quantities

extension GEOSContext {
  /// Simplifies shapes that share edges, such as neighbouring counties, so that they still share
  /// them: no slits, no overlaps.
  ///
  /// The outlines are cut where three shapes meet, each piece is simplified once for both its
  /// neighbours, and the pieces are put together again; GEOS has this only from 3.12. Shapes must be
  /// valid and must not overlap. A shape smaller than the tolerance may vanish; it comes back empty.
  ///
  /// - Complexity: O(*n* log *n*) in the number of points.
  public func simplifiedCoverage(
    _ shapes: [MultiPolygon<PlanarPoint>], _ tolerance: Meters
  ) throws(GeometryError) -> [MultiPolygon<PlanarPoint>] {
    var outlines = GEOSParts(in: self)
    for shape in shapes {
      for ring in shape.rings { outlines.append(try line(ring.points)) }
    }
    // The union cuts the lines where they meet and keeps what two share once; the merge joins
    // pieces up to the next place where three meet.
    let noded = try collection(outlines, type: GEOS_MULTILINESTRING).unaryUnion()
    let arcs = try noded.mergedLines().simplifiedPreservingTopology(tolerance)
    let faces = try arcs.polygonized()
    return try assign(faces.multiPolygon().polygons, to: shapes)
  }

  /// Each face belongs to the shape that holds most of it; a face no shape holds is a hole or a lake
  /// between them.
  private func assign(
    _ faces: [Polygon<PlanarPoint>], to shapes: [MultiPolygon<PlanarPoint>]
  ) throws(GeometryError) -> [MultiPolygon<PlanarPoint>] {
    var parts = [[Polygon<PlanarPoint>]](repeating: [], count: shapes.count)
    let filled = shapes.indices.filter { !shapes[$0].isEmpty }
    let index = try SpatialIndex(filled.compactMap { shapes[$0].bounds }, in: self)
    for face in faces {
      guard let bounds = MultiPolygon([face]).bounds else { continue }
      let area = try geometry(face)
      let total = try area.area.value
      for candidate in try index.query(bounds) {
        let shape = try geometry(shapes[filled[candidate]])
        let common = try shape.intersection(area).area.value
        guard common > total / 2 else { continue }
        parts[filled[candidate]].append(face)
        break
      }
    }
    var result: [MultiPolygon<PlanarPoint>] = []
    for part in parts {
      // Faces of one shape may share an edge where a third shape's corner touched it.
      result.append(
        part.count < 2
          ? MultiPolygon(part) : try geometry(MultiPolygon(part)).unaryUnion().multiPolygon())
    }
    return result
  }
}

extension GEOSGeometry {
  fileprivate func mergedLines() throws(GeometryError) -> GEOSGeometry {
    try context.owned("GEOSLineMerge_r", GEOSLineMerge_r(context.handle, pointer))
  }

  /// The areas that noded lines enclose.
  fileprivate func polygonized() throws(GeometryError) -> GEOSGeometry {
    let lines: [OpaquePointer?] = [pointer]
    let result = lines.withUnsafeBufferPointer { lines in
      GEOSPolygonize_r(context.handle, lines.baseAddress, UInt32(lines.count))
    }
    return try context.owned("GEOSPolygonize_r", result)
  }
}
