import Quantities
import Routing
import TestSupport

/// A graph drawn at random, and the obvious way to find times on it.
struct RandomGraph {
  typealias Arc = (tail: Int, head: Int, milliseconds: UInt32)

  let nodeCount: Int
  let arcs: [Arc]

  /// With closed arcs, arcs of 0 ms, parallel arcs, loops, one-way arcs and several components.
  init(seed: UInt64, nodes: Int = 60, density: Double = 2.2, longest: Int = 40) {
    var generator = SeededGenerator(seed: seed)
    // Nodes of one of three parts; the last is small and stays alone.
    let parts = (0..<nodes).map { _ in [0, 0, 0, 0, 1, 1, 2][generator.integer(in: 0...6)] }
    var arcs: [Arc] = []
    for _ in 0..<Int(Double(nodes) * density) {
      let tail = generator.integer(in: 0...nodes - 1)
      let head = generator.integer(in: 0...nodes - 1)
      guard parts[tail] == parts[head] else { continue }
      let time: UInt32 =
        switch generator.integer(in: 0...19) {
        case 0: 0
        case 1: .max
        case 2: SearchTime.horizon
        default: UInt32(generator.integer(in: 0...longest))
        }
      arcs.append((tail, head, time))
      if generator.integer(in: 0...2) > 0 { arcs.append((head, tail, time)) }
      if generator.integer(in: 0...9) == 0 { arcs.append((tail, head, time &+ 1)) }
    }
    nodeCount = nodes
    self.arcs = arcs
  }

  /// A grid of streets: every pair of neighbours both ways, times drawn at random, some streets missing
  /// and some one-way.
  static func streets(seed: UInt64, width: Int, height: Int) -> RandomGraph {
    var generator = SeededGenerator(seed: seed)
    var arcs: [Arc] = []
    for node in 0..<width * height {
      for (there, step) in [(node % width + 1 < width, 1), (node / width + 1 < height, width)]
      where there && generator.integer(in: 0...4) > 0 {
        let time = UInt32(generator.integer(in: 3_000...12_000))
        arcs.append((node, node + step, time))
        if generator.integer(in: 0...9) > 0 { arcs.append((node + step, node, time)) }
      }
    }
    return RandomGraph(nodeCount: width * height, arcs: arcs)
  }

  init(nodeCount: Int, arcs: [Arc]) {
    self.nodeCount = nodeCount
    self.arcs = arcs
  }

  var graph: SearchGraph { SearchGraph(nodeCount: nodeCount, arcs: arcs) }

  /// Bellman and Ford: relax every arc until nothing changes.
  func times(from offsets: [NodeOffset]) -> [UInt64?] {
    var times = [UInt64?](repeating: nil, count: nodeCount)
    for offset in offsets {
      times[offset.node] = min(times[offset.node] ?? .max, UInt64(offset.milliseconds))
    }
    var changed = true
    while changed {
      changed = false
      for arc in arcs where arc.milliseconds < SearchTime.horizon {
        guard let start = times[arc.tail] else { continue }
        let later = start + UInt64(arc.milliseconds)
        if later < times[arc.head] ?? .max {
          times[arc.head] = later
          changed = true
        }
      }
    }
    return times.map { $0.flatMap { $0 < SearchTime.horizon ? $0 : nil } }
  }

  /// The time between two places, in milliseconds.
  func time(_ times: [UInt64?], to place: [NodeOffset]) -> UInt64? {
    place.compactMap { ending in times[ending.node].map { $0 + UInt64(ending.milliseconds) } }.min()
  }

  /// Places with no, one, two or three offsets.
  func places(_ count: Int, _ generator: inout SeededGenerator, latest: Int = 30) -> [[NodeOffset]]
  {
    (0..<count).map { _ in
      (0..<generator.integer(in: 0...3)).map { _ in
        NodeOffset(
          node: generator.integer(in: 0...nodeCount - 1),
          milliseconds: UInt32(generator.integer(in: 0...latest)))
      }
    }
  }
}

extension Seconds {
  init(milliseconds: some BinaryInteger) { self.init(Double(milliseconds) / 1000) }
}
