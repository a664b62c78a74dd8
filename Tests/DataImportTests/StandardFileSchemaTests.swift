import DataImport
import Foundation
import ResponseModel
import Standards
import Testing

/// The schema and the README say the same as the reader.
@Suite struct StandardFileSchemaTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("GeoData/standards")

  static func definitions() throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent("standard.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(schema["$defs"] as? [String: Any])
  }

  static func words(_ name: String) throws -> [String] {
    let definition = try #require(try definitions()[name] as? [String: Any])
    return try #require(definition["enum"] as? [String])
  }

  static func all<W: Word>(_: W.Type) -> [String] { W.allCases.map(\.rawValue) }

  @Test func `The schema lists the words the reader knows`() throws {
    #expect(try Self.words("area") == Self.all(JudgedArea.self))
    #expect(try Self.words("metric") == Self.all(DistanceMetric.self))
    #expect(try Self.words("travel_mode") == Self.all(TravelMode.self))
    #expect(try Self.words("scope") == Self.all(Scope.self))
    #expect(try Self.words("level") == Self.all(ServiceLevel.self))
    #expect(try Self.words("every") == Self.all(VisitPeriod.self))
    #expect(try Self.words("role") == Self.all(CrewRole.self))
    #expect(try Self.words("moment") == Self.all(ClockMark.self))
    #expect(try Self.words("subject") == Self.all(Subject.self))
    #expect(try Self.words("denominator") == Self.all(Denominator.self))
    #expect(try Self.words("numerator") == Self.all(Numerator.self))
    #expect(try Self.words("operator").allSatisfy { Comparison(sign: $0) != nil })
  }

  @Test func `The schema describes every kind`() throws {
    let kinds = try Self.definitions().keys.filter { $0.hasPrefix("kind_") }.map { $0.dropFirst(5) }
    #expect(Set(kinds.map(String.init)) == Set(RuleKind.allCases.map(\.rawValue)))
  }

  @Test func `The example of the README is a standard`() throws {
    let readme = try String(
      contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
    let example = try #require(
      readme.components(separatedBy: "```yaml\n").last?
        .components(separatedBy: "```").first)
    let file = StandardFileTests.read(example)
    #expect(file.issues == [])
    #expect(file.standard?.id == "my-county-2026")
  }
}
