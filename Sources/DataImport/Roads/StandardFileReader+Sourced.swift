import ResponseModel
import Routing
import Yams

extension StandardFileReader {
  /// A number with its source: `{ value: 60, source: default }`, with `evidence` where the source is
  /// more than that; or a bare number, which is then somebody's assumption.
  ///
  /// - Parameter isPositive: whether 0 is wrong too.
  mutating func sourced(
    _ key: String, in fields: inout Fields, isPositive: Bool = false
  ) -> SourcedValue? {
    fields.take(key).flatMap { readSourced($0, key, isPositive: isPositive) }
  }

  mutating func neededSourced(
    _ key: String, in fields: inout Fields, isPositive: Bool = false
  ) -> SourcedValue? {
    need(key, in: &fields).flatMap { readSourced($0, key, isPositive: isPositive) }
  }

  private mutating func readSourced(_ node: Node, _ key: String, isPositive: Bool) -> SourcedValue?
  {
    guard case .mapping = node else {
      return number(node, key, isPositive: isPositive).map {
        SourcedValue($0, source: "not stated", evidence: .assumed)
      }
    }
    guard var fields = open(node, key) else { return nil }
    let value = need("value", in: &fields).flatMap { number($0, key, isPositive: isPositive) }
    let source = need("source", in: &fields).flatMap { readText($0, "source") }
    let evidence = fields.take("evidence").flatMap { readEvidence($0) }
    close(fields)
    guard let value, let source else { return nil }
    return SourcedValue(
      value, source: source, evidence: evidence ?? (source == "default" ? .default : .reported))
  }

  private mutating func number(_ node: Node, _ key: String, isPositive: Bool) -> Double? {
    isPositive ? readPositiveNumber(node, key) : readNumber(node, key)
  }

  private mutating func readEvidence(_ node: Node) -> Evidence? {
    guard let text = readText(node, "evidence") else { return nil }
    if let evidence = Evidence(rawValue: text) { return evidence }
    let words = Evidence.allCases.map(\.rawValue).joined(separator: ", ")
    report(
      "unknown-word", at: node.place, zh: "“evidence”不可为“\(text)”；可用：\(words)",
      en: "'evidence' cannot be '\(text)'; use one of: \(words)")
    return nil
  }

  mutating func readSpeedPeriod(_ node: Node) -> Routing.Period? {
    guard var fields = open(node, "period") else { return nil }
    let id = need("id", in: &fields).flatMap { readIdentifier($0, "id") }
    let title = need("title", in: &fields).flatMap { readLocalized($0, "title") }
    let from = fields.take("from").flatMap { readMinute($0, "from") }
    let to = fields.take("to").flatMap { readMinute($0, "to") }
    var period = Routing.Period(
      id: id ?? "", title: title ?? LocalizedText(zh: "", en: ""), fromMinute: from, toMinute: to)
    if let value = sourced("factor", in: &fields, isPositive: true) { period.factor = value }
    if let value = sourced("urban_factor", in: &fields, isPositive: true) {
      period.urbanFactor = value
    }
    if let node = fields.take("classes"), var classes = open(node, "classes") {
      for word in RoadClass.words {
        guard let value = sourced(word, in: &classes, isPositive: true),
          let roadClass = RoadClass(word: word)
        else { continue }
        period.classFactors[roadClass] = value
      }
      close(classes)
    }
    close(fields)
    return id == nil || title == nil ? nil : period
  }

  mutating func checkPeriods(_ nodes: [Node], _ periods: [Routing.Period]) {
    for (index, period) in periods.enumerated()
    where periods[..<index].contains(where: { $0.id == period.id }) {
      report(
        "duplicate-id", at: nodes.indices.contains(index) ? nodes[index].place : nil,
        zh: "时段 \(period.id) 出现两次", en: "the period \(period.id) is there twice")
    }
  }

  /// `"07:30"` as minutes of the day.
  private mutating func readMinute(_ node: Node, _ key: String) -> Int? {
    guard let text = readText(node, key) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
      (0...59).contains(minute), hour < 24 || minute == 0
    {
      return hour * 60 + minute
    }
    report(
      "bad-time", at: node.place, zh: "“\(key)”：“\(text)”不是时刻，应如 \"07:30\"",
      en: "'\(key)': '\(text)' is no time of day; write it as \"07:30\"")
    return nil
  }
}
