public import ResponseModel

/// Response times of one county as a standard judges them, parted by the places it speaks of.
public struct ResponseFacts: Sendable, Hashable {
  /// The places of one kind.
  public struct Stratum: Sendable, Hashable {
    /// `nil` for calls that do not say.
    public let areaClass: AreaClass?
    public let isMountainOrIsland: Bool

    public init(areaClass: AreaClass?, isMountainOrIsland: Bool) {
      self.areaClass = areaClass
      self.isMountainOrIsland = isMountainOrIsland
    }
  }

  public let method: ResponseMethod
  /// Over calls where observed, over residents where modelled; unreachable residents are in it with
  /// an infinite time.
  public let times: [Stratum: TimeSample]
  /// Residents whose place is not known, and who therefore have no time.
  public let untimed: [Stratum: Double]
  /// Events that could not be counted: impossible, missing or cancelled.
  public let excluded: Int
  /// Whether any township of the county is marked as mountain or island, or as neither.
  public let hasMountainMarks: Bool
  /// By area class; `nil` for all.
  public let evidence: [AreaClass?: Evidence]

  public init(
    method: ResponseMethod, times: [Stratum: TimeSample], untimed: [Stratum: Double] = [:],
    excluded: Int = 0, hasMountainMarks: Bool = false, evidence: [AreaClass?: Evidence]
  ) {
    self.method = method
    self.times = times
    self.untimed = untimed
    self.excluded = excluded
    self.hasMountainMarks = hasMountainMarks
    self.evidence = evidence
  }

  public var isObserved: Bool { method == .observed }
}

/// The times between two moments of calls, of one county.
public struct IntervalFacts: Sendable, Hashable {
  /// Of those with both moments in order.
  public let times: TimeSample
  /// Those that lack one of the moments.
  public let missing: Int
  /// Those whose second moment lies before the first, or a day or more after it.
  public let impossible: Int
  /// Whether an event counts once, however many ambulances went.
  public let isPerEvent: Bool

  public init(times: TimeSample, missing: Int, impossible: Int, isPerEvent: Bool) {
    self.times = times
    self.missing = missing
    self.impossible = impossible
    self.isPerEvent = isPerEvent
  }
}

extension ModelledResponse {
  /// What a standard judges, where every speed is multiplied by `speedFactor`.
  /// - Parameter period: by day, by night, or over the whole day where `nil`.
  public func facts(speedFactor: Double = 1, period: DayPeriod? = nil) -> ResponseFacts {
    ModelledTimes(self).facts(speedFactor: speedFactor, period: period)
  }
}
