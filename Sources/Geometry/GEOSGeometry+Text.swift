internal import CGEOS

extension GEOSGeometry {
  /// Well-known text with the shortest digits that read back as the same numbers.
  public func wkt() throws(GeometryError) -> String {
    try Shape<PlanarPoint>(wkb: wkb()).wkt()
  }

  /// Well-known binary, little-endian, two dimensions.
  public func wkb() throws(GeometryError) -> [UInt8] {
    guard let writer = GEOSWKBWriter_create_r(context.handle) else {
      throw context.failure("GEOSWKBWriter_create_r")
    }
    defer { GEOSWKBWriter_destroy_r(context.handle, writer) }
    GEOSWKBWriter_setByteOrder_r(context.handle, writer, Int32(GEOS_WKB_NDR.rawValue))
    GEOSWKBWriter_setOutputDimension_r(context.handle, writer, 2)
    var size = 0
    guard let bytes = GEOSWKBWriter_write_r(context.handle, writer, pointer, &size) else {
      throw context.failure("GEOSWKBWriter_write_r")
    }
    defer { GEOSFree_r(context.handle, bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: size))
  }
}
