import Analysis
import ArgumentParser
import Coverage
import Foundation
import Quantities
import Reports
import ResponseModel
import Routing
import Standards
import Store

struct ResponseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "response",
    abstract: "How long help takes from the call to the scene, county by county.",
    discussion: """
      Response time is call handling + turnout + travel + access. Where the store holds calls, it is \
      observed: arrival on scene minus call received, from the clock times. It is also modelled for \
      every demand point: on the store's roads, or without any as straight line x detour / speed, \
      marked straight_line everywhere. Means are over events or residents; verdicts compare unrounded values, and 11.0 \
      min is not less than 11.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, geojson
  }

  @Argument(help: "The store.")
  var store: String

  @Option(help: ArgumentHelp("Only this county; may be given several times.", valueName: "code"))
  var county: [String] = []

  @Option(
    help: ArgumentHelp(
      "Judge by this standard: an id of 'ambit standards list' or a file; lishui-2024 where not"
        + " given.", valueName: "id"))
  var standard: String?

  @Flag(help: "Only observed times, from imported calls.")
  var observed = false

  @Flag(help: "Only modelled times; calls are not read.")
  var modelled = false

  @Option(help: ArgumentHelp("Judge as of this day; today where not given.", valueName: "date"))
  var on: Day?

  @Option(help: "text, json, csv or geojson.")
  var format: Format = .text

  @Flag(help: "End with exit code 2 where a rule is not met.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Counties analysed at a time; one per processor where not given.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var termOptions: ResponseTermOptions
  @OptionGroup var roadOptions: RoadOptions
  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if observed, modelled { throw ValidationError("--observed and --modelled exclude each other") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([store, outputOption.output])
    let standard = try StandardLibrary.standard(standard)
    let opened = try ServiceStore(readingFrom: store)
    let data = try opened.load(layers: Layer.places)
    let codes = county.isEmpty ? nil : county
    let roads = observed ? nil : try roadOptions.model(besides: store, opened)
    let calls = modelled ? nil : try tally(opened, standard, codes)
    let analysis = try await ResponseAnalysis.run(
      on: data, calls: calls, standard: standard, date: on?.date ?? Day.today,
      terms: termOptions.terms,
      roads: roads, choice: observed ? .observed : modelled ? .modelled : .both, counties: codes,
      tasks: jobs ?? ProcessInfo.processInfo.activeProcessorCount, progress: Console.progress)
    try Console.write(try result(of: analysis, language), to: outputOption.output)
    if format != .text { summarize(analysis, language) }
    if strict, analysis.totalVerdicts.contains(where: { $0.verdict.outcome == .fail }) {
      throw Failure(.standardNotMet, LocalizedText(zh: "", en: ""))
    }
  }

  private func tally(
    _ store: ServiceStore, _ standard: Standard, _ codes: [String]?
  ) throws -> CallTally {
    var tally = CallTally(intervals: ResponseAnalysis.intervals(of: standard), counties: codes)
    try store.eachCall { tally.add($0) }
    return tally
  }

  private func result(of analysis: ResponseAnalysis, _ language: Language) throws -> Data {
    switch format {
    case .geojson: return Data(try ResponseGeoJSON.text(analysis, language: language).utf8)
    case .text:
      let report = ResponseReport(analysis, language: language)
      return Data(ResponseText.text(report, language: language).utf8)
    case .json: return try ResponseReport(analysis, language: language).json()
    case .csv:
      return Data(ResponseCSV.text(ResponseReport(analysis, language: language)).utf8)
    }
  }

  /// What the text report says itself, the machine formats carry inside; a person should see it.
  private func summarize(_ analysis: ResponseAnalysis, _ language: Language) {
    let grave = analysis.issues.count { $0.severity > .note }
    guard grave > 0 else { return }
    Console.note(
      LocalizedText(
        zh: "数据中有 \(grave) 个需要注意的问题，文本和 JSON 结果中有全文",
        en: "\(grave) issues of the data need attention: the text and JSON results say which")[
          language])
  }
}
