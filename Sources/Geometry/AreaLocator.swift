/// Where a point lies with respect to an area.
public enum AreaLocation: Sendable, Hashable {
  case inside
  case onEdge
  case outside
}

/// A shape with an index over its sides, a value that any number of tasks can ask at once.
///
/// Even-odd ray crossing (K. Hormann, A. Agathos, The point in polygon problem for arbitrary
/// polygons, Computational Geometry 20 (2001) 131–144, doi 10.1016/S0925-7721(01)00012-8) over
/// horizontal bands, each with the sides that pass it. The side of a line a point is on is decided
/// exactly, so a point on an edge is found to be on it. Answers as GEOS does (`PreparedGeometry`)
/// without an allocation a point.
///
/// The shape must be valid: where parts overlap, even-odd takes the overlap for outside.
public struct AreaLocator: Sendable {
  struct Side {
    var from: PlanarPoint
    var to: PlanarPoint
    var reach: Double { max(from.x, to.x) }
  }

  private let bounds: Bounds<PlanarPoint>?
  private let bandsPerMeter: Double
  /// The sides of band *b* are `sides[starts[b]..<starts[b + 1]]`, those reaching farthest east first.
  private let starts: [Int]
  private let sides: [Side]

  /// - Complexity: O(*n* log *n*) in the number of points.
  public init(_ shape: MultiPolygon<PlanarPoint>) {
    bounds = shape.bounds
    guard let bounds else {
      (bandsPerMeter, starts, sides) = (0, [0], [])
      return
    }
    let all = shape.rings.flatMap { ring in
      zip(ring.points, ring.points.dropFirst()).map { Side(from: $0, to: $1) }
    }
    let height = bounds.maximum.y - bounds.minimum.y
    // As many bands as keep the copies of sides at about two a side: a side is in every band it
    // passes, so their number grows with the sum of the sides' heights.
    let climbed = all.reduce(0) { $0 + abs($1.from.y - $1.to.y) }
    let ideal = climbed > 0 ? Double(all.count) * height / climbed : 1
    let count = max(1, min(ideal, Double(all.count)))
    let scale = height > 0 ? count.rounded(.down) / height : 0
    bandsPerMeter = scale.isFinite ? scale : 0
    (starts, sides) = Self.sorted(all, from: bounds.minimum.y, to: bounds.maximum.y, bandsPerMeter)
  }

  /// Sides by band, counted first and then placed.
  private static func sorted(
    _ all: [Side], from south: Double, to north: Double, _ bandsPerMeter: Double
  ) -> (starts: [Int], sides: [Side]) {
    func bands(_ side: Side) -> ClosedRange<Int> {
      let low = min(side.from.y, side.to.y)
      let high = max(side.from.y, side.to.y)
      return band(low, south, bandsPerMeter)...band(high, south, bandsPerMeter)
    }
    var starts = [Int](repeating: 0, count: band(north, south, bandsPerMeter) + 2)
    for side in all { for band in bands(side) { starts[band + 1] += 1 } }
    for band in 1..<starts.count { starts[band] += starts[band - 1] }
    // Placed in this order, each band comes out sorted.
    let order = all.sorted { $0.reach > $1.reach }
    var next = starts
    guard let first = all.first else { return (starts, []) }
    var sides = [Side](repeating: first, count: starts[starts.count - 1])
    for side in order {
      for band in bands(side) {
        sides[next[band]] = side
        next[band] += 1
      }
    }
    return (starts, sides)
  }

  /// Monotonous in `y`, so a side is in the band of every point level with it.
  private static func band(_ y: Double, _ south: Double, _ bandsPerMeter: Double) -> Int {
    Int((y - south) * bandsPerMeter)
  }

  /// - Complexity: O(*k*) for *k* sides about level with the point.
  public func location(of point: PlanarPoint) -> AreaLocation {
    starts.withUnsafeBufferPointer { starts in
      sides.withUnsafeBufferPointer { sides in location(of: point, starts, sides) }
    }
  }

  /// Whether `point` lies inside; a point on the edge does not.
  public func contains(_ point: PlanarPoint) -> Bool { location(of: point) == .inside }

  /// `contains` for each of `points`.
  ///
  /// - Complexity: O(*n* · *k*).
  public func contains(_ points: [PlanarPoint]) -> [Bool] {
    starts.withUnsafeBufferPointer { starts in
      sides.withUnsafeBufferPointer { sides in
        points.map { location(of: $0, starts, sides) == .inside }
      }
    }
  }

  private func location(
    of point: PlanarPoint, _ starts: UnsafeBufferPointer<Int>, _ sides: UnsafeBufferPointer<Side>
  ) -> AreaLocation {
    guard let bounds, bounds.contains(point) else { return .outside }
    let band = Self.band(point.y, bounds.minimum.y, bandsPerMeter)
    var isInside = false
    for index in starts[band]..<starts[band + 1] {
      let side = sides[index]
      // A ray to the east meets nothing that ends west of its start.
      if side.reach < point.x { break }
      let (from, to) = (side.from, side.to)
      if from.y == point.y, to.y == point.y {
        if min(from.x, to.x) <= point.x { return .onEdge }
        continue
      }
      // The upper end counts as above, the lower as below: a corner is crossed once.
      let isCrossing = (from.y > point.y) != (to.y > point.y)
      guard isCrossing else {
        if from == point || to == point { return .onEdge }
        continue
      }
      if min(from.x, to.x) > point.x {
        isInside.toggle()
        continue
      }
      let turn = orientation(from, to, point)
      if turn == 0 { return .onEdge }
      if (turn > 0) == (to.y > from.y) { isInside.toggle() }
    }
    return isInside ? .inside : .outside
  }
}
