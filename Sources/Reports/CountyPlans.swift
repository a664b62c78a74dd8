import Analysis
import FoundationEssentials
import Synchronization

/// What the report of all says of the plan of one county. The rest of a plan is many times that, and
/// is in the county's own report.
struct CountyPlan: Sendable {
  /// How a station came into the plan.
  struct Step: Sendable {
    /// From 1.
    let order: Int
    let newlyInTimePopulation: Double
    let newlyInCirclePopulation: Double
  }

  let county: String
  let status: String
  let compliance: String
  let candidates: [SiteReport.Site]
  /// By the code of the candidate.
  let steps: [String: Step]
  let assumedStations: Int
  let summary: CountyReport.PlanSummary
  let before: SiteReport.Figures
  let after: SiteReport.Figures

  init(_ siting: SiteReport) {
    county = siting.county
    status = siting.status
    compliance = siting.compliance
    candidates = siting.candidates
    steps = Dictionary(
      siting.steps.enumerated().map { index, step in
        (
          step.add,
          Step(
            order: index + 1, newlyInTimePopulation: step.newlyInTimePopulation,
            newlyInCirclePopulation: step.newlyInCirclePopulation)
        )
      }, uniquingKeysWith: { first, _ in first })
    assumedStations = siting.assumedStations.count
    summary = CountyReport.PlanSummary(siting)
    (before, after) = (siting.before, siting.after)
  }
}

/// The plans of counties that were found while their reports were made, or stand in reports made
/// before. The report of all prints them too, and a plan is the dearest thing to compute.
final class CountyPlans: Sendable {
  /// A plan, or why there is none.
  enum Outcome: Sendable {
    case plan(CountyPlan)
    case none(String)
  }

  private enum Source {
    case found(Outcome)
    /// JSON of the county's report, made from what would be analysed now.
    case standing(path: String)
  }

  private let known = Mutex<[String: Source]>([:])

  func keep(_ outcome: Outcome, of county: String) {
    known.withLock { $0[county] = .found(outcome) }
  }

  /// The report in a folder is that of these data: its plan is read when it is asked for.
  func keep(standing folder: ReportFolder, of county: String) {
    known.withLock {
      $0[county] = .standing(path: "\(folder.path)/\(ReportFormat.json.fileName)")
    }
  }

  func outcome(of county: String) -> Outcome? {
    switch known.withLock({ $0[county] }) {
    case .found(let outcome): return outcome
    case .standing(let path):
      let outcome = Self.read(path)
      known.withLock { $0[county] = outcome.map(Source.found) }
      return outcome
    case nil: return nil
    }
  }

  /// What of a county's report tells its plan.
  private struct Report: Decodable {
    var siting: SiteReport?
    var missing: [CountyReport.MissingAnalysis]
  }

  /// `nil` where the report has no JSON, or one that says nothing of it: the plan is found anew.
  private static func read(_ path: String) -> Outcome? {
    guard let data = FileManager.default.contents(atPath: path),
      let report = try? ReportJSON.report(Report.self, from: data)
    else { return nil }
    if let siting = report.siting { return .plan(CountyPlan(siting)) }
    return report.missing.first { $0.analysis == .siting }?.reason.map(Outcome.none)
  }
}
