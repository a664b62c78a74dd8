public import Coverage
import Geometry
import Quantities
public import ResponseModel
import Routing
public import Standards

extension ResponseReport {
  /// - Parameters:
  ///   - language: of names of rules, messages and notes; figures do not depend on it.
  ///   - listsDemand: whether every demand point is listed, which takes more memory than all other
  ///     figures together; no other figure depends on it.
  /// - Complexity: O(counties × (places + events) log).
  public init(_ analysis: ResponseAnalysis, language: Language, listsDemand: Bool = true) {
    let frame = analysis.frame
    self.init(
      counties: analysis.counties.map {
        Area($0, in: frame, language: language, listsDemand: listsDemand)
      }, parts: analysis.counties.map(ResponsePart.init), frame, analysis.totalVerdicts,
      analysis.issues, analysis.provenance, language)
  }

  /// The report without demand points, made a county at a time: in memory stays of each what is
  /// written, and 40 bytes a place and more for the figures of all: times by day and night and by way of travel.
  ///
  /// - Parameters: as of `ResponseAnalysis.run`.
  /// - Throws: `AnalysisError`, as `ResponseAnalysis.run`.
  public static func ofAll(
    _ data: ServiceData, calls: CallTally?, standard: Standard, date: CalendarDate,
    terms: ResponseTerms, roads: RoadModel?, counties codes: [String]?, language: Language
  ) async throws -> ResponseReport {
    let found = try await ResponseAnalysis.assessed(
      data, calls: calls, standard: standard, date: date, terms: terms, roads: roads,
      choice: .both, counties: codes, tasks: 2
    ) { assessed, frame in
      (
        area: Area(assessed, in: frame, language: language, listsDemand: false),
        part: ResponsePart(assessed)
      )
    }
    return ResponseReport(
      counties: found.counties.map(\.area), parts: found.counties.map(\.part), found.frame,
      found.totalVerdicts, found.issues, found.provenance, language)
  }

  private init(
    counties: [Area], parts: [ResponsePart], _ frame: ResponseFrame,
    _ totalVerdicts: [TotalVerdict], _ issues: [DataIssue], _ origin: Provenance,
    _ language: Language
  ) {
    let methods = Set(counties.map(\.method))
    self.init(
      standard: frame.standard.id, standardName: frame.standard.name[language],
      method: methods.count == 1 ? methods.first ?? .straightLine : .mixed, counties: counties,
      total: Area(totalOf: parts, frame, totalVerdicts, language: language),
      issues: issues.map { Issue($0, language: language) },
      provenance: Origin(
        program: origin.program, version: origin.version, inputSha256: origin.inputDigest,
        standard: frame.standard.id, standardSha256: origin.standardDigest,
        components: origin.components, on: frame.date.description, planes: origin.planes,
        sources: origin.sources, roads: frame.roads, methods: Self.methods))
  }

  private static let methods = [
    "event": "missions with one event number are one event, from its earliest call to the first"
      + " arrival",
    "mean_interval": "95 %, Student's t",
    "quantile_interval": "95 % or more, order statistics (binomial)",
    "quantile_of_events": "Hyndman and Fan definition 7, as Excel PERCENTILE",
    "quantile_of_residents":
      "smallest time within which at least that share of residents is reached",
    "straight_line": "geodesic distance x detour / speed",
    "road": "fastest path from station to scene by the speed profile, and access at both ends;"
      + " stations within 100 km of the county",
  ]
}

