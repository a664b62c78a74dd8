import ArgumentParser
import ResponseModel
import Store

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a store, also while others read and write it.",
    discussion: """
      The copy is the store at one moment, checked, and appears whole or not at all. Copying the \
      file by other means is safe only while no program writes it.
      """)

  @Argument(help: "The store.")
  var store: String

  @Argument(help: "The file to make.")
  var file: String

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    try ServiceStore.backup(store, to: file, replacing: force)
    Console.note(
      LocalizedText(zh: "已将 \(store) 备份到 \(file)", en: "copied \(store) to \(file)")[
        languageOption.language])
  }
}
