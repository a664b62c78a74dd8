import DataImport
import Foundation
import ResponseModel
import Routing
import Testing

@Suite("Writing a speed profile")
struct SpeedProfileWritingTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "GeoData/profiles")

  @Test("gives back what was read", arguments: ["ambulance", "car"])
  func roundTrip(name: String) throws {
    let read = SpeedProfileFile(path: folder.appending(path: "\(name).yaml").path)
    let profile = try #require(read.profile)
    let text = SpeedProfileFile.text(profile, comment: ["a comment: with a colon"])
    let again = SpeedProfileFile(bytes: Array(text.utf8), name: "again.yaml")
    #expect(again.issues.isEmpty, "\(again.issues)")
    #expect(again.profile == profile)
  }

  @Test("keeps fitted values with their source and evidence, whatever their words")
  func fitted() throws {
    var profile = try #require(
      SpeedProfileFile(path: folder.appending(path: "ambulance.yaml").path).profile)
    profile.title = LocalizedText(zh: "“丽水”: 校准 \\ 2026", en: "fitted: \"Lishui\" # 1")
    profile.tunnelFactor = SourcedValue(
      0.95, source: "calibrated on 1,204 drives", evidence: .fitted)
    profile.classes[.primary]?.emergencyFactor = SourcedValue(
      1.234_567_890_123, source: "calibrated: n = 312", evidence: .fitted)
    let text = SpeedProfileFile.text(profile)
    let again = SpeedProfileFile(bytes: Array(text.utf8), name: "again.yaml")
    #expect(again.issues.isEmpty, "\(again.issues)")
    #expect(again.profile == profile)
  }
}
