public import Analysis
public import ResponseModel

/// A map of a plan as a self-contained SVG: stations that stand, chosen ones with their gains,
/// candidates, and what the circles of all of them reach together.
public enum SiteMap {
  /// - Precondition: `analysis.coverage` has its outlines.
  /// - Throws: `GeometryError` where one plane cannot hold the county.
  public static func svg(
    _ analysis: SitingAnalysis, language: Language, options: MapOptions = MapOptions()
  ) throws -> String {
    let report = SiteReport(analysis, language: language)
    func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
    let text = SiteText(report: report, language: language)
    let order = Dictionary(
      report.steps.enumerated().map { ($1.add, $0) }, uniquingKeysWith: { first, _ in first })
    let chosen = analysis.chosen.map { candidate in
      let step = order[candidate.code].map { report.steps[$0] }
      return MapSiting.Chosen(
        name: candidate.station.name, position: candidate.station.position,
        order: order[candidate.code].map { $0 + 1 },
        gain: step?.gain.map { gain in
          (report.gainUnit == "minutes" ? "−" : "+") + text.amount(gain, report.gainUnit)
        })
    }
    var notes: [String] = []
    if report.status == "infeasible" {
      notes.append(say("没有可行方案。", "No plan can be made."))
    } else {
      notes.append(
        say(
          "方案：\(text.word(report.status))；复核：\(text.word(report.compliance))。覆盖含拟新增站点。",
          "Plan: \(text.word(report.status)); judged: \(text.word(report.compliance)). Coverage"
            + " includes the proposed stations."))
    }
    if !report.assumedStations.isEmpty {
      notes.append(
        say(
          "方案以 \(report.assumedStations.count) 个假定急救站为据，不可作为定论。",
          "The plan rests on \(report.assumedStations.count, of: "assumed station"): not a finding."
        ))
    }
    let codes = Set(analysis.chosen.map(\.code))
    let siting = MapSiting(
      chosen: chosen,
      candidates: analysis.candidates.filter { !codes.contains($0.code) }
        .map(\.station.position), codes: codes, notes: notes)
    var options = options
    options.title =
      options.title
      ?? say("\(report.countyName)急救站选址方案图", "Proposed emergency stations: \(report.countyName)")
    return try CoverageMap.svg(
      analysis.coverage, siting: siting, language: language, options: options)
  }
}
