import ResponseModel
import Standards
import Yams

extension StandardFileReader {
  /// What an unquoted scalar looks like to YAML 1.1, which decides whether text needs quotes.
  private enum Look { case text, number, notFinite, bool, empty }

  private func look(of scalar: Node.Scalar) -> Look {
    guard scalar.style == .plain || scalar.style == .any else { return .text }
    switch scalar.string {
    case "", "~", "null", "Null", "NULL": return .empty
    case "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO",
      "on", "On", "ON", "off", "Off", "OFF":
      return .bool
    case ".nan", ".NaN", ".NAN": return .notFinite
    default: break
    }
    let unsigned = scalar.string.drop { $0 == "-" || $0 == "+" }
    if [".inf", ".Inf", ".INF"].contains(unsigned) { return .notFinite }
    let isNumber =
      unsigned.utf8.first.map { (48...57).contains($0) } ?? false
      && unsigned.utf8.allSatisfy { (48...57).contains($0) || ".eE+-".utf8.contains($0) }
    return isNumber && Double(scalar.string) != nil ? .number : .text
  }

  mutating func readText(_ node: Node, _ key: String) -> String? {
    guard case .scalar(let scalar) = node else {
      report("wrong-type", at: node.place, zh: "“\(key)”应为文字", en: "'\(key)' must be text")
      return nil
    }
    switch look(of: scalar) {
    case .text:
      if scalar.string.contains(where: { !$0.isWhitespace }) { return scalar.string }
      fallthrough
    case .empty:
      report("empty-text", at: node.place, zh: "“\(key)”为空", en: "'\(key)' is empty")
    case .number, .bool, .notFinite:
      report(
        "wrong-type", at: node.place, zh: "“\(key)”应为文字，请将 \(scalar.string) 加引号",
        en: "'\(key)' must be text: put \(scalar.string) in quotes")
    }
    return nil
  }

  /// A finite number that is not negative.
  mutating func readNumber(_ node: Node, _ key: String) -> Double? {
    guard case .scalar(let scalar) = node, look(of: scalar) != .text, look(of: scalar) != .bool
    else {
      report("wrong-type", at: node.place, zh: "“\(key)”应为数字", en: "'\(key)' must be a number")
      return nil
    }
    if look(of: scalar) == .empty {
      report("empty-text", at: node.place, zh: "“\(key)”为空", en: "'\(key)' is empty")
      return nil
    }
    guard let number = Double(scalar.string), number.isFinite else {
      report(
        "not-finite", at: node.place, zh: "“\(key)”应为有限的数字", en: "'\(key)' must be a finite number")
      return nil
    }
    guard number >= 0 else {
      report(
        "negative-value", at: node.place, zh: "“\(key)”不得为负数", en: "'\(key)' must not be negative")
      return nil
    }
    return number
  }

  mutating func readPositiveNumber(_ node: Node, _ key: String) -> Double? {
    guard let number = readNumber(node, key) else { return nil }
    guard number > 0 else {
      report(
        "not-positive", at: node.place, zh: "“\(key)”应大于0", en: "'\(key)' must be more than 0")
      return nil
    }
    return number
  }

  mutating func readWholeNumber(_ node: Node, _ key: String) -> Int? {
    guard let number = readPositiveNumber(node, key) else { return nil }
    guard let whole = Int(exactly: number), whole <= 1_000_000 else {
      report(
        "wrong-type", at: node.place, zh: "“\(key)”应为不超过1000000的整数",
        en: "'\(key)' must be a whole number up to 1,000,000")
      return nil
    }
    return whole
  }

  mutating func readFlag(_ node: Node, _ key: String) -> Bool? {
    if case .scalar(let scalar) = node, look(of: scalar) == .bool {
      if ["true", "True", "TRUE"].contains(scalar.string) { return true }
      if ["false", "False", "FALSE"].contains(scalar.string) { return false }
    }
    report(
      "wrong-type", at: node.place, zh: "“\(key)”应为 true 或 false",
      en: "'\(key)' must be true or false"
    )
    return nil
  }

