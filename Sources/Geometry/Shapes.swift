/// A closed ring: at least four points, the last equal to the first. A ring that is not closed
/// cannot be made.
public struct LinearRing<Point: Coordinate>: Sendable, Hashable {
  public let points: [Point]

  /// - Throws: `GeometryError.invalidRing` with fewer than four points, an open ring, or a
  ///   coordinate that is not finite.
  public init(_ points: [Point]) throws(GeometryError) {
    guard points.count >= 4 else {
      throw GeometryError(
        .invalidRing, "a ring needs at least 4 points, this one has \(points.count)")
    }
    guard points.first == points.last else {
      throw GeometryError(.invalidRing, "a ring must end where it starts")
    }
    for point in points where !(point.easting.isFinite && point.northing.isFinite) {
      throw GeometryError(
        .invalidRing,
        "a ring has a coordinate that is not a number: \(point.easting), \(point.northing)")
    }
    self.points = points
  }

  /// For points made here that are known to close.
  init(closed points: [Point]) {
    self.points = points
  }
}

/// A polygon: one shell, any number of holes.
public struct Polygon<Point: Coordinate>: Sendable, Hashable {
  public let shell: LinearRing<Point>
  public let holes: [LinearRing<Point>]

  public init(shell: LinearRing<Point>, holes: [LinearRing<Point>] = []) {
    self.shell = shell
    self.holes = holes
  }
}

/// Any number of polygons, none included.
public struct MultiPolygon<Point: Coordinate>: Sendable, Hashable {
  public let polygons: [Polygon<Point>]

  public init(_ polygons: [Polygon<Point>] = []) { self.polygons = polygons }

  public var isEmpty: Bool { polygons.isEmpty }

  /// Every ring, shells before their holes.
  public var rings: [LinearRing<Point>] { polygons.flatMap { [$0.shell] + $0.holes } }

  public var pointCount: Int { rings.reduce(0) { $0 + $1.points.count } }

  /// The smallest box around all shells; `nil` where there is none.
  @inlinable public var bounds: Bounds<Point>? {
    var bounds: Bounds<Point>?
    for polygon in polygons {
      guard let box = Bounds(containing: polygon.shell.points) else { continue }
      bounds = bounds?.union(box) ?? box
    }
    return bounds
  }
}

/// An axis-parallel box.
public struct Bounds<Point: Coordinate>: Sendable, Hashable {
  public let minimum: Point
  public let maximum: Point

  @inlinable public init(minimum: Point, maximum: Point) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// `nil` where `points` is empty.
  /// - Complexity: O(*n*).
  // Inlinable, or other modules run it through the witness tables: a microsecond a point.
  @inlinable public init?(containing points: some Sequence<Point>) {
    var iterator = points.makeIterator()
    guard let first = iterator.next() else { return nil }
    var (west, east) = (first.easting, first.easting)
    var (south, north) = (first.northing, first.northing)
    while let point = iterator.next() {
      west = min(west, point.easting)
      east = max(east, point.easting)
      south = min(south, point.northing)
      north = max(north, point.northing)
    }
    self.init(
      minimum: Point(easting: west, northing: south), maximum: Point(easting: east, northing: north)
    )
  }

  public var center: Point {
    Point(
      easting: (minimum.easting + maximum.easting) / 2,
      northing: (minimum.northing + maximum.northing) / 2)
  }

  @inlinable public func union(_ other: Bounds) -> Bounds {
    Bounds(
      minimum: Point(
        easting: min(minimum.easting, other.minimum.easting),
        northing: min(minimum.northing, other.minimum.northing)),
      maximum: Point(
        easting: max(maximum.easting, other.maximum.easting),
        northing: max(maximum.northing, other.maximum.northing)))
  }

  @inlinable public func contains(_ point: Point) -> Bool {
    point.easting >= minimum.easting && point.easting <= maximum.easting
      && point.northing >= minimum.northing && point.northing <= maximum.northing
  }
}

extension Bounds where Point == PlanarPoint {
  /// Distance in the plane from the box to `point`, metres; 0 inside.
  public func distance(to point: PlanarPoint) -> Double {
    let dx = max(minimum.x - point.x, 0, point.x - maximum.x)
    let dy = max(minimum.y - point.y, 0, point.y - maximum.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
