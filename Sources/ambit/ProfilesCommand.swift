import ArgumentParser
import Foundation
import ResponseModel
import Routing

struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List, show and check speed profiles.",
    discussion: """
      A profile is a YAML file that turns roads into travel times (docs/roads.md). To change one, copy \
      it, edit it, and name its path:

        ambit profiles show ambulance > mine.yaml
        ambit profiles check mine.yaml
      """,
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The profiles that come with ambit, a line each.")

    @OptionGroup var languageOption: LanguageOption
    @OptionGroup var outputOption: OutputOption

    func run() throws {
      let language = languageOption.language
      let lines = try SpeedProfileLibrary.ids().map { id in
        "\(id)\t\(try SpeedProfileLibrary.profile(id).title[language])\n"
      }
      try Console.write(lines.joined(), to: outputOption.output)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The file of one profile, as it is.")

    @Argument(help: "Its id.") var profile: String
    @OptionGroup var languageOption: LanguageOption
    @OptionGroup var outputOption: OutputOption

    func run() throws {
      // Says which ids there are where this is none.
      _ = try SpeedProfileLibrary.profile(profile)
      let path =
        profile.contains("/") ? profile : try DataFolder().path + "/profiles/\(profile).yaml"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure(
          .inputOutput, LocalizedText(zh: "无法读取 \(path)", en: "cannot read \(path)"))
      }
      try Console.write(data, to: outputOption.output)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Whether files are valid profiles; each error with its line.")

    @Argument(help: "The files.") var files: [String]
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
      for file in files {
        let profile = try SpeedProfileLibrary.read(file)
        try Console.write(
          LocalizedText(zh: "\(file)：有效（\(profile.id)）\n", en: "\(file): valid (\(profile.id))\n")[
            languageOption.language], to: nil)
      }
    }
  }
}
