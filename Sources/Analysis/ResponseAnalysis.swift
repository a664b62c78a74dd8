public import Coverage
public import Quantities
public import ResponseModel
import Routing
public import Standards

/// Which response times are judged.
public enum ResponseChoice: Sendable, Hashable {
  /// Observed where a county has calls that count, modelled elsewhere; both are shown.
  case both
  case observed, modelled
}

/// The response times of one county, and what the standard says to them.
public struct AssessedResponse: Sendable {
  public fileprivate(set) var inputs: ProjectedCounty
  /// `nil` where only observed ones were asked for, or places were not kept.
  public fileprivate(set) var modelled: ModelledResponse?
  /// `nil` where the county has no calls, or only modelled ones were asked for.
  public let observed: ObservedResponse?
  /// Observed minus modelled; `nil` where one of them is.
  public let residuals: ResponseResiduals?
  /// What `verdicts` rest on.
  public let method: ResponseMethod
  /// In the order of the standard's rules.
  public let verdicts: [Verdict]
  /// Of the model, where the observed times are judged.
  public let modelledVerdicts: [Verdict]?
  /// How `residuals` were modelled.
  public let residualMethod: TravelMethod?
  /// What `verdicts` were judged by.
  let judgedFacts: CountyFacts

  var withoutPlaces: AssessedResponse {
    var result = self
    result.modelled = nil
    result.inputs = inputs.withoutDemand
    return result
  }
}

/// Response times of several counties, judged by one standard. Everything a report of them shows is
/// in here.
public struct ResponseAnalysis: Sendable {
  /// With only its rules on response times and on moments of calls.
  public let standard: Standard
  /// The radii of its distance rules by the area they speak of, for "in the circle, in time".
  public let circles: [JudgedArea: [Meters]]
  public let date: CalendarDate
  public let terms: ResponseTerms
  /// `nil` without roads.
  public let roads: ResponseReport.Roads?
  public let choice: ResponseChoice
  public let counties: [AssessedResponse]
  public let totalVerdicts: [TotalVerdict]
  public let issues: [DataIssue]
  public let provenance: Provenance
  /// Missions that name no county, and are in no figure.
  public let callsWithoutCounty: Int

  /// Factors that the sensitivity line shows.
  public static let speedFactors = [0.7, 0.8, 0.9, 1, 1.1, 1.2]

  /// The rules of a standard that response times are judged by.
  public static func judgedPart(of standard: Standard) -> Standard {
    standard.with(rules: standard.rules.filter(\.requirement.isAboutResponse))
  }

  /// What a tally must take from calls: the intervals of the standard's rules, and the turnout.
  public static func intervals(of standard: Standard) -> [CallInterval] {
    let usual = [
      EventRequirement(
        start: .orderReceived, stop: .rolling, statistic: .share,
        limit: Threshold(.atMost, 180, .seconds, mark: .unverified)),
      EventRequirement(
        start: .ring, stop: .pickUp, statistic: .share,
        limit: Threshold(.atMost, 10, .seconds, mark: .unverified)),
    ].compactMap(\.interval)
    let all = usual + standard.rules.flatMap(\.requirement.intervals)
    return all.enumerated().filter { index, interval in
      !all.prefix(index).contains { $0.id == interval.id }
    }.map(\.element)
  }

