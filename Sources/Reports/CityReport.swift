public import Analysis
public import Coverage
import Inspection
public import ResponseModel

/// The report of all counties together as a value: their coverage side by side, a ranking that
/// states its denominator, and what changed since an earlier report.
public struct CityReport: Sendable, Codable {
  static let kindName = "city_report"

  /// One county's line.
  public struct Row: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var nameEn: String?
    @NullEncoded public var population: Double?
    @NullEncoded public var areaKm2: Double?
    public var stations: Int
    public var assumedStations: Int
    /// Residents for each station; `null` without stations or residents.
    @NullEncoded public var residentsPerStation: Double?
    public var reach: [Share]
    public var administrativeTownships: Int
    public var administrativeTownshipsWithStation: Int
    public var tally: CountyReport.Tally
    /// Of the times that are judged; `null` where nothing can be said.
    @NullEncoded public var responseMethod: ResponseMethod?
    @NullEncoded public var urbanMeanMin: Double?
    @NullEncoded public var ruralMeanMin: Double?
    @NullEncoded public var urbanInTimeShare: Double?
    @NullEncoded public var ruralInTimeShare: Double?
    /// Of the inspection; `null` without one.
    @NullEncoded public var ambulances: Int?
    @NullEncoded public var findings: Int?
    @NullEncoded public var graveFindings: Int?
    /// Stations that the plan adds; `null` without a plan, or where none can be made.
    @NullEncoded public var plannedStations: Int?
    /// By the share of residents in the widest circles, 1 first; equal shares have equal ranks.
    /// `null` where the share is not known.
    @NullEncoded public var rank: Int?
  }

  public struct Share: Sendable, Codable {
    public var radiusKm: Double
    @NullEncoded public var coveredPopulation: Double?
    @NullEncoded public var coveredPopulationShare: Double?
    @NullEncoded public var coveredAreaShare: Double?
  }

  /// The plan of one county.
  public struct Plan: Sendable, Codable {
    public struct Site: Sendable, Codable {
      public var code: String
      public var name: String
      @NullEncoded public var township: String?
      public var latitude: Double
      public var longitude: Double
    }

    public var code: String
    public var name: String
    /// As in the county's own report; `null` where there is no plan.
    @NullEncoded public var status: String?
    @NullEncoded public var compliance: String?
    /// Why there is none.
    @NullEncoded public var reason: String?
    public var chosen: [Site]
    public var assumedStations: Int
    @NullEncoded public var summary: CountyReport.PlanSummary?
  }

  /// Over all counties that have a plan.
  public struct PlanTotal: Sendable, Codable {
    public var counties: Int
    public var infeasible: Int
    public var stations: Int
    public var added: Int
    public var withPlan: Int
    public var population: Double
    public var inTimePopulationBefore: Double
    public var inTimePopulationAfter: Double
    @NullEncoded public var inTimeShareBefore: Double?
    @NullEncoded public var inTimeShareAfter: Double?
    public var inCirclePopulationBefore: Double
    public var inCirclePopulationAfter: Double
    @NullEncoded public var inCircleShareBefore: Double?
    @NullEncoded public var inCircleShareAfter: Double?
  }

  /// A county that no figure of this report includes.
  public struct Excluded: Sendable, Codable {
    public var code: String
    public var name: String
    public var reason: String

    public init(code: String, name: String, reason: String) {
      self.code = code
      self.name = name
      self.reason = reason
    }
  }

  /// An earlier report that this one is compared with.
  public struct Earlier: Sendable, Codable {
    public var on: String
    public var standard: String
    public var inputSha256: String
    public var rows: [EarlierRow]
  }

  public struct EarlierRow: Sendable, Codable {
    public var code: String
    public var stations: Int
    @NullEncoded public var population: Double?
    public var reach: [Share]
    @NullEncoded public var urbanMeanMin: Double?
    @NullEncoded public var ruralMeanMin: Double?
    @NullEncoded public var findings: Int?
    @NullEncoded public var plannedStations: Int?
  }

  public struct Change: Sendable, Codable {
    public var code: String
    public var name: String
    public var radiusKm: Double
    @NullEncoded public var shareBefore: Double?
    @NullEncoded public var shareNow: Double?
    @NullEncoded public var pointsDifference: Double?
    public var stationsBefore: Int
    public var stationsNow: Int
    @NullEncoded public var urbanMeanMinBefore: Double?
    @NullEncoded public var urbanMeanMinNow: Double?
    @NullEncoded public var ruralMeanMinBefore: Double?
    @NullEncoded public var ruralMeanMinNow: Double?
    @NullEncoded public var findingsBefore: Int?
    @NullEncoded public var findingsNow: Int?
    @NullEncoded public var plannedStationsBefore: Int?
    @NullEncoded public var plannedStationsNow: Int?
  }

  public var kind = CityReport.kindName
  public var language: Language
  @NullEncoded public var reviewNumber: String?
  public var standard: CountyReport.Document
  public var options: CountyReport.Options
  public var tally: CountyReport.Tally
  /// Over all counties, each rule by the analysis that can judge it.
  public var verdicts: [CoverageReport.RuleVerdict]
  public var coverage: CoverageReport
  public var reach: [CountyReport.Reach]
  /// In the order of the ranking; counties without a rank last.
  public var counties: [Row]
  public var excluded: [Excluded]
  @NullEncoded public var earlier: Earlier?
  public var changes: [Change]
  /// Without demand points, which the counties' own reports hold; issues are those that `coverage` has
  /// not; `null` where nothing can be said of times.
  @NullEncoded public var response: ResponseReport?
  /// Findings of all counties by severity; `null` without an inspection.
  @NullEncoded public var findings: [String: Int]?
  /// Findings of no county, e.g. of an ambulance without a station; in no county's report.
  public var findingsWithoutCounty: [InspectionReport.Item]
  /// In order of the counties' codes.
  public var plans: [Plan]
  @NullEncoded public var planTotal: PlanTotal?
  public var missing: [CountyReport.MissingAnalysis]

  /// Of all analyses, each once.
  var issues: [CoverageReport.Issue] {
    coverage.issues + (response?.issues ?? []).map(CoverageReport.Issue.init)
  }
}

