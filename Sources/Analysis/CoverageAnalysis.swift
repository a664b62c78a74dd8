public import Coverage
public import Quantities
public import ResponseModel
public import Standards

/// One county of an analysis: what the circles reach, and what the standard says to that.
public struct AssessedCounty: Sendable {
  public let inputs: ProjectedCounty
  public let coverage: CountyCoverage
  /// In the order of the standard's rules.
  public let verdicts: [Verdict]
  /// The stations its figures rest on, whichever county they stand in: its own, those whose circles
  /// reach in, and those nearest to a place of it.
  public let servingStations: [Station]
  /// Residents of the demand points by the township they name, "" for none; empty without any point.
  let residentsByTownship: [String: Double]
  /// The weakest of the demand points.
  let demandEvidence: Evidence?
}

/// What an analysis keeps of demand points once its figures are made.
public enum KeptPlaces: Sendable {
  case all
  /// The nearest station of each, not the points.
  case reached
  /// Neither, and of the stations those that figures rest on: a county then takes as much memory as
  /// its outline and its townships.
  case none
}

/// The coverage of several counties by circles, judged by one standard. Everything a report of it
/// shows is in here.
public struct CoverageAnalysis: Sendable {
  public let standard: Standard
  /// Rules of the standard that are not in it, since they are judged by something else than circles.
  public let judgedElsewhere: [Rule]
  /// The day on which it is judged: targets carry dates.
  public let date: CalendarDate
  public let radii: [Meters]
  public let counties: [AssessedCounty]
  /// Every rule over all counties, in the order of the standard's rules.
  public let totalVerdicts: [TotalVerdict]
  /// Issues of the data first, then those of each county; none twice.
  public let issues: [DataIssue]
  public let provenance: Provenance

  /// Analyses every county, or the ones named.
  ///
  /// - Parameters:
  ///   - circlesOnly: whether rules that circles cannot decide are left out. They are not open: other
  ///     analyses judge them by data that is not looked at here.
  ///   - radii: sorted here; the standard's own where `nil`.
  ///   - codes: counties to analyse; all where `nil`.
  ///   - tasks: how many counties at a time. The result does not depend on it.
  ///   - outlines: whether covered areas and gaps keep their outlines, which maps and GeoJSON draw.
  ///     They are two thirds of what a county takes in memory; no figure needs them afterwards.
  ///   - places: what stays of demand points, which maps draw; no figure needs them afterwards.
  ///   - progress: told after each county.
  /// - Throws: `AnalysisError` for an unknown county, a radius that is no length, or a county whose
  ///   data cannot be analysed.
  /// - Complexity: O(counties) for counties of similar size.
  public static func run(
    on data: ServiceData, standard whole: Standard, date: CalendarDate,
    circlesOnly: Bool = false, radii: [Meters]? = nil,
    counties codes: [String]? = nil, tasks: Int = 2, outlines: Bool = true,
    places: KeptPlaces = .all, progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws -> CoverageAnalysis {
    let radii = try checked(radii ?? whole.radii)
    let standard = circlesOnly ? whole.with(rules: whole.rules.filter(\.isJudgedByCircles)) : whole
    var data = data
    ModelledDemand.fill(&data)
    try ReferenceChecks.requireUnique(data)
    let cut = CountyCut(data, reach: radii.last ?? Meters(0), slack: Meters(0))
    let chosen = try select(codes, of: cut.counties)
    let results = try await chosen.concurrentMap(tasks: tasks, progress: progress) { county in
      let inputs = cut.inputs(of: county)
      let county = try ValidatedCounty(inputs)
      let coverage = try CountyCoverage.assessing(county.county, radii: radii)
      let assessed = AssessedCounty(
        county.county, outlines ? coverage : coverage.withoutOutlines,
        CountyFacts(inputs, coverage), standard: standard, date: date)
      return (assessed: assessed.keeping(places), issues: county.issues)
    }
    let assessed = results.map(\.assessed)
    let selected = Set(chosen.map(\.code))
    let dataIssues = (data.issues + ReferenceChecks.issues(of: data))
      .filter { $0.countyCode.map(selected.contains) ?? true }
    let neighborIssues = assessed.compactMap(InputChecks.assumedNeighbors)
    return CoverageAnalysis(
      standard: standard,
      judgedElsewhere: circlesOnly ? whole.rules.filter { !$0.isJudgedByCircles } : [],
      date: date, radii: radii, counties: assessed,
      totalVerdicts: TotalVerdict.all(
        of: standard, counties: assessed.map { ($0.inputs.county.code, $0.verdicts) }),
      issues: (dataIssues + results.flatMap(\.issues) + neighborIssues).withoutRepeats,
      provenance: try Provenance(
        data: data, standard: whole, planes: assessed.map(\.inputs.plane)))
  }

  /// - Throws: `AnalysisError` where no county of the data can be analysed: there is none, or an id
  ///   stands twice.
  public static func requireUsable(_ data: ServiceData) throws {
    try ReferenceChecks.requireUnique(data)
    guard !data.counties.isEmpty else {
      throw AnalysisError(
        .badData, LocalizedText(zh: "数据中没有县（市、区）", en: "the store holds no county"))
    }
  }

  private static func checked(_ radii: [Meters]) throws -> [Meters] {
    for radius in radii where !(radius.value.isFinite && radius.value > 0) {
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "半径 \(radius.value) 米无效：应为大于 0 的数",
          en: "a radius of \(radius.value) m makes no sense: give a number above 0"))
    }
    return Set(radii).sorted()
  }

  static func select(
    _ codes: [String]?, of counties: [County]
  ) throws -> [County] {
    guard !counties.isEmpty else {
      throw AnalysisError(
        .badData, LocalizedText(zh: "数据中没有县（市、区）", en: "the store holds no county"))
    }
    guard let codes else { return counties }
    let known = Set(counties.map(\.code))
    for code in codes where !known.contains(code) {
      let some = counties.prefix(12).map { "\($0.code) \($0.name)" }
      let more = counties.count > some.count ? " …" : ""
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "没有编码为 \(code) 的县（市、区）；现有：\(some.joined(separator: "、"))\(more)",
          en: "no county has the code \(code); there are: \(some.joined(separator: ", "))\(more)"))
    }
    return counties.filter { codes.contains($0.code) }
  }
}

