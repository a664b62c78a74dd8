import Quantities

/// A duration as exports write it: `8分30秒`, `1小时5分`, `12.9分钟`, `00:08:30`, `8:30`.
enum DurationText {
  /// Ten days: no response takes longer, and what does is no duration.
  private static let longest = 864_000.0

  /// `nil` where it is not understood. Words behind it, such as `(超时)`, are left out.
  static func seconds(_ text: String) -> Seconds? {
    guard let value = clock(text) ?? worded(text), value.isFinite, value >= 0, value <= longest
    else { return nil }
    return Seconds(value)
  }

  /// `h:mm:ss`, or `m:ss` with two parts, as the column is about minutes.
  private static func clock(_ text: String) -> Double? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var total = 0.0
    for part in parts {
      guard let number = plain(part) else { return nil }
      total = total * 60 + number
    }
    return total
  }

  private static func worded(_ text: String) -> Double? {
    var rest = Substring(text).drop { $0.isWhitespace }
    var total: Double?
    for (words, factor) in [
      (["个小时", "小时", "时"], 3600.0), (["分钟", "分"], 60.0), (["秒钟", "秒"], 1.0),
    ] {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let behind = rest[digits.endIndex...].drop { $0.isWhitespace }
      guard let word = words.first(where: { behind.hasPrefix($0) }), let number = plain(digits)
      else { continue }
      total = (total ?? 0) + number * factor
      rest = behind.dropFirst(word.count).drop { $0.isWhitespace }
    }
    return total
  }

  private static func plain(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
      return nil
    }
    return Double(text)
  }
}
