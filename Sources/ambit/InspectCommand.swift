import Analysis
import ArgumentParser
import Foundation
import Inspection
import Reports
import ResponseModel
import Standards
import Store

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Ambulances, crews, licences, equipment and network against the standard.",
    discussion: """
      For a moment, a day or a period: who is on which ambulance, which seats stay empty, and what \
      else is not as it must be, each with its clause, its evidence and what would cure it.

        ambit inspect lishui.gpkg --on 2026-03-01T20:00
        ambit inspect lishui.gpkg --from 2026-03-01 --to 2026-03-31 --save

      Nothing is written to the store unless --save is given: then findings are kept, and the next \
      inspection says which are new, persisting or cured. Fill in the list that --findings writes \
      and take it back with 'ambit import findings'.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: "The store.")
  var store: String

  @OptionGroup var options: InspectionOptions

  @Option(
    help: ArgumentHelp(
      "Compare with the findings as they stood at the end of this day; with the last inspection that"
        + " was kept where not given.", valueName: "date"))
  var since: Day?

  @Flag(help: "Keep the findings in the store.")
  var save = false

  @Option(help: "text, json or csv.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("Write a checklist to print for the visit.", valueName: "file.html"))
  var checklist: String?

  @Option(
    help: ArgumentHelp("Write the list of findings 问题清单 to fill in.", valueName: "file.xlsx"))
  var findings: String?

  @Flag(
    help: "End with exit code 2 where there is a finding of severity error that is not accepted.")
  var strict = false

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    try options.requireTime()
    if save, since != nil {
      throw ValidationError("--since looks back and --save goes on: give one of the two")
    }
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([store, outputOption.output, checklist, findings])
    let reader = try save ? ServiceStore(writingTo: store) : ServiceStore(readingFrom: store)
    let analysis = try await options.run(on: reader, at: store)
    let comparison: FindingComparison
    if save {
      comparison = try reader.keep(analysis.result, note: .here())
    } else {
      if let since { try warn(since.date, reader, language) }
      comparison = FindingComparison(
        analysis.result, with: try reader.findings(asOf: since?.date))
    }
    let report = InspectionReport(
      analysis, comparison: comparison, since: since?.date, language: language)
    let result =
      switch format {
      case .text: Data(InspectionText.text(report, language: language).utf8)
      case .json: try report.json()
      case .csv: Data(InspectionCSV.text(report).utf8)
      }
    if let checklist {
      try Console.write(InspectionChecklist.html(report, language: language), to: checklist)
    }
    if let findings { try FindingsWorkbook.write(report, to: findings) }
    try Console.write(result, to: outputOption.output)
    if save {
      Console.note(
        LocalizedText(
          zh: "已保存 \(report.findings.count) 个问题到 \(store)，消除 \(report.cured.count) 个",
          en:
            "kept \(report.findings.count, of: "finding") in \(store), \(report.cured.count) cured")[
            language])
    } else if findings != nil {
      Console.note(
        LocalizedText(
          zh: "清单要导入回来，须先用 --save 保存问题",
          en: "to import the list back, keep the findings with --save")[
            language])
    }
    if format != .text { summarize(report, language) }
    if strict, report.findings.contains(where: { $0.severity == .error && $0.status != .accepted })
    {
      throw Failure(.standardNotMet, LocalizedText(zh: "", en: ""))
    }
  }

  private func warn(_ since: CalendarDate, _ store: ServiceStore, _ language: Language) throws {
    let days = try store.inspectionDays()
    guard !days.contains(where: { $0 <= since }) else { return }
    let first = days.first.map(\.description)
    Console.note(
      LocalizedText(
        zh: "\(since) 及以前没有保存过检查" + (first.map { "，最早的是 \($0)" } ?? "") + "：全部问题都算新发现",
        en: "no inspection was kept on or before \(since)"
          + (first.map { ", the first is of \($0)" } ?? "") + ": every finding counts as new")[
          language])
  }

  /// What the text says itself, the machine formats carry inside; a person should see it.
  private func summarize(_ report: InspectionReport, _ language: Language) {
    for notice in report.notices { Console.note(notice) }
    guard !report.notAssessable.isEmpty else { return }
    let checks = Set(report.notAssessable.map(\.check)).count
    Console.note(
      LocalizedText(
        zh: "\(checks) 项条款或检查因缺少数据不可判定，不等于通过",
        en: "\(checks) rules or checks lack data and could not be judged, which is not passed")[
          language])
  }
}