/// What the report of all is made from.
public struct CityAnalyses: Sendable {
  let coverage: CoverageAnalysis
  /// Without demand points: those of all counties take more memory than everything else. `nil` where
  /// it could not be made; `failure` says why.
  let response: ResponseReport?
  let inspection: StoreInspection?
  /// In order of the counties' codes.
  let plans: [(county: County, outcome: CountyPlans.Outcome)]
  let failure: String?
}

extension CityReport {
  /// - Parameters:
  ///   - analyses: of all counties that could be analysed.
  ///   - excluded: those that could not.
  ///   - earlier: a report to compare with.
  /// - Complexity: O(counties × log counties).
  init(
    _ analyses: CityAnalyses, excluded: [Excluded], earlier: Earlier?, settings: ReportSettings
  ) {
    let language = settings.language
    let coverage = CoverageReport(analyses.coverage, language: language)
    let known = Set(coverage.issues.map(\.identity))
    let whole = analyses.response
    let response = whole.flatMap { $0.hasTimes ? $0.telling(onlyNew: known) : nil }
    let plans = analyses.plans.map { Plan($0.county, $0.outcome) }
    let rows = Self.ranked(
      coverage.counties.map { area in
        Row(
          area, response: whole?.counties.first { $0.code == area.code },
          inspection: analyses.inspection, plan: plans.first { $0.code == area.code })
      })
    let verdicts = CoverageReport.RuleVerdict.merged(
      coverage.total.verdicts, response: whole?.total.verdicts ?? [],
      inspection: analyses.inspection?.totals ?? [])
    let hasFleet = rows.contains { ($0.ambulances ?? 0) > 0 }
    self.init(
      language: language, reviewNumber: settings.reviewNumber,
      standard: CountyReport.Document(analyses.coverage.standard, language),
      options: settings.options, tally: CountyReport.Tally(verdicts.map(\.verdict)),
      verdicts: verdicts, coverage: coverage,
      reach: coverage.total.radii.map { CountyReport.Reach($0, of: coverage.total) },
      counties: rows, excluded: excluded, earlier: earlier,
      changes: earlier.map { Self.changes(from: $0, to: rows) } ?? [], response: response,
      findings: analyses.inspection?.whole.summary.bySeverity,
      findingsWithoutCounty: coverage.counties.count > 1
        ? (analyses.inspection?.whole.findings ?? []).filter { $0.county == nil } : [],
      plans: plans,
      planTotal: PlanTotal(analyses.plans.map(\.outcome)),
      missing: CountyReport.MissingAnalysis.all(
        ServiceData(),
        without: [
          .response: response == nil, .inspection: !hasFleet,
          .siting: plans.allSatisfy { $0.status == nil },
        ],
        analyses.failure.map { [.response: $0] } ?? [:]
      ).map { missing in
        CountyReport.MissingAnalysis(
          analysis: missing.analysis, rows: [:], reason: missing.reason)
      })
  }

  private static func ranked(_ rows: [Row]) -> [Row] {
    func share(_ row: Row) -> Double { row.reach.last?.coveredPopulationShare ?? -1 }
    var rows = rows.sorted { (share($1), $0.code) < (share($0), $1.code) }
    for index in rows.indices where share(rows[index]) >= 0 {
      let isTied = index > 0 && share(rows[index - 1]) == share(rows[index])
      rows[index].rank = isTied ? rows[index - 1].rank : index + 1
    }
    return rows
  }

