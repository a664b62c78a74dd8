import ArgumentParser
import Foundation
import ResponseModel
import Store

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Whether a store holds together, and what in its data deserves a look.",
    discussion: """
      Checks the file and its references, the GeoPackage catalogue and spatial indexes, then the \
      data: positions outside their county, stations without ambulances, shifts that overlap, calls \
      whose times cannot be. Changes nothing. Exit code 65 where the store is damaged; data that \
      merely looks wrong ends with 0.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The store.")
  var store: String

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  /// The JSON of the result.
  private struct Output: Encodable {
    let schemaVersion: String
    let damaged: Bool
    let issues: [Issue]

    struct Issue: Encodable {
      let severity: String
      let code: String
      let message: String
      let subject: String?
      let countyCode: String?
    }
  }

  func run() throws {
    let language = languageOption.language
    let check = try StoreCheck(of: store)
    switch format {
    case .text: try Console.write(text(check, language), to: outputOption.output)
    case .json: try Console.write(try json(check, language), to: outputOption.output)
    }
    guard !check.isDamaged else {
      throw Failure(
        .badData,
        LocalizedText(
          zh: "\(store) 已损坏；请用备份恢复", en: "\(store) is damaged: restore it from a backup"))
    }
  }

  private func text(_ check: StoreCheck, _ language: Language) -> String {
    let lines = check.issues.map {
      "\($0.severity.label[language]) [\($0.code)] \($0.message[language])"
    }
    let summary =
      check.isDamaged
      ? LocalizedText(zh: "数据文件已损坏", en: "the store is damaged")
      : check.issues.isEmpty
        ? LocalizedText(zh: "未发现问题", en: "nothing was found")
        : LocalizedText(
          zh: "文件完好；数据中有 \(check.issues.count) 处值得查看",
          en: "the file is whole; "
            + "\(check.issues.count, of: "thing") in the data to look at")
    return (lines + [summary[language]]).joined(separator: "\n") + "\n"
  }

  private func json(_ check: StoreCheck, _ language: Language) throws -> Data {
    let output = Output(
      schemaVersion: check.version, damaged: check.isDamaged,
      issues: check.issues.map {
        Output.Issue(
          severity: $0.severity.rawValue, code: $0.code, message: $0.message[language],
          subject: $0.subject, countyCode: $0.countyCode)
      })
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(output) + Data("\n".utf8)
  }
}
