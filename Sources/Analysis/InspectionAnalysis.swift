public import Coverage
import Crypto
import FoundationEssentials
public import Inspection
public import ResponseModel
public import Standards

/// An inspection with the coverage that some of its rules need, the issues of its data, and where
/// everything came from.
public struct InspectionAnalysis: Sendable {
  public let result: InspectionResult
  public let issues: [DataIssue]
  public let sources: [SourceFile]
  /// The roads that response times rest on; `nil` where none were used.
  public let roads: ResponseReport.Roads?
  /// SHA-256 over every register and shift that was looked at.
  public let inputDigest: String
  public let standardDigest: String

  /// What an inspection reads: everything but shifts, which come as a roster, and calls.
  public static let layers: Set<Layer> = Set(Layer.allCases).subtracting([.shifts, .calls])

  /// What an inspection is made from besides the registers.
  public struct Means: Sendable {
    /// For response times; by straight line where `nil`, as `ambit response` does it.
    public var roads: RoadModel?
    /// The store's calls; `nil` where the standard asks nothing of them.
    public var calls: CallTally?
    /// Of residents and between institutions; what needs times is not assessable where there are none.
    public var travelTimes: TravelTimesByMode
    /// Of response times, where the data do not say.
    public var terms: ResponseTerms

    public init(
      roads: RoadModel? = nil, calls: CallTally? = nil,
      travelTimes: TravelTimesByMode = TravelTimesByMode(), terms: ResponseTerms = .usual
    ) {
      self.roads = roads
      self.calls = calls
      self.travelTimes = travelTimes
      self.terms = terms
    }
  }

  /// Whether something of the inspection asks for travel times: then roads are worth loading.
  public static func needsTravelTimes(_ data: ServiceData, _ standard: Standard) -> Bool {
    standard.rules.contains { $0.requirement.isAboutResponse || $0.requirement.isAboutTravel }
      || !data.consortium.isEmpty || data.facilities.contains { !$0.treatmentCentres.isEmpty }
  }

  /// Whether the standard has rules that calls decide.
  public static func needsCalls(_ standard: Standard) -> Bool {
    standard.rules.contains { $0.requirement.isAboutResponse }
  }

  /// Inspects every county, or the ones named.
  ///
  /// Rules on siting and response times come out as `ambit coverage` and `ambit response` have them:
  /// they are judged by the same facts.
  /// - Parameter complete: registers in which none of a kind means none.
  /// - Throws: `AnalysisError` for an unknown county or a store without counties.
  /// - Complexity: that of the inspection and, where the standard has such rules, of the coverage and
  ///   of the response times.
  public static func run(
    on data: ServiceData, roster: Roster, standard: Standard, window: InspectionWindow,
    each: EachReading, limits: InspectionLimits, counties codes: [String]? = nil,
    complete: Set<Subject> = [], means: Means = Means(), tasks: Int = 2
  ) async throws -> InspectionAnalysis {
    let selected = try select(codes, of: data.counties)
    var facts = selected.map { CountyFacts(countyCode: $0.code, countyName: $0.name) }
    let usesCircles = standard.rules.contains(where: \.requirement.needsCoverage)
    var issues: [DataIssue] = []
    var digests =
      ([means.travelTimes.unstated].compactMap(\.self)
      + means.travelTimes.modes.values)
      .map(\.digest)
    if usesCircles {
      do {
        let coverage = try await CoverageAnalysis.run(
          on: data, standard: standard, date: window.lastDay, counties: selected.map(\.code),
          tasks: tasks, outlines: false, places: .reached)
        facts = coverage.counties.map(CountyFacts.init)
        issues = coverage.issues
      } catch let error as AnalysisError {
        issues.append(
          DataIssue(
            .warning, code: "coverage-not-computed",
            LocalizedText(
              zh: "覆盖未能计算，布点条款无法判定：\(error.message.zh)",
              en: "coverage could not be computed, rules on siting are open: \(error.message.en)")))
      }
    }
    if needsCalls(standard) {
      do {
        let response = try await ResponseAnalysis.run(
          on: data, calls: means.calls, standard: standard, date: window.lastDay,
          terms: means.terms, roads: means.roads, counties: selected.map(\.code), tasks: tasks,
          keepsPlaces: false)
        for (index, county) in response.counties.enumerated() {
          facts[index].response = county.judgedFacts.response
          facts[index].intervals = county.judgedFacts.intervals
        }
        issues += response.issues
        digests.append(response.provenance.inputDigest)
      } catch let error as AnalysisError {
        issues.append(
          DataIssue(
            .warning, code: "response-not-computed",
            LocalizedText(
              zh: "反应时间未能计算，相关条款无法判定：\(error.message.zh)",
              en: "response times could not be computed, rules on them are open:"
                + " \(error.message.en)")))
      }
    }
    if issues.isEmpty {
      let chosen = Set(selected.map(\.code))
      issues = data.issues.filter { $0.countyCode.map(chosen.contains) ?? true }
    }
    var peopled = data
    ModelledDemand.fill(&peopled)
    let result = InspectionResult(
      InspectionRequest(
        data: peopled, roster: roster, standard: standard, window: window, each: each,
        limits: limits, facts: facts, travelTimes: means.travelTimes, completeRegisters: complete))
    return InspectionAnalysis(
      result: result, issues: issues.withoutRepeats, sources: data.sources,
      roads: means.roads.map(ResponseReport.Roads.init),
      inputDigest: digest(data, roster, digests),
      standardDigest: try InputDigest.sha256(of: standard))
  }

