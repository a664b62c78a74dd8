extension Shape {
  /// Well-known text; numbers in the shortest form that reads back as the same.
  ///
  /// - Complexity: O(*n*).
  public func wkt() -> String {
    switch self {
    case .point(let point): "POINT (\(Self.text(point)))"
    case .multiPoint(let points): Self.text("MULTIPOINT", points.map { "(\(Self.text($0)))" })
    case .lineString(let line): "LINESTRING \(Self.text(line.points))"
    case .multiLineString(let lines):
      Self.text("MULTILINESTRING", lines.map { Self.text($0.points) })
    case .polygon(let polygon): "POLYGON \(Self.text(polygon))"
    case .multiPolygon(let shape):
      Self.text("MULTIPOLYGON", shape.polygons.map { Self.text($0) })
    case .collection(let shapes): Self.text("GEOMETRYCOLLECTION", shapes.map { $0.wkt() })
    }
  }

  private static func text(_ keyword: String, _ parts: [String]) -> String {
    parts.isEmpty ? "\(keyword) EMPTY" : "\(keyword) (\(parts.joined(separator: ", ")))"
  }

  private static func text(_ polygon: Polygon<Point>) -> String {
    let rings = [polygon.shell] + polygon.holes
    return "(\(rings.map { text($0.points) }.joined(separator: ", ")))"
  }

  private static func text(_ points: [Point]) -> String {
    "(\(points.map { text($0) }.joined(separator: ", ")))"
  }

  private static func text(_ point: Point) -> String {
    "\(text(point.easting)) \(text(point.northing))"
  }

  private static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
