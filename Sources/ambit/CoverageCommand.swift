import Analysis
import ArgumentParser
import Foundation
import Reports
import ResponseModel
import Standards
import Store

struct CoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Who and what the circles around stations reach, county by county.",
    discussion: """
      Distances are straight lines on the ellipsoid, in kilometres; they say nothing of roads or \
      minutes. Stations across the border count. Areas are those inside the boundary, no part \
      counted twice.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, geojson
  }

  @Argument(help: "The store.")
  var store: String

  @Option(
    help: ArgumentHelp("Only this county; may be given several times.", valueName: "code"))
  var county: [String] = []

  @Option(
    help: ArgumentHelp(
      "Judge by this standard: an id of 'ambit standards list' or a file; lishui-2024 where not"
        + " given.", valueName: "id"))
  var standard: String?

  @Option(
    help: ArgumentHelp(
      "Circles of this radius, e.g. 3.5km or 3500m (a bare number is metres, 100 or more); may be"
        + " given several times. The standard's own where not given.", valueName: "radius"),
    transform: Radius.init)
  var radius: [Radius] = []

  @Option(help: ArgumentHelp("Judge as of this day; today where not given.", valueName: "date"))
  var on: Day?

  @Option(help: "text, json, csv or geojson.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Draw a map into this file.", valueName: "file.svg"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "The map's review number 审图号 in place of the footer 'internal use'.", valueName: "number"))
  var reviewNumber: String?

  @Flag(help: "End with exit code 2 where a rule is not met.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Counties analysed at a time; one per processor where not given.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([store, outputOption.output, map])
    let standard = try StandardLibrary.standard(standard)
    let data = try ServiceStore(readingFrom: store).load(layers: Layer.places)
    let analysis = try await CoverageAnalysis.run(
      on: data, standard: standard, date: on?.date ?? Day.today,
      circlesOnly: true, radii: radius.isEmpty ? nil : radius.map(\.meters),
      counties: county.isEmpty ? nil : county,
      tasks: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      outlines: format == .geojson || map != nil, progress: Console.progress)
    // Every result is made before any is written.
    let result = try result(of: analysis, language)
    let drawing = try map.map { _ in
      try CoverageMap.svg(
        analysis, language: language, options: MapOptions(reviewNumber: reviewNumber))
    }
    if let map, let drawing { try Console.write(drawing, to: map) }
    try Console.write(result, to: outputOption.output)
    if format != .text { summarize(analysis, language) }
    if strict, analysis.totalVerdicts.contains(where: { $0.verdict.outcome == .fail }) {
      throw Failure(.standardNotMet, LocalizedText(zh: "", en: ""))
    }
  }

  private func result(of analysis: CoverageAnalysis, _ language: Language) throws -> Data {
    switch format {
    case .text: Data(CoverageText.text(analysis, language: language).utf8)
    case .json: try CoverageReport(analysis, language: language).json()
    case .csv: Data(CoverageCSV.text(CoverageReport(analysis, language: language)).utf8)
    case .geojson: Data(try CoverageGeoJSON.text(analysis, language: language).utf8)
    }
  }

  /// What the text report says itself, the machine formats carry inside; a person should see it.
  private func summarize(_ analysis: CoverageAnalysis, _ language: Language) {
    let grave = analysis.issues.count { $0.severity > .note }
    guard grave > 0 else { return }
    Console.note(
      LocalizedText(
        zh: "数据中有 \(grave) 个需要注意的问题，文本和 JSON 结果中有全文",
        en: "\(grave) issues of the data need attention: the text and JSON results say which")[
          language])
  }
}
