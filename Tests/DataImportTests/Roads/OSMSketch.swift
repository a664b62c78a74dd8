import DataImport
import Foundation
import Geometry
import Routing

/// A small OpenStreetMap file written in a test, and the network that the importer makes of it.
final class OSMSketch {
  let folder: URL
  private var lines: [String] = []

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "ambit-osm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A node 100 m east of its neighbour for each step of `x`, and north for `y`, near the equator so
  /// that both steps are about as long.
  func node(_ id: Int, x: Double, y: Double = 0, _ tags: [String: String] = [:]) {
    lines.append(
      "<node id=\"\(id)\" version=\"1\" lat=\"\(y * 0.0009)\" lon=\"\(100 + x * 0.0009)\">"
        + Self.tags(tags) + "</node>")
  }

  func way(_ id: Int, _ nodes: [Int], _ tags: [String: String]) {
    lines.append(
      "<way id=\"\(id)\" version=\"1\">" + nodes.map { "<nd ref=\"\($0)\"/>" }.joined()
        + Self.tags(tags) + "</way>")
  }

  func relation(
    _ id: Int, _ members: [(type: String, id: Int, role: String)], _ tags: [String: String]
  ) {
    lines.append(
      "<relation id=\"\(id)\" version=\"1\">"
        + members.map { "<member type=\"\($0.type)\" ref=\"\($0.id)\" role=\"\($0.role)\"/>" }
        .joined() + Self.tags(tags) + "</relation>")
  }

  private static func tags(_ tags: [String: String]) -> String {
    tags.sorted { $0.key < $1.key }.map { "<tag k=\"\($0.key)\" v=\"\($0.value)\"/>" }.joined()
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  @discardableResult
  func write(_ name: String = "sketch.osm") throws -> String {
    let text =
      "<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n\(lines.joined(separator: "\n"))\n</osm>\n"
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    return path(name)
  }

  func imported(within boxes: [Bounds<GeographicCoordinate>] = []) throws -> RoadImportResult {
    try RoadImport.run(
      try write(), to: path("sketch.roads"), RoadImport.Options(boxes: boxes, tool: "test"))
  }

  /// Seconds from one node to another at 36 km/h on every road; `nil` where there is no way.
  static func seconds(
    _ network: RoadNetwork, _ from: Int, _ to: Int,
    _ profile: SpeedProfile = .uniform(kilometersPerHour: 36)
  ) throws -> Double? {
    let times = try network.travelTimes(profile)
    let sources = places(network, from)
    let targets = Set(places(network, to))
    var best = [UInt64](repeating: .max, count: network.nodeCount)
    for source in sources { best[source] = 0 }
    var changed = true
    // Bellman and Ford's way: slow and obvious.
    while changed {
      changed = false
      for node in 0..<network.nodeCount where best[node] != .max {
        for arc in network.arcs(from: node) where times.isOpen(arc) {
          let time = best[node] + UInt64(times.milliseconds[arc])
          let head = Int(network.heads[arc])
          guard time < best[head] else { continue }
          best[head] = time
          changed = true
        }
      }
    }
    let found = (0..<network.nodeCount).filter { targets.contains(network.place(of: $0)) }
      .map { best[$0] }.min()
    return found.flatMap { $0 == .max ? nil : Double($0) / 1000 }
  }

  /// Places at the grid position that `id` stands for in these tests: x = id % 10, y = id / 10.
  static func places(_ network: RoadNetwork, _ id: Int) -> [Int] {
    let position = RoadPosition(
      latitude: Int32((Double(id / 10) * 0.0009 * 1e7).rounded()),
      longitude: Int32(((100 + Double(id % 10) * 0.0009) * 1e7).rounded()))
    return (0..<network.placeCount).filter { network.positions[$0] == position }
  }

  /// Nodes at x = id % 10, y = id / 10.
  func grid(_ ids: [Int], tags: [Int: [String: String]] = [:]) {
    for id in ids { node(id, x: Double(id % 10), y: Double(id / 10), tags[id] ?? [:]) }
  }
}
