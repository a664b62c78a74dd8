import DataImport
import ResponseModel
import Standards
import Testing

/// A change to the good file, and what it must be told.
struct BadStandard: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let old: String
  let new: String
  let code: String
  let line: Int?

  init(_ name: String, _ old: String, _ new: String, _ code: String, _ line: Int?) {
    testDescription = name
    self.old = old
    self.new = new
    self.code = code
    self.line = line
  }

  static let changes: [BadStandard] = [
    .init("unknown key at the top", "mark: F\nin_", "mark: F\ncolour: red\nin_", "unknown-key", 4),
    .init(
      "unknown key in a rule", "area: urban", "area: urban\n    colour: red", "unknown-key", 12),
    .init("unknown key in a limit", "value: 8, l", "value: 8, max: 3, l", "unknown-key", 12),
    .init("key of another kind", "area: urban", "area: urban\n    per: 3", "unknown-key", 12),
    .init("missing key at the top", "mark: F\nin_", "in_", "missing-key", 1),
    .init("missing key in a rule", "    area: urban\n", "", "missing-key", 6),
    .init("missing kind", "    kind: any_of\n", "", "missing-key", 13),
    .init("missing name in English", ", en: Example", "", "missing-key", 2),
    .init("text where a mapping belongs", "{ zh: 半径, en: Radius }", "Radius", "wrong-type", 7),
    .init("text where a number belongs", "value: 8, l", "value: \"8\", l", "wrong-type", 12),
    .init("word where a number belongs", "value: 8, l", "value: eight, l", "wrong-type", 12),
    .init("number where text belongs", "id: example", "id: 12", "wrong-type", 1),
    .init("yes where text belongs", "zh: 示例", "zh: yes", "wrong-type", 2),
    .init("minutes of arc for a number", "value: 8, l", "value: 3:30, l", "wrong-type", 12),
    .init("empty text", "zh: 示例", "zh: ", "empty-text", 2),
    .init("blank text", "zh: 示例", "zh: \"  \"", "empty-text", 2),
    .init("empty number", "value: 8, l", "value: , l", "empty-text", 12),
    .init("number of rules", "rules:\n  - id", "rules: 3\nothers:\n  - id", "wrong-type", 5),
    .init("unknown kind", "kind: distance\n    area: urban", "kind: distanse", "unknown-kind", 10),
    .init(
      "any-of in any-of", "kind: distance\n        area", "kind: any_of\n        area",
      "nested-any-of", 20),
    .init(
      "unknown operator", "operator: \"≤\", value: 8, l", "operator: le, value: 8, l",
      "unknown-operator", 12),
    .init("unknown unit", "unit: km }\n  -", "unit: mile }\n  -", "unknown-unit", 12),
    .init("unit of verdicts", "unit: km }\n  -", "unit: townships }\n  -", "unknown-unit", 12),
    .init("unit of another kind", "unit: km }\n  -", "unit: min }\n  -", "unit-not-for-kind", 12),
    .init("unknown statistic", "statistic: share", "statistic: p80", "unknown-statistic", 27),
    .init(
      "statistic of another kind", "statistic: share", "statistic: per",
      "statistic-not-for-kind", 27),
    .init("share without the statistic", "        statistic: share\n", "", "unknown-key", 28),
    .init(
      "statistic share without share",
      "        share: { operator: \">=\", value: 90, unit: percent, mark: \"2\" }\n",
      "", "missing-key", 23),
    .init("unknown area", "area: urban", "area: city", "unknown-word", 11),
    .init("unknown mark", "mark: \"2\"", "mark: \"3\"", "unknown-mark", 29),
    .init("negative value", "value: 8, l", "value: -8, l", "negative-value", 12),
    .init("not a number", "value: 8, l", "value: .nan, l", "not-finite", 12),
    .init("infinite", "value: 8, l", "value: .inf, l", "not-finite", 12),
    .init("infinite by exponent", "value: 8, l", "value: 1e999, l", "not-finite", 12),
    .init("more than all", "value: 90", "value: 101", "over-100-percent", 29),
    .init("range inverted", "lenient_value: 10", "lenient_value: 7", "range-inverted", 12),
    .init("range of one", "lenient_value: 10", "lenient_value: 8", "range-inverted", 12),
    .init("rule id twice", "id: siting", "id: urban-radius", "duplicate-rule", 13),
    .init("branch id twice", "- id: share", "- id: radius", "duplicate-branch", 23),
    .init("id with a space", "id: siting", "id: the siting", "bad-id", 13),
    .init("id with capitals", "id: siting", "id: Siting", "bad-id", 13),
    .init("no such day", "2024-06-30", "2024-06-31", "bad-date", 4),
    .init("date in another order", "2024-06-30", "30.06.2024", "bad-date", 4),
    .init("no such month", "due: 2025", "due: 2025-13", "bad-date", 9),
    .init("due before in force", "due: 2025", "due: 2023", "due-before-valid-from", 9),
    .init(
      "due before valid from", "due: 2025", "due: 2025\n    valid_from: \"2026-01-01\"",
      "due-before-valid-from", 9),
    .init(
      "in force backwards", "\"2024-06-30\" }", "\"2024-06-30\", to: \"2024-06-29\" }",
      "period-inverted", 4),
    .init(
      "template with rules", "mark: F\nin_", "mark: F\ntemplate: true\nin_",
      "template-with-rules", 7),
    .init("template maybe", "mark: F\nin_", "mark: F\ntemplate: maybe\nin_", "wrong-type", 4),
    .init("key twice", "area: urban", "area: urban\n    area: rural", "duplicate-key", 11),
    .init("tab for indentation", "    area: urban", "\tarea: urban", "yaml-syntax", 11),
    .init("bracket left open", "id: siting", "id: [siting", "yaml-syntax", nil),
    .init("second document", "id: example", "a: b\n---\nid: example", "yaml-syntax", nil),
    .init("control character", "zh: 示例", "zh: \u{01}", "yaml-syntax", 2),
  ]
}

