import ArgumentParser
import Foundation
import ResponseModel
import Standards

/// `--language`: what people read; figures do not depend on it.
struct LanguageOption: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case zh, en
  }

  @Option(
    name: .customLong("language"),
    help: ArgumentHelp("zh or en; the locale's where not given.", valueName: "language"))
  var choice: Choice?

  var language: Language {
    switch choice {
    case .zh: .zh
    case .en: .en
    case nil: Self.fromEnvironment
    }
  }

  /// What `--language` says, for complaints about commands that were never parsed to the end.
  static var fromCommandLine: Language {
    let words = CommandLine.arguments
    let said = zip(words, words.dropFirst()).first { $0.0 == "--language" }?.1
    let joined = words.first { $0.hasPrefix("--language=") }?.dropFirst("--language=".count)
    return (said ?? joined.map(String.init)).flatMap(Language.init) ?? fromEnvironment
  }

  /// zh where the locale's messages are Chinese, else en.
  static var fromEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

/// `--output`: where a result goes.
struct OutputOption: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the result to this file.", valueName: "file"))
  var output: String?
}

/// A day of the calendar: `2026-11-22`.
struct Day: ExpressibleByArgument {
  let date: CalendarDate

  init?(argument: String) {
    guard let date = CalendarDate(argument) else { return nil }
    self.date = date
  }

  /// Today in the machine's time zone.
  static var today: CalendarDate {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let date = CalendarDate(year: year, month: month, day: day)
    else { preconditionFailure("the clock gives no date") }
    return date
  }
}
