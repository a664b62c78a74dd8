import DataImport
import Foundation
import Geometry
import ResponseModel
import Routing
import TestSupport
import Testing

@Suite("Road files that are none")
struct BadRoadFileTests {
  private let sketch: OSMSketch

  init() throws { sketch = try OSMSketch() }

  /// The complaint about a file with these bytes; the network that was there must stay.
  private func complaint(
    _ bytes: Data, _ name: String, boxes: [Bounds<GeographicCoordinate>] = []
  ) throws -> String {
    let path = sketch.path(name)
    let target = sketch.path("kept.roads")
    try Data("the old one".utf8).write(to: URL(filePath: target))
    try bytes.write(to: URL(filePath: path))
    let error = try #require(throws: ImportError.self) {
      try RoadImport.run(path, to: target, RoadImport.Options(boxes: boxes, tool: "test"))
    }
    #expect(try Data(contentsOf: URL(filePath: target)) == Data("the old one".utf8))
    let left = try FileManager.default.contentsOfDirectory(atPath: sketch.folder.path)
    #expect(!left.contains { $0.contains(".new-") }, "\(left)")
    #expect(!error.message.en.contains("\n") && !error.message.zh.isEmpty)
    #expect(error.message.en.contains(name))
    return error.message.en
  }

  private var pbf: Data {
    get throws { try Data(contentsOf: URL(filePath: RoadImportTests.liechtenstein)) }
  }

  @Test(
    "A file that is cut off anywhere is refused", arguments: [1, 10, 100, 5000, 300_000, 592_000])
  func truncated(count: Int) throws {
    let text = try complaint(try pbf.prefix(count), "cut.osm.pbf")
    #expect(text.contains("no sound OpenStreetMap file"))
  }

  @Test("A file with changed bytes is refused or read, but never crashes", arguments: Seeds.some)
  func corrupt(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let whole = try pbf
    for _ in 0..<12 {
      var bytes = whole
      for _ in 0..<20 {
        bytes[generator.integer(in: 0...bytes.count - 1)] = UInt8(generator.integer(in: 0...255))
      }
      let path = sketch.path("corrupt.osm.pbf")
      try bytes.write(to: URL(filePath: path))
      do {
        _ = try RoadImport.run(path, to: sketch.path("c.roads"), RoadImport.Options(tool: "test"))
      } catch {
        #expect([.unreadableFile, .badData].contains(error.code))
      }
    }
  }

  @Test("Garbage, an empty file and a text are refused")
  func garbage() throws {
    _ = try complaint(Data(repeating: 0xA5, count: 4096), "garbage.osm.pbf")
    _ = try complaint(Data(), "empty.osm.pbf")
    _ = try complaint(Data("<html></html>".utf8), "page.osm")
    _ = try complaint(Data("not packed".utf8), "plain.osm.gz")
    _ = try complaint(Data("not packed".utf8), "plain.osm.bz2")
  }

  @Test("A map without roads says so")
  func withoutRoads() throws {
    let text = """
      <osm version="0.6"><node id="1" version="1" lat="1" lon="1"/><node id="2" version="1" lat="1" \
      lon="1.1"/><way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="building" v="yes"/></way></osm>
      """
    #expect(try complaint(Data(text.utf8), "houses.osm").contains("holds no road for vehicles"))
  }

  @Test("A map of somewhere else says so")
  func elsewhere() throws {
    let text = try complaint(try pbf, "li.osm.pbf", boxes: [lishui])
    #expect(text.contains("somewhere else"))
  }

  @Test("A map whose points are all missing says so")
  func withoutPoints() throws {
    let text = """
      <osm version="0.6"><way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" \
      v="primary"/></way></osm>
      """
    #expect(try complaint(Data(text.utf8), "points.osm").contains("incomplete"))
    let clipped = try complaint(Data(text.utf8), "points.osm", boxes: [lishui])
    #expect(clipped.contains("incomplete") && !clipped.contains("somewhere else"))
  }

  @Test("A file that is not there is named")
  func missing() throws {
    let error = try #require(throws: ImportError.self) {
      try RoadImport.run(
        "/nowhere/at/all.osm.pbf", to: sketch.path("x.roads"), RoadImport.Options())
    }
    #expect(error.code == .fileNotFound)
  }
}
