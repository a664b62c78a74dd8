/// Times from sixteen places at a time to all nodes of a `DownwardGraph`, in one pass over it from top
/// to bottom: each arc is read once for sixteen origins, which lie side by side in vector lanes.
///
/// PHAST (Delling et al. 2013, doi 10.1016/j.jpdc.2012.02.007). Lanes are signed: the horizon leaves
/// room for it, and a signed minimum is one instruction less where processors lack the unsigned one.
/// One object serves one thread.
final class DownwardSweep {
  typealias Lanes = SIMD16<Int32>
  static let laneCount = 16
  private static let horizon = Lanes(repeating: Int32(SearchTime.horizon))

  private let graph: DownwardGraph
  private let upward: UpwardSearch
  private let times: UnsafeMutablePointer<Lanes>
  /// Whether a climb has left times at a node; others start at the horizon.
  private let isSeeded: UnsafeMutablePointer<Bool>
  private var seeded: [UInt32] = []

  init(_ hierarchy: ContractionHierarchy, _ graph: DownwardGraph) {
    self.graph = graph
    upward = UpwardSearch(hierarchy)
    let count = max(graph.nodeCount, 1)
    times = .allocate(capacity: count)
    times.initialize(repeating: Self.horizon, count: count)
    isSeeded = .allocate(capacity: count)
    isSeeded.initialize(repeating: false, count: count)
  }

  deinit {
    times.deallocate()
    isSeeded.deallocate()
  }

  /// Fills the lanes with the times from the places `batch` of `origins`, sixteen at most.
  /// - Complexity: O(nodes and arcs of the graph) vector steps, and the climbs.
  func run(from batch: Range<Int>, of origins: SearchPlaces, latest: UInt32) {
    precondition(batch.count <= Self.laneCount, "one origin a lane")
    climb(from: batch, of: origins, latest: latest)
    let (times, isSeeded) = (self.times, self.isSeeded)
    let count = graph.nodeCount
    graph.first.withUnsafeBufferPointer { first in
      graph.arcs.withUnsafeBufferPointer { arcs in
        var arc = 0
        for node in 0..<count {
          var best = isSeeded[node] ? times[node] : Self.horizon
          let end = Int(first[node &+ 1])
          while arc < end {
            let next = arcs[arc]
            let later =
              times[Int(next.node)] &+ Lanes(repeating: Int32(bitPattern: next.milliseconds))
            best.replace(with: later, where: later .< best)
            arc &+= 1
          }
          times[node] = best
        }
      }
    }
    for node in seeded { isSeeded[Int(node)] = false }
    seeded.removeAll(keepingCapacity: true)
  }

  private func climb(from batch: Range<Int>, of origins: SearchPlaces, latest: UInt32) {
    let (times, isSeeded) = (self.times, self.isSeeded)
    for (lane, origin) in batch.enumerated() {
      upward.run(from: origin, of: origins, latest: latest)
      for position in upward.reached {
        let index = graph.indices[Int(position)]
        guard index != .max else { continue }
        if !isSeeded[Int(index)] {
          isSeeded[Int(index)] = true
          seeded.append(index)
          times[Int(index)] = Self.horizon
        }
        UnsafeMutableRawPointer(times + Int(index)).assumingMemoryBound(to: Int32.self)[lane] =
          Int32(bitPattern: upward.times[Int(position)])
      }
    }
  }

  /// Writes the times to places, one row of `destinations.count` for each origin of the last run, from
  /// `rows` on; `SearchTime.unreachable` for those not within `latest`.
  func write(
    rows count: Int, to destinations: SweepPlaces, latest: UInt32,
    into rows: UnsafeMutableBufferPointer<UInt32>
  ) {
    let times = self.times
    let columns = destinations.count
    let limit = Lanes(repeating: Int32(latest))
    let unreachable = Lanes(repeating: -1)
    destinations.first.withUnsafeBufferPointer { first in
      destinations.endings.withUnsafeBufferPointer { endings in
        for place in 0..<columns {
          var best = Lanes(repeating: Int32.max)
          for ending in Int(first[place])..<Int(first[place &+ 1]) {
            let next = endings[ending]
            let later =
              times[Int(next.node)] &+ Lanes(repeating: Int32(bitPattern: next.milliseconds))
            best.replace(with: later, where: later .< best)
          }
          best.replace(with: unreachable, where: best .> limit)
          for lane in 0..<count { rows[lane &* columns &+ place] = UInt32(bitPattern: best[lane]) }
        }
      }
    }
  }
}

/// Destinations by their numbers in a `DownwardGraph`.
struct SweepPlaces: Sendable {
  let first: [UInt32]
  let endings: [OpenArc]

  var count: Int { first.count - 1 }

  init(_ places: SearchPlaces, _ hierarchy: ContractionHierarchy, _ graph: DownwardGraph) {
    first = places.first
    endings = places.nodes.indices.map { place in
      let position = hierarchy.positions[Int(places.nodes[place])]
      // One less than the horizon keeps horizon + offset below 2³¹.
      return OpenArc(
        node: graph.indices[Int(position)],
        milliseconds: min(places.milliseconds[place], SearchTime.horizon - 1))
    }
  }
}
