public import ResponseModel

/// A standard as a person reads it: the document, then clause by clause what it says and how it is
/// judged, each number with its mark.
public struct StandardDescription: Sendable {
  public let standard: Standard
  /// The day for which "target year passed" is said; `nil` says nothing about it.
  public let date: CalendarDate?

  public init(_ standard: Standard, on date: CalendarDate? = nil) {
    self.standard = standard
    self.date = date
  }

  /// One line for a list: id, mark, number of rules, name.
  public func listEntry(_ language: Language) -> String {
    var parts = [standard.id, "[\(standard.mark.rawValue)]"]
    if standard.isTemplate {
      parts.append(language == .zh ? "空模板" : "empty template")
    } else {
      let count = standard.rules.count
      parts.append(language == .zh ? "\(count)条" : count == 1 ? "1 rule" : "\(count) rules")
    }
    parts.append(standard.name[language])
    if standard.isDefault { parts.append(language == .zh ? "（默认）" : "(default)") }
    return parts.joined(separator: "  ")
  }

  /// The whole standard, several lines, ending in a newline.
  public func text(_ language: Language) -> String {
    var lines = [standard.name[language], Self.line("代号", "id", standard.id, language)]
    lines += documentLines(standard.document, language)
    lines.append(Self.line("核实", "verified", Self.meaning(of: standard.mark)[language], language))
    if let from = standard.inForceFrom {
      lines.append(Self.line("施行", "in force from", from.description, language))
    }
    if let end = standard.inForceTo {
      lines.append(Self.line("失效", "in force until", end.description, language))
    }
    lines += standard.notes.map { Self.line("注", "note", $0[language], language) }
    if standard.rules.isEmpty {
      lines += ["", language == .zh ? "没有条款。" : "It has no rules."]
    }
    for (index, rule) in standard.rules.enumerated() {
      lines.append("")
      lines += ruleLines(rule, number: index + 1, language)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The meaning of a mark in words, with the mark.
  static func meaning(of mark: Mark) -> LocalizedText {
    switch mark {
    case .fullText: LocalizedText(zh: "[F] 已读全文", en: "[F] full text read")
    case .excerpt: LocalizedText(zh: "[E] 读自原文摘录", en: "[E] read in an excerpt of the source")
    case .secondary: LocalizedText(zh: "[2] 二手资料", en: "[2] secondary source")
    case .unverified: LocalizedText(zh: "[U] 未核实", en: "[U] unverified, general knowledge")
    }
  }

  static func line(_ zh: String, _ en: String, _ text: String, _ language: Language) -> String {
    language == .zh ? "\(zh): \(text)" : "\(en): \(text)"
  }

  func documentLines(_ document: SourceDocument, _ language: Language) -> [String] {
    var lines: [String] = []
    func add(_ zh: String, _ en: String, _ text: String?) {
      if let text { lines.append(Self.line(zh, en, text, language)) }
    }
    add("文件", "document", document.title.map { "《\($0)》" })
    add(
      "文号", "number",
      document.number.map { number in
        number + (document.numberMark.map { " [\($0.rawValue)]" } ?? "")
      })
    add("登记号", "register number", document.registerNumber)
    add("发文机关", "issued by", document.issuer)
    add("日期", "date", document.date?.description)
    add("条文", "clauses", document.clauses)
    return lines
  }
}