  private static func select(_ codes: [String]?, of counties: [County]) throws -> [County] {
    guard !counties.isEmpty else {
      throw AnalysisError(
        .badData, LocalizedText(zh: "数据中没有县（市、区）", en: "the store holds no county"))
    }
    guard let codes else { return counties }
    for code in codes where !counties.contains(where: { $0.code == code }) {
      let some = counties.prefix(12).map { "\($0.code) \($0.name)" }
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "没有编码为 \(code) 的县（市、区）；现有：\(some.joined(separator: "、"))",
          en: "no county has the code \(code); there are: \(some.joined(separator: ", "))"))
    }
    return counties.filter { codes.contains($0.code) }
  }

  private static func digest(
    _ data: ServiceData, _ roster: Roster, _ others: [String]
  ) -> String {
    var hash = SHA256()
    hash.update(data: Data(InputDigest.sha256(of: data).utf8))
    func add(_ lines: [String]) {
      for line in lines.sorted() { hash.update(data: Data((line + "\n").utf8)) }
    }
    add(data.ambulances.map { "\($0)" })
    add(data.equipment.map { "\($0)" })
    add(data.crew.map { "\($0)" })
    add(data.facilities.map { "\($0)" })
    add(data.consortium.map { "\($0)" })
    add(data.visits.map { "\($0)" })
    add(data.counties.map { "\($0.code) \($0.registered ?? -1)" })
    add(data.stations.map { "\($0.code) \($0.openedOn?.description ?? "")" })
    add(roster.plates)
    add(roster.people)
    roster.withBytes { hash.update(bufferPointer: $0) }
    add(others)
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension CountyFacts {
  fileprivate init(_ county: AssessedCounty) {
    self.init(
      countyCode: county.inputs.county.code, countyName: county.inputs.county.name,
      coverage: county.coverage,
      stationEvidence: Evidence.weakest(county.servingStations.map(\.evidence)),
      demandEvidence: county.demandEvidence)
  }
}

extension Requirement {
  /// Whether travel times to facilities decide it.
  fileprivate var isAboutTravel: Bool {
    switch self {
    case .facilityTravelTime(let it): !it.facilities.isEmpty
    case .anyOf(let branches): branches.contains(where: \.requirement.isAboutTravel)
    default: false
    }
  }

  /// Whether it is judged by what circles around stations reach.
  fileprivate var needsCoverage: Bool {
    switch self {
    case .distance: true
    case .townshipPresence(let it): it.subject == .station
    case .anyOf(let branches): branches.contains { $0.requirement.needsCoverage }
    default: false
    }
  }
}
