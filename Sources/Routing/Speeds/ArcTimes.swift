public import Quantities

/// What a profile makes of a road network: milliseconds for each arc.
public struct ArcTimes: Sendable, Hashable {
  /// Stands for a closed arc, in this kernel's array only.
  public static let closed = UInt32.max
  /// The longest time an arc can have: 12 days.
  static let longest = 1_000_000_000.0

  /// By arc.
  public let milliseconds: [UInt32]
  /// Of `milliseconds`, what is spent waiting at signals and gates, counted at the arc's end. Empty
  /// where nobody waits.
  public let delayMilliseconds: [UInt32]
  /// The profile's id, and the period's where one was chosen.
  public let profileID: String
  public let periodID: String?
  public let access: AccessRule

  public func isOpen(_ arc: Int) -> Bool { milliseconds[arc] != Self.closed }

  /// Travel time of an arc; `nil` where it is closed.
  public func time(ofArc arc: Int) -> Seconds? {
    isOpen(arc) ? Seconds(Double(milliseconds[arc]) / 1000) : nil
  }

  func delay(ofArc arc: Int) -> UInt32 {
    delayMilliseconds.isEmpty ? 0 : delayMilliseconds[arc]
  }

  /// Rounded to the nearest millisecond; never 0 on a road that has a length.
  static func milliseconds(running: Double, delay: Double, length: Double) -> UInt32 {
    let total = milliseconds(running) + milliseconds(delay)
    return total == 0 && length > 0 ? 1 : total
  }

  static func milliseconds(_ seconds: Double) -> UInt32 {
    UInt32(min((seconds * 1000).rounded(), longest))
  }
}

extension RoadNetwork {
  /// Travel times of every arc.
  ///
  /// - Parameter period: the id of one of the profile's periods; none of them where `nil`.
  /// - Throws: `RoutingError.unknownPeriod`.
  /// - Complexity: O(arcs + points).
  public func travelTimes(
    _ profile: SpeedProfile, period: String? = nil
  ) throws(RoutingError) -> ArcTimes {
    let rules = try SpeedRules(profile, period: period)
    var bySegment = [UInt32](repeating: ArcTimes.closed, count: segmentCount * 2)
    var delays = [UInt32](repeating: 0, count: segmentCount * 2)
    var waits = false
    var scratch = BendScratch()
    var steps: [SegmentSpeed.Step]? = nil
    let crossing = crossingMeters()
    for segment in 0..<segmentCount {
      let stretch = stretch(segment, crossing: crossing)
      scratch.clear()
      for direction in 0..<2 {
        let result = rules.time(
          stretch, of: self, forward: direction == 0, &scratch, steps: &steps)
        guard case .open(let running, let delay) = result else { continue }
        bySegment[2 * segment + direction] = ArcTimes.milliseconds(
          running: running, delay: delay, length: stretch.meters)
        guard delay > 0 else { continue }
        waits = true
        delays[2 * segment + direction] = ArcTimes.milliseconds(delay)
      }
    }
    let (milliseconds, byArc) = arcSegments.withUnsafeBufferPointer { codes in
      (codes.map { bySegment[Int($0)] }, waits ? codes.map { delays[Int($0)] } : [])
    }
    return ArcTimes(
      milliseconds: milliseconds, delayMilliseconds: byArc, profileID: profile.id, periodID: period,
      access: profile.access)
  }
}

extension RoadNetwork {
  /// Metres of each ferry, by its way: a crossing is cut where another ferry or a road meets it.
  /// - Complexity: O(segments).
  func crossingMeters(only way: Int64? = nil) -> [Int64: Double] {
    var meters: [Int64: Double] = [:]
    for segment in 0..<segmentCount where segmentClasses[segment] == RoadClass.ferry.rawValue {
      guard way == nil || segmentWays[segment] == way else { continue }
      meters[segmentWays[segment], default: 0] += length(ofSegment: segment).value
    }
    return meters
  }
}
