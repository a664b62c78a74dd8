import Quantities
import Routing
import TestSupport
import Testing

@Suite("Shortest paths")
struct ShortestPathTests {
  @Test("join their ends, run along open arcs and take the time of the matrix", arguments: 0..<40)
  func bruteForce(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) ^ 0x77)
    let network = RandomGraph(seed: UInt64(seed), nodes: 40, density: 2)
    let graph = network.graph
    let arcs = Self.arcs(of: graph)
    let search = TravelTimeSearch(graph)
    for origin in network.places(6, &generator) {
      let times = network.times(from: origin)
      let tree = ShortestPathTree(graph, from: origin)
      for node in 0..<network.nodeCount {
        #expect(tree.time(to: node) == times[node].map { Seconds(milliseconds: $0) })
      }
      for destination in network.places(10, &generator) {
        let expected = network.time(times, to: destination).map { Seconds(milliseconds: $0) }
        let path = search.path(from: origin, to: destination)
        #expect(path == tree.path(to: destination))
        #expect(path?.time == expected)
        guard let path else { continue }
        var node = path.start
        var sum = try #require(
          origin.filter { $0.node == path.start }.map(\.milliseconds).min())
        for arc in path.arcs {
          #expect(arcs[arc].tail == node)
          #expect(arcs[arc].milliseconds < SearchTime.horizon)
          node = arcs[arc].head
          sum += arcs[arc].milliseconds
        }
        #expect(node == path.end)
        sum += try #require(
          destination.filter { $0.node == path.end }.map(\.milliseconds).min())
        #expect(path.time == Seconds(milliseconds: sum))
        #expect(search.path(from: origin, to: destination, limit: path.time) == path)
        let shorter = Seconds(path.time.value - 0.001)
        #expect(search.path(from: origin, to: destination, limit: shorter) == nil)
      }
    }
  }

  @Test("of two parallel arcs the faster is taken, of two equal ones the first")
  func parallel() throws {
    let graph = SearchGraph(
      nodeCount: 3, arcs: [(0, 1, 9), (0, 1, 5), (0, 1, 5), (1, 2, .max), (1, 2, 4)])
    let path = try #require(
      TravelTimeSearch(graph).path(from: [NodeOffset(node: 0)], to: [NodeOffset(node: 2)]))
    #expect(path.arcs == [1, 4])
    #expect(path.time == Seconds(0.009))
  }

  static func arcs(of graph: SearchGraph) -> [RandomGraph.Arc] {
    let (rows, heads, times) = (
      graph.firstArc.array, graph.heads.array, graph.milliseconds.array
    )
    return (0..<graph.nodeCount).flatMap { tail in
      (Int(rows[tail])..<Int(rows[tail + 1])).map { (tail, Int(heads[$0]), times[$0]) }
    }
  }
}

@Suite("Search graphs")
struct SearchGraphTests {
  @Test("turned round, times to a place are those from it", arguments: Seeds.some)
  func reversed(seed: UInt64) async {
    let network = RandomGraph(seed: seed, nodes: 50)
    let (graph, arcs) = network.graph.reversed()
    let forward = ShortestPathTests.arcs(of: network.graph)
    for (place, arc) in ShortestPathTests.arcs(of: graph).enumerated() {
      let original = forward[Int(arcs[place])]
      #expect(original == (arc.head, arc.tail, arc.milliseconds))
    }
    let all = SearchPlaces(nodes: 0..<50)
    let there = await TravelTimeSearch(network.graph).matrix(from: all, to: all)
    let back = await TravelTimeSearch(graph).matrix(from: all, to: all)
    for origin in 0..<50 {
      for destination in 0..<50 {
        #expect(there[origin, destination] == back[destination, origin])
      }
    }
  }

  @Test("over memory of somebody else give the same times, and keep it alive")
  func borrowed() async {
    let network = RandomGraph(seed: 3)
    let own = network.graph
    func lent(_ words: WordArray) -> WordArray {
      let block = Block(words.array)
      return WordArray(borrowing: block.words, keptBy: block)
    }
    let borrowed = SearchGraph(
      firstArc: lent(own.firstArc), heads: lent(own.heads), milliseconds: lent(own.milliseconds))
    let all = SearchPlaces(nodes: 0..<network.nodeCount)
    let expected = await TravelTimeSearch(own).matrix(from: all, to: all)
    let found = await TravelTimeSearch(borrowed).matrix(from: all, to: all)
    #expect(found.milliseconds == expected.milliseconds)
    #expect(borrowed.heads.array == own.heads.array)
  }

  /// Memory that is overwritten when nobody holds it any more.
  private final class Block: Sendable {
    nonisolated(unsafe) let words: UnsafeBufferPointer<UInt32>

    init(_ words: [UInt32]) {
      let block = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: words.count)
      _ = block.initialize(from: words)
      self.words = UnsafeBufferPointer(block)
    }

    deinit {
      UnsafeMutableBufferPointer(mutating: words).update(repeating: 0xDEAD_BEEF)
      words.deallocate()
    }
  }
}

@Suite("Contraction hierarchies")
struct ContractionHierarchyTests {
  @Test("of streets give Dijkstra's times between all nodes", arguments: Seeds.some)
  func streets(seed: UInt64) async {
    let network = RandomGraph.streets(seed: seed, width: 24, height: 20)
    let search = TravelTimeSearch(network.graph).prepared()
    let all = SearchPlaces(nodes: 0..<network.nodeCount)
    let plain = await search.matrix(from: all, to: all, method: .dijkstra)
    let swept = await search.matrix(from: all, to: all, method: .hierarchy)
    #expect(plain.milliseconds == swept.milliseconds)
  }

  @Test("of the same graph are the same")
  func deterministic() {
    let network = RandomGraph.streets(seed: 9, width: 15, height: 15)
    let (first, second) = (
      ContractionHierarchy(network.graph), ContractionHierarchy(network.graph)
    )
    #expect(first.arcCount == second.arcCount)
    #expect(first.shortcutCount == second.shortcutCount)
    #expect(first.levelCount == second.levelCount)
  }

  @Test("a street needs no more than a shortcut a node and has few levels")
  func street() {
    let street = RandomGraph(
      nodeCount: 1024, arcs: (0..<1023).flatMap { [($0, $0 + 1, 5), ($0 + 1, $0, 5)] })
    let hierarchy = ContractionHierarchy(street.graph)
    #expect(hierarchy.shortcutCount <= 2 * 1024)
    #expect(hierarchy.levelCount <= 24)
  }
}
