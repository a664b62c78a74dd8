/// A line of two points or more.
public struct LineString<Point: Coordinate>: Sendable, Hashable {
  public let points: [Point]

  /// - Throws: `GeometryError.invalidShape` with fewer than two points, `.outOfRange` where a
  ///   coordinate is not finite.
  public init(_ points: [Point]) throws(GeometryError) {
    guard points.count >= 2 else {
      throw GeometryError(
        .invalidShape, "a line needs at least 2 points, this one has \(points.count)")
    }
    for point in points where !(point.easting.isFinite && point.northing.isFinite) {
      throw GeometryError(
        .outOfRange,
        "a line has a coordinate that is not a number: \(point.easting), \(point.northing)")
    }
    self.points = points
  }
}

/// Any shape of the OGC simple features, as the text and binary formats carry it. Heights and
/// measures are dropped on reading.
public indirect enum Shape<Point: Coordinate>: Sendable, Hashable {
  case point(Point)
  case multiPoint([Point])
  case lineString(LineString<Point>)
  case multiLineString([LineString<Point>])
  case polygon(Polygon<Point>)
  case multiPolygon(MultiPolygon<Point>)
  case collection([Shape])

  /// The areas in it; empty for points and lines.
  public var areas: MultiPolygon<Point> {
    switch self {
    case .point, .multiPoint, .lineString, .multiLineString: MultiPolygon()
    case .polygon(let polygon): MultiPolygon([polygon])
    case .multiPolygon(let polygons): polygons
    case .collection(let parts): MultiPolygon(parts.flatMap(\.areas.polygons))
    }
  }

  /// Collections in collections deeper than this are refused on reading: no map has them, and each
  /// level costs stack.
  static var maximumDepth: Int { 16 }
}
