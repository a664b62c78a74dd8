/// Times from one place to every node above it: the climbing half of a way. One object serves one
/// thread.
///
/// Climbing arcs lead to lower positions only, so the nodes above a place, highest position first, are
/// in an order in which each is final when its turn comes: no queue is needed.
final class UpwardSearch {
  private let hierarchy: ContractionHierarchy
  /// By position; the horizon for what is not above the place.
  let times: UnsafeMutablePointer<UInt32>
  /// Positions above the place, in descending order.
  private(set) var reached: [UInt32] = []

  init(_ hierarchy: ContractionHierarchy) {
    self.hierarchy = hierarchy
    times = .allocate(capacity: max(hierarchy.nodeCount, 1))
    times.initialize(repeating: SearchTime.horizon, count: max(hierarchy.nodeCount, 1))
  }

  deinit { times.deallocate() }

  /// - Complexity: O(*k* log *k* + arcs among them) for *k* nodes above the place.
  func run(from origin: Int, of origins: SearchPlaces, latest: UInt32) {
    let times = self.times
    for position in reached { times[Int(position)] = SearchTime.horizon }
    reached.removeAll(keepingCapacity: true)
    var reached = self.reached
    self.reached = []
    // A time just below the horizon marks a node as met; its real one follows.
    let met = SearchTime.horizon - 1
    for seed in origins.range(of: origin) where origins.milliseconds[seed] <= latest {
      let position = hierarchy.positions[Int(origins.nodes[seed])]
      if times[Int(position)] == SearchTime.horizon { reached.append(position) }
      times[Int(position)] = met
    }
    hierarchy.firstUp.withUnsafeBufferPointer { first in
      hierarchy.up.withUnsafeBufferPointer { up in
        var next = 0
        while next < reached.count {
          let position = Int(reached[next])
          next += 1
          for arc in Int(first[position])..<Int(first[position + 1])
          where times[Int(up[arc].node)] == SearchTime.horizon {
            times[Int(up[arc].node)] = met
            reached.append(up[arc].node)
          }
        }
        reached.sort(by: >)
        for position in reached { times[Int(position)] = SearchTime.horizon }
        for seed in origins.range(of: origin) where origins.milliseconds[seed] <= latest {
          let position = Int(hierarchy.positions[Int(origins.nodes[seed])])
          times[position] = min(times[position], origins.milliseconds[seed])
        }
        for position in reached {
          let time = times[Int(position)]
          for arc in Int(first[Int(position)])..<Int(first[Int(position) + 1]) {
            let later = time &+ up[arc].milliseconds
            if later < times[Int(up[arc].node)] { times[Int(up[arc].node)] = later }
          }
        }
      }
    }
    self.reached = reached
  }
}
