import DataImport
import FoundationEssentials
import ResponseModel
import Standards
import Testing

@Suite struct StandardFileTests {
  /// A complete standard of one rule; a test swaps a line for a wrong one.
  static let good = """
    id: example
    name: { zh: 示例, en: Example }
    mark: F
    in_force: { from: "2024-06-30" }
    rules:
      - id: urban-radius
        title: { zh: 半径, en: Radius }
        mark: F
        due: 2025
        kind: distance
        area: urban
        limit: { operator: "≤", value: 8, lenient_value: 10, unit: km }
      - id: siting
        title: { zh: 布点, en: Siting }
        mark: F
        kind: any_of
        branches:
          - id: radius
            title: { zh: 半径, en: Radius }
            kind: distance
            area: rural
            limit: { operator: "≤", value: 8, unit: km }
          - id: share
            title: { zh: 占比, en: Share }
            kind: distance
            area: rural
            statistic: share
            limit: { operator: "≤", value: 8, unit: km }
            share: { operator: ">=", value: 90, unit: percent, mark: "2" }

    """

  static func read(_ text: String) -> StandardFile {
    StandardFile(bytes: Array(text.utf8), name: "example.yaml")
  }

  @Test func `A complete file reads as it stands`() throws {
    let file = Self.read(Self.good)
    #expect(file.issues == [])
    let standard = try #require(file.standard)
    #expect(standard.rules.map(\.id) == ["urban-radius", "siting"])
    #expect(standard.inForceFrom == CalendarDate("2024-06-30"))
    #expect(standard.rules[0].due == .year(2025))
    #expect(
      standard.rules[0].requirement
        == .distance(
          DistanceRequirement(
            area: .urban, limit: Threshold(.atMost, 8, lenient: 10, .kilometers, mark: .fullText))))
    guard case .anyOf(let branches) = standard.rules[1].requirement else {
      Issue.record("siting is an any-of")
      return
    }
    #expect(branches[1].requirement.threshold?.mark == .secondary)
    #expect(branches[1].requirement.threshold?.comparison == .atLeast)
  }

  @Test func `JSON, a byte order mark and Windows line ends read the same`() throws {
    let json = """
      {"id": "example", "name": {"zh": "示例", "en": "Example"}, "mark": "2", "rules": [
        {"id": "r", "title": {"zh": "甲", "en": "A"}, "mark": 2, "kind": "licence_share",
         "level": "city", "limit": {"operator": "=", "value": 9.5e1, "unit": "percent"}}]}
      """
    let plain = Self.read(json)
    #expect(plain.issues == [])
    #expect(plain.standard?.rules.first?.requirement.threshold?.value == 95)
    #expect(Self.read("\u{FEFF}" + json).standard == plain.standard)
    #expect(
      Self.read(Self.good.split(separator: "\n").joined(separator: "\r\n")).standard
        == Self.read(Self.good).standard)
    #expect(plain.standard != nil)
  }

  @Test func `Every error of a file is found in one reading, in its order`() {
    let text = Self.good.replacing("mark: F\nin_force", with: "mark: X\nin_force")
      .replacing("area: urban", with: "area: village").replacing("unit: percent", with: "unit: lb")
    #expect(
      Self.read(text).issues.map(\.code) == ["unknown-mark", "unknown-word", "unknown-unit"])
    #expect(Self.read(text).standard == nil)
  }

  @Test func `An issue names the file, the rule, the line and the column`() throws {
    let issue = try #require(
      Self.read(Self.good.replacing("lenient_value: 10", with: "lenient_value: 7")).issues.first)
    #expect(issue.code == "range-inverted")
    #expect(issue.file == "example.yaml")
    #expect(issue.subject == "urban-radius")
    #expect(issue.line == 12)
    #expect(issue.column == "54")
    #expect(!issue.message.zh.contains("\n") && !issue.message.en.contains("\n"))
  }

  @Test func `A file that is not there or is a folder is an issue, not a crash`() {
    #expect(StandardFile(path: "/nowhere/at/all.yaml").issues.map(\.code) == ["file-missing"])
    #expect(StandardFile(path: "/tmp").issues.map(\.code) == ["file-unreadable"])
    #expect(StandardFile(path: "/dev/null").issues.map(\.code) == ["file-unreadable"])
    #expect(StandardFileFolder(path: "/nowhere").issues.map(\.code) == ["folder-unreadable"])
  }

  @Test func `A file cut off anywhere gives a standard or an issue`() {
    let bytes = Array(Self.good.utf8)
    for end in 0..<bytes.count {
      let file = StandardFile(bytes: Array(bytes[..<end]), name: "cut.yaml")
      #expect((file.standard == nil) == !file.issues.isEmpty, "cut at \(end)")
    }
  }

  @Test func `A file with any one byte replaced never crashes`() {
    let bytes = Array(Self.good.utf8)
    for (index, byte) in zip(0..<bytes.count, [0, 10, 34, 38, 42, 45, 58, 91, 123, 255].cycled) {
      var changed = bytes
      changed[index] = UInt8(byte)
      let file = StandardFile(bytes: changed, name: "changed.yaml")
      #expect((file.standard == nil) == !file.issues.isEmpty, "byte \(index)")
    }
  }
}

extension Array {
  /// The elements over and over.
  fileprivate var cycled: UnfoldSequence<Element, Int> {
    sequence(state: 0) { index in
      defer { index += 1 }
      return self[index % count]
    }
  }
}
