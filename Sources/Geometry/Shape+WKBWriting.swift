extension Shape {
  /// Well-known binary as OGC and ISO define it, little-endian, two dimensions: what a GeoPackage
  /// holds behind its header.
  ///
  /// - Complexity: O(*n*).
  public func wkb() -> [UInt8] {
    var writer = WKBWriter()
    writer.write(self)
    return writer.bytes
  }
}

private struct WKBWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Point>(_ shape: Shape<Point>) {
    switch shape {
    case .point(let point):
      header(1)
      write(point)
    case .lineString(let line):
      header(2)
      write(line.points)
    case .polygon(let polygon):
      write(polygon)
    case .multiPoint(let points):
      header(4, count: points.count)
      for point in points {
        header(1)
        write(point)
      }
    case .multiLineString(let lines):
      header(5, count: lines.count)
      for line in lines {
        header(2)
        write(line.points)
      }
    case .multiPolygon(let shape):
      header(6, count: shape.polygons.count)
      for polygon in shape.polygons { write(polygon) }
    case .collection(let shapes):
      header(7, count: shapes.count)
      for shape in shapes { write(shape) }
    }
  }

  private mutating func write<Point>(_ polygon: Polygon<Point>) {
    header(3, count: 1 + polygon.holes.count)
    write(polygon.shell.points)
    for hole in polygon.holes { write(hole.points) }
  }

  private mutating func write(_ points: [some Coordinate]) {
    write(UInt32(points.count))
    bytes.reserveCapacity(bytes.count + 16 * points.count)
    for point in points { write(point) }
  }

  private mutating func write(_ point: some Coordinate) {
    withUnsafeBytes(of: point.easting.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: point.northing.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func write(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func header(_ kind: UInt32, count: Int? = nil) {
    bytes.append(1)
    write(kind)
    if let count { write(UInt32(count)) }
  }
}
