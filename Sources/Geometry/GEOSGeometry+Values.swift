internal import CGEOS

extension GEOSGeometry {
  /// The areas in it as a value; points and lines that an operation left over are dropped.
  ///
  /// - Complexity: O(*n*), one copy of the coordinates.
  public func multiPolygon() throws(GeometryError) -> MultiPolygon<PlanarPoint> {
    var polygons: [Polygon<PlanarPoint>] = []
    try context.appendPolygons(of: pointer, to: &polygons)
    return MultiPolygon(polygons)
  }
}

extension GEOSContext {
  fileprivate func appendPolygons(
    of geometry: OpaquePointer, to polygons: inout [Polygon<PlanarPoint>]
  ) throws(GeometryError) {
    let type = try count("GEOSGeomTypeId_r", GEOSGeomTypeId_r(handle, geometry))
    switch GEOSGeomTypes(UInt32(type)) {
    case GEOS_POLYGON:
      if let polygon = try polygon(geometry) { polygons.append(polygon) }
    case GEOS_MULTIPOLYGON, GEOS_GEOMETRYCOLLECTION:
      let parts = try count("GEOSGetNumGeometries_r", GEOSGetNumGeometries_r(handle, geometry))
      for index in 0..<parts {
        let part = try borrowed(
          "GEOSGetGeometryN_r", GEOSGetGeometryN_r(handle, geometry, Int32(index)))
        try appendPolygons(of: part, to: &polygons)
      }
    default:
      return
    }
  }

  /// `nil` for POLYGON EMPTY.
  private func polygon(
    _ geometry: OpaquePointer
  ) throws(GeometryError) -> Polygon<PlanarPoint>? {
    guard try !predicate("GEOSisEmpty_r", GEOSisEmpty_r(handle, geometry)) else { return nil }
    let shell = try borrowed(
      "GEOSGetExteriorRing_r", GEOSGetExteriorRing_r(handle, geometry))
    let count = try count(
      "GEOSGetNumInteriorRings_r", GEOSGetNumInteriorRings_r(handle, geometry))
    var holes: [LinearRing<PlanarPoint>] = []
    for index in 0..<count {
      let hole = try borrowed(
        "GEOSGetInteriorRingN_r", GEOSGetInteriorRingN_r(handle, geometry, Int32(index)))
      holes.append(try LinearRing(points(hole)))
    }
    return Polygon(shell: try LinearRing(points(shell)), holes: holes)
  }

  func points(_ line: OpaquePointer) throws(GeometryError) -> [PlanarPoint] {
    let sequence = try borrowed("GEOSGeom_getCoordSeq_r", GEOSGeom_getCoordSeq_r(handle, line))
    var size: UInt32 = 0
    try check("GEOSCoordSeq_getSize_r", GEOSCoordSeq_getSize_r(handle, sequence, &size))
    guard size > 0 else { return [] }
    var points = [PlanarPoint](repeating: PlanarPoint(x: 0, y: 0), count: Int(size))
    let status = points.withUnsafeMutableBytes { bytes -> Int32 in
      guard let buffer = bytes.bindMemory(to: Double.self).baseAddress else { return 0 }
      return GEOSCoordSeq_copyToBuffer_r(handle, sequence, buffer, 0, 0)
    }
    try check("GEOSCoordSeq_copyToBuffer_r", status)
    return points
  }
}
