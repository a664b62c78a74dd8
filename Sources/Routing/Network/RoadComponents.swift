public import Quantities

/// Which places hang together on the arcs that are open at given travel times.
///
/// The *main network* is the largest set of nodes in which every one can be reached from every other.
/// A place outside of it may still be reached from it (a one-way exit) or lead into it.
public struct RoadComponents: Sendable {
  /// Strongly connected component of each node; numbers have no meaning of their own.
  public let componentOfNode: [UInt32]
  /// The component with the most places.
  public let main: UInt32
  /// Nodes that can be reached from the main network, itself included.
  public let isReachedFromMain: [Bool]
  /// Nodes from which the main network can be reached, itself included.
  public let leadsToMain: [Bool]

  /// Parts of the network between which there is no road at all, in either direction.
  public struct Island: Sendable, Hashable {
    public let places: Int
    public let length: Meters
    /// One of its places, to find it by.
    public let somePlace: Int
  }

  /// Largest first; the first holds the main network, mostly.
  public let islands: [Island]
  /// For each place the index of its island in `islands`; −1 where no arc touches it.
  public let islandOfPlace: [Int32]
  /// Places that can be left but not reached from the main network, or the other way round, although a
  /// road leads there: one-way pockets.
  public let pocketPlaces: Int

  /// - Complexity: O(nodes + arcs).
  public init(_ network: RoadNetwork, _ times: ArcTimes) {
    let graph = OpenGraph(network, times)
    componentOfNode = graph.strongComponents()
    var sizes: [UInt32: Int] = [:]
    for node in 0..<network.placeCount { sizes[componentOfNode[node], default: 0] += 1 }
    // The smaller number wins a tie, so that the answer is always the same.
    let main = sizes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    self.main = main
    let component = componentOfNode
    let inMain = component.map { $0 == main }
    isReachedFromMain = graph.reached(from: inMain, backward: false)
    leadsToMain = graph.reached(from: inMain, backward: true)
    (islands, islandOfPlace) = Self.islands(network, graph)
    let (reached, leads, of) = (isReachedFromMain, leadsToMain, islandOfPlace)
    let mainIsland = (0..<network.placeCount).first { inMain[$0] }.map { of[$0] } ?? 0
    pocketPlaces = (0..<network.placeCount).count {
      of[$0] == mainIsland && !(reached[$0] && leads[$0])
    }
  }

  private static func islands(_ network: RoadNetwork, _ graph: OpenGraph) -> ([Island], [Int32]) {
    let places = network.placeCount
    var parent = Array(0..<UInt32(places))
    func root(_ place: UInt32) -> UInt32 {
      var place = place
      while parent[Int(place)] != place {
        parent[Int(place)] = parent[Int(parent[Int(place)])]
        place = parent[Int(place)]
      }
      return place
    }
    var isTouched = [Bool](repeating: false, count: places)
    var isOpen = [Bool](repeating: false, count: network.segmentCount)
    for arc in 0..<network.arcCount where graph.isOpen[arc] {
      isOpen[network.segment(of: arc)] = true
    }
    for segment in 0..<network.segmentCount where isOpen[segment] {
      let (from, to) = (network.segmentFrom[segment], network.segmentTo[segment])
      isTouched[Int(from)] = true
      isTouched[Int(to)] = true
      let (a, b) = (root(from), root(to))
      if a != b { parent[Int(max(a, b))] = min(a, b) }
    }
    var counts: [UInt32: (places: Int, meters: Double)] = [:]
    for place in 0..<places where isTouched[place] {
      counts[root(UInt32(place)), default: (0, 0)].places += 1
    }
    for segment in 0..<network.segmentCount where isOpen[segment] {
      counts[root(network.segmentFrom[segment]), default: (0, 0)].meters +=
        network.length(ofSegment: segment).value
    }
    let order = counts.sorted { ($1.value.places, $0.key) < ($0.value.places, $1.key) }
    var index: [UInt32: Int32] = [:]
    for (number, entry) in order.enumerated() { index[entry.key] = Int32(number) }
    let islands = order.map {
      Island(places: $0.value.places, length: Meters($0.value.meters), somePlace: Int($0.key))
    }
    return (
      islands, (0..<places).map { isTouched[$0] ? index[root(UInt32($0))] ?? -1 : -1 }
    )
  }
}

