import Foundation
import Testing

/// `ambit import` and `ambit export` as they are run.
@Suite("ambit import and export")
struct ImportCommandTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/import")

  private func fixture(_ name: String) -> String { Self.fixtures.appending(path: name).path }

  /// Everything in a store that an import could change, as text.
  private func content(of store: String) throws -> String {
    let folder = try TemporaryFolder()
    var text = ""
    for layer in ["counties", "townships", "demand", "stations", "facilities", "calls"] {
      let path = folder.path("\(layer).csv")
      let result = try BuiltProgram.run("export", layer, path, "--from", store)
      try #require(result.code == 0, "\(result.errors)")
      text += try String(contentsOfFile: path, encoding: .utf8)
    }
    return text
  }

  private func decoded(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("A dry run says what it would do and does nothing; the real one does it once")
  func dryThenReal() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try content(of: store)
    let arguments = ["import", "stations", fixture("government-stations.xlsx"), "--into", store]
    let dry = try BuiltProgram.run(arguments + ["--dry-run"])
    #expect(dry.code == 0, "\(dry.errors)")
    #expect(dry.output.contains("longitude ← 经度(GCJ-02)"))
    #expect(dry.output.contains("personal, left out: 联系电话"))
    let counts = "added 1, changed 2, unchanged 0, gone 8 (kept; --replace deletes them)"
    #expect(dry.output.contains(counts))
    #expect(dry.output.contains("  added 331121001"))
    #expect(dry.output.contains("  not in the file (kept) "))
    let chinese = try BuiltProgram.run(arguments + ["--dry-run", "--language", "zh"])
    #expect(chinese.output.contains("  新增 331121001"), "\(chinese.output)")
    #expect(chinese.output.contains("  更改 331102-S01  "))
    #expect(chinese.output.contains("新增 1"))
    #expect(chinese.output.contains("  文件中没有（保留） "))
    #expect(try content(of: store) == before)
    let real = try BuiltProgram.run(arguments)
    #expect(real.code == 0, "\(real.errors)")
    #expect(real.output.contains(counts))
    let after = try content(of: store)
    #expect(after != before)
    let again = try BuiltProgram.run(arguments)
    #expect(again.output.contains("nothing to do"))
    #expect(try content(of: store) == after)
  }

  @Test("Bad rows are listed, the store stays as it was, and --accept-valid takes the others")
  func acceptValid() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try content(of: store)
    let arguments = ["import", "stations", fixture("broken-cells.xlsx"), "--into", store]
    let refused = try BuiltProgram.run(arguments)
    #expect(refused.code == 65)
    #expect(refused.output.isEmpty)
    #expect(
      refused.errors.contains("broken-cells.xlsx [Sheet]:3:经度(WGS-84): a formula failed: #N/A"))
    #expect(refused.errors.contains("8 of 9 rows are wrong"))
    #expect(try content(of: store) == before)
    let taken = try BuiltProgram.run(arguments + ["--accept-valid", "--format", "json"])
    #expect(taken.code == 0, "\(taken.errors)")
    let report = try decoded(taken.output)
    #expect(report["written"] as? Bool == true)
    #expect((report["issues"] as? [Any])?.count == 8)
  }

  @Test("A dry run as JSON has every issue and ends as the import would")
  func dryJSON() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let dry = try BuiltProgram.run(
      [
        "import", "stations", fixture("broken-cells.xlsx"), "--into", store, "--dry-run",
        "--format", "json",
      ])
    #expect(dry.code == 65)
    let report = try decoded(dry.output)
    #expect(report["written"] as? Bool == false)
    #expect((report["issues"] as? [Any])?.count == 8)
    #expect((report["mapping"] as? [[String: String]])?.count == 5)
  }

  @Test("A wrong or missing datum stops the import with the option that mends it")
  func datum() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try content(of: store)
    let file = folder.path("stations.csv")
    try Data("code,name,longitude,latitude\nS1,x,119.91,28.45\n".utf8).write(
      to: URL(filePath: file))
    let asked = try BuiltProgram.run("import", "stations", file, "--into", store)
    #expect(asked.code == 64)
    #expect(asked.complaint.contains("--crs"))
    #expect(!asked.complaint.contains("\n"))
    let unknown = try BuiltProgram.run(
      "import", "stations", file, "--into", store, "--crs", "EPSG:99999")
    #expect(unknown.code == 64)
    #expect(try content(of: store) == before)
  }

  @Test(
    "Wrong words are a matter of usage",
    arguments: [
      ["--crs", "mars"], ["--encoding", "klingon"], ["--map", "code"], ["--evidence", "hearsay"],
      ["--zone", "Asia/Lishui"], ["--county", "999999"], ["--grid-cell", "0"],
      ["--include-column", "姓名"],
    ])
  func usage(words: [String]) throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let result = try BuiltProgram.run(
      ["import", "stations", fixture("government-stations.xlsx"), "--into", store]
        + words)
    #expect(result.code == 64, "\(result.errors)")
  }

  @Test("A file or store that is not there, a layer nobody knows")
  func missing() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let file = folder.path("none.xlsx")
    #expect(try BuiltProgram.run("import", "stations", file, "--into", store).code == 66)
    #expect(
      try BuiltProgram.run(
        "import", "stations", fixture("two-sheets.xlsx"), "--into", folder.path("none.gpkg")
      ).code == 66)
    #expect(try BuiltProgram.run("import", "helicopters", file, "--into", store).code == 64)
    #expect(try BuiltProgram.run("export", "helicopters", file, "--from", store).code == 64)
    #expect(try BuiltProgram.run("export", "stations", file).code == 64)
  }

  @Test("What is exported and imported again changes nothing")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    for layer in ["counties", "townships", "demand", "stations", "facilities", "consortium"] {
      for format in ["xlsx", "csv", "geojson", "gpkg"] {
        let path = folder.path("\(layer).\(format)")
        let made = try BuiltProgram.run("export", layer, path, "--from", store)
        try #require(made.code == 0, "\(made.errors)")
        let taken = try BuiltProgram.run("import", layer, path, "--into", store, "--dry-run")
        #expect(
          taken.output.contains("added 0, changed 0"), "\(layer).\(format): \(taken.output)")
      }
    }
  }

  @Test("Templates are made for every layer, and empty ones have nothing to import")
  func templates() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let made = try BuiltProgram.run("export", "templates", folder.path("模板"))
    #expect(made.code == 0, "\(made.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("模板"))
    #expect(files.count == 13)
    let empty = try BuiltProgram.run(
      "import", "stations", folder.path("模板/站点表.xlsx"), "--into", store)
    #expect(empty.code == 65)
    #expect(empty.complaint.contains("no rows below its header"))
    #expect(try BuiltProgram.run("export", "templates", folder.path("模板")).code == 64)
  }

  @Test("Real demand takes the place of modelled demand, county by county where it must")
  func modelledDemand() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let file = folder.path("demand.csv")
    let text =
      "id,county_code,area_class,residents,longitude_wgs84,latitude_wgs84\nV1,331102,urban,562116,119.91,28.45\n"
    try Data(text.utf8).write(to: URL(filePath: file))
    let mixed = try BuiltProgram.run("import", "demand", file, "--into", store)
    #expect(mixed.code == 64)
    #expect(mixed.complaint.contains("--county CODE --replace"))
    let county = try BuiltProgram.run(
      "import", "demand", file, "--into", store, "--county", "331102")
    #expect(county.code == 0, "\(county.errors)")
    #expect(county.output.contains("added 1, changed 0"))
    #expect(county.output.contains("deleted"))
  }
}
