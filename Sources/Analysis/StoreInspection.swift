public import Inspection
public import ResponseModel
import Standards

/// An inspection of every county of a store, to be cut into counties: registers are judged as a whole,
/// since people and vehicles cross borders, and each report shows its own part.
public struct StoreInspection: Sendable {
  /// Of all counties.
  public let whole: InspectionReport
  /// Over all counties, in the order of the standard's rules.
  public let totals: [CoverageReport.RuleVerdict]
  private let language: Language
  private let findings: [String: [InspectionReport.Item]]
  private let cured: [String: [InspectionReport.Cured]]
  private let posts: [String: [InspectionReport.Post]]
  private let checked: [String: InspectionReport.Checked]

  /// - Parameters:
  ///   - comparison: with the findings that the store keeps; `nil` where it keeps none.
  ///   - language: of titles and messages.
  /// - Complexity: O(findings).
  public init(
    _ analysis: InspectionAnalysis, comparison: FindingComparison? = nil, language: Language
  ) {
    let result = analysis.result
    self.language = language
    whole = InspectionReport(analysis, comparison: comparison, language: language)
    let verdicts = TotalVerdict.all(
      of: result.standard, counties: result.counties.map { ($0.code, $0.verdicts) })
    totals = zip(verdicts, result.standard.rules).map { verdict, rule in
      var total = CoverageReport.RuleVerdict(verdict.verdict, of: rule, language: language)
      total.counties = CoverageReport.CountiesByOutcome(
        pass: verdict.passed, fail: verdict.failed, notAssessable: verdict.notAssessable)
      return total
    }
    findings = Dictionary(grouping: whole.findings) { $0.county ?? "" }
    cured = Dictionary(grouping: whole.cured) { $0.county ?? "" }
    posts = Dictionary(grouping: whole.posts) { $0.county ?? "" }
    checked = result.checkedByCounty.mapValues { InspectionReport.Checked($0, result.window) }
  }

  /// One county's part; where the store has no other county, also what belongs to none.
  ///
  /// - Parameter data: the county's extract, whose rosters the digest is of.
  /// - Returns: `nil` where the inspection knows no such county.
  /// - Complexity: O(rows of the county).
  public func report(of data: ServiceData) -> InspectionReport? {
    guard let code = data.counties.first?.code,
      let area = whole.counties.first(where: { $0.code == code })
    else { return nil }
    let isOnly = whole.counties.count == 1
    func own<Row>(_ rows: [String: [Row]]) -> [Row] {
      (rows[code] ?? []) + (isOnly ? rows[""] ?? [] : [])
    }
    func isOwn(_ county: String?) -> Bool { county == code || county == nil }
    var part = whole
    part.counties = [area]
    part.findings = own(findings)
    part.cured = own(cured)
    part.posts = own(posts)
    part.notAssessable = whole.notAssessable.filter { isOwn($0.county) }
    part.checked = isOnly ? whole.checked : checked[code] ?? .nothing
    part.summary = InspectionReport.Summary(of: part.findings, cured: part.cured)
    part.centreTimes = whole.centreTimes.filter { $0.county == code }
    part.issues = whole.issues.filter { isOwn($0.county) }
    part.notices = InspectionReport.notices(of: part.issues, language)
    part.provenance.inputSha256 = InputDigest.sha256(ofRegistersIn: data)
    return part
  }
}

extension InspectionReport.Checked {
  static let nothing = Self(
    ambulances: 0, shifts: 0, crew: 0, stations: 0, crewStretches: 0, crewHours: 0)

  init(_ counts: CheckedCounts, _ window: InspectionWindow) {
    self.init(
      ambulances: counts.ambulances, shifts: counts.shifts, crew: counts.crew,
      stations: counts.stations, crewStretches: counts.crewStretches,
      crewHours: window.isMoment ? 0 : Double(counts.judgedMilliseconds) / 3_600_000)
  }
}

extension InspectionReport.Summary {
  init(of findings: [InspectionReport.Item], cured: [InspectionReport.Cured]) {
    func counts(_ words: [String]) -> [String: Int] {
      Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
    }
    self.init(
      findings: findings.count, bySeverity: counts(findings.map(\.severity.rawValue)),
      byRule: counts(findings.map(\.rule)),
      byChange: counts(findings.map(\.change.rawValue) + cured.map { _ in "cured" }))
  }
}
