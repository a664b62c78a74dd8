import Foundation
import ResponseModel
import Routing

/// What the searches and their twins are given: a graph, origins and destinations, in one file of
/// little-endian 32-bit words: counts of nodes, arcs, origins and destinations, rows, heads,
/// milliseconds, origins, destinations.
struct RoadFile {
  let graph: SearchGraph
  let origins: [Int]
  let destinations: [Int]

  init(graph: SearchGraph, origins: [Int], destinations: [Int]) {
    self.graph = graph
    self.origins = origins
    self.destinations = destinations
  }

  init(_ path: String) throws {
    let words = try Data(contentsOf: URL(filePath: path)).withUnsafeBytes {
      Array($0.bindMemory(to: UInt32.self))
    }
    guard words.count >= 4, words.count == Self.wordCount(words[0..<4].map { Int($0) }) else {
      throw RoutingError(
        .notARoadNetwork,
        LocalizedText(zh: "\(path) 不是测速用的路网文件", en: "\(path) is no file of the searches"))
    }
    var place = 4
    func take(_ count: Int) -> [UInt32] {
      defer { place += count }
      return Array(words[place..<place + count])
    }
    let (nodes, arcs) = (Int(words[0]), Int(words[1]))
    graph = SearchGraph(
      firstArc: take(nodes + 1), heads: take(arcs), milliseconds: take(arcs))
    origins = take(Int(words[2])).map { Int($0) }
    destinations = take(Int(words[3])).map { Int($0) }
  }

  /// Words of a whole file: the counts, rows and one more, heads, milliseconds, origins, destinations.
  private static func wordCount(_ counts: [Int]) -> Int {
    4 + counts[0] + 1 + 2 * counts[1] + counts[2] + counts[3]
  }

  func write(to path: String) throws {
    var words = [graph.nodeCount, graph.arcCount, origins.count, destinations.count]
      .map { UInt32($0) }
    words += graph.firstArc.array + graph.heads.array + graph.milliseconds.array
    words += (origins + destinations).map { UInt32($0) }
    try words.withUnsafeBytes { try Data($0).write(to: URL(filePath: path)) }
  }

  /// Nodes drawn at random from the largest strongly connected part would need it first; nodes that
  /// have an arc in and an arc out will do.
  static func places(_ count: Int, on graph: SearchGraph, seed: UInt64) -> [Int] {
    var random = SplitMix(state: seed)
    let (rows, heads) = (graph.firstArc.array, graph.heads.array)
    var isHead = [Bool](repeating: false, count: graph.nodeCount)
    for head in heads { isHead[Int(head)] = true }
    var places: [Int] = []
    while places.count < count {
      let node = Int(random.next() % UInt64(graph.nodeCount))
      if isHead[node], rows[node] < rows[node + 1] { places.append(node) }
    }
    return places
  }
}
