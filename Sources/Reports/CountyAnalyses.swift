public import Analysis
import Coverage
import ResponseModel
import Standards

/// Every analysis of one county that its report prints, as computed.
public struct CountyAnalyses: Sendable {
  public let coverage: CoverageAnalysis
  /// `nil` where it could not be made; `failures` says why.
  public let response: ResponseAnalysis?
  public let siting: SitingAnalysis?
  /// For the map; `nil` where none is drawn.
  let reach: ResponseReach?
  let inspection: InspectionReport?
  let failures: [CountyReport.MissingAnalysis.Subject: String]
}

extension CountyReportMaker {
  /// Analyses a county. What cannot be analysed is kept with its reason; coverage must be.
  ///
  /// - Throws: `AnalysisError` where the county's data cannot be analysed at all.
  func analyses(of data: ServiceData) async throws -> CountyAnalyses {
    let codes = data.counties.prefix(1).map(\.code)
    let coverage = try await CoverageAnalysis.run(
      on: data, standard: settings.standard, date: settings.date, radii: settings.radii,
      counties: codes, tasks: 1)
    var failures: [CountyReport.MissingAnalysis.Subject: String] = [:]
    var response: ResponseAnalysis?
    do {
      var tally = CallTally(
        intervals: ResponseAnalysis.intervals(of: settings.standard), counties: codes)
      for call in data.calls { tally.add(call) }
      response = try await ResponseAnalysis.run(
        on: data, calls: tally, standard: settings.standard, date: settings.date,
        terms: settings.options.terms, roads: sources.roads, counties: codes, tasks: 1)
    } catch let error as AnalysisError {
      failures[.response] = error.message[settings.language]
    }
    let hasMaps = settings.formats.contains { $0 == .html || $0.needsRenderer }
    var siting: SitingAnalysis?
    do {
      siting = try await sources.siting(of: data, settings, outlines: hasMaps)
    } catch let error as AnalysisError {
      failures[.siting] = error.message[settings.language]
    }
    var reach: ResponseReach?
    if hasMaps, let response {
      reach = await ResponseReach(of: response, roads: sources.roads)
    }
    return CountyAnalyses(
      coverage: coverage, response: response, siting: siting, reach: reach,
      inspection: sources.inspection?.report(of: data), failures: failures)
  }
}

extension ReportSources {
  /// The plan for one county, kept for the report of all.
  ///
  /// - Throws: `AnalysisError` where none can be made.
  func siting(
    of data: ServiceData, _ settings: ReportSettings, outlines: Bool
  ) async throws -> SitingAnalysis {
    let code = data.counties.first?.code ?? ""
    do {
      let analysis = try await SitingAnalysis.run(
        on: data, request: Self.sitingRequest(code, settings.options.terms),
        standard: settings.standard,
        date: settings.date, roads: roads, outlines: outlines)
      plans.keep(
        .plan(CountyPlan(SiteReport(analysis, language: settings.language))), of: code)
      return analysis
    } catch let error as AnalysisError {
      plans.keep(.none(error.message[settings.language]), of: code)
      throw error
    }
  }
}

extension CoverageReport.RuleVerdict {
  /// Each rule by the analysis that can judge it. The first list has all rules; the others those that
  /// they know more of.
  static func merged(
    _ all: [Self], response: [Self], inspection: [Self]
  ) -> [Self] {
    func verdict(_ rule: String, in list: [Self]) -> Self? { list.first { $0.rule == rule } }
    return all.map { found in
      if let own = verdict(found.rule, in: response) { return own }
      // What circles decide is theirs, also where an inspection had to judge without them.
      guard found.verdict == .notAssessable else { return found }
      guard var own = verdict(found.rule, in: inspection) else { return found }
      if own.limit == nil {
        (own.limit, own.comparison, own.unit) = (found.limit, found.comparison, found.unit)
      }
      return own
    }
  }
}
