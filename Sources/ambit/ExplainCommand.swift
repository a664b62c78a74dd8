import Analysis
import ArgumentParser
import Foundation
import Inspection
import Reports
import ResponseModel
import Store

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "One finding: its rule and clause, the rows it read, the arithmetic, its history.",
    discussion: """
      Explains a finding that 'ambit inspect --save' kept. With --on, or --from and --to, the \
      inspection is made anew and the finding explained from it, kept or not.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Its id, as 'ambit inspect' shows it.")
  var finding: String

  @Argument(help: "The store.")
  var store: String

  @OptionGroup var options: InspectionOptions

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if options.namesTime { try options.requireTime() }
  }

  func run() async throws {
    let language = languageOption.language
    let reader = try ServiceStore(readingFrom: store)
    let kept = try reader.finding(finding)
    var explanation: FindingExplanation
    if options.namesTime {
      let analysis = try await options.run(on: reader, at: store)
      let comparison = FindingComparison(analysis.result, with: try reader.findings())
      let report = InspectionReport(analysis, comparison: comparison, language: language)
      guard let item = report.findings.first(where: { $0.id == finding }) else {
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "这次检查中没有问题 \(finding)", en: "this inspection has no finding \(finding)"))
      }
      explanation = FindingExplanation(
        item, lastSeen: String(report.on.prefix(10)), history: kept.map(Self.history) ?? [])
    } else {
      guard let kept else {
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "\(store) 没有保存过问题 \(finding)；请先用 ambit inspect --save 保存，或用 --on 指明检查时间",
            en:
              "\(store) keeps no finding \(finding): keep the inspection with ambit inspect --save, or"
              + " say with --on which inspection found it"))
      }
      explanation = Self.explanation(kept, language)
    }
    let issues = try reader.load(layers: []).issues
    explanation.notices = issues.filter { $0.severity > .note && $0.countyCode == nil }
      .map { $0.message[language] }
    switch format {
    case .text: try Console.write(explanation.text(language), to: outputOption.output)
    case .json: try Console.write(try explanation.json(), to: outputOption.output)
    }
  }

  private static func history(_ kept: StoredFinding) -> [FindingExplanation.Event] {
    kept.history.map {
      FindingExplanation.Event(
        day: $0.day.description, event: $0.event, actor: $0.actor, text: $0.text)
    }
  }

  private static func explanation(
    _ kept: StoredFinding, _ language: Language
  ) -> FindingExplanation {
    let state = kept.state
    return FindingExplanation(
      id: state.id, rule: state.rule, title: state.title[language], standard: state.standardID,
      clause: state.clause, quote: state.quote, mark: state.mark,
      severity: state.severity, subjectKind: state.subjectKind, subject: state.subject,
      station: state.station, county: state.county, message: state.message[language],
      cure: state.cure[language], status: state.status, statusBy: state.statusBy,
      reason: state.reason, note: state.note, firstSeen: state.firstSeen.description,
      lastSeen: state.lastSeen.description, deadline: state.deadline?.description,
      recheckOn: state.recheckOn?.description,
      measures: kept.measures.map {
        FindingExplanation.Measure(
          name: $0.name, found: $0.found, required: $0.required, missing: $0.missing)
      },
      occurrenceCount: state.timeCount,
      times: kept.times.map {
        FindingExplanation.Time(
          from: $0.from.description, to: $0.to.description, people: $0.people,
          ambulances: $0.ambulances, missing: $0.missing)
      },
      rows: kept.rows.map {
        InspectionReport.Row(table: $0.table, key: $0.key, text: $0.text[language])
      }, arithmetic: kept.steps.map { $0[language] }, history: history(kept))
  }
}
