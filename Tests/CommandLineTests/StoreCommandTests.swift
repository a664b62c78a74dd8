import Foundation
import Testing

@Suite("Commands on stores")
struct StoreCommandTests {
  @Test("A copy of a store answers as the store does")
  func backup() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let copy = folder.path("copy.gpkg")
    let made = try BuiltProgram.run("backup", store, copy)
    #expect(made.code == 0 && made.output.isEmpty)
    let again = try BuiltProgram.run("backup", store, copy)
    #expect(again.code == 64)
    #expect(again.complaint.contains("--force"))
    #expect(try BuiltProgram.run("backup", store, copy, "--force").code == 0)
    let missing = try BuiltProgram.run("backup", folder.path("none.gpkg"), folder.path("b.gpkg"))
    #expect(missing.code == 66)
    let answers = try [store, copy].map {
      try BuiltProgram.run("coverage", $0, "--on", "2026-01-01", "--format", "csv").output
    }
    #expect(answers[0] == answers[1] && !answers[0].isEmpty)
  }

  @Test("The sample is whole and nothing in it looks wrong")
  func checkSample() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let text = try BuiltProgram.run("check", store)
    #expect(text.code == 0)
    #expect(text.output == "nothing was found\n")
    let json = try BuiltProgram.run("check", store, "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["damaged"] as? Bool == false)
    #expect((object?["issues"] as? [Any])?.isEmpty == true)
  }

  @Test("A damaged store ends with 65 and one line that says what to do")
  func checkDamaged() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let whole = try Data(contentsOf: URL(filePath: store))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: store))
    let ran = try BuiltProgram.run("check", store)
    #expect(ran.code == 65)
    #expect(ran.complaint.contains("restore it from a backup"))
    #expect(!ran.complaint.contains("\n"))
  }
}
