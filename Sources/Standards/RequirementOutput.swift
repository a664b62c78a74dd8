public import ResponseModel

/// What a rule asks for, in JSON: the keys its kind has, named as in the standard's file.
public struct RequirementOutput: Sendable, Codable {
  public let kind: RuleKind
  public let compared: LocalizedText
  public private(set) var limit: ThresholdOutput?
  public private(set) var share: ThresholdOutput?
  public private(set) var area: String?
  public private(set) var statistic: String?
  /// The metric that is judged, and whether the text names it.
  public private(set) var metric: String?
  public private(set) var metricStated: Bool?
  public private(set) var clockStart: String?
  public private(set) var clockStop: String?
  public private(set) var clockStated: Bool?
  public private(set) var denominator: String?
  public private(set) var numerator: String?
  public private(set) var per: Double?
  public private(set) var isApproximate: Bool?
  public private(set) var scope: String?
  public private(set) var subjects: [String]?
  public private(set) var seats: [SeatsOutput]?
  public private(set) var item: String?
  public private(set) var travelMode: String?
  public private(set) var every: String?
  public private(set) var from: String?
  public private(set) var to: String?
  public private(set) var named: [String]?
  public private(set) var level: String?

  /// Seats that people of certain roles fill.
  public struct SeatsOutput: Sendable, Codable {
    public let roles: [String]
    public let minimum: Int
    public let mark: Mark
  }

  enum CodingKeys: String, CodingKey {
    case kind, compared, limit, share, area, statistic, metric, denominator, numerator, per, scope
    case subjects, seats, item, every, from, to, named, level
    case metricStated = "metric_stated"
    case clockStart = "clock_start"
    case clockStop = "clock_stop"
    case clockStated = "clock_stated"
    case isApproximate = "is_approximate"
    case travelMode = "travel_mode"
  }

  init(_ requirement: Requirement) {
    kind = requirement.kind
    compared = requirement.compared
    limit = requirement.threshold.map(ThresholdOutput.init)
    switch requirement {
    case .distance(let it): fill(it)
    case .responseStatistic(let it): fill(it)
    case .eventShare(let it): fill(it)
    case .facilityTravelTime(let it): fill(it)
    case .townshipPresence(let it):
      subjects = [it.subject.rawValue]
      denominator = it.townships.rawValue
    case .anyOf: break
    case .crewComposition(let it):
      seats = it.seats.map {
        SeatsOutput(roles: $0.roles.map(\.rawValue), minimum: $0.minimum, mark: $0.mark)
      }
    case .equipment(let it): item = it.item.id
    case .fleetShare(let it): item = it.attribute.id
    case .vehiclesPerPopulation(let it):
      per = it.per
      denominator = it.denominator.rawValue
      scope = it.scope.rawValue
    case .visitFrequency(let it):
      denominator = it.denominator.rawValue
      every = it.every.rawValue
    case .countInPeriod(let it):
      subjects = [it.subject.rawValue]
      from = it.from?.description
      to = it.to?.description
      named = it.named.isEmpty ? nil : it.named
      scope = it.scope.rawValue
    case .ratio(let it):
      numerator = it.numerator.rawValue
      denominator = it.denominator.rawValue
      statistic = it.statistic.rawValue
      per = it.per
      isApproximate = it.isApproximate
    case .countyPresence(let it): subjects = it.subjects.map(\.rawValue)
    case .licenceShare(let it): level = it.level.rawValue
    }
  }

  private mutating func fill(_ it: DistanceRequirement) {
    setLimits(it.limit, it.share)
    area = it.area.rawValue
    statistic = it.statistic.rawValue
    metric = it.judgedMetric.rawValue
    metricStated = it.metric != nil
  }

  private mutating func fill(_ it: ResponseRequirement) {
    setLimits(it.limit, it.share)
    area = it.area.rawValue
    statistic = it.statistic.rawValue
    clockStart = it.judgedClock.start.rawValue
    clockStop = it.judgedClock.stop.rawValue
    clockStated = it.clock != nil
  }

  private mutating func fill(_ it: EventRequirement) {
    setLimits(it.limit, it.share)
    statistic = it.statistic.rawValue
    clockStart = it.start?.rawValue
    clockStop = it.stop.rawValue
  }

  private mutating func fill(_ it: TravelTimeRequirement) {
    setLimits(it.limit, it.share)
    subjects = it.facilities.isEmpty ? nil : it.facilities.map(\.rawValue)
    denominator = it.denominator.rawValue
    travelMode = it.travelMode?.rawValue
  }

  private mutating func setLimits(_ limit: Threshold, _ share: Threshold?) {
    self.limit = ThresholdOutput(limit)
    self.share = share.map(ThresholdOutput.init)
  }
}