  /// Analyses every county, or the ones named.
  ///
  /// - Parameters:
  ///   - calls: the store's calls, taken up one by one; `nil` where only modelled times are asked for.
  ///   - roads: travel times are by straight line where `nil`.
  ///   - codes: counties to analyse; all where `nil`.
  ///   - tasks: how many counties at a time. The result does not depend on it.
  ///   - keepsPlaces: whether modelled places are kept, which every figure but a verdict needs. They
  ///     are most of what a county takes in memory.
  /// - Throws: `AnalysisError` for an unknown county, one whose data cannot be analysed, or observed
  ///   times of a store without calls.
  /// - Complexity: O(*n* log *n*) in calls and demand points.
  public static func run(
    on data: ServiceData, calls: CallTally?, standard: Standard, date: CalendarDate,
    terms: ResponseTerms = .usual, roads: RoadModel? = nil, choice: ResponseChoice = .both,
    counties codes: [String]? = nil, tasks: Int = 2, keepsPlaces: Bool = true,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws -> ResponseAnalysis {
    if choice == .observed, calls?.isEmpty ?? true {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "数据中没有呼叫任务，无法计算实测反应时间；请先 ambit import calls",
          en:
            "the store holds no calls, so nothing was observed: import some with ambit import calls"
        ))
    }
    let found = try await assessed(
      data, calls: calls, standard: standard, date: date, terms: terms, roads: roads,
      choice: choice, counties: codes, tasks: tasks, progress: progress
    ) { assessed, _ in keepsPlaces ? assessed : assessed.withoutPlaces }
    return ResponseAnalysis(
      standard: found.frame.standard, circles: found.frame.circles, date: date, terms: terms,
      roads: found.frame.roads, choice: choice, counties: found.counties,
      totalVerdicts: found.totalVerdicts, issues: found.issues, provenance: found.provenance,
      callsWithoutCounty: calls?.withoutCounty ?? 0)
  }

  /// Every county assessed, and of each what is wanted.
  struct Found<Kept: Sendable>: Sendable {
    let frame: ResponseFrame
    let counties: [Kept]
    let totalVerdicts: [TotalVerdict]
    let issues: [DataIssue]
    let provenance: Provenance
  }

  /// As `run`, a county at a time: nothing stays of one but what `keep` takes from it.
  static func assessed<Kept: Sendable>(
    _ data: ServiceData, calls: CallTally?, standard: Standard, date: CalendarDate,
    terms: ResponseTerms, roads: RoadModel?, choice: ResponseChoice, counties codes: [String]?,
    tasks: Int, progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil,
    keep: @escaping @Sendable (AssessedResponse, ResponseFrame) -> Kept
  ) async throws -> Found<Kept> {
    var data = data
    ModelledDemand.fill(&data)
    try ReferenceChecks.requireUnique(data)
    let frame = ResponseFrame(
      standard: judgedPart(of: standard), circles: standard.circles, date: date, terms: terms,
      roads: roads.map(ResponseReport.Roads.init))
    let cut = CountyCut(
      data, reach: roads == nil ? straightLineReach : roadReach, slack: slack(of: data, terms))
    let chosen = try CoverageAnalysis.select(codes, of: cut.counties)
    let results = try await chosen.concurrentMap(tasks: tasks, progress: progress) { county in
      let result = try await Self.assess(
        cut.inputs(of: county), calls: choice == .modelled ? nil : calls, terms: terms,
        roads: roads, choice: choice, standard: frame.standard, date: date)
      return (
        kept: keep(result.assessed, frame), code: result.code, verdicts: result.verdicts,
        observed: result.assessed.observed, plane: result.assessed.inputs.plane,
        issues: result.issues, ownIssues: result.ownIssues
      )
    }
    let selected = Set(chosen.map(\.code))
    let dataIssues = (data.issues + ReferenceChecks.issues(of: data))
      .filter { $0.countyCode.map(selected.contains) ?? true }
    let own = results.flatMap(\.ownIssues)
    let lost = ResponseChecks.issues(callsWithoutCounty: calls?.withoutCounty ?? 0)
    return Found(
      frame: frame, counties: results.map(\.kept),
      totalVerdicts: TotalVerdict.all(
        of: frame.standard, counties: results.map { ($0.code, $0.verdicts) }),
      issues: (dataIssues + results.flatMap(\.issues) + own + lost).withoutRepeats,
      provenance: try Provenance(
        data: data, standard: standard, planes: results.map(\.plane),
        digest: InputDigest.sha256(
          of: data, terms: terms, roads: roads, observed: results.compactMap(\.observed))))
  }

  private struct Result: Sendable {
    let assessed: AssessedResponse
    /// Of the data.
    let issues: [DataIssue]
    /// Of the times.
    let ownIssues: [DataIssue]
    var code: String { assessed.inputs.county.code }
    var verdicts: [Verdict] { assessed.verdicts }
  }

  private static func assess(
    _ inputs: CountyInputs, calls: CallTally?, terms: ResponseTerms, roads: RoadModel?,
    choice: ResponseChoice, standard: Standard, date: CalendarDate
  ) async throws -> Result {
    let valid = try ValidatedCounty(inputs)
    let county = valid.county
    var modelled: ModelledResponse?
    if choice != .observed {
      if let roads {
        modelled = try await ModelledResponse.onRoads(county, terms: terms, roads)
      } else {
        modelled = try ModelledResponse.straightLine(county, terms: terms)
      }
    }
    let observed = calls?.observed(inputs.county.code)
    let mountains = Dictionary(
      inputs.townships.compactMap { township in
        township.isMountainOrIsland.map { (township.code, $0) }
      }, uniquingKeysWith: { $1 })
    func facts(_ response: ResponseFacts?) -> CountyFacts {
      CountyFacts(
        countyCode: county.county.code, countyName: county.county.name, response: response,
        intervals: observed?.intervals)
    }
    func verdicts(_ response: ResponseFacts?) -> [Verdict] {
      standard.rules.map { Verdict(of: $0, in: standard, on: date, facts: facts(response)) }
    }
    let usesObserved =
      choice == .observed || (choice == .both && !(observed?.counted.isEmpty ?? true))
    let modelledVerdicts = modelled.map { verdicts($0.facts()) }
    let observedFacts = observed?.facts(mountains: mountains)
    let observedVerdicts = verdicts(observedFacts)
    var residuals: ResponseResiduals?
    if let modelled, let observed {
      residuals =
        roads.map { ResponseResiduals.onRoads(observed, modelled, $0) }
        ?? ResponseResiduals.straightLine(observed, modelled, terms: terms)
    }
    let assessed = AssessedResponse(
      inputs: county, modelled: modelled, observed: observed, residuals: residuals,
      method: usesObserved ? .observed : modelled?.method ?? .straightLine,
      verdicts: usesObserved ? observedVerdicts : modelledVerdicts ?? observedVerdicts,
      modelledVerdicts: usesObserved ? modelledVerdicts : nil,
      residualMethod: residuals == nil ? nil : roads == nil ? .straightLine : .road,
      judgedFacts: facts(usesObserved ? observedFacts : modelled?.facts() ?? observedFacts))
    return Result(
      assessed: assessed, issues: valid.issues,
      ownIssues: ResponseChecks.issues(of: assessed, terms: terms))
  }

  /// Stations within this distance of a county are asked for where travel times are by straight line;
  /// farther ones where it takes them for every place to have its first.
  public static let straightLineReach = Meters(25_000)

  /// Stations within this distance of a county are tried on roads.
  public static let roadReach = Meters(100_000)

  /// How much farther than the nearest a station can be and still answer first: as far as an
  /// ambulance drives, at five times the speed, while another crew is still turning out.
  public static func slack(of data: ServiceData, _ terms: ResponseTerms) -> Meters {
    let times = data.stations.flatMap { station in
      DayPeriod.allCases.map { (station.turnout?.time($0) ?? terms.turnout).time.value }
    }
    let spread = (times.max() ?? 0) - (times.min() ?? 0)
    return Meters(spread * terms.speedKilometersPerHour.value / 3.6 / terms.detour.value * 5)
  }
}

extension Requirement {
  /// Whether response times or moments of calls decide it.
  var isAboutResponse: Bool {
    switch self {
    case .responseStatistic, .eventShare: true
    case .anyOf(let branches): branches.contains(where: \.requirement.isAboutResponse)
    default: false
    }
  }
}

extension Standard {
  /// The radii of distance rules by area, both ends of a range, in growing order.
  var circles: [JudgedArea: [Meters]] {
    var circles: [JudgedArea: Set<Meters>] = [:]
    func take(_ requirement: Requirement) {
      switch requirement {
      case .distance(let rule):
        for tier in rule.limit.tiers {
          circles[rule.area, default: []].insert(
            rule.limit.unit == .meters ? Meters(tier.limit) : Meters(kilometers: tier.limit))
        }
      case .anyOf(let branches): for branch in branches { take(branch.requirement) }
      default: break
      }
    }
    for rule in rules { take(rule.requirement) }
    return circles.mapValues { $0.sorted() }
  }
}
