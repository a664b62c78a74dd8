import ArgumentParser
import ResponseModel

extension ValidationError {
  /// Wrong words, said in the language of the command line.
  init(zh: String, en: String) {
    self.init(LocalizedText(zh: zh, en: en)[LanguageOption.fromCommandLine])
  }
}
