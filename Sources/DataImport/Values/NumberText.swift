import ResponseModel

/// A number as a cell has it.
enum NumberText {
  /// A finite number: `1,234.5`, `1234.5`, `1.2e3`.
  /// - Throws: what was wrong.
  static func number(_ text: String) throws(ValueProblem) -> Double {
    let plain = PlainText.narrowed(text)
    if let value = Double(plain), isDecimal(plain), value.isFinite { return value }
    if let value = Double(withoutGrouping(plain) ?? ""), value.isFinite { return value }
    throw ValueProblem(
      "value-invalid",
      LocalizedText(zh: "“\(text)”不是数", en: "'\(text)' is not a number"))
  }

  /// Swift also reads `nan`, `inf` and hexadecimal.
  private static func isDecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
  }

  /// `12,345,678.9` without its commas; `nil` where they do not stand in front of three digits each.
  private static func withoutGrouping(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." }
    let parts = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, (1...4).contains(first.utf8.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
      whole.utf8.allSatisfy({ (48...57).contains($0) || "+-,".utf8.contains($0) })
    else { return nil }
    return parts.joined() + text[whole.endIndex...]
  }
}
