import Foundation
import Testing

@Suite("Roads")
struct RoadCommandTests {
  private static let pbf = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "GeoData/liechtenstein/liechtenstein-2013-08-03.osm.pbf").path

  /// An empty store with the roads of Liechtenstein.
  private func store(_ folder: TemporaryFolder) throws -> String {
    let store = folder.path("li.gpkg")
    #expect(try BuiltProgram.run("new", store).code == 0)
    let ran = try BuiltProgram.run("import", "roads", Self.pbf, "--into", store)
    try #require(ran.code == 0, "\(ran.errors)")
    return store
  }

  @Test("Roads become a file beside the store, with a report that names islands and attribution")
  func imported() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("li.gpkg")
    #expect(try BuiltProgram.run("new", store).code == 0)
    let dry = try BuiltProgram.run(
      "import", "roads", Self.pbf, "--into", store, "--dry-run", "--format", "json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(dry.output.utf8)) as? [String: Any])
    #expect(report["written"] as? Bool == false)
    #expect(!FileManager.default.fileExists(atPath: folder.path("li.roads")))
    let ran = try BuiltProgram.run("import", "roads", Self.pbf, "--into", store)
    #expect(ran.code == 0)
    #expect(ran.output.contains("OpenStreetMap contributors"))
    #expect(ran.output.contains("the largest with"))
    #expect(FileManager.default.fileExists(atPath: folder.path("li.roads")))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["li.gpkg", "li.roads"])
    #expect(try BuiltProgram.run("check", store).code == 0)
  }

  @Test("Segments come with length, class, speed and reason, in both directions")
  func segments() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let file = folder.path("segments.csv")
    let ran = try BuiltProgram.run("export", "segments", file, "--from", store)
    #expect(ran.code == 0, "\(ran.errors)")
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.first?.hasPrefix("segment,direction,way,name,class,") == true)
    #expect(lines.count > 5000)
    #expect(lines.contains { $0.contains("class residential: 28 [default]") })
    #expect(lines.contains { $0.contains(",direction,") })
    let again = try BuiltProgram.run("export", "segments", file, "--from", store)
    #expect(again.code == 64 && again.complaint.contains("--force"))
    let shapes = folder.path("segments.geojson")
    #expect(
      try BuiltProgram.run("export", "segments", shapes, "--from", store, "--period", "peak").code
        == 0)
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: shapes)))
    #expect(((object as? [String: Any])?["features"] as? [Any])?.count == lines.count - 1)
    let unknown = try BuiltProgram.run(
      "export", "segments", folder.path("x.csv"), "--from", store, "--period", "noon")
    #expect(unknown.code == 64 && unknown.complaint.contains("peak, night"))
  }

  @Test("A road file that is missing, changed or of another version says how to make it anew")
  func brokenRoads() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let roads = URL(filePath: folder.path("li.roads"))
    let whole = try Data(contentsOf: roads)
    func complaint() throws -> (Int32, String) {
      let ran = try BuiltProgram.run(
        "export", "segments", folder.path("s.csv"), "--from", store, "--force")
      #expect(!ran.complaint.contains("\n"))
      #expect(
        ran.complaint.contains("ambit import roads liechtenstein-2013-08-03.osm.pbf --into li.gpkg")
      )
      return (ran.code, ran.complaint)
    }
    var changed = whole
    changed[whole.count / 2] ^= 1
    try changed.write(to: roads)
    var found = try complaint()
    #expect(found.0 == 65 && found.1.contains("digest differs"))
    var other = whole
    other[8] += 1
    try other.write(to: roads)
    found = try complaint()
    #expect(found.0 == 65 && found.1.contains("format version"))
    try FileManager.default.removeItem(at: roads)
    found = try complaint()
    #expect(found.0 == 66 && found.1.contains("is missing"))
  }

  @Test("A file that is no map of roads here leaves the old roads in place")
  func badFiles() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let before = try Data(contentsOf: URL(filePath: folder.path("li.roads")))
    let cut = folder.path("cut.osm.pbf")
    try Data(contentsOf: URL(filePath: Self.pbf)).prefix(100_000).write(to: URL(filePath: cut))
    let ran = try BuiltProgram.run("import", "roads", cut, "--into", store)
    #expect(ran.code == 65 && !ran.complaint.contains("\n"))
    #expect(ran.complaint.contains("cut.osm.pbf"))
    #expect(try BuiltProgram.run("import", "roads", "/none.osm.pbf", "--into", store).code == 66)
    #expect(try Data(contentsOf: URL(filePath: folder.path("li.roads"))) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["cut.osm.pbf", "li.gpkg", "li.roads"])
    // A store of another place keeps what is near its counties: nothing.
    let lishui = try folder.lishui()
    let elsewhere = try BuiltProgram.run("import", "roads", Self.pbf, "--into", lishui)
    #expect(elsewhere.code == 65 && elsewhere.complaint.contains("somewhere else"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("lishui.roads")))
  }

  @Test("A profile with an unknown key or a negative speed is refused with its line")
  func profiles() throws {
    let folder = try TemporaryFolder()
    let listed = try BuiltProgram.run("profiles")
    #expect(listed.output.contains("ambulance") && listed.output.contains("car"))
    let file = folder.path("mine.yaml")
    #expect(try BuiltProgram.run("profiles", "show", "ambulance", "--output", file).code == 0)
    #expect(try BuiltProgram.run("profiles", "check", file).code == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("kmh: { value: 100,", with: "kmh: { value: -100,")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let negative = try BuiltProgram.run("profiles", "check", file)
    #expect(negative.code == 65 && negative.errors.contains("mine.yaml:10:"))
    try (text + "colour: red\n").write(toFile: file, atomically: true, encoding: .utf8)
    let unknown = try BuiltProgram.run("profiles", "check", file)
    let last = text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(unknown.code == 65 && unknown.errors.contains("mine.yaml:\(last):1: unknown key"))
    #expect(try BuiltProgram.run("profiles", "show", "bicycle").code == 64)
  }

  @Test("Options of roads and of layers do not mix")
  func options() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("s.gpkg")
    #expect(try BuiltProgram.run("new", store).code == 0)
    for words in [
      ["import", "roads", Self.pbf, "--into", store, "--replace"],
      ["import", "stations", "x.csv", "--into", store, "--margin", "5km"],
      ["import", "roads", Self.pbf, "--into", store, "--margin", "far"],
      ["export", "stations", "x.csv", "--from", store, "--profile", "car"],
      ["export", "segments", folder.path("x.docx"), "--from", store],
    ] {
      #expect(try BuiltProgram.run(words).code == 64, "\(words)")
    }
    let none = try BuiltProgram.run("export", "segments", folder.path("x.csv"), "--from", store)
    #expect(none.code == 66 && none.complaint.contains("has no roads yet"))
  }
}
