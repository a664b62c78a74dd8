import ArgumentParser
import Foundation
import ResponseModel
import Standards

/// `--language`: what people read; figures do not depend on it.
struct LanguageOption: ParsableArguments {
  @Option(help: "zh or en; the locale's where not given.")
  var language: Language = LanguageOption.fromEnvironment

  /// zh where the locale's messages are Chinese, else en.
  static var fromEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

extension Language: ExpressibleByArgument {}

/// `--output`: where a result goes.
struct OutputOption: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the result to this file.", valueName: "file"))
  var output: String?
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

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
