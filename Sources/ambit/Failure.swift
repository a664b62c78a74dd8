import Analysis
import ArgumentParser
import DataImport
import Foundation
import Reports
import ResponseModel
import Routing
import Siting
import Store

/// How a command that failed ends: one line on standard error and a documented exit code.
struct Failure: Error {
  /// The exit codes of sysexits.h that `ambit` uses.
  enum Status: Int32 {
    case standardNotMet = 2
    case usage = 64
    case badData = 65
    case missingInput = 66
    case missingComponent = 69
    case defect = 70
    case inputOutput = 74
  }

  let status: Status
  let message: LocalizedText
  /// Rows that were found wrong, a line each.
  var issues: [DataIssue] = []
  /// What ArgumentParser wants to say itself: help, version, wrong words.
  private var parserError: (any Error)?

  init(_ status: Status, _ message: LocalizedText) {
    self.status = status
    self.message = message
  }

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StoreError:
      self.init(Status(error.code), error.message)
      issues = error.issues
    case let error as ImportError:
      self.init(Status(error.code), error.message)
      issues = error.issues
    case let error as RoutingError: self.init(Status(error.code), error.message)
    case let error as TemplateError:
      self.init(
        .inputOutput,
        LocalizedText(zh: "无法写入 \(error.path)：\(error.reason)", en: error.description))
    case let error as SitingError:
      self.init(
        error.code == .badRequest ? .usage : .badData,
        LocalizedText(zh: error.zh, en: error.en))
    case let error as ReportError:
      self.init(Status(error), error.message)
    case let error as AnalysisError:
      self.init(Status(error.code), error.message)
    default:
      self.init(.defect, LocalizedText(zh: "\(error)", en: "\(error)"))
      parserError = error
    }
  }

  /// Says it and ends the process.
  func exit() -> Never {
    let language = LanguageOption.fromCommandLine
    if let parserError {
      let code = Ambit.exitCode(for: parserError)
      // Help and version are results; wrong words get one line, like every other complaint.
      guard code == .validationFailure else { Ambit.exit(withError: parserError) }
      let help = ParserComplaint.command(CommandLine.arguments) + " --help"
      let hint = LocalizedText(zh: "用法见 \(help)", en: "see \(help)")[language]
      let words = Ambit.message(for: parserError).split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      let line = words.joined(separator: " ")
      Console.note("ambit: \(language == .zh ? ParserComplaint.chinese(line) : line) (\(hint))")
      Foundation.exit(Status.usage.rawValue)
    }
    for issue in issues.prefix(20) { Console.note(issue.line(in: language)) }
    if issues.count > 20 { Console.note("… +\(issues.count - 20)") }
    if !message[language].isEmpty { Console.note("ambit: \(message[language])") }
    Interruption.exit(status.rawValue)
  }
}

extension Failure.Status {
  init(_ code: AnalysisError.Code) {
    switch code {
    case .badParameter: self = .usage
    case .badData: self = .badData
    case .defect: self = .defect
    }
  }

  init(_ error: ReportError) {
    switch error.code {
    case .missingComponent: self = .missingComponent
    case .missingInput: self = .missingInput
    case .usage: self = .usage
    case .badData: self = .badData
    case .inputOutput: self = .inputOutput
    case .defect: self = .defect
    }
  }

  init(_ code: StoreError.Code) {
    switch code {
    case .fileNotFound: self = .missingInput
    case .alreadyExists: self = .usage
    case .notAStore, .newerVersion, .badRow, .stillReferredTo, .damaged: self = .badData
    case .inputOutput: self = .inputOutput
    }
  }

  init(_ code: ImportError.Code) {
    switch code {
    case .missingComponent: self = .missingComponent
    case .fileNotFound: self = .missingInput
    case .unreadableFile, .badData: self = .badData
    case .usage: self = .usage
    case .inputOutput: self = .inputOutput
    }
  }
}

extension DataIssue {
  /// `file:line:column: message`.
  func line(in language: Language) -> String {
    let place = [file, line.map(String.init), column].compactMap { $0 }.joined(separator: ":")
    return (place.isEmpty ? "" : place + ": ") + message[language]
  }
}
