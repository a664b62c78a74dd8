import ResponseModel

/// A longitude or latitude as people and receivers write it.
enum AngleText {
  enum Axis {
    case longitude, latitude

    fileprivate var positive: Character { self == .longitude ? "E" : "N" }
    fileprivate var negative: Character { self == .longitude ? "W" : "S" }
  }

  /// Degrees: `105.3`, `105°18′36″`, `105度18.6分`, `E105°18'36"`, `北纬32°36′`, `73°59′W`.
  /// - Throws: what was wrong: no number, minutes or seconds of 60 or more, the other axis's letter.
  static func degrees(_ text: String, _ axis: Axis) throws(ValueProblem) -> Double {
    do throws(ValueProblem) {
      return try NumberText.number(text)
    } catch {
      guard let value = try written(text, axis) else { throw error }
      return value
    }
  }

  /// `nil` where the text has neither a sign of degrees nor a point of the compass.
  private static func written(_ text: String, _ axis: Axis) throws(ValueProblem) -> Double? {
    var rest = Substring(plain(text))
    var side: Character?
    if let first = rest.first, "NSEW".contains(first) {
      side = first
      rest = rest.dropFirst()
    } else if let last = rest.last, "NSEW".contains(last) {
      side = last
      rest = rest.dropLast()
    }
    let isNumber = rest.first.map { $0.isNumber || $0 == "-" } ?? false
    guard side != nil && isNumber || rest.contains("°") else { return nil }
    if let side, side != axis.positive, side != axis.negative {
      throw ValueProblem(
        "value-invalid",
        LocalizedText(
          zh: "“\(text)”是\(axis == .longitude ? "纬" : "经")度，经度和纬度是否写反？",
          en:
            "'\(text)' is a \(axis == .longitude ? "latitude" : "longitude"); are the two swapped?")
      )
    }
    var isNegative = side == axis.negative
    if rest.first == "-" {
      guard side == nil else { throw invalid(text) }
      isNegative = true
      rest = rest.dropFirst()
    }
    let value = try parts(rest, of: text).reversed().reduce(0) { $1 + $0 / 60 }
    return isNegative ? -value : value
  }

  /// Degrees, minutes and seconds; only the last of them may have decimals.
  private static func parts(_ plain: Substring, of text: String) throws(ValueProblem) -> [Double] {
    var rest = plain
    var parts: [Double] = []
    for sign in ["°", "'", "\""] as [Character] where !rest.isEmpty {
      let number = rest.prefix { $0 != sign }
      guard let value = Double(number), number.utf8.allSatisfy({ (46...57).contains($0) }),
        parts.isEmpty || value < 60, parts.allSatisfy({ $0 == $0.rounded() })
      else { throw invalid(text) }
      parts.append(value)
      rest = rest.dropFirst(number.count + 1)
    }
    guard rest.isEmpty, !parts.isEmpty else { throw invalid(text) }
    return parts
  }

  /// One sign for each thing, and no blanks.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.narrowed(text).unicodeScalars where !PlainText.isBlank(scalar) {
      switch scalar {
      case "º", "˚", "度": result += "°"
      case "′", "’", "‘", "´", "分": result += "'"
      case "″", "”", "“", "秒": result += "\""
      case "东": result += "E"
      case "西": result += "W"
      case "南": result += "S"
      case "北": result += "N"
      case "经", "纬": break
      default: result += String(scalar).uppercased()
      }
    }
    return result.replacing("''", with: "\"")
  }

  private static func invalid(_ text: String) -> ValueProblem {
    ValueProblem(
      "value-invalid",
      LocalizedText(
        zh: "“\(text)”不是经纬度：应为度数，或度、分、秒（分、秒小于 60）",
        en: "'\(text)' is not an angle: degrees, or degrees, minutes and seconds below 60"))
  }
}
