import Quantities
import Routing
import TestSupport
import Testing

@Suite("Matrices of travel times")
struct MatrixSearchTests {
  static let cases = (0..<40).map { UInt64($0) } + Seeds.some

  @Test(
    "are those of Bellman and Ford, by both methods, with and without a limit", arguments: cases)
  func bruteForce(seed: UInt64) async {
    var generator = SeededGenerator(seed: seed ^ 0xABCD)
    let network = RandomGraph(
      seed: seed, nodes: generator.integer(in: 1...90),
      density: generator.number(in: 0.5...4),
      longest: [3, 40, 100_000][generator.integer(in: 0...2)])
    let origins = network.places(generator.integer(in: 1...40), &generator)
    let destinations = network.places(30, &generator)
    let search = TravelTimeSearch(network.graph)
    let prepared = search.prepared()
    let expected = origins.map { origin in
      let times = network.times(from: origin)
      return destinations.map { network.time(times, to: $0) }
    }
    for limit in [nil, Seconds(0), Seconds(0.025), Seconds(0.06), Seconds(-1)] as [Seconds?] {
      for method in SearchMethod.allCases {
        for search in [search, prepared] {
          let matrix = await search.matrix(
            from: SearchPlaces(origins), to: SearchPlaces(destinations), limit: limit,
            method: method)
          #expect(matrix.plan.method == method)
          for (origin, row) in expected.enumerated() {
            for (destination, time) in row.enumerated() {
              let right = time.map { Seconds(milliseconds: $0) }
                .flatMap { limit.map { $0.value } ?? .infinity >= $0.value ? $0 : nil }
              #expect(
                matrix[origin, destination] == right,
                "\(method) \(origin) → \(destination), limit \(String(describing: limit))")
            }
          }
        }
      }
    }
  }

  @Test(
    "to places with one offset each are those to the same places said twice", arguments: Seeds.some)
  func oneOffsetEach(seed: UInt64) async {
    let network = RandomGraph.streets(seed: seed, width: 12, height: 12)
    var generator = SeededGenerator(seed: seed)
    let origins = SearchPlaces(nodes: [0, 70, 143])
    let offsets = (0..<50).map { _ in
      NodeOffset(
        node: generator.integer(in: 0...143),
        milliseconds: UInt32(generator.integer(in: 0...20_000)))
    }
    let search = TravelTimeSearch(network.graph)
    for limit in [nil, Seconds(60)] as [Seconds?] {
      let once = await search.matrix(
        from: origins, to: SearchPlaces(offsets.map { [$0] }), limit: limit, method: .dijkstra)
      let twice = await search.matrix(
        from: origins, to: SearchPlaces(offsets.map { [$0, $0] }), limit: limit, method: .dijkstra)
      #expect(once.milliseconds == twice.milliseconds)
      #expect(once.milliseconds.contains { $0 != SearchTime.unreachable })
    }
  }

  @Test("are the same for any number of tasks and by either method", arguments: Seeds.some)
  func tasks(seed: UInt64) async {
    let network = RandomGraph.streets(seed: seed, width: 30, height: 25)
    var generator = SeededGenerator(seed: seed)
    let origins = SearchPlaces(network.places(53, &generator, latest: 20_000))
    let destinations = SearchPlaces(network.places(70, &generator, latest: 20_000))
    let search = TravelTimeSearch(network.graph).prepared()
    let limit = Seconds(90)
    let expected = await search.matrix(
      from: origins, to: destinations, limit: limit, method: .dijkstra)
    for tasks in [1, 2, 3, 7, 100] {
      for method in SearchMethod.allCases {
        let matrix = await search.matrix(
          from: origins, to: destinations, limit: limit, method: method, tasks: tasks)
        #expect(matrix.milliseconds == expected.milliseconds)
      }
      let chosen = await search.matrix(from: origins, to: destinations, limit: limit, tasks: tasks)
      let plan = search.plan(from: origins, to: destinations, limit: limit)
      #expect(chosen.plan == plan)
    }
  }

  @Test("on a street of 200 m at 10 m/s a node come to 20 s a node")
  func arithmetic() async {
    let street = RandomGraph(
      nodeCount: 100,
      arcs: (0..<99).flatMap { [($0, $0 + 1, 20_000), ($0 + 1, $0, 20_000)] })
    let search = TravelTimeSearch(street.graph)
    for method in SearchMethod.allCases {
      let matrix = await search.matrix(
        from: SearchPlaces([[NodeOffset(node: 10, milliseconds: 1_500)], []]),
        to: SearchPlaces([
          [NodeOffset(node: 40, milliseconds: 700)],
          [NodeOffset(node: 9, milliseconds: 5_000), NodeOffset(node: 10, milliseconds: 15_000)],
          [],
        ]), method: method)
      #expect(matrix[0, 0] == Seconds(602.2))
      #expect(matrix[0, 1] == Seconds(16.5))
      #expect(matrix[0, 2] == nil)
      #expect(matrix[1, 0] == nil)
    }
  }

  @Test("a time of exactly the limit is within it, a millisecond more is not")
  func limit() async {
    let search = TravelTimeSearch(SearchGraph(nodeCount: 2, arcs: [(0, 1, 840_000)]))
    for method in SearchMethod.allCases {
      for (limit, isReached) in [(840.0, true), (839.9999, false), (840.0004, true)] {
        let matrix = await search.matrix(
          from: SearchPlaces(nodes: [0]), to: SearchPlaces(nodes: [1]), limit: Seconds(limit),
          method: method)
        #expect((matrix[0, 0] != nil) == isReached)
      }
    }
  }

  @Test("sums that would not fit 32 bits are unreachable, and never small")
  func saturation() async {
    let long = SearchTime.horizon - 1
    let search = TravelTimeSearch(
      SearchGraph(
        nodeCount: 8, arcs: (0..<7).flatMap { [($0, $0 + 1, long), ($0 + 1, $0, long)] }))
    for method in SearchMethod.allCases {
      let matrix = await search.matrix(
        from: SearchPlaces([[NodeOffset(node: 0)], [NodeOffset(node: 0, milliseconds: .max)]]),
        to: SearchPlaces(
          (0..<8).map { [NodeOffset(node: $0)] } + [[NodeOffset(node: 1, milliseconds: .max)]]),
        method: method)
      #expect(matrix[0, 0] == Seconds(0))
      #expect(matrix[0, 1] == Seconds(milliseconds: long))
      for destination in 2..<9 { #expect(matrix[0, destination] == nil) }
      for destination in 0..<9 { #expect(matrix[1, destination] == nil) }
      #expect(matrix.milliseconds.allSatisfy { $0 <= long || $0 == SearchTime.unreachable })
    }
  }

  @Test("of nothing are empty")
  func nothing() async {
    let search = TravelTimeSearch(SearchGraph(nodeCount: 0, arcs: [])).prepared()
    let matrix = await search.matrix(
      from: SearchPlaces([[], []]), to: SearchPlaces([]), method: .hierarchy)
    #expect(matrix.originCount == 2)
    #expect(matrix.milliseconds.isEmpty)
    #expect(search.nearestSources(from: SearchPlaces([[]])).nodeCount == 0)
  }

  @Test("a one-off with few origins is searched with Dijkstra, a large one pays for a hierarchy")
  func plan() {
    let network = RandomGraph.streets(seed: 5, width: 60, height: 60)
    let search = TravelTimeSearch(network.graph)
    let all = SearchPlaces(nodes: 0..<network.nodeCount)
    let one = search.plan(from: SearchPlaces(nodes: [7]), to: all, limit: nil)
    #expect(one.method == .dijkstra)
    #expect(one.preparationCost > 0)
    let large = search.plan(
      from: SearchPlaces(nodes: (0..<20_000).map { $0 % network.nodeCount }), to: all, limit: nil)
    #expect(large.method == .hierarchy)
    #expect(search.prepared().plan(from: all, to: all, limit: nil).preparationCost == 0)
  }
}
