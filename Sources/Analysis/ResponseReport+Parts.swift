public import Coverage
public import ResponseModel

extension ResponseReport {
  /// What the model of one county rests on, and what it says of each station and demand point.
  public struct Modelled: Sendable, Codable {
    public var method: ResponseMethod
    public var urban: Group
    public var rural: Group
    @NullEncoded public var mountainOrIsland: Group?
    public var all: Group
    public var verdicts: [CoverageReport.RuleVerdict]
    public var terms: Terms
    public var stations: [StationTerms]
    public var demand: [Place]
  }

  /// Every term beside the way, with its evidence; and the way where there are no roads.
  public struct Terms: Sendable, Codable {
    public var callHandlingS: Double
    public var callHandlingEvidence: Evidence
    public var defaultTurnoutS: Double
    public var defaultTurnoutEvidence: Evidence
    public var straightLineSpeedKmh: Double
    public var straightLineSpeedEvidence: Evidence
    public var detour: Double
    public var detourEvidence: Evidence
    public var travelEvidence: Evidence
    /// The speed profile; `null` without roads.
    @NullEncoded public var speedProfile: String?
    @NullEncoded public var roadTravelEvidence: Evidence?
    /// Of the way between places and their roads; `null` without roads.
    @NullEncoded public var accessEvidence: Evidence?
    /// Part of every response on roads that no road explains.
    public var fixedDelayS: Double
    /// `null` where it is 0.
    @NullEncoded public var fixedDelayEvidence: Evidence?
    public var stationsOffRoad: [String]
    public var dayHours: String
    public var dayHoursEvidence: Evidence
  }

