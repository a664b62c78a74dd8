import Geometry

/// The point of a segment that is nearest to a place.
struct SegmentProjection: Sendable, Hashable {
  var segment: Int
  /// In the plane that touches the ellipsoid at the place, metres.
  var distance: Double
  /// 0 at the segment's start, exactly; 1 at its end, exactly.
  var fraction: Double
  var latitude: Double
  var longitude: Double
}

/// Finds the nearest segment of those that are wanted.
///
/// Distances are taken in the plane that touches the ellipsoid at the place: true to 1 part in 10⁵ at
/// 10 km, and alike for all candidates near by.
struct NearestSegment {
  private let network: RoadNetwork
  private let levels: [Int]

  init(_ network: RoadNetwork) {
    self.network = network
    levels = SegmentTree.levels(segments: network.segmentCount)
  }

  /// - Parameter limit: metres; farther ones are not found.
  /// - Returns: `nil` where there is none. Of several as near, the one with the smallest number.
  /// - Complexity: O(log segments) for a place among roads.
  func find(
    _ place: GeographicCoordinate, within limit: Double, wanted: [Bool]
  ) -> SegmentProjection? {
    guard !levels.isEmpty else { return nil }
    let scale = GroundScale(latitude: min(89.9, max(-89.9, place.latitude)))
    var search = Search(
      latitude: place.latitude, longitude: place.longitude, north: scale.metersPerDegreeNorth,
      east: scale.metersPerDegreeEast, limit: limit)
    network.boxes.withUnsafeBufferPointer { boxes in
      wanted.withUnsafeBufferPointer { wanted in
        descend(level: levels.count - 1, from: 0, to: 1, boxes, wanted, &search)
      }
    }
    return search.best
  }

  private struct Search {
    let latitude: Double
    let longitude: Double
    let north: Double
    let east: Double
    /// Shrinks to the nearest found.
    var limit: Double
    var best: SegmentProjection?
    var points: [RoadPosition] = []

    /// Metres to a box; 0 inside.
    func distance(to box: RoadBox) -> Double {
      let y =
        max(Double(box.south) / 1e7 - latitude, 0, latitude - Double(box.north) / 1e7) * north
      let x = max(Double(box.west) / 1e7 - longitude, 0, longitude - Double(box.east) / 1e7) * east
      return (x * x + y * y).squareRoot()
    }
  }

  private func descend(
    level: Int, from first: Int, to end: Int, _ boxes: UnsafeBufferPointer<RoadBox>,
    _ wanted: UnsafeBufferPointer<Bool>, _ search: inout Search
  ) {
    let offset = levels[..<level].reduce(0, +)
    var near: [(distance: Double, index: Int)] = []
    near.reserveCapacity(end - first)
    for index in first..<end {
      let distance = search.distance(to: boxes[offset + index])
      if distance <= search.limit { near.append((distance, index)) }
    }
    near.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
    for candidate in near where candidate.distance <= search.limit {
      let start = candidate.index * SegmentTree.groupSize
      if level == 0 {
        for segment in start..<min(start + SegmentTree.groupSize, network.segmentCount)
        where wanted[segment] { project(segment, &search) }
      } else {
        descend(
          level: level - 1, from: start, to: min(start + SegmentTree.groupSize, levels[level - 1]),
          boxes, wanted, &search)
      }
    }
  }

  private func project(_ segment: Int, _ search: inout Search) {
    search.points.removeAll(keepingCapacity: true)
    network.appendShape(ofSegment: segment, to: &search.points)
    var along = 0.0
    var best: (distance: Double, along: Double, x: Double, y: Double, isEnd: Bool)?
    func x(_ index: Int) -> Double {
      (Double(search.points[index].longitude) / 1e7 - search.longitude) * search.east
    }
    func y(_ index: Int) -> Double {
      (Double(search.points[index].latitude) / 1e7 - search.latitude) * search.north
    }
    var (x0, y0) = (x(0), y(0))
    for index in 1..<search.points.count {
      let (x1, y1) = (x(index), y(index))
      let (dx, dy) = (x1 - x0, y1 - y0)
      let square = dx * dx + dy * dy
      let share = square > 0 ? min(1, max(0, -(x0 * dx + y0 * dy) / square)) : 0
      let (px, py) = (x0 + share * dx, y0 + share * dy)
      let distance = (px * px + py * py).squareRoot()
      let length = square.squareRoot()
      if distance < best?.distance ?? .infinity {
        best = (
          distance, along + share * length, px, py,
          share == 1 && index == search.points.count - 1
        )
      }
      along += length
      (x0, y0) = (x1, y1)
    }
    guard let best, best.distance <= search.limit else { return }
    if let found = search.best, (found.distance, found.segment) < (best.distance, segment) {
      return
    }
    search.limit = best.distance
    search.best = SegmentProjection(
      segment: segment, distance: best.distance,
      fraction: best.isEnd ? 1 : along > 0 ? min(1, best.along / along) : 0,
      latitude: search.latitude + best.y / search.north,
      longitude: search.longitude + best.x / search.east)
  }
}
