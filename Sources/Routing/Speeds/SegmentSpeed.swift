import Quantities

/// The speed used on a segment in one direction, and why: each rule that changed it.
public struct SegmentSpeed: Sendable, Hashable {
  /// One rule's effect.
  public struct Step: Sendable, Hashable {
    public enum Rule: String, Sendable, Hashable {
      case roadClass = "class"
      case speedLimit = "speed_limit"
      /// The source states the speed that is driven.
      case statedSpeed = "stated_speed"
      case surface, smoothness, tunnel, bridge, urban, period
      case maximum, minimum, bends
      case emergency
      case signals, gates
      case ferryDuration = "ferry_duration"
      case ferryWait = "ferry_wait"
    }

    public let rule: Rule
    /// The word or number of the road that the rule looked at, e.g. `gravel` or `50`.
    public let subject: String
    /// The number of the profile that was applied; `nil` where the road's own was.
    public let value: SourcedValue?
    /// Kilometres per hour after this rule, waiting not counted.
    public let kilometersPerHour: Double
  }

  /// Milliseconds along the whole segment, waiting at signals and gates included; `nil` where it is
  /// closed in this direction.
  public let milliseconds: UInt32?
  /// Of those, milliseconds of waiting at its end.
  public let delayMilliseconds: UInt32
  /// Length over time, waiting included; `nil` where closed.
  public let kilometersPerHour: Double?
  /// In the order in which they were applied; where it is closed, the last one says why.
  public let steps: [Step]
  /// Why it is closed: `direction`, `private`, `pedestrian_zone`, `class`, `surface` or `smoothness`.
  public let closedBy: String?
}

extension RoadNetwork {
  /// The speed on a segment in one direction with its reasons.
  ///
  /// - Throws: `RoutingError.unknownPeriod`.
  /// - Complexity: O(points of the segment).
  public func speed(
    ofSegment segment: Int, forward: Bool, _ profile: SpeedProfile, period: String? = nil
  ) throws(RoutingError) -> SegmentSpeed {
    let rules = try SpeedRules(profile, period: period)
    var scratch = BendScratch()
    return speed(ofSegment: segment, forward: forward, rules, &scratch)
  }

  func speed(
    ofSegment segment: Int, forward: Bool, _ rules: SpeedRules, _ scratch: inout BendScratch
  ) -> SegmentSpeed {
    var steps: [SegmentSpeed.Step] = []
    let result = rules.time(
      stretch(segment), of: self, forward: forward, &scratch, steps: &steps)
    let length = length(ofSegment: segment).value
    switch result {
    case .closed(let reason):
      return SegmentSpeed(
        milliseconds: nil, delayMilliseconds: 0, kilometersPerHour: nil, steps: steps,
        closedBy: reason)
    case .open(let running, let delay):
      let milliseconds = ArcTimes.milliseconds(running: running, delay: delay, length: length)
      return SegmentSpeed(
        milliseconds: milliseconds, delayMilliseconds: ArcTimes.milliseconds(delay),
        kilometersPerHour: milliseconds > 0 ? length / Double(milliseconds) * 3600 : nil,
        steps: steps, closedBy: nil)
    }
  }
}
