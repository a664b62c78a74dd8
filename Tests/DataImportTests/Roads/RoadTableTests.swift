import DataImport
import Foundation
import Geometry
import ResponseModel
import Routing
import Testing

@Suite("Roads from tables of lines")
struct RoadTableTests {
  private let sketch: OSMSketch

  init() throws { sketch = try OSMSketch() }

  private func write(_ features: [(properties: String, points: [[Double]])]) throws -> String {
    let text = features.map { feature in
      "{\"type\":\"Feature\",\"properties\":{\(feature.properties)},\"geometry\":{\"type\":"
        + "\"LineString\",\"coordinates\":\(feature.points)}}"
    }.joined(separator: ",")
    let path = sketch.path("roads.geojson")
    try Data("{\"type\":\"FeatureCollection\",\"features\":[\(text)]}".utf8)
      .write(to: URL(filePath: path))
    return path
  }

  private func imported(_ path: String, map: [String: String] = [:]) throws -> RoadImportResult {
    try RoadImport.run(
      path, to: sketch.path("t.roads"), RoadImport.Options(tool: "test", map: map))
  }

  private let line: [[Double]] = [[100, 0], [100.0009, 0], [100.0018, 0]]

  @Test("Lines meet at shared points, and columns give class, speed, direction and name")
  func columns() throws {
    let path = try write([
      ("\"class\":\"二级\",\"speed\":36,\"oneway\":\"否\",\"name\":\"甲路\"", line),
      (
        "\"class\":\"residential\",\"speed\":null,\"oneway\":\"是\",\"name\":\"乙路\"",
        [[100.0009, 0], [100.0009, 0.0009]]
      ),
    ])
    let network = try imported(path).network
    #expect(network.segmentCount == 3 && network.arcCount == 5)
    let names = (0..<3).map { network.name(ofSegment: $0) }.sorted()
    #expect(names == ["乙路", "甲路", "甲路"])
    let first = try #require((0..<3).first { network.name(ofSegment: $0) == "甲路" })
    let road = network.attributes(ofSegment: first)
    #expect(road.roadClass == .primary && road.statesSpeed)
    #expect(road.limitForward.kilometersPerHour == 36)
    // The stated speed stands in for that of the class.
    let speed = try network.speed(
      ofSegment: first, forward: true, .uniform(kilometersPerHour: 100))
    #expect(abs(try #require(speed.kilometersPerHour) - 36) < 0.01)
  }

  @Test("Columns with other names are named by --map, and their absence is said")
  func map() throws {
    let path = try write([("\"typ\":\"primary\",\"v\":50", line)])
    #expect(throws: ImportError.self) { try imported(path) }
    #expect(throws: ImportError.self) { try imported(path, map: ["class": "nothing"]) }
    #expect(throws: ImportError.self) { try imported(path, map: ["colour": "typ"]) }
    let network = try imported(path, map: ["class": "typ", "speed": "v"]).network
    #expect(network.attributes(ofSegment: 0).roadClass == .primary)
  }

  @Test(
    "F, T and B are directions where they stand together, and T alone is true",
    arguments: [(["F", "T", "B"], [1, 1, 2]), (["T", "F"], [1, 1]), (["T", "N"], [1, 2])])
  func directions(words: [String], arcs: [Int]) throws {
    let path = try write(
      words.enumerated().map { index, word in
        let y = Double(index) * 0.01
        return ("\"class\":\"primary\",\"oneway\":\"\(word)\"", [[100, y], [100.001, y]])
      })
    #expect(try imported(path).network.arcCount == arcs.reduce(0, +))
  }

  @Test(
    "A value that cannot be stops the import and names the row",
    arguments: [
      ("\"class\":\"primary\",\"speed\":-50", "speed"),
      ("\"class\":\"primary\",\"speed\":\"fast\"", "speed"),
      ("\"class\":\"motorwai\",\"speed\":50", "class"),
    ])
  func badValues(properties: String, column: String) throws {
    let path = try write([("\"class\":\"primary\",\"speed\":50", line), (properties, line)])
    let error = try #require(throws: ImportError.self) { try imported(path) }
    #expect(error.issues.map(\.line) == [2])
    #expect(error.issues.first?.column == column)
  }
}
