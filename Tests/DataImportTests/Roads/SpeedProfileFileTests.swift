import DataImport
import Foundation
import ResponseModel
import Routing
import Testing

@Suite("Speed profile files")
struct SpeedProfileFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "GeoData/profiles")

  private static let small = """
    id: mine
    title: { zh: 自用, en: mine }
    classes:
      primary: { kmh: { value: 60, source: measured 2025, evidence: observed } }
      residential: { kmh: 30, emergency_factor: 1.2 }
    """

  private func read(_ text: String) -> SpeedProfileFile {
    SpeedProfileFile(bytes: Array(text.utf8), name: "mine.yaml")
  }

  @Test("The shipped profiles are valid, name every class and have a source for every value")
  func shipped() throws {
    for id in ["ambulance", "car"] {
      let file = SpeedProfileFile(path: Self.folder.appending(path: "\(id).yaml").path)
      #expect(file.issues.isEmpty, "\(file.issues.map(\.message.en))")
      let profile = try #require(file.profile)
      #expect(profile.id == id)
      #expect(Set(profile.classes.keys) == Set(RoadClass.allCases))
      for speed in profile.classes.values {
        #expect(speed.kilometersPerHour.source == "default")
        #expect(speed.kilometersPerHour.evidence == .default)
      }
    }
  }

  @Test("Values come with their source; a bare number is somebody's assumption")
  func sources() throws {
    let profile = try #require(read(Self.small).profile)
    #expect(
      profile.classes[.primary]?.kilometersPerHour
        == SourcedValue(60, source: "measured 2025", evidence: .observed))
    #expect(profile.classes[.residential]?.kilometersPerHour.evidence == .assumed)
    #expect(profile.classes[.residential]?.emergencyFactor.value == 1.2)
    #expect(profile.classes[.motorway] == nil)
  }

  @Test(
    "What is wrong is named by its line",
    arguments: [
      ("classs: 1", "unknown-key", 6), ("max_kmh: -5", "negative-value", 6),
      ("signal_s: fast", "wrong-type", 6), ("surfaces: { lava: 0.1 }", "unknown-key", 6),
      ("surfaces: { gravel: -0.1 }", "negative-value", 6),
      ("bends: { lateral_acceleration_m_s2: 2 }", "missing-key", 6),
      ("speed_limit: { use: maybe }", "unknown-word", 6), ("max_kmh: .nan", "not-finite", 6),
      ("max_kmh: { value: 50 }", "missing-key", 6), ("min_kmh: 200", "bounds-inverted", 1),
      ("tunnel_factor: 0", "not-positive", 6),
      ("periods: [ { id: a, title: { zh: 甲, en: a }, from: \"25:00\" } ]", "bad-time", 6),
      ("open_private_roads: perhaps", "wrong-type", 6), ("note: [", "yaml-syntax", nil),
    ] as [(String, String, Int?)])
  func errors(line: String, code: String, number: Int?) throws {
    let file = read(Self.small + "\n" + line + "\n")
    #expect(file.profile == nil)
    if code != "yaml-syntax" { #expect(file.issues.map(\.code) == [code]) }
    if let number { #expect(file.issues.first?.line == number) }
    #expect(file.issues.allSatisfy { $0.file == "mine.yaml" })
  }

  @Test("A negative speed of a class is named by its line")
  func negativeSpeed() {
    let file = read(Self.small.replacing("kmh: 30", with: "kmh: -30"))
    #expect(file.issues.map(\.code) == ["negative-value"])
    #expect(file.issues.first?.line == 5)
  }

  @Test("Unknown classes and doubled periods are errors")
  func others() {
    #expect(
      read(Self.small.replacing("residential", with: "highway")).issues.map(\.code)
        == ["unknown-key"])
    let twice =
      Self.small + "\nperiods:\n"
      + String(
        repeating: "  - { id: peak, title: { zh: 高峰, en: peak } }\n", count: 2)
    #expect(read(twice).issues.map(\.code) == ["duplicate-id"])
    #expect(SpeedProfileFile(path: "/nowhere.yaml").issues.map(\.code) == ["file-missing"])
  }
}
