import Quantities
import Routing
import TestSupport
import Testing

@Suite("Nearest and second-nearest sources")
struct NearestSourceTests {
  /// Times and sources of the two best, by searching from each source alone.
  private static func best(
    _ network: RandomGraph, _ sources: [[NodeOffset]], within latest: UInt64,
    _ time: ([UInt64?]) -> UInt64?
  ) -> [SourcePair] {
    sources.enumerated().compactMap { source, offsets in
      time(network.times(from: offsets)).flatMap {
        $0 <= latest ? SourcePair(time: $0, source: source) : nil
      }
    }.sorted { ($0.time, $0.source) < ($1.time, $1.source) }
  }

  struct SourcePair: Equatable {
    let time: UInt64
    let source: Int

    init(time: UInt64, source: Int) {
      self.time = time
      self.source = source
    }

    init?(_ found: SourceTime?) {
      guard let found else { return nil }
      self.init(time: UInt64((found.time.value * 1000).rounded()), source: found.source)
    }
  }

  @Test(
    "are those of a search from each source, ties going to the lowest", arguments: 0..<40 as Range)
  func bruteForce(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) ^ 0x55)
    // Few different times, so that ties are common.
    let network = RandomGraph(
      seed: UInt64(seed), nodes: 50, density: generator.number(in: 0.8...4),
      longest: [2, 6, 1000][generator.integer(in: 0...2)])
    let sources = network.places(generator.integer(in: 0...12), &generator, latest: 4)
    let search = TravelTimeSearch(network.graph)
    for limit in [nil, Seconds(0), Seconds(0.007)] as [Seconds?] {
      let latest = limit.map { UInt64(($0.value * 1000).rounded()) } ?? .max
      for (method, search) in [
        (SearchMethod.dijkstra, search), (.hierarchy, search), (.hierarchy, search.prepared()),
      ] {
        let nearest = search.nearestSources(
          from: SearchPlaces(sources), limit: limit, method: method)
        #expect(nearest.method == method)
        for node in 0..<network.nodeCount {
          let expected = Self.best(network, sources, within: latest) { $0[node] }
          #expect(SourcePair(nearest.nearest(to: node)) == expected.first)
          #expect(SourcePair(nearest.secondNearest(to: node)) == expected.dropFirst().first)
        }
        for place in network.places(10, &generator, latest: 9) {
          let expected = Self.best(network, sources, within: latest) {
            network.time($0, to: place)
          }
          let found = nearest.nearest(to: place, limit: limit)
          #expect(SourcePair(found.first) == expected.first)
          #expect(SourcePair(found.second) == expected.dropFirst().first)
        }
      }
    }
  }

  @Test("a source that starts later loses to one that starts earlier")
  func turnout() throws {
    let street = SearchGraph(
      nodeCount: 3, arcs: (0..<2).flatMap { [($0, $0 + 1, 60_000), ($0 + 1, $0, 60_000)] })
    let nearest = TravelTimeSearch(street).nearestSources(
      from: SearchPlaces([
        [NodeOffset(node: 0, milliseconds: 180_000)], [NodeOffset(node: 2, milliseconds: 90_000)],
      ]))
    let first = try #require(nearest.nearest(to: 0))
    #expect(first.source == 0 && first.time == Seconds(180))
    let middle = try #require(nearest.nearest(to: 1))
    #expect(middle.source == 1 && middle.time == Seconds(150))
    let second = try #require(nearest.secondNearest(to: 1))
    #expect(second.source == 0 && second.time == Seconds(240))
  }

  @Test("another source never makes a node's nearest farther", arguments: Seeds.some)
  func moreSources(seed: UInt64) {
    let network = RandomGraph.streets(seed: seed, width: 20, height: 20)
    let search = TravelTimeSearch(network.graph).prepared()
    var generator = SeededGenerator(seed: seed)
    let nodes = (0..<8).map { _ in generator.integer(in: 0...399) }
    for method in SearchMethod.allCases {
      var before = search.nearestSources(from: SearchPlaces(nodes: nodes[..<1]), method: method)
      for count in 2...8 {
        let now = search.nearestSources(from: SearchPlaces(nodes: nodes[..<count]), method: method)
        for node in 0..<network.nodeCount {
          let (old, new) = (before.nearest(to: node)?.time, now.nearest(to: node)?.time)
          if let old { #expect(new.map { $0 <= old } == true) }
        }
        before = now
      }
    }
  }
}
