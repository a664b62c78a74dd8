/// Text as people and workbooks leave it, made plain.
enum PlainText {
  /// Without surrounding blanks; `nil` where nothing is left.
  static func trimmed(_ text: String) -> String? {
    // Nearly every value needs no trimming: look at its ends before copying it.
    if let first = text.utf8.first, let last = text.utf8.last, (33...127).contains(first),
      (33...127).contains(last)
    {
      return text
    }
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return nil
    }
    guard isBlank(first) || isBlank(last) else { return text }
    let scalars = text.unicodeScalars.drop(while: isBlank)
    guard let end = scalars.lastIndex(where: { !isBlank($0) }) else { return nil }
    return String(scalars[...end])
  }

  /// Full-width letters, digits and signs as their plain forms, and no surrounding blanks.
  static func narrowed(_ text: String) -> String {
    let text = trimmed(text) ?? ""
    // Full-width forms start with this byte in UTF-8.
    guard text.utf8.contains(0xEF), text.unicodeScalars.contains(where: isFullWidth) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(
        isFullWidth(scalar) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(result)
  }

  /// Blanks of any kind, ideographic and non-breaking ones and byte order marks too.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9...13, 32, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }

  private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
    (0xFF01...0xFF5E).contains(scalar.value)
  }

  /// What a table means by "nothing": a dash, a stroke, 无 or 未知, null.
  static func isPlaceholder(_ text: String) -> Bool {
    // Every value comes here, and nearly none starts like one.
    guard text.utf8.count <= 6, let first = text.utf8.first, startsPlaceholder[Int(first)] else {
      return false
    }
    return placeholders.contains(text)
  }

  /// By the first byte of a text in UTF-8.
  private static let startsPlaceholder = {
    let starts = Set(placeholders.compactMap(\.utf8.first))
    return (0...255).map { starts.contains($0) }
  }()

  private static let placeholders: Set = [
    "-", "--", "—", "——", "/", "无", "未知", "null", "NULL", "nil", "N/A", "n/a",
  ]

  /// What a workbook shows where a formula failed.
  static func isFormulaError(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "#")
      && ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"]
        .contains(text)
  }
}