/// The arcs that are open at given times.
private struct OpenGraph {
  let firstArc: [UInt32]
  let heads: [UInt32]
  let isOpen: [Bool]

  init(_ network: RoadNetwork, _ times: ArcTimes) {
    precondition(times.milliseconds.count == network.arcCount, "times of this network")
    firstArc = network.firstArc.array
    heads = network.heads.array
    isOpen = times.milliseconds.map { $0 != ArcTimes.closed }
  }

  var nodeCount: Int { firstArc.count - 1 }

  /// Tarjan's algorithm without recursion (R. Tarjan, Depth-first search and linear graph algorithms,
  /// SIAM J. Comput. 1 (1972), doi 10.1137/0201010).
  func strongComponents() -> [UInt32] {
    let none = UInt32.max
    var component = [UInt32](repeating: none, count: nodeCount)
    var index = [UInt32](repeating: none, count: nodeCount)
    var low = [UInt32](repeating: 0, count: nodeCount)
    var nextArc = firstArc
    var stack: [UInt32] = []
    var path: [UInt32] = []
    var counter: UInt32 = 0
    var found: UInt32 = 0
    for root in 0..<nodeCount where index[root] == none {
      path.append(UInt32(root))
      while let top = path.last {
        let node = Int(top)
        if index[node] == none {
          index[node] = counter
          low[node] = counter
          counter += 1
          stack.append(top)
        }
        var descended = false
        while nextArc[node] < firstArc[node + 1] {
          let arc = Int(nextArc[node])
          nextArc[node] += 1
          guard isOpen[arc] else { continue }
          let head = Int(heads[arc])
          if index[head] == none {
            path.append(UInt32(head))
            descended = true
            break
          }
          if component[head] == none { low[node] = min(low[node], index[head]) }
        }
        if descended { continue }
        path.removeLast()
        if let parent = path.last { low[Int(parent)] = min(low[Int(parent)], low[node]) }
        guard low[node] == index[node] else { continue }
        while let member = stack.popLast() {
          component[Int(member)] = found
          if member == top { break }
        }
        found += 1
      }
    }
    return component
  }

  /// The nodes reached from `sources`, themselves included, along the arcs or against them.
  func reached(from sources: [Bool], backward: Bool) -> [Bool] {
    var reached = sources
    var queue = sources.indices.filter { sources[$0] }
    var (first, targets) = (firstArc, heads)
    var open = isOpen
    if backward { (first, targets, open) = reversed() }
    while let node = queue.popLast() {
      for arc in Int(first[node])..<Int(first[node + 1]) where open[arc] {
        let head = Int(targets[arc])
        guard !reached[head] else { continue }
        reached[head] = true
        queue.append(head)
      }
    }
    return reached
  }

  private func reversed() -> ([UInt32], [UInt32], [Bool]) {
    var first = [UInt32](repeating: 0, count: nodeCount + 1)
    for head in heads { first[Int(head) + 1] += 1 }
    for node in 0..<nodeCount { first[node + 1] += first[node] }
    var next = first
    var targets = [UInt32](repeating: 0, count: heads.count)
    var open = [Bool](repeating: false, count: heads.count)
    for tail in 0..<nodeCount {
      for arc in Int(firstArc[tail])..<Int(firstArc[tail + 1]) {
        let place = Int(next[Int(heads[arc])])
        next[Int(heads[arc])] += 1
        targets[place] = UInt32(tail)
        open[place] = isOpen[arc]
      }
    }
    return (first, targets, open)
  }
}
