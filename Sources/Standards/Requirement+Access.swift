import ResponseModel

/// How far residents live from the nearest station.
public struct DistanceRequirement: Sendable, Hashable {
  public let area: JudgedArea
  /// Over demand points; mean, median and p90 are weighted by residents.
  public let statistic: Statistic
  /// `nil` where the text does not say: then `judgedMetric` is the straight line.
  public let metric: DistanceMetric?
  /// In kilometres or metres.
  public let limit: Threshold
  /// The share of residents that must live within `limit`; only with the statistic `share`.
  public let share: Threshold?

  public init(
    area: JudgedArea, statistic: Statistic = .every, metric: DistanceMetric? = nil,
    limit: Threshold, share: Threshold? = nil
  ) {
    self.area = area
    self.statistic = statistic
    self.metric = metric
    self.limit = limit
    self.share = share
  }

  /// A 服务半径 is a radius: where the text names no metric the straight line is judged
  /// (`lishui-2024`, `urban-radius`).
  public var judgedMetric: DistanceMetric { metric ?? .straightLine }

  /// What is read into a text that names no metric; `nil` where it names one.
  var reading: LocalizedText? {
    guard metric == nil else { return nil }
    return LocalizedText(
      zh: "所读原文未说明直线或道路距离，按直线距离判定",
      en: "the text as read does not say straight-line or road; the straight line is judged")
  }
}

/// A statistic of response times over calls, or over residents where they are modelled.
public struct ResponseRequirement: Sendable, Hashable {
  public let area: JudgedArea
  public let statistic: Statistic
  /// `nil` where the text does not define it: then `Clock.responseTime` is read.
  public let clock: Clock?
  /// In minutes or seconds.
  public let limit: Threshold
  /// The share of calls that must lie within `limit`; only with the statistic `share`.
  public let share: Threshold?
  /// Whether the standard has a limit of its own for mountains and islands.
  var isBesideMountainRule = false

  public init(
    area: JudgedArea, statistic: Statistic, clock: Clock? = nil, limit: Threshold,
    share: Threshold? = nil
  ) {
    self.area = area
    self.statistic = statistic
    self.clock = clock
    self.limit = limit
    self.share = share
  }

  public var judgedClock: Clock { clock ?? .responseTime }

  /// What is read into a text that does not define the clock; `nil` where it does.
  var reading: LocalizedText? {
    guard clock == nil else { return nil }
    let (start, stop) = (judgedClock.start.label, judgedClock.stop.label)
    return LocalizedText(
      zh: "所读原文未界定计时起止，自\(start.zh)至\(stop.zh)",
      en: "the text as read does not define the clock: from \(start.en) to \(stop.en)")
  }
}

extension Requirement {
  /// The same among the rules of its standard: a rural limit beside one for mountains and islands
  /// leaves those out.
  public func beside(_ rules: [Rule]) -> Requirement {
    guard case .responseStatistic(var response) = self, response.area == .rural else { return self }
    response.isBesideMountainRule = rules.contains {
      if case .responseStatistic(let other) = $0.requirement {
        other.area == .mountainOrIsland
      } else {
        false
      }
    }
    return .responseStatistic(response)
  }
}

/// At least so many of something in each township of certain kinds.
public struct TownshipRequirement: Sendable, Hashable {
  public let subject: Subject
  /// Which units are meant: 建制乡镇, 乡镇, 乡镇(街道), 建制镇(街).
  public let townships: Denominator
  /// Per township.
  public let limit: Threshold

  public init(subject: Subject, townships: Denominator, limit: Threshold) {
    self.subject = subject
    self.townships = townships
    self.limit = limit
  }
}

/// Residents within a travel time of a facility.
public struct TravelTimeRequirement: Sendable, Hashable {
  /// Any of these counts; empty where the text does not say which.
  public let facilities: [Subject]
  /// In minutes or seconds.
  public let limit: Threshold
  /// The share of residents required; `nil` where the text asks for none.
  public let share: Threshold?
  public let denominator: Denominator
  /// `nil` where the text does not say: a visible parameter of the analysis.
  public let travelMode: TravelMode?

  public init(
    facilities: [Subject], limit: Threshold, share: Threshold? = nil, denominator: Denominator,
    travelMode: TravelMode? = nil
  ) {
    self.facilities = facilities
    self.limit = limit
    self.share = share
    self.denominator = denominator
    self.travelMode = travelMode
  }
}