@Suite struct StandardFileErrorTests {
  @Test(arguments: BadStandard.changes)
  func `A wrong line is named with its code`(bad: BadStandard) throws {
    try #require(StandardFileTests.good.contains(bad.old))
    var text = StandardFileTests.good
    let range = try #require(text.firstRange(of: bad.old))
    text.replaceSubrange(range, with: bad.new)
    let file = StandardFileTests.read(text)
    let issue = try #require(file.issues.first { $0.code == bad.code }, "\(file.issues)")
    if let line = bad.line { #expect(issue.line == line) }
    #expect(issue.line != nil)
    #expect(issue.severity == .error)
    #expect(file.standard == nil)
    #expect(file.issues.count <= 2, "one mistake, not a cascade: \(file.issues)")
  }

  @Test(arguments: [
    ("", "empty-file"), ("# only a remark\n", "empty-file"), ("---\n", "empty-file"),
    ("~", "empty-file"), ("- a\n- b\n", "not-a-mapping"), ("words", "not-a-mapping"),
    ("? [a, b]\n: c\n", "wrong-type"),
  ])
  func `A file that is no standard at all says so`(text: String, code: String) {
    #expect(StandardFileTests.read(text).issues.contains { $0.code == code })
  }

  @Test func `A rule with too few branches says so`() {
    let head = "id: a\nname: { zh: 甲, en: A }\nmark: F\nrules:\n  - id: r\n"
    let text =
      head + """
            title: { zh: 甲, en: A }
            mark: F
            kind: any_of
            branches:
              - { id: a, title: { zh: 甲, en: A }, kind: licence_share, level: city,
                  limit: { operator: "≥", value: 1, unit: percent } }

        """
    let issues = StandardFileTests.read(text).issues
    #expect(issues.map(\.code) == ["too-few-branches"])
    #expect(issues.first?.line == 10)
  }

  @Test func `Rules that are empty need the word template`() {
    let head = "id: a\nname: { zh: 甲, en: A }\nmark: F\nrules: []\n"
    #expect(StandardFileTests.read(head).issues.map(\.code) == ["empty-list"])
    #expect(StandardFileTests.read(head).issues.first?.line == 4)
    #expect(StandardFileTests.read(head + "template: true\n").standard?.isTemplate == true)
  }

  @Test func `Text in GBK is refused with the line where it stops being UTF-8`() {
    let gbk: [UInt8] = Array("id: a\nname: ".utf8) + [0xC0, 0xF6, 0xCB, 0xAE, 0x0A]
    let file = StandardFile(bytes: gbk, name: "gbk.yaml")
    #expect(file.issues.map(\.code) == ["not-utf8"])
    #expect(file.issues.first?.line == 2)
    let utf16: [UInt8] = [0xFF, 0xFE, 0x69, 0x00]
    #expect(StandardFile(bytes: utf16, name: "a").issues.map(\.code) == ["not-utf8"])
  }

  @Test(arguments: [false, true])
  func `Aliases that unfold to billions are refused at once`(asKey: Bool) {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    if asKey { text += "? *a60\n: x\n" }
    let file = StandardFileTests.read(text)
    #expect(file.issues.map(\.code) == ["alias"])
    #expect(file.issues.first?.line == 2)
    #expect(file.issues.first?.column == "10")
  }

  @Test func `An anchor that nothing refers to is harmless`() {
    #expect(StandardFileTests.read("&a " + StandardFileTests.good).issues == [])
  }

  @Test func `An ampersand and an asterisk inside words are just text`() {
    let text = StandardFileTests.good.replacing("en: Example", with: "en: R&D 3*4 A & B * C")
    #expect(StandardFileTests.read(text).standard?.name.en == "R&D 3*4 A & B * C")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `Nesting without end is refused`(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    let file = StandardFileTests.read(text)
    #expect(file.standard == nil)
    #expect(file.issues.count == 1)
  }

  @Test func `A file of more than a megabyte is refused`() {
    let text = StandardFileTests.good + "#" + String(repeating: "x", count: StandardFile.sizeLimit)
    #expect(StandardFileTests.read(text).issues.map(\.code) == ["file-too-large"])
  }
}
