import Foundation
import Testing

/// Bad files by the dozen: each gets one clear line and a documented exit code, and the store stays
/// the same to the byte.
@Suite("Bad files to import")
struct BadImportFileTests {
  private static let header =
    "\u{7F16}\u{7801},\u{540D}\u{79F0},\u{7ECF}\u{5EA6}(WGS-84),\u{7EAC}\u{5EA6}(WGS-84)\n"
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/import")

  private struct BadFile {
    let layer: String
    let name: String
    let bytes: Data
  }

  private func text(_ name: String, _ text: String, _ layer: String = "stations") -> BadFile {
    BadFile(layer: layer, name: name, bytes: Data(text.utf8))
  }

  private func files() throws -> [BadFile] {
    let noise = Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) })
    let suffixes = [
      "csv", "xlsx", "xls", "ods", "gpkg", "shp", "geojson", "kml", "tab", "pdf", "zip", "",
    ]
    var files = suffixes.flatMap { suffix in
      [
        BadFile(layer: "stations", name: "empty.\(suffix)", bytes: Data()),
        BadFile(layer: "stations", name: "noise.\(suffix)", bytes: noise),
      ]
    }
    files += [
      BadFile(layer: "demand", name: "noise.tif", bytes: noise),
      BadFile(layer: "demand", name: "empty.tif", bytes: Data()),
    ]
    let workbook = try Data(
      contentsOf: Self.fixtures.appending(path: "government-stations.xlsx"))
    files += [50, 500, workbook.count / 2, workbook.count - 10].map {
      BadFile(layer: "stations", name: "cut\($0).xlsx", bytes: workbook.prefix($0))
    }
    files.append(BadFile(layer: "crew", name: "stations.xlsx", bytes: workbook))
    files += [
      ("only-header", ""), ("nan", "S1,x,nan,28"), ("inf", "S1,x,119,inf"),
      ("text", "S1,x,east,28"), ("swapped", "S1,x,28.45,119.91"), ("far", "S1,x,190,28"),
      ("zero", "S1,x,0,0"), ("no-code", ",x,119.9,28.4"), ("no-name", "S1,,119.9,28.4"),
      ("no-position", "S1,x,,"), ("twice", "S1,x,119.9,28.4\nS1,y,119.8,28.5"),
      ("quote", "S1,\"x,119.9,28.4\nS2,y,119.8,28.5"), ("science", "3.31102E+11,x,119.9,28.4"),
      ("long", "S1,\(String(repeating: "x", count: 40_000)),119.9,28.4"),
    ].map { text("\($0.0).csv", Self.header + $0.1 + "\n") }
    files += [
      text("null.geojson", "{}"), text("array.json", "[]"),
      text(
        "meridian.geojson",
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1","#
          + #""name":"a"},"geometry":{"type":"Polygon","coordinates":[[[179,0],[-179,0],[-179,1],"#
          + #"[179,1],[179,0]]]}}]}"#, "counties"),
      text("none.geojson", #"{"type":"FeatureCollection","features":[]}"#),
      text("web.xls", "<html><table><tr><td>x</td></tr></table></html>"),
      text("people.csv", "id,county_code,area_class,residents\nV1,331102,urban,-5\n", "demand"),
      text("type.csv", "plate,type,station_code\nK1,Z,331102-S01\n", "ambulances"),
      text(
        "midnight9999.csv", "mission_id,received_at,arrived_at\nM1,9999-12-31 23:59,00:05\n",
        "calls"),
      text("zone9999.csv", "mission_id,received_at\nM1,9999-12-31T23:59-08:00\n", "calls"),
      text("zone1.csv", "mission_id,received_at\nM1,0001-01-01T00:00+08:00\n", "calls"),
      text(
        "status9999.csv", "plate,periods\nK1,\u{7EF4}\u{4FEE} 9999-12-31T20:00-08:00~\n",
        "ambulances"),
      text("month.csv", "mission_id,received_at\nM1,3/5/2025 08:00\n", "calls"),
      text(
        "nobody.csv", "plate,crew_id,from,to\nK1,1,2025-01-01 08:00,2025-01-01 20:00\n", "shifts"),
    ]
    return files
  }

  @Test("Each gets one line, and the store is the same to the byte")
  func dozens() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try Data(contentsOf: URL(filePath: store))
    let files = try files()
    #expect(files.count > 48)
    for file in files {
      let path = folder.path(file.name)
      try file.bytes.write(to: URL(filePath: path))
      let result = try BuiltProgram.run("import", file.layer, path, "--into", store)
      #expect([64, 65].contains(result.code), "\(file.name): \(result.code) \(result.errors)")
      #expect(result.output.isEmpty, "\(file.name)")
      // Bad rows have a line each; the last line says what became of the import.
      let lines = result.complaint.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.last?.hasPrefix("ambit: ") == true, "\(file.name): \(result.errors)")
      #expect(
        lines.dropLast().allSatisfy { $0.hasPrefix(file.name + ":") }, "\(file.name): \(lines)")
      #expect(!result.errors.contains(folder.url.path), "\(file.name): \(result.errors)")
      #expect(try Data(contentsOf: URL(filePath: store)) == before, "\(file.name)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(left) == Set(files.map(\.name) + ["lishui.gpkg"]))
  }

  @Test(
    "A sheet of a text table is refused, and Chinese results have no keys of programs for the datum"
  )
  func sheetAndDatum() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let path = folder.path("s.csv")
    try Data((Self.header + "S9,x,119.9,28.4\n").utf8).write(to: URL(filePath: path))
    let asked = try BuiltProgram.run(
      "import", "stations", path, "--into", store, "--sheet", "2", "--language", "en")
    #expect(asked.code == 64 && asked.complaint.contains("has no sheets"), "\(asked.errors)")
    let words = ["import", "stations", path, "--into", store, "--dry-run", "--language", "zh"]
    let header = try BuiltProgram.run(words)
    #expect(header.code == 0 && header.output.contains("坐标系：wgs84（表头写明）"), "\(header.output)")
    let option = try BuiltProgram.run(words + ["--crs", "wgs84"])
    #expect(option.output.contains("坐标系：wgs84（--crs 指明）"), "\(option.output)")
  }

  @Test("A folder in place of a file or of a store is said to be one")
  func folders() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    for name in ["a.csv", "a.xlsx", "a.tif", "a.gpkg"] {
      let path = folder.path(name)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let layer = name == "a.tif" ? "demand" : "stations"
      let result = try BuiltProgram.run("import", layer, path, "--into", store)
      #expect(result.code == 74, "\(result.errors)")
      #expect(!result.complaint.contains("\n"))
    }
    let file = Self.fixtures.appending(path: "two-sheets.xlsx").path
    for words in [
      ["import", "stations", file, "--into", folder.path("a.gpkg")],
      ["coverage", folder.path("a.gpkg")], ["check", folder.path("a.gpkg")],
    ] {
      let result = try BuiltProgram.run(words)
      #expect(result.code == 65, "\(result.errors)")
      #expect(result.complaint.contains("is a folder"))
    }
  }
}
