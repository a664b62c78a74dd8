import Foundation
import Testing

@Suite("ambit report, verify and batch")
struct ReportCommandTests {
  /// Those that no renderer takes.
  private static let formats = ["--formats", "html,xlsx,geojson,json", "--on", "2026-11-22"]

  private func report(_ store: String, _ out: String, _ more: String...) throws
    -> BuiltProgram.Outcome
  {
    try BuiltProgram.run(["report", store, "--out", out] + Self.formats + more)
  }

  /// Files below a folder by path, but for locks.
  private func files(_ folder: String) throws -> [String: Data] {
    let names = try #require(FileManager.default.enumerator(atPath: folder)).allObjects
      .compactMap { $0 as? String }.filter { !$0.hasPrefix(".") && !$0.contains("/.") }
    var files: [String: Data] = [:]
    for name in names {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
      }
    }
    return files
  }

  /// Only some counties of the sample, so that a test is short.
  private func smallStore(_ folder: TemporaryFolder) throws -> String {
    let store = folder.path("small.gpkg")
    for (layer, rows) in [
      (
        "counties",
        "code,name,residents\n900001,甲县,3000\n900002,乙县,2000\n900003,丙县,1000\n900004,丁县,500\n"
      ),
      (
        "townships",
        "code,county_code,name,kind,latitude,longitude,villages,urban_villages\n"
          + (1...4).map {
            "90000\($0)001,90000\($0),城关街道,subdistrict,\(28 + Double($0) / 5),119.5,6,6\n"
              + "90000\($0)100,90000\($0),清溪镇,town,\(28.05 + Double($0) / 5),119.55,9,1\n"
          }.joined()
      ),
      (
        "stations",
        "code,name,county_code,township_code,latitude,longitude,evidence\n"
          + (1...3).map {
            "S\($0),第\($0)急救站,90000\($0),90000\($0)001,\(28 + Double($0) / 5),119.5,surveyed\n"
          }.joined()
      ),
    ] {
      let file = folder.path("\(layer).csv")
      try Data(rows.utf8).write(to: URL(filePath: file))
      if layer == "counties" {
        #expect(try BuiltProgram.run("new", store).code == 0)
      }
      let imported = try BuiltProgram.run("import", layer, file, "--into", store, "--crs", "wgs84")
      try #require(imported.code == 0, "\(imported.errors)")
    }
    return store
  }

  @Test("makes a folder per county, one of all, and an index; twice the same bytes")
  func reports() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let first = try report(store, folder.path("a"))
    #expect(first.code == 0, "\(first.errors)")
    #expect(try report(store, folder.path("b"), "--jobs", "1").code == 0)
    let (a, b) = (try files(folder.path("a")), try files(folder.path("b")))
    #expect(a.count == 10 * 5 + 1)
    #expect(a == b)
    #expect(first.output.isEmpty)
    let again = try report(store, folder.path("a"))
    #expect(again.code == 0)
    #expect(again.errors.contains("未变 9"))
    #expect(try files(folder.path("a")) == a)
  }

  @Test("goes on where it was killed, and ends with the same bytes")
  func killed() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    #expect(try report(store, folder.path("whole")).code == 0)
    let process = Process()
    process.executableURL = URL(filePath: BuiltProgram.path)
    process.arguments =
      ["report", store, "--out", folder.path("killed"), "--jobs", "1"] + Self.formats
    process.standardError = FileHandle.nullDevice
    try process.run()
    let first = folder.path("killed") + "/331102"
    let deadline = Date(timeIntervalSinceNow: 120)
    while !FileManager.default.fileExists(atPath: first), Date() < deadline {
      Thread.sleep(forTimeInterval: 0.01)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    // Whatever stands there is whole.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("killed"))
    where !name.hasPrefix(".") && name != "index.html" {
      #expect(
        FileManager.default.fileExists(atPath: folder.path("killed") + "/\(name)/manifest.json"))
    }
    let resumed = try report(store, folder.path("killed"))
    #expect(resumed.code == 0)
    #expect(resumed.errors.contains("331102 莲都区 未变"))
    #expect(try files(folder.path("killed")) == files(folder.path("whole")))
  }

  @Test("a county that fails is told, the others are made, and the exit code says so")
  func failing() throws {
    let folder = try TemporaryFolder()
    let store = try smallStore(folder)
    // No boundary, township or station: nothing to analyse.
    let file = folder.path("more.csv")
    try Data("code,name,residents\n900009,空县,100\n".utf8).write(to: URL(filePath: file))
    #expect(try BuiltProgram.run("import", "counties", file, "--into", store).code == 0)
    let result = try report(store, folder.path("out"))
    #expect(result.code == 65)
    #expect(result.errors.contains("900009 空县 失败"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
    #expect(
      Set(["900001", "900002", "900003", "900004", "city", "index.html"]).isSubset(of: names))
    #expect(!names.contains("900009"))
    let index = try String(contentsOfFile: folder.path("out") + "/index.html", encoding: .utf8)
    #expect(index.contains("空县") && index.contains("未能生成"))
    // What people read stands first.
    let reading = index.ranges(of: />HTML</).first, data = index.ranges(of: />GeoJSON</).first
    #expect(try #require(reading).lowerBound < #require(data).lowerBound)
    let city = try String(
      contentsOfFile: folder.path("out") + "/city/report.html", encoding: .utf8)
    #expect(city.contains("未包含 <bdi>空县</bdi>"))
  }

  @Test("redoes what an import changed, once, and says what is different")
  func changed() throws {
    let folder = try TemporaryFolder()
    let store = try smallStore(folder)
    #expect(try report(store, folder.path("out")).code == 0)
    let file = folder.path("station.csv")
    try Data(
      "code,name,county_code,township_code,latitude,longitude,evidence\nS9,新站,900004,900004100,28.85,119.55,surveyed\n"
        .utf8
    ).write(to: URL(filePath: file))
    #expect(
      try BuiltProgram.run("import", "stations", file, "--into", store, "--crs", "wgs84").code == 0)
    let again = try report(store, folder.path("out"))
    #expect(again.code == 0, "\(again.errors)")
    // Every report lists the files that were imported, so each is made anew, once.
    #expect(try report(store, folder.path("out")).errors.contains("未变 4"))
    #expect(again.errors.contains("900004 丁县 完成"))
    let city = try String(
      contentsOfFile: folder.path("out") + "/city/report.json", encoding: .utf8)
    #expect(city.contains("\"stations_before\" : 0") && city.contains("\"stations_now\" : 1"))
  }

  @Test("verify finds every value as it was, and names the first that is not")
  func verify() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    #expect(try report(store, folder.path("out"), "--language", "en").code == 0)
    let coverage = folder.path("coverage.json")
    #expect(
      try BuiltProgram.run("coverage", store, "--format", "json", "--output", coverage).code == 0)
    for file in [
      folder.path("out") + "/331181/report.json", folder.path("out") + "/city/report.json",
      coverage,
    ] {
      let result = try BuiltProgram.run("verify", file, "--against", store)
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("the same:"))
    }
    let file = folder.path("out") + "/331181/report.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let forged = text.replacing("\"population\" : 248866", with: "\"population\" : 248867")
    #expect(forged != text)
    try Data(forged.utf8).write(to: URL(filePath: file))
    let result = try BuiltProgram.run("verify", file, "--against", store)
    #expect(result.code == 65)
    #expect(
      result.complaint.hasSuffix(
        "first difference: coverage.counties[0].population: 248867 in the report, 248866 computed"
          + " again"))
    let other = try BuiltProgram.run("verify", store, "--against", store)
    #expect(other.code == 65)
    #expect(try BuiltProgram.run("verify", "/nothing.json", "--against", store).code == 66)
  }

  @Test("a period inspected and the roads are in the report, and verify makes it again")
  func analyses() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let samples = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "GeoData/lishui-roster").path
    for layer in ["ambulances", "crew", "equipment", "shifts"] {
      let imported = try BuiltProgram.run(
        "import", layer, "\(samples)/\(layer).csv", "--into", store)
      try #require(imported.code == 0, "\(imported.errors)")
    }
    let period = ["--inspect-from", "2026-03-01", "--inspect-to", "2026-03-31", "--each", "books"]
    let made = try BuiltProgram.run(
      ["report", store, "--out", folder.path("out"), "--county", "331102"] + Self.formats + period)
    #expect(made.code == 0, "\(made.errors)")
    let file = folder.path("out") + "/331102/report.json"
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
        as? [String: Any])
    let inspection = try #require(json["inspection"] as? [String: Any])
    #expect(inspection["each"] as? String == "books")
    // As ambit inspect says of the same county and period.
    let inspected = folder.path("inspect.json")
    #expect(
      try BuiltProgram.run(
        "inspect", store, "--county", "331102", "--from", "2026-03-01", "--to", "2026-03-31",
        "--each", "books", "--format", "json", "--language", "zh", "--output", inspected
      ).code == 0)
    let alone = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: inspected)))
        as? [String: Any])
    func ids(_ report: [String: Any]) -> [String] {
      (report["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }.sorted()
    }
    #expect(!ids(inspection).isEmpty && ids(inspection) == ids(alone))
    #expect(inspection["checked"] as? [String: Double] == alone["checked"] as? [String: Double])
    // As ambit site plans for it.
    let planned = folder.path("site.json")
    #expect(
      try BuiltProgram.run(
        "site", store, "--county", "331102", "--until-compliant", "--on", "2026-11-22", "--format",
        "json", "--output", planned
      ).code == 0)
    let plan = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: planned)))
        as? [String: Any])
    let siting = try #require(json["siting"] as? [String: Any])
    #expect(siting["chosen"] as? [String] == plan["chosen"] as? [String])
    #expect(siting["status"] as? String == "optimal")
    let verified = try BuiltProgram.run("verify", file, "--against", store)
    #expect(verified.code == 0, "\(verified.errors)")
    // Another day of the inspection is another report.
    let other = try BuiltProgram.run(
      ["report", store, "--out", folder.path("out"), "--county", "331102"] + Self.formats
        + ["--inspect-on", "2026-03-02T20:00"])
    #expect(other.errors.contains("新生成 1"))
    let shapes = try String(
      contentsOfFile: folder.path("out") + "/331102/report.geojson", encoding: .utf8)
    #expect(shapes.contains("\"chosen\""))
  }

  @Test("shards in any order, one twice and one killed, make what one machine makes")
  func batch() throws {
    let folder = try TemporaryFolder()
    let (lishui, small) = (try folder.lishui(), try smallStore(folder))
    let out = folder.path("batch")
    let planned = try BuiltProgram.run(
      ["batch", "plan", lishui, small, "--out", out] + Self.formats)
    #expect(planned.code == 0, "\(planned.errors)")
    #expect(try BuiltProgram.run("batch", "run", out, "--shard", "3/3").code == 0)
    let early = try BuiltProgram.run("batch", "merge", out)
    #expect(early.code == 66, "a merge before its shards says what is not there")
    #expect(early.errors.contains("lishui/331102"))
    #expect(try BuiltProgram.run("batch", "run", out, "--shard", "3/3").code == 0)
    let process = Process()
    process.executableURL = URL(filePath: BuiltProgram.path)
    process.arguments = ["batch", "run", out, "--shard", "1/3", "--jobs", "1"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 120)
    while !FileManager.default.fileExists(atPath: out + "/lishui/331102"), Date() < deadline {
      Thread.sleep(forTimeInterval: 0.01)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    for shard in ["2/3", "1/3"] {
      let run = try BuiltProgram.run("batch", "run", out, "--shard", shard)
      #expect(run.code == 0, "\(run.errors)")
    }
    for _ in 0..<2 { #expect(try BuiltProgram.run("batch", "merge", out).code == 0) }
    #expect(try report(lishui, folder.path("one")).code == 0)
    #expect(try report(small, folder.path("two")).code == 0)
    let batch = try files(out)
    for (name, single) in [("lishui", folder.path("one")), ("small", folder.path("two"))] {
      let found = batch.filter { $0.key.hasPrefix(name + "/") }
        .reduce(into: [String: Data]()) { $0[String($1.key.dropFirst(name.count + 1))] = $1.value }
      let expected = try files(single)
      #expect(Set(found.keys) == Set(expected.keys))
      for (file, data) in expected { #expect(found[file] == data, "\(name)/\(file)") }
    }
    let index = try #require(batch["index.html"])
    #expect(String(decoding: index, as: UTF8.self).contains("lishui/331102/report.html"))
  }

  @Test("wrong words are refused in one line with code 64")
  func usage() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let out = folder.path("out")
    for words in [
      ["report", store, "--out", out, "--formats", "html,doc"],
      ["report", store, "--out", out, "--formats", ""],
      ["report", store, "--out", store] + Self.formats,
      ["report", store, "--out", out, "--county", "999999"] + Self.formats,
      ["report", store, "--out", out, "--jobs", "0"] + Self.formats,
      ["report", store, "--out", out, "--inspect-from", "2026-03-01"] + Self.formats,
      ["report", store, "--out", out, "--zone", "Nowhere"] + Self.formats,
      ["report", store, "--out", out, "--inspect-on", "2026-03-01", "--inspect-to", "2026-03-02"]
        + Self.formats,
      ["batch", "run", out, "--shard", "4/3"],
    ] {
      let result = try BuiltProgram.run(words)
      #expect(result.code == 64, "\(words): \(result.errors)")
      #expect(result.complaint.split(separator: "\n").count == 1, "\(result.errors)")
    }
    #expect(try BuiltProgram.run("batch", "run", out).code == 66)
    #expect(try BuiltProgram.run("report", folder.path("no.gpkg"), "--out", out).code == 66)
    let template = try BuiltProgram.run(
      ["report", store, "--out", out, "--template", folder.path("none")] + Self.formats)
    #expect(template.code == 66)
  }

  @Test("without a renderer PDF ends with 69 and says what to do, and nothing is made")
  func noRenderer() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let result = try BuiltProgram.run(
      ["report", store, "--out", folder.path("out"), "--formats", "pdf"],
      environment: ["PATH": "/nonexistent"])
    #expect(result.code == 69)
    #expect(result.complaint.split(separator: "\n").count == 1)
    #expect(result.complaint.contains("Tools/setup"))
  }

  private static var hasRenderer: Bool {
    (try? BuiltProgram.run("doctor").code) == 0
  }

  @Test(
    "PDF and DOCX are made, and twice the same bytes", .enabled(if: hasRenderer)
  )
  func documents() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    var made: [[String: Data]] = []
    for name in ["a", "b"] {
      let result = try BuiltProgram.run(
        "report", store, "--out", folder.path(name), "--county", "331181", "--formats", "pdf,docx",
        "--on", "2026-11-22")
      #expect(result.code == 0, "\(result.errors)")
      made.append(try files(folder.path(name) + "/331181"))
    }
    #expect(Set(made[0].keys) == ["report.pdf", "report.docx", "manifest.json"])
    #expect(made[0] == made[1])
    let pdf = try #require(made[0]["report.pdf"])
    #expect(pdf.starts(with: Data("%PDF-1.7".utf8)))
    #expect(try #require(made[0]["report.docx"]).starts(with: Data("PK".utf8)))
  }
}
