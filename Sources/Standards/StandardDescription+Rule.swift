import ResponseModel

extension StandardDescription {
  func ruleLines(_ rule: Rule, number: Int, _ language: Language) -> [String] {
    var lines = ["\(number). \(rule.title[language]) (\(rule.id)) [\(rule.mark.rawValue)]"]
    func add(_ zh: String, _ en: String, _ text: String) {
      lines.append("   " + Self.line(zh, en, text, language))
    }
    if let document = rule.document {
      lines += documentLines(document, language).map { "   " + $0 }
    }
    switch (rule.clause, rule.quote) {
    case (let clause?, let quote?): add("原文", "text", "\(clause) “\(quote)”")
    case (let clause?, nil): add("条文", "clause", clause)
    case (nil, let quote?): add("原文", "text", "“\(quote)”")
    case (nil, nil): break
    }
    if case .anyOf(let branches) = rule.requirement {
      add("判定", "judged", language == .zh ? "满足以下任一项即可" : "met where any of these is met")
      for branch in branches {
        let sentence = branch.requirement.compared[language]
        lines.append(
          "   - \(branch.title[language]) (\(branch.id)): \(sentence) "
            + marks(of: branch.requirement, language))
      }
    } else {
      add(
        "判定", "judged",
        rule.requirement.compared[language] + " " + marks(of: rule.requirement, language))
    }
    for text in readings(of: rule.requirement) { add("读法", "reading", text[language]) }
    if let from = rule.validFrom { add("生效", "valid from", from.description) }
    if let due = rule.due {
      var text = due.description
      if let date, due.hasPassed(on: date) {
        text += language == .zh ? " （目标年限已过）" : " (target year passed)"
      }
      add("目标期限", "due", text)
    }
    for note in rule.notes { add("注", "note", note[language]) }
    return lines
  }

  /// One mark where all numbers share it, else each number with its own.
  private func marks(of requirement: Requirement, _ language: Language) -> String {
    let numbers = requirement.numbers
    let marks = numbers.map(\.mark).withoutRepeats
    guard marks.count > 1 else { return marks.map { "[\($0.rawValue)]" }.joined() }
    return numbers.map { "[\($0.text[language]): \($0.mark.rawValue)]" }.joined(separator: " ")
  }

  /// What we read into a text that is silent.
  private func readings(of requirement: Requirement) -> [LocalizedText] {
    switch requirement {
    case .distance(let it): [it.reading].compactMap(\.self)
    case .responseStatistic(let it): [it.reading].compactMap(\.self)
    case .anyOf(let branches):
      branches.flatMap { readings(of: $0.requirement) }.withoutRepeats
    default: []
    }
  }
}
