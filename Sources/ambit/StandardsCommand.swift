import ArgumentParser
import Foundation
import ResponseModel
import Standards

struct StandardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standards",
    abstract: "List, show and check standards.",
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The standards that come with ambit, a line each.")

    @Option(help: "text or json.") var format: Format = .text
    @OptionGroup var languageOption: LanguageOption
    @OptionGroup var outputOption: OutputOption

    func run() throws {
      let all = try StandardLibrary.all()
      switch format {
      case .text:
        let lines = all.map { StandardDescription($0).listEntry(languageOption.language) + "\n" }
        try Console.write(lines.joined(), to: outputOption.output)
      case .json:
        try Console.write(
          try JSONText.encode(all.map(StandardEntryOutput.init)), to: outputOption.output)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One standard, clause by clause, as a person would read it.")

    @Argument(help: "Its id, or the path of a file.") var standard: String
    @Option(help: "text or json.") var format: Format = .text
    @Option(help: ArgumentHelp("The day on which targets are due or not.", valueName: "date"))
    var on: Day?
    @OptionGroup var languageOption: LanguageOption
    @OptionGroup var outputOption: OutputOption

    func run() throws {
      let standard = try StandardLibrary.standard(standard)
      let date = on?.date ?? Day.today
      switch format {
      case .text:
        try Console.write(
          StandardDescription(standard, on: date).text(languageOption.language),
          to: outputOption.output)
      case .json:
        try Console.write(
          try JSONText.encode(StandardOutput(standard, on: date)), to: outputOption.output)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a standard of your own: every error with its line and column.")

    @Argument(help: "The file, YAML or JSON.") var file: String
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
      let standard = try StandardLibrary.read(file)
      try Console.write(
        LocalizedText(
          zh: "\(file)：有效，标准 \(standard.id)，\(standard.rules.count) 条\n",
          en: "\(file): valid, standard \(standard.id), \(standard.rules.count, of: "rule")\n")[
            languageOption.language], to: nil)
    }
  }
}

/// JSON as every command writes it.
enum JSONText {
  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    data.append(0x0A)
    return data
  }
}