  /// By the widest radius that both reports have.
  private static func changes(from earlier: Earlier, to rows: [Row]) -> [Change] {
    let before = Dictionary(
      earlier.rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.compactMap { row in
      guard let old = before[row.code],
        let now = row.reach.last(where: { share in
          old.reach.contains { $0.radiusKm == share.radiusKm }
        }), let then = old.reach.first(where: { $0.radiusKm == now.radiusKm })
      else { return nil }
      let difference = now.coveredPopulationShare.flatMap { new in
        then.coveredPopulationShare.map { (new - $0) * 100 }
      }
      return Change(
        code: row.code, name: row.name, radiusKm: now.radiusKm,
        shareBefore: then.coveredPopulationShare, shareNow: now.coveredPopulationShare,
        pointsDifference: difference, stationsBefore: old.stations, stationsNow: row.stations,
        urbanMeanMinBefore: old.urbanMeanMin, urbanMeanMinNow: row.urbanMeanMin,
        ruralMeanMinBefore: old.ruralMeanMin, ruralMeanMinNow: row.ruralMeanMin,
        findingsBefore: old.findings, findingsNow: row.findings,
        plannedStationsBefore: old.plannedStations, plannedStationsNow: row.plannedStations)
    }
  }
}

extension CityReport.Row {
  fileprivate init(
    _ area: CoverageReport.Area, response: ResponseReport.Area?, inspection: StoreInspection?,
    plan: CityReport.Plan?
  ) {
    let inspected = inspection?.whole.counties.first { $0.code == area.code }
    let own = inspection?.whole.findings.filter { $0.county == area.code }
    let verdicts = CoverageReport.RuleVerdict.merged(
      area.verdicts, response: response?.verdicts ?? [], inspection: inspected?.verdicts ?? [])
    let timed = response.flatMap { $0.all.meanMin == nil ? nil : $0 }
    self.init(
      code: area.code, name: area.name, nameEn: area.nameEn, population: area.population,
      areaKm2: area.areaKm2, stations: area.stations, assumedStations: area.assumedStations,
      residentsPerStation: area.stations > 0
        ? area.population.map { $0 / Double(area.stations) } : nil,
      reach: area.radii.map {
        CityReport.Share(
          radiusKm: $0.radiusM / 1000, coveredPopulation: $0.coveredPopulation,
          coveredPopulationShare: CountyReport.share($0.coveredPopulation, of: area.population),
          coveredAreaShare: CountyReport.share($0.coveredAreaKm2, of: area.areaKm2))
      },
      administrativeTownships: area.townshipRule.administrativeTownships,
      administrativeTownshipsWithStation: area.townshipRule.withStation,
      tally: CountyReport.Tally(verdicts.map(\.verdict)), responseMethod: timed?.method,
      urbanMeanMin: timed?.urban.meanMin, ruralMeanMin: timed?.rural.meanMin,
      urbanInTimeShare: timed?.urban.shareWithin, ruralInTimeShare: timed?.rural.shareWithin,
      ambulances: inspected?.fleet.ambulances, findings: own?.count,
      graveFindings: own?.count { $0.severity == .error },
      plannedStations: plan?.chosenCount, rank: nil)
  }
}

extension CityReport.Plan {
  init(_ county: County, _ outcome: CountyPlans.Outcome) {
    switch outcome {
    case .none(let reason):
      self.init(
        code: county.code, name: county.name, status: nil, compliance: nil, reason: reason,
        chosen: [], assumedStations: 0, summary: nil)
    case .plan(let plan):
      self.init(
        code: county.code, name: county.name, status: plan.status,
        compliance: plan.compliance, reason: nil,
        chosen: plan.candidates.filter(\.isChosen).map {
          Site(
            code: $0.code, name: $0.name, township: $0.township, latitude: $0.latitude,
            longitude: $0.longitude)
        }, assumedStations: plan.assumedStations, summary: plan.summary)
    }
  }

  /// `nil` where no plan can be made.
  fileprivate var chosenCount: Int? {
    status == nil || status == SiteStatus.infeasible ? nil : chosen.count
  }
}

extension CityReport.PlanTotal {
  /// `nil` where no county has a plan.
  init?(_ outcomes: [CountyPlans.Outcome]) {
    let all = outcomes.compactMap { outcome -> CountyPlan? in
      if case .plan(let plan) = outcome { plan } else { nil }
    }
    guard !all.isEmpty else { return nil }
    func sum(_ figure: (CountyPlan) -> Double) -> Double { all.reduce(0) { $0 + figure($1) } }
    let summaries = all.map(\.summary)
    let population = sum(\.before.population)
    let times = (sum(\.before.inTimePopulation), sum(\.after.inTimePopulation))
    let circles = (sum(\.before.inCirclePopulation), sum(\.after.inCirclePopulation))
    func share(_ part: Double) -> Double? { CountyReport.share(part, of: population) }
    self.init(
      counties: all.count, infeasible: all.count { $0.status == SiteStatus.infeasible },
      stations: summaries.reduce(0) { $0 + $1.stations },
      added: summaries.reduce(0) { $0 + $1.added },
      withPlan: summaries.reduce(0) { $0 + $1.withPlan }, population: population,
      inTimePopulationBefore: times.0, inTimePopulationAfter: times.1,
      inTimeShareBefore: share(times.0), inTimeShareAfter: share(times.1),
      inCirclePopulationBefore: circles.0, inCirclePopulationAfter: circles.1,
      inCircleShareBefore: share(circles.0), inCircleShareAfter: share(circles.1))
  }
}
