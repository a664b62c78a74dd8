/// When each end of each segment is reached from one origin, and so every point of it.
struct SegmentTimes {
  /// Larger than any time with any share of an arc on top.
  private static let never = Int32.max

  /// By segment · 2, plus 1 for the direction from its end to its start: when a drive in that direction
  /// can begin.
  private var starts: [Int32]
  /// By place.
  private var places: [Int32]
  /// Where the origin is, for drives that never leave its segment.
  private var own: (segment: Int, fraction: Float, access: Int32)?
  /// Nodes whose arcs and places hold times of the last search.
  private var touched: [UInt32] = []

  init(_ network: RoadNetwork) {
    starts = Array(repeating: Self.never, count: network.segmentCount * 2)
    places = Array(repeating: Self.never, count: network.placeCount)
  }

  /// - Parameters:
  ///   - search: from the origin, just run.
  ///   - origin: where it is on the road.
  /// - Complexity: O(nodes reached and their arcs), and as many for what was reached before.
  mutating func update(
    _ network: RoadNetwork, _ times: ArcTimes, _ search: BoundedSearch, origin: RoadPoint?
  ) {
    own = origin.map {
      ($0.segment, Float($0.fraction), Int32(clamping: $0.accessMilliseconds))
    }
    network.firstArc.withUnsafeBufferPointer { rows in
      network.arcSegments.withUnsafeBufferPointer { codes in
        times.milliseconds.withUnsafeBufferPointer { milliseconds in
          for node in touched.lazy.map({ Int($0) }) {
            places[network.place(of: node)] = Self.never
            for arc in Int(rows[node])..<Int(rows[node + 1]) {
              starts[Int(codes[arc])] = Self.never
            }
          }
          for node in search.reached.lazy.map({ Int($0) }) {
            let time = Int32(bitPattern: search.times[node])
            let place = network.place(of: node)
            places[place] = min(places[place], time)
            for arc in Int(rows[node])..<Int(rows[node + 1])
            where milliseconds[arc] < SearchTime.horizon {
              let code = Int(codes[arc])
              starts[code] = min(starts[code], time)
            }
          }
        }
      }
    }
    touched = Array(search.reached)
  }

  /// When a point of a segment is reached from any side, in milliseconds; from the horizon on where it is
  /// not.
  @inline(__always)
  func time(_ segment: Int, at fraction: Float, _ running: SegmentRunning) -> Double {
    let (forward, backward) = running.ofSegment(segment)
    let share = Double(fraction)
    var time = min(
      Double(starts[2 * segment]) + (forward * share).rounded(),
      Double(starts[2 * segment + 1]) + (backward * (1 - share)).rounded())
    if fraction == 0 { time = min(time, Double(places[running.from(segment)])) }
    if fraction == 1 { time = min(time, Double(places[running.to(segment)])) }
    guard let own, own.segment == segment else { return time }
    let access = Double(own.access)
    if fraction == own.fraction { return min(time, access) }
    if fraction > own.fraction, running.isOpen(segment, forward: true) {
      time = min(time, access + (forward * Double(fraction - own.fraction)).rounded())
    }
    if fraction < own.fraction, running.isOpen(segment, forward: false) {
      time = min(time, access + (backward * Double(own.fraction - fraction)).rounded())
    }
    return time
  }

  /// When the last point of a part of a segment is reached.
  ///
  /// A point is reached from the side that is nearer in time. Where both sides are, the last is where
  /// the two meet, or an end of the part.
  @inline(__always)
  func lastTime(_ part: CellRoads.Part, _ running: SegmentRunning) -> Double {
    let segment = Int(part.segment)
    let (forward, backward) = running.ofSegment(segment)
    let (a, b) = (Double(starts[2 * segment]), Double(starts[2 * segment + 1]))
    guard let own, own.segment == segment else {
      return Self.lastTime(from: a, b, forward, backward, Double(part.from), Double(part.to))
    }
    let (at, access) = (Double(own.fraction), Double(own.access))
    var last = 0.0
    if Double(part.to) >= at {
      // Beyond the origin: as if the drive forward had begun at the segment's start.
      let start = running.isOpen(segment, forward: true) ? min(a, access - forward * at) : a
      last = max(
        last,
        Self.lastTime(
          from: start, b, forward, backward, max(Double(part.from), at), Double(part.to)))
    }
    if Double(part.from) <= at {
      let start = running.isOpen(segment, forward: false) ? min(b, access - backward * (1 - at)) : b
      last = max(
        last,
        Self.lastTime(
          from: a, start, forward, backward, Double(part.from), min(Double(part.to), at)))
    }
    return last
  }

  @inline(__always)
  private static func lastTime(
    from a: Double, _ b: Double, _ forward: Double, _ backward: Double, _ from: Double, _ to: Double
  ) -> Double {
    // A closed direction never starts, so the other one is always nearer.
    // a + forward·s = b + backward·(1 − s)
    let sum = forward + backward
    let meeting = sum > 0 ? (b + backward - a) / sum : from
    let s = min(max(meeting, from), to)
    return min(a + forward * s, b + backward * (1 - s))
  }
}

/// Running times of segments in both directions, without waiting at their ends; 0 where closed.
struct SegmentRunning: Sendable {
  private let milliseconds: [Double]
  private let open: [Bool]
  private let froms: [UInt32]
  private let tos: [UInt32]

  /// - Complexity: O(arcs).
  init(_ network: RoadNetwork, _ times: ArcTimes) {
    var milliseconds = [Double](repeating: 0, count: network.segmentCount * 2)
    var open = [Bool](repeating: false, count: network.segmentCount * 2)
    for arc in 0..<network.arcCount where times.milliseconds[arc] < SearchTime.horizon {
      milliseconds[Int(network.arcSegments[arc])] = Double(
        times.milliseconds[arc] - times.delay(ofArc: arc))
      open[Int(network.arcSegments[arc])] = true
    }
    self.open = open
    self.milliseconds = milliseconds
    froms = network.segmentFrom.array
    tos = network.segmentTo.array
  }

  @inline(__always)
  func ofSegment(_ segment: Int) -> (forward: Double, backward: Double) {
    (milliseconds[2 * segment], milliseconds[2 * segment + 1])
  }

  func isOpen(_ segment: Int, forward: Bool) -> Bool { open[2 * segment + (forward ? 0 : 1)] }

  func from(_ segment: Int) -> Int { Int(froms[segment]) }
  func to(_ segment: Int) -> Int { Int(tos[segment]) }
}
