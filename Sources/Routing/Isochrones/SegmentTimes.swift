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

  /// What is known of one segment; `nil` where no part of it is reached by then.
  func segment(_ segment: Int, _ running: SegmentRunning, latest: Double) -> Reached? {
    let (forward, backward) = running.ofSegment(segment)
    var reached = Reached(
      forward: forward, backward: backward, start: Double(starts[2 * segment]),
      end: Double(starts[2 * segment + 1]), from: Double(places[running.from(segment)]),
      to: Double(places[running.to(segment)]))
    if let own, own.segment == segment {
      reached.own = Reached.Own(
        fraction: own.fraction, access: Double(own.access),
        isOpenForward: running.isOpen(segment, forward: true),
        isOpenBackward: running.isOpen(segment, forward: false))
      return reached
    }
    let first = min(min(reached.start, reached.end), min(reached.from, reached.to))
    return first <= latest ? reached : nil
  }

  /// When the points of one segment are reached, in milliseconds; from the horizon on where they are not.
  struct Reached {
    /// Running times in both directions.
    var forward: Double
    var backward: Double
    /// When a drive in either direction can begin.
    var start: Double
    var end: Double
    /// When the places at its ends are reached.
    var from: Double
    var to: Double
    var own: Own?
    /// The fraction at which drives from both ends meet, beyond 0 and 1 where one is always first.
    private let meeting: Double

    init(
      forward: Double, backward: Double, start: Double, end: Double, from: Double, to: Double
    ) {
      self.forward = forward
      self.backward = backward
      self.start = start
      self.end = end
      self.from = from
      self.to = to
      meeting = Self.meeting(start, end, forward, backward)
    }

    /// The origin, where it is on the segment.
    struct Own {
      var fraction: Float
      var access: Double
      var isOpenForward: Bool
      var isOpenBackward: Bool
    }

    /// When a point is reached from any side.
    @inline(__always)
    func time(at fraction: Float) -> Double {
      let share = Double(fraction)
      var time = min(
        start + Self.rounded(forward * share), end + Self.rounded(backward * (1 - share)))
      if fraction == 0 { time = min(time, from) }
      if fraction == 1 { time = min(time, to) }
      guard let own else { return time }
      if fraction == own.fraction { return min(time, own.access) }
      if fraction > own.fraction, own.isOpenForward {
        time = min(
          time, own.access + Self.rounded(forward * Double(fraction - own.fraction)))
      }
      if fraction < own.fraction, own.isOpenBackward {
        time = min(
          time, own.access + Self.rounded(backward * Double(own.fraction - fraction)))
      }
      return time
    }

    /// To the nearest whole number, halves up, of what is not negative and fits. Without the processor's
    /// own rounding, which the oldest of our processors lack, `rounded` is a call.
    @inline(__always)
    private static func rounded(_ value: Double) -> Double {
      let whole = Double(Int64(value))
      return value - whole >= 0.5 ? whole + 1 : whole
    }

    /// When the last point of a part is reached.
    ///
    /// A point is reached from the side that is nearer in time. Where both sides are, the last is where
    /// the two meet, or an end of the part.
    @inline(__always)
    func lastTime(_ from: Double, _ to: Double) -> Double {
      guard let own else {
        let s = min(max(meeting, from), to)
        return min(start + forward * s, end + backward * (1 - s))
      }
      let at = Double(own.fraction)
      var last = 0.0
      if to >= at {
        // Beyond the origin: as if the drive forward had begun at the segment's start.
        let start = own.isOpenForward ? min(start, own.access - forward * at) : start
        last = max(
          last, Self.lastTime(from: start, end, forward, backward, max(from, at), to))
      }
      if from <= at {
        let end = own.isOpenBackward ? min(end, own.access - backward * (1 - at)) : end
        last = max(
          last, Self.lastTime(from: start, end, forward, backward, from, min(to, at)))
      }
      return last
    }

    @inline(__always)
    private static func lastTime(
      from a: Double, _ b: Double, _ forward: Double, _ backward: Double, _ from: Double,
      _ to: Double
    ) -> Double {
      let s = min(max(meeting(a, b, forward, backward), from), to)
      return min(a + forward * s, b + backward * (1 - s))
    }

    /// A closed direction never starts, so the other one is always nearer; before any part where neither
    /// takes time.
    @inline(__always)
    private static func meeting(
      _ a: Double, _ b: Double, _ forward: Double, _ backward: Double
    ) -> Double {
      // a + forward·s = b + backward·(1 − s)
      let sum = forward + backward
      return sum > 0 ? (b + backward - a) / sum : -.infinity
    }
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
