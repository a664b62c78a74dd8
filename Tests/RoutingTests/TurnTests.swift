import Geometry
import Quantities
import Routing
import TestSupport
import Testing

@Suite("Turn restrictions")
struct TurnTests {
  /// A restriction as a search from arc to arc sees it: places in a row, the last step forbidden or
  /// the only one.
  struct Rule {
    let places: [Int]
    let isMandatory: Bool
  }

  /// A random grid of streets with random restrictions, some over a street in between.
  struct Sample {
    let network: RoadNetwork
    let rules: [Rule]
    /// Milliseconds from place to place, by grid number.
    let streets: [[Int: UInt64]]
    let nodeOfGrid: [Int]

    init(seed: UInt64, side: Int = 5) throws {
      var generator = SeededGenerator(seed: seed)
      var builder = RoadNetworkBuilder()
      func coordinate(_ place: Int) -> GeographicCoordinate {
        GeographicCoordinate(
          easting: 100 + Double(place % side) * 0.001, northing: Double(place / side) * 0.001)
      }
      var ways: [(Int, Int)] = []
      for place in 0..<side * side {
        if place % side < side - 1 { ways.append((place, place + 1)) }
        if place / side < side - 1 { ways.append((place, place + side)) }
      }
      var streets = [[Int: UInt64]](repeating: [:], count: side * side)
      var isOneWay: [Bool] = []
      for (index, way) in ways.enumerated() {
        var road = RoadAttributes(RoadClass.allCases[index % 8])
        road.isOpenBackward = generator.integer(in: 0...3) > 0
        isOneWay.append(!road.isOpenBackward)
        builder.addWay(id: Int64(index), road, points: [Int64(way.0), Int64(way.1)])
      }
      for place in 0..<side * side {
        builder.setPoint(Int64(place), RoadPosition(coordinate(place)))
      }
      var rules: [Rule] = []
      for _ in 0..<25 {
        // A walk of two or three streets.
        var walk: [Int] = []
        var at = generator.integer(in: 0...side * side - 1)
        var places = [at]
        for _ in 0..<generator.integer(in: 2...3) {
          let next = ways.indices.filter {
            (ways[$0].0 == at || (ways[$0].1 == at && !isOneWay[$0])) && !walk.contains($0)
          }
          guard !next.isEmpty else { break }
          let chosen = next[generator.integer(in: 0...next.count - 1)]
          walk.append(chosen)
          at = ways[chosen].0 == at ? ways[chosen].1 : ways[chosen].0
          places.append(at)
        }
        guard walk.count >= 2, Set(places).count == places.count else { continue }
        let isMandatory = generator.integer(in: 0...3) == 0
        rules.append(Rule(places: places, isMandatory: isMandatory))
        builder.add(
          TurnRestriction(
            isMandatory: isMandatory, from: Int64(walk[0]),
            via: walk.count == 2
              ? .node(Int64(places[1])) : .ways(walk[1..<walk.count - 1].map { Int64($0) }),
            to: Int64(walk[walk.count - 1])))
      }
      let network = try builder.build(RoadNetworkDescription(source: "random"))
      self.network = network
      self.rules = rules
      let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
      var nodeOfGrid = [Int](repeating: 0, count: side * side)
      var gridOfNode: [Int: Int] = [:]
      for place in 0..<side * side {
        let position = RoadPosition(coordinate(place))
        nodeOfGrid[place] =
          (0..<network.placeCount).first { network.positions[$0] == position } ?? -1
        gridOfNode[nodeOfGrid[place]] = place
      }
      self.nodeOfGrid = nodeOfGrid
      for node in 0..<network.placeCount {
        for arc in network.arcs(from: node) {
          let head = network.place(of: Int(network.heads[arc]))
          if let from = gridOfNode[node], let to = gridOfNode[head] {
            streets[from][to] = UInt64(times.milliseconds[arc])
          }
        }
      }
      self.streets = streets
    }

