import ResponseModel
import Standards
import Yams

extension StandardFileReader {
  mutating func readStandard(_ node: Node) -> Standard? {
    guard var fields = open(node, "standard") else { return nil }
    let id = need("id", in: &fields).flatMap { readIdentifier($0, "id") }
    let name = need("name", in: &fields).flatMap { readLocalized($0, "name") }
    let mark = need("mark", in: &fields).flatMap { readMark($0, "mark") }
    let isDefault = fields.take("default").flatMap { readFlag($0, "default") } ?? false
    let isTemplate = fields.take("template").flatMap { readFlag($0, "template") } ?? false
    let document = fields.take("document").flatMap { readDocument($0) }
    let force = fields.take("in_force").flatMap { readPeriod($0, "in_force") }
    let notes = readNotes(&fields)
    let rules = need("rules", in: &fields).flatMap {
      readRules($0, isTemplate: isTemplate, inForceFrom: force?.from)
    }
    close(fields)
    guard let id, let name, let mark, let rules else { return nil }
    return Standard(
      id: id, name: name, document: document ?? SourceDocument(), mark: mark,
      inForceFrom: force?.from, inForceTo: force?.to, notes: notes, isDefault: isDefault,
      isTemplate: isTemplate, rules: rules)
  }

  mutating func readDocument(_ node: Node) -> SourceDocument? {
    guard var fields = open(node, "document") else { return nil }
    let title = fields.take("title").flatMap { readText($0, "title") }
    let number = fields.take("number").flatMap { readText($0, "number") }
    let numberMark = fields.take("number_mark").flatMap { readMark($0, "number_mark") }
    let registerNumber = fields.take("register_number").flatMap { readText($0, "register_number") }
    let issuer = fields.take("issuer").flatMap { readText($0, "issuer") }
    let date = fields.take("date").flatMap { readTargetDate($0, "date") }
    let clauses = fields.take("clauses").flatMap { readText($0, "clauses") }
    close(fields)
    return SourceDocument(
      title: title, number: number, numberMark: numberMark, registerNumber: registerNumber,
      issuer: issuer, date: date, clauses: clauses)
  }

  /// `from` and `to`, each of which may be absent.
  mutating func readPeriod(_ node: Node, _ key: String) -> (from: CalendarDate?, to: CalendarDate?)?
  {
    guard var fields = open(node, key) else { return nil }
    let from = fields.take("from").flatMap { readDate($0, "from") }
    let to = fields.take("to").flatMap { readDate($0, "to") }
    close(fields)
    if let from, let to, to < from {
      report(
        "period-inverted", at: node.place, zh: "“\(key)”的止日早于起日",
        en: "'\(key)' ends before it begins")
      return nil
    }
    return (from, to)
  }

  private mutating func readRules(
    _ node: Node, isTemplate: Bool, inForceFrom: CalendarDate?
  ) -> [Rule]? {
    guard let nodes = elements(node, "rules") else { return nil }
    if isTemplate, !nodes.isEmpty {
      report(
        "template-with-rules", at: node.place, zh: "模板（template: true）不应有条款；填写后请删去 template",
        en: "a template has no rules: remove 'template' once they are filled in")
    }
    if !isTemplate, nodes.isEmpty {
      report(
        "empty-list", at: node.place, zh: "“rules”为空；空模板请写 template: true",
        en: "'rules' is empty; an empty template says template: true")
    }
    var rules: [Rule] = []
    var seen: Set<String> = []
    for node in nodes {
      if case .mapping(let mapping) = node, let idNode = mapping["id"], let id = idNode.string {
        ruleID = id
        if !seen.insert(id).inserted {
          report(
            "duplicate-rule", at: idNode.place, zh: "条款代号“\(id)”重复",
            en: "the rule id '\(id)' is used twice")
        }
      }
      if let rule = readRule(node, inForceFrom: inForceFrom) { rules.append(rule) }
      ruleID = nil
    }
    return rules.count == nodes.count ? rules : nil
  }

  private mutating func readRule(_ node: Node, inForceFrom: CalendarDate?) -> Rule? {
    guard var fields = open(node, "rule") else { return nil }
    let id = need("id", in: &fields).flatMap { readIdentifier($0, "id") }
    let title = need("title", in: &fields).flatMap { readLocalized($0, "title") }
    let mark = need("mark", in: &fields).flatMap { readMark($0, "mark") }
    let quote = fields.take("quote").flatMap { readText($0, "quote") }
    let clause = fields.take("clause").flatMap { readText($0, "clause") }
    let document = fields.take("document").flatMap { readDocument($0) }
    let validFrom = fields.take("valid_from").flatMap { readDate($0, "valid_from") }
    let dueNode = fields.take("due")
    let due = dueNode.flatMap { readTargetDate($0, "due") }
    if let due, let from = validFrom ?? inForceFrom, due.hasPassed(on: from) {
      report(
        "due-before-valid-from", at: dueNode?.place, zh: "目标期限 \(due) 早于生效日 \(from)",
        en: "due \(due) lies before the rule is valid, \(from)")
    }
    let notes = readNotes(&fields)
    let requirement = readRequirement(&fields, mark: mark ?? .unverified, insideBranch: false)
    guard let id, let title, let mark, let requirement else { return nil }
    return Rule(
      id: id, title: title, quote: quote, clause: clause, document: document, mark: mark,
      validFrom: validFrom, due: due, notes: notes, requirement: requirement)
  }
}
