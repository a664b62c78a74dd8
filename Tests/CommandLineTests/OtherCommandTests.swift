import Foundation
import Testing

@Suite("Other commands")
struct OtherCommandTests {
  @Test("Every command has a help text")
  func help() throws {
    for command in [
      ["--help"], ["new", "--help"], ["coverage", "--help"], ["standards", "--help"],
      ["doctor", "--help"], ["solve", "--help"], ["busy", "--help"],
    ] {
      let result = try BuiltProgram.run(command[0], command.count > 1 ? command[1] : "--help")
      #expect(result.code == 0)
      #expect(result.output.contains("USAGE:"))
    }
    #expect(try BuiltProgram.run("coverage").code == 64)
    #expect(try BuiltProgram.run("nonsense").code == 64)
  }

  @Test("doctor finds everything that Tools/setup installs")
  func doctor() throws {
    let result = try BuiltProgram.run("doctor")
    #expect(result.code == 0, "\(result.errors)")
    for part in ["GEOS", "PROJ", "SQLite", "CBC", "GDAL", "GeoData"] {
      #expect(result.output.contains("ok      \(part)") || result.output.contains("ok     \(part)"))
    }
  }

  @Test("standards lists all eleven and shows each, clause by clause")
  func standards() throws {
    let list = try BuiltProgram.run("standards", "list", "--format", "json")
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(entries.count == 11)
    for id in entries.compactMap({ $0["id"] as? String }) {
      let text = try BuiltProgram.run("standards", "show", id, "--language", "zh")
      #expect(text.code == 0 && text.output.contains(id))
    }
    let lishui = try BuiltProgram.run("standards", "show", "lishui-2024", "--language", "zh")
    #expect(lishui.output.contains("城市地区服务半径不超过3.5公里"))
  }

  @Test("standards check names line and column of each error")
  func check() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("mine.yaml")
    try Data("id: mine\nname: {zh: 我, en: mine}\nmark: Q\nrules: []\n".utf8)
      .write(to: URL(filePath: path))
    let result = try BuiltProgram.run("standards", "check", path)
    #expect(result.code == 65)
    #expect(result.errors.contains("mine.yaml:3"))
    #expect(try BuiltProgram.run("standards", "check", folder.path("none.yaml")).code == 66)
  }

  @Test("An empty store is made, and says that it holds no county")
  func emptyStore() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("empty.gpkg")
    #expect(try BuiltProgram.run("new", store).code == 0)
    let result = try BuiltProgram.run("coverage", store)
    #expect(result.code == 65)
    #expect(result.complaint.contains("no county"))
  }
}