extension ResponseReport.Area {
  fileprivate init(
    _ assessed: AssessedResponse, in frame: ResponseFrame, language: Language, listsDemand: Bool
  ) {
    let county = assessed.inputs.county
    let isObserved = assessed.method == .observed
    let groups = ResponseGroups(
      frame: frame, counties: [ResponsePart(assessed)],
      modelledVerdicts: isObserved ? assessed.modelledVerdicts ?? [] : assessed.verdicts,
      observedVerdicts: isObserved ? assessed.verdicts : [])
    func written(_ verdicts: [Verdict]) -> [CoverageReport.RuleVerdict] {
      zip(verdicts, frame.standard.rules).map {
        CoverageReport.RuleVerdict($0, of: $1, language: language)
      }
    }
    let modelled = assessed.modelled.map {
      ResponseReport.Modelled(
        $0, groups, frame, written(groups.modelledVerdicts), listsDemand: listsDemand)
    }
    let observed = assessed.observed.map {
      ResponseReport.Observed($0, groups, written(groups.observedVerdicts))
    }
    func group(_ area: JudgedArea) -> ResponseReport.Group {
      isObserved ? groups.observed(area) : groups.modelled(area)
    }
    self.init(
      code: county.code, name: county.name, nameEn: county.nameInEnglish, method: assessed.method,
      urban: group(.urban), rural: group(.rural),
      mountainOrIsland: groups.hasMountainRule ? group(.mountainOrIsland) : nil, all: group(.all),
      verdicts: written(assessed.verdicts), modelled: modelled, observed: observed,
      residuals: assessed.residuals.map {
        ResponseReport.Residuals($0, assessed.residualMethod ?? .straightLine)
      },
      townships: ResponseReport.TownshipTimes.all(of: assessed, groups))
  }

  /// Observed where every county is, else modelled, or observed where nothing is modelled.
  fileprivate init(
    totalOf counties: [ResponsePart], _ frame: ResponseFrame, _ totalVerdicts: [TotalVerdict],
    language: Language
  ) {
    let methods = Set(counties.map(\.method))
    let isObserved = methods == [.observed] || counties.allSatisfy { $0.times == nil }
    let verdicts = totalVerdicts.map(\.verdict)
    let groups = ResponseGroups(
      frame: frame, counties: counties, modelledVerdicts: verdicts, observedVerdicts: verdicts)
    func group(_ area: JudgedArea) -> ResponseReport.Group {
      isObserved ? groups.observed(area) : groups.modelled(area)
    }
    self.init(
      code: "total", name: LocalizedText(zh: "合计", en: "Total")[language], nameEn: "Total",
      method: methods.count == 1 ? methods.first ?? .straightLine : .mixed, urban: group(.urban),
      rural: group(.rural),
      mountainOrIsland: groups.hasMountainRule ? group(.mountainOrIsland) : nil, all: group(.all),
      verdicts: zip(totalVerdicts, frame.standard.rules).map { verdict, rule in
        var result = CoverageReport.RuleVerdict(verdict.verdict, of: rule, language: language)
        result.counties = CoverageReport.CountiesByOutcome(
          pass: verdict.passed, fail: verdict.failed, notAssessable: verdict.notAssessable)
        return result
      }, modelled: nil, observed: nil, residuals: nil, townships: [])
  }
}

extension ResponseReport.Issue {
  init(_ issue: DataIssue, language: Language) {
    self.init(
      severity: issue.severity, code: issue.code, message: issue.message[language],
      file: issue.file, line: issue.line, column: issue.column, subject: issue.subject,
      county: issue.countyCode)
  }
}

extension ResponseReport.Residuals {
  fileprivate init(_ residuals: ResponseResiduals, _ method: TravelMethod) {
    self.init(
      method: method, events: residuals.all?.count ?? 0, unmodelledEvents: residuals.unmodelled,
      meanMin: (residuals.all?.mean).map { $0 / 60_000 },
      medianMin: (residuals.all?.median).map { $0 / 60_000 },
      byStation: residuals.stations.map { row in
        ResponseReport.StationResidualRow(
          station: row.stationCode, events: row.count, observedMeanMin: row.observedMean / 60_000,
          modelledMeanMin: row.modelledMean / 60_000, meanMin: row.mean / 60_000,
          medianMin: row.median / 60_000)
      },
      byRoadClass: residuals.classes.map { row in
        ResponseReport.ClassResidualRow(
          roadClass: RoadClass(rawValue: row.roadClass)?.word ?? "", events: row.count,
          timeShare: row.timeShare, meanMin: row.mean / 60_000)
      })
  }
}