    /// By states that remember the last three places driven through: no copies, no automaton.
    func obvious(from source: Int) -> [Int: UInt64] {
      var best: [[Int]: UInt64] = [[source]: 0]
      var queue: [[Int]] = [[source]]
      while !queue.isEmpty {
        let trail = queue.removeFirst()
        let here = trail[trail.count - 1]
        for (next, time) in streets[here] where mayDrive(trail, next) {
          let state = Array((trail + [next]).suffix(4))
          let total = (best[trail] ?? 0) + time
          guard total < best[state] ?? .max else { continue }
          best[state] = total
          queue.append(state)
        }
      }
      var result: [Int: UInt64] = [:]
      for (trail, time) in best {
        let place = trail[trail.count - 1]
        result[place] = min(result[place] ?? .max, time)
      }
      return result
    }

    private func mayDrive(_ trail: [Int], _ next: Int) -> Bool {
      var only: Set<Int> = []
      for rule in rules {
        let before = rule.places.dropLast()
        guard trail.count >= before.count, trail.suffix(before.count).elementsEqual(before),
          let last = rule.places.last
        else { continue }
        if rule.isMandatory { only.insert(last) } else if last == next { return false }
      }
      return only.isEmpty || only.contains(next)
    }

    /// By the network's own nodes.
    func searched(from source: Int) throws -> [Int: UInt64] {
      let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
      var best = [UInt64](repeating: .max, count: network.nodeCount)
      best[nodeOfGrid[source]] = 0
      var queue = [nodeOfGrid[source]]
      while !queue.isEmpty {
        let node = queue.removeFirst()
        for arc in network.arcs(from: node) where times.isOpen(arc) {
          let total = best[node] + UInt64(times.milliseconds[arc])
          let head = Int(network.heads[arc])
          guard total < best[head] else { continue }
          best[head] = total
          queue.append(head)
        }
      }
      var result: [Int: UInt64] = [:]
      for (grid, place) in nodeOfGrid.enumerated() {
        let all =
          [place]
          + (0..<network.nodeCount).filter {
            $0 >= network.placeCount && network.place(of: $0) == place
          }
        if let time = all.map({ best[$0] }).min(), time != .max { result[grid] = time }
      }
      return result
    }
  }

  @Test(
    "On random grids with random restrictions, copies of places give what a search over the last streets gives",
    arguments: Seeds.some)
  func bruteForce(seed: UInt64) throws {
    for round in 0..<6 {
      let sample = try Sample(seed: seed &+ UInt64(round))
      #expect(sample.network.nodeCount > sample.network.placeCount)
      for source in sample.nodeOfGrid.indices {
        #expect(try sample.searched(from: source) == sample.obvious(from: source))
      }
    }
  }

  @Test("A turn back is open unless it is forbidden")
  func turningBack() {
    var sketch = NetworkSketch("A---B---C")
    let free = sketch.network()
    #expect(free.arcs(from: sketch.node("B", in: free)).count == 2)
    sketch.restrict(from: "AB", via: "B", to: "AB")
    let network = sketch.network()
    let copy = Int(network.heads[network.arcs(from: sketch.node("A", in: network)).lowerBound])
    #expect(network.place(of: copy) == sketch.node("B", in: network))
    #expect(
      network.arcs(from: copy).map { Int(network.heads[$0]) } == [sketch.node("C", in: network)])
  }

  @Test("A way that goes on behind the place leaves a restriction unclear, and it is counted")
  func unclear() throws {
    var builder = RoadNetworkBuilder()
    for (id, points) in [(1, [1, 2, 3]), (2, [2, 4])] {
      builder.addWay(
        id: Int64(id), RoadAttributes(.residential), points: points.map { Int64($0) })
    }
    for (id, x, y) in [(1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 1, 1)] {
      builder.setPoint(
        Int64(id), RoadPosition(latitude: Int32(y * 10000), longitude: Int32(x * 10000)))
    }
    builder.add(TurnRestriction(isMandatory: false, from: 1, via: .node(2), to: 2))
    let network = try builder.build(RoadNetworkDescription(source: "test"))
    #expect(builder.counts.unclearRestrictions == 1)
    #expect(network.nodeCount == network.placeCount)
  }
}
