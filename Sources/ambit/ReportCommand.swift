import Analysis
import ArgumentParser
import Foundation
import Reports
import ResponseModel
import Store

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One report per county, and one of all counties together.",
    discussion: """
      Each county gets a folder named by its code with report.html, .pdf, .docx, .xlsx, .geojson and \
      .json; city holds the report of all; index.html lists them. A folder appears whole or not at \
      all. What stands there and was made from the same data, parameters and version is left as it \
      is, so a run that was interrupted goes on where it ended.
      """)

  @Argument(help: "The store.")
  var store: String

  @Option(help: ArgumentHelp("The folder of the reports.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "Only this county; may be given several times. all, where not given, also makes the report of"
        + " all.", valueName: "code"))
  var county: [String] = []

  @Option(
    help: ArgumentHelp(
      "An earlier report of all (report.json) to compare with; the one that stands in the folder"
        + " where not given.", valueName: "file"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Reports made at a time; one per processor where not given.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  private var codes: [String]? { county.isEmpty || county.contains("all") ? nil : county }

  func run() async throws {
    let settings = try options.settings()
    let opened = try ServiceStore(readingFrom: store)
    let data = try opened.load()
    try ReportRun.requireFolder(out, settings.language)
    let run = ReportRun(
      settings: settings,
      sources: try await ReportSources.load(settings, data, from: opened, at: store), folder: out,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let failed = try await run.make(
      data, counties: codes, since: since, index: true)
    if let first = failed.first {
      throw Failure(
        Failure.Status(first),
        LocalizedText(
          zh: "\(failed.count) 份报告未能生成，其余已完成",
          en: "reports that could not be made: \(failed.count); the others are there"))
    }
  }
}