extension CoverageAnalysis {
  /// Every station that some figure rests on, once, by code.
  public var servingStations: [Station] {
    let all = counties.flatMap(\.servingStations)
    return Dictionary(all.map { ($0.code, $0) }) { first, _ in first }.values
      .sorted { $0.code < $1.code }
  }
}

extension CountyCoverage {
  fileprivate var servingStationCodes: Set<String> {
    Set(
      (townships.compactMap(\.nearest) + demand.compactMap(\.nearest)).map(\.stationCode)
        + ownStationCodes + neighborStationCodes)
  }
}

extension CountyFacts {
  init(_ inputs: CountyInputs, _ coverage: CountyCoverage) {
    let serving = coverage.servingStationCodes
    self.init(
      countyCode: inputs.county.code, countyName: inputs.county.name, coverage: coverage,
      stationEvidence: Evidence.weakest(
        inputs.stations.filter { serving.contains($0.code) }.map(\.evidence)),
      demandEvidence: Evidence.weakest(inputs.demand.map(\.evidence)))
  }
}

extension AssessedCounty {
  fileprivate init(
    _ inputs: ProjectedCounty, _ coverage: CountyCoverage, _ facts: CountyFacts,
    standard: Standard, date: CalendarDate
  ) {
    let serving = coverage.servingStationCodes
    self.init(
      inputs: inputs, coverage: coverage,
      verdicts: standard.rules.map { Verdict(of: $0, in: standard, on: date, facts: facts) },
      servingStations: inputs.stations.filter { serving.contains($0.code) },
      residentsByTownship: Dictionary(grouping: coverage.demand) { $0.townshipCode ?? "" }
        .mapValues { $0.reduce(0) { $0 + $1.residents } }, demandEvidence: facts.demandEvidence)
  }

  fileprivate func keeping(_ places: KeptPlaces) -> AssessedCounty {
    if case .all = places { return self }
    let isReachKept = if case .reached = places { true } else { false }
    return AssessedCounty(
      inputs: isReachKept
        ? inputs.withoutDemand : inputs.condensed(stations: coverage.servingStationCodes),
      coverage: isReachKept ? coverage : coverage.withoutDemand, verdicts: verdicts,
      servingStations: servingStations, residentsByTownship: residentsByTownship,
      demandEvidence: demandEvidence)
  }
}

extension Standard {
  /// The radii its distance rules name, both ends of a range; 3.5, 8 and 10 km where there is none.
  public var radii: [Meters] {
    let named = rules.flatMap(\.requirement.radii)
    let usual = [Meters(kilometers: 3.5), Meters(kilometers: 8), Meters(kilometers: 10)]
    return Set(named.isEmpty ? usual : named).sorted()
  }
}

extension Rule {
  /// Whether what circles around stations reach decides it: every way of meeting it.
  public var isJudgedByCircles: Bool { requirement.isJudgedByCircles }
}

extension Requirement {
  fileprivate var isJudgedByCircles: Bool {
    switch self {
    case .distance: true
    case .townshipPresence(let it): it.subject == .station
    case .anyOf(let branches): branches.allSatisfy(\.requirement.isJudgedByCircles)
    default: false
    }
  }

  fileprivate var radii: [Meters] {
    switch self {
    case .distance(let rule):
      rule.limit.tiers.map {
        rule.limit.unit == .meters ? Meters($0.limit) : Meters(kilometers: $0.limit)
      }
    case .anyOf(let branches): branches.flatMap(\.requirement.radii)
    default: []
    }
  }
}

extension Array {
  /// Every element through `transform`, at most `tasks` at a time, results in order.
  func concurrentMap<Result: Sendable>(
    tasks: Int, progress: (@Sendable (Int, Int) -> Void)?,
    _ transform: @escaping @Sendable (Element) async throws -> Result
  ) async throws -> [Result] where Element: Sendable {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: count)
      var next = 0
      func start() {
        guard next < count else { return }
        let (index, element) = (next, self[next])
        next += 1
        group.addTask { (index, try await transform(element)) }
      }
      for _ in 0..<Swift.max(tasks, 1) { start() }
      var done = 0
      while let (index, result) = try await group.next() {
        results[index] = result
        done += 1
        progress?(done, count)
        start()
      }
      return results.compactMap { $0 }
    }
  }
}

extension Array where Element: Hashable {
  var withoutRepeats: [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