  /// A station that answers first somewhere in the county, or stands in it.
  public struct StationTerms: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var county: String?
    public var evidence: Evidence
    public var turnoutDayS: Double
    public var turnoutNightS: Double
    public var turnoutDayEvidence: Evidence
    public var turnoutNightEvidence: Evidence
    /// Residents of the county whom it answers first, by day.
    public var population: Double
    /// Their mean response by day.
    @NullEncoded public var meanMin: Double?
  }

  /// One demand point. Times are by day; `night` differs where turnouts do.
  public struct Place: Sendable, Codable {
    public var id: String
    public var name: String
    @NullEncoded public var township: String?
    public var areaClass: AreaClass
    public var population: Double
    public var populationEvidence: Evidence
    /// `null` without a position.
    @NullEncoded public var method: TravelMethod?
    /// Why it is not `road`, where the store has roads.
    @NullEncoded public var methodReason: String?
    /// `null` where none reaches it.
    @NullEncoded public var station: String?
    @NullEncoded public var distanceKm: Double?
    /// The terms of `response_min`, which is their sum; by road with `fixed_delay_s` of the county's
    /// terms.
    @NullEncoded public var callHandlingS: Double?
    @NullEncoded public var callHandlingEvidence: Evidence?
    @NullEncoded public var turnoutS: Double?
    @NullEncoded public var turnoutEvidence: Evidence?
    /// On the road; by straight line the whole way.
    @NullEncoded public var travelS: Double?
    @NullEncoded public var travelEvidence: Evidence?
    /// Between the road and both places; `null` by straight line, whose detour factor is over all.
    @NullEncoded public var accessS: Double?
    @NullEncoded public var accessEvidence: Evidence?
    @NullEncoded public var responseMin: Double?
    /// From the place to its road.
    @NullEncoded public var accessM: Double?
    /// The station that answers second, by day; on roads only.
    @NullEncoded public var secondStation: String?
    @NullEncoded public var secondResponseMin: Double?
    @NullEncoded public var nightStation: String?
    @NullEncoded public var nightResponseMin: Double?
    public var isReachable: Bool
    @NullEncoded public var evidence: Evidence?
  }

  public struct TownshipTimes: Sendable, Codable {
    public var code: String
    public var name: String
    public var kind: TownshipKind
    @NullEncoded public var mountainOrIsland: Bool?
    /// `null` without demand points.
    @NullEncoded public var population: Double?
    /// Methods of its demand points.
    public var methods: [String]
    /// Modelled, weighted by residents.
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var maxMin: Double?
    /// Share of residents, each within the target of his area class; those without a time count as
    /// not within. 0…1.
    @NullEncoded public var shareWithin: Double?
    @NullEncoded public var unreachablePopulation: Double?
    @NullEncoded public var unpositionedPopulation: Double?
    /// The station that answers most of its residents first, by day.
    @NullEncoded public var station: String?
    @NullEncoded public var events: Int?
    @NullEncoded public var observedMeanMin: Double?
    @NullEncoded public var observedMedianMin: Double?
  }

  public struct Observed: Sendable, Codable {
    public var urban: Group
    public var rural: Group
    @NullEncoded public var mountainOrIsland: Group?
    /// Events that do not say whether they are urban or rural.
    public var unclassed: Group
    public var all: Group
    public var verdicts: [CoverageReport.RuleVerdict]
    public var missions: Int
    public var missionsCounted: Int
    public var events: Int
    public var eventsCounted: Int
    public var eventsWithSeveralMissions: Int
    /// Missions by reason.
    public var excluded: [String: Int]
    public var cancelledWithArrival: Int
    /// Responses of no time at all: counted, and worth a look.
    public var zeroResponses: Int
    public var stated: Stated
    public var turnout: Interval
    public var answered: Interval
    public var byStation: [Slice]
    public var byMonth: [Slice]
    public var byHour: [Slice]
  }

  /// The export's own column 急救反应时间 beside its clock times.
  public struct Stated: Sendable, Codable {
    public var missions: Int
    public var disagreeing: Int
    @NullEncoded public var typicalDifferenceMin: Double?
    public var untilHospital: Int
  }

  /// The time between two moments of calls.
  public struct Interval: Sendable, Codable {
    public var from: String
    public var to: String
    /// With both moments in order: missions, or events up to the end of call handling.
    public var count: Int
    public var missing: Int
    public var impossible: Int
    public var withinS: Double
    /// 0…1
    @NullEncoded public var shareWithin: Double?
    @NullEncoded public var meanS: Double?
    @NullEncoded public var medianS: Double?
    @NullEncoded public var p90S: Double?
  }

  /// The events of one station, month or hour.
  public struct Slice: Sendable, Codable {
    public var key: String
    public var count: Int
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var meanLowMin: Double?
    @NullEncoded public var meanHighMin: Double?
    @NullEncoded public var medianMin: Double?
    @NullEncoded public var medianLowMin: Double?
    @NullEncoded public var medianHighMin: Double?
    @NullEncoded public var p90Min: Double?
    @NullEncoded public var p90LowMin: Double?
    @NullEncoded public var p90HighMin: Double?
    @NullEncoded public var maxMin: Double?
  }

  /// Observed minus modelled, each event from the station that answered it.
  public struct Residuals: Sendable, Codable {
    /// `road` or `straight_line`.
    public var method: TravelMethod
    public var events: Int
    public var unmodelledEvents: Int
    @NullEncoded public var meanMin: Double?
    @NullEncoded public var medianMin: Double?
    public var byStation: [StationResidualRow]
    /// Each event weighs as much as the part of its drive that is on the class; empty without roads.
    public var byRoadClass: [ClassResidualRow]
  }

  public struct ClassResidualRow: Sendable, Codable {
    public var roadClass: String
    public var events: Int
    /// Of all modelled driving, 0…1.
    public var timeShare: Double
    public var meanMin: Double
  }

  public struct StationResidualRow: Sendable, Codable {
    public var station: String
    public var events: Int
    public var observedMeanMin: Double
    public var modelledMeanMin: Double
    public var meanMin: Double
    public var medianMin: Double
  }
}