  /// A name for machines: small letters, digits and hyphens.
  mutating func readIdentifier(_ node: Node, _ key: String) -> String? {
    guard let text = readText(node, key) else { return nil }
    let allowed = text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    guard allowed, text.utf8.first != 45 else {
      report(
        "bad-id", at: node.place, zh: "“\(text)”不可作代号：只用小写字母、数字和连字符，不以连字符开头",
        en: "'\(text)' is no id: use small letters, digits and hyphens, not a hyphen first")
      return nil
    }
    return text
  }

  mutating func readDate(_ node: Node, _ key: String) -> CalendarDate? {
    guard let text = readText(node, key) else { return nil }
    if let date = CalendarDate(text) { return date }
    report(
      "bad-date", at: node.place, zh: "“\(key)”：“\(text)”不是日期，应为 年-月-日，如 2024-06-30",
      en: "'\(key)': '\(text)' is no date; write it as 2024-06-30")
    return nil
  }

  /// A year, a month or a day; a bare year needs no quotes.
  mutating func readTargetDate(_ node: Node, _ key: String) -> TargetDate? {
    guard case .scalar(let scalar) = node, look(of: scalar) == .text || look(of: scalar) == .number
    else {
      report(
        "wrong-type", at: node.place, zh: "“\(key)”应为年份或日期", en: "'\(key)' must be a year or a date"
      )
      return nil
    }
    if let date = TargetDate(scalar.string) { return date }
    report(
      "bad-date", at: node.place,
      zh: "“\(key)”：“\(scalar.string)”不是年份或日期，应如 2025、2025-06 或 2025-06-30",
      en: "'\(key)': '\(scalar.string)' is no date; write it as 2025, 2025-06 or 2025-06-30")
    return nil
  }

  /// A word of the closed vocabulary, or of the part of it that fits here.
  mutating func readWord<W: Word>(
    _ node: Node, _ key: String, among allowed: [W], unknown code: String = "unknown-word",
    unfit: String = "unknown-word"
  ) -> W? {
    guard let text = readText(node, key) else { return nil }
    let word = W(rawValue: text)
    if let word, allowed.contains(word) { return word }
    let list = allowed.map(\.rawValue).joined(separator: ", ")
    report(
      word == nil ? code : unfit, at: node.place, zh: "“\(key)”不可为“\(text)”；可用：\(list)",
      en: "'\(key)' cannot be '\(text)'; use one of: \(list)")
    return nil
  }

  mutating func readWord<W: Word>(_ node: Node, _ key: String) -> W? {
    readWord(node, key, among: Array(W.allCases))
  }

  mutating func readWords<W: Word>(_ node: Node, _ key: String) -> [W]? {
    guard let nodes = someElements(node, key) else { return nil }
    let words: [W] = nodes.compactMap { readWord($0, key) }
    return words.count == nodes.count ? words : nil
  }

  mutating func readMark(_ node: Node, _ key: String) -> Standards.Mark? {
    // The mark of a secondary source is a digit, and needs no quotes.
    if case .scalar(let scalar) = node, let mark = Standards.Mark(rawValue: scalar.string) {
      return mark
    }
    report(
      "unknown-mark", at: node.place, zh: "“\(key)”应为 F（全文）、E（摘录）、2（二手）或 U（未核实）",
      en: "'\(key)' must be F (full text), E (excerpt), 2 (secondary) or U (unverified)")
    return nil
  }

  mutating func readLocalized(_ node: Node, _ key: String) -> LocalizedText? {
    guard var fields = open(node, key) else { return nil }
    let zh = need("zh", in: &fields).flatMap { readText($0, "zh") }
    let en = need("en", in: &fields).flatMap { readText($0, "en") }
    close(fields)
    guard let zh, let en else { return nil }
    return LocalizedText(zh: zh, en: en)
  }

  mutating func readNotes(_ fields: inout Fields) -> [LocalizedText] {
    guard let node = fields.take("notes"), let nodes = elements(node, "notes") else { return [] }
    return nodes.compactMap { readLocalized($0, "notes") }
  }
}
