import ArgumentParser
import Foundation

/// What ArgumentParser says of wrong words, in Chinese too: it knows English alone.
enum ParserComplaint {
  /// Its sentences as patterns, and what they say.
  private static let sentences: [(pattern: String, zh: String)] = [
    (#"Missing value for '(.+?)'"#, "'$1' 缺少值"),
    (#"Missing expected argument '(.+?)'"#, "缺少参数 '$1'"),
    (#"Unknown option '(.+?)'\. Did you mean '(.+?)'\?"#, "没有选项 '$1'，是否为 '$2'？"),
    (#"Unknown option '(.+?)'"#, "没有选项 '$1'"),
    (#"Unexpected argument '(.+?)'"#, "多余的参数 '$1'"),
    (#"(\d+) unexpected arguments: (.+)"#, "$1 个多余的参数：$2"),
    (
      #"The value '(.*?)' is invalid for '(.+?)'\. Please provide one of the following: (.+)"#,
      "'$2' 的值 '$1' 无效，可用的值：$3"
    ),
    (
      #"The value '(.*?)' is invalid for '(.+?)'\. Please provide one of (.+?)\.?"#,
      "'$2' 的值 '$1' 无效，可用的值：$3"
    ),
    (#"The value '(.*?)' is invalid for '(.+?)': (.+)"#, "'$2' 的值 '$1' 无效：$3"),
    (#"The value '(.*?)' is invalid for '(.+?)'"#, "'$2' 的值 '$1' 无效"),
  ]

  /// The sentence in Chinese where it is a known one, else as it is.
  static func chinese(_ text: String) -> String {
    let range = NSRange(text.startIndex..., in: text)
    for sentence in sentences {
      // A pattern that is none would leave the sentence in English; a test reads them all.
      guard
        let expression = try? NSRegularExpression(
          pattern: "^(?:Error: )?" + sentence.pattern + "\\.?$"),
        expression.firstMatch(in: text, range: range) != nil
      else { continue }
      return expression.stringByReplacingMatches(
        in: text, range: range, withTemplate: sentence.zh)
    }
    return text
  }

  /// The command that these words are of, as one asks for its help.
  static func command(_ words: [String]) -> String {
    var (type, name) = (Ambit.self as any ParsableCommand.Type, "ambit")
    for word in words.dropFirst() {
      guard
        let next = type.configuration.subcommands.first(where: {
          $0.configuration.commandName == word
        })
      else { break }
      (type, name) = (next, name + " " + word)
    }
    return name
  }
}
