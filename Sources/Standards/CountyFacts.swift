public import Coverage
public import ResponseModel

/// What is known of one county when its rules are judged. A part that is `nil` is missing, and
/// every rule that needs it is then not assessable.
public struct CountyFacts: Sendable, Hashable {
  public var countyCode: String
  public var countyName: String
  /// What the circles reach.
  public var coverage: CountyCoverage?
  /// The weakest evidence among the stations `coverage` rests on; `nil` where there is none.
  public var stationEvidence: Evidence?
  /// The weakest evidence among the demand points `coverage` rests on; `nil` where there is none.
  public var demandEvidence: Evidence?
  /// Response times, observed or modelled.
  public var response: ResponseFacts?
  /// Times between moments of calls, by `CallInterval.id`; `nil` where there are no calls.
  public var intervals: [String: IntervalFacts]?
  /// What registers of the fleet, the crews and the institutions say.
  public var registers: RegisterFacts?

  public init(
    countyCode: String, countyName: String, coverage: CountyCoverage? = nil,
    stationEvidence: Evidence? = nil, demandEvidence: Evidence? = nil,
    response: ResponseFacts? = nil, intervals: [String: IntervalFacts]? = nil
  ) {
    self.countyCode = countyCode
    self.countyName = countyName
    self.coverage = coverage
    self.stationEvidence = stationEvidence
    self.demandEvidence = demandEvidence
    self.response = response
    self.intervals = intervals
  }
}
