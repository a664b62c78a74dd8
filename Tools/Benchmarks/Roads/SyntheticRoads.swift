import Routing

/// A made-up road network for measuring speed: nothing in it stands for a real place.
///
/// A grid of streets some 120 m apart: every 64th line a motorway, every 8th an arterial road, the others
/// local streets of which half are missing and a tenth are one-way. So there are some 2.2 arcs a node
/// as on real roads, dead ends, small parts that nothing leads to, and a hierarchy of speeds.
enum SyntheticRoads {
  static func network(width: Int, height: Int, seed: UInt64) -> SearchGraph {
    var random = SplitMix(state: seed)
    var arcs: [(tail: Int, head: Int, milliseconds: UInt32)] = []
    for node in 0..<width * height {
      let (column, row) = (node % width, node / width)
      for isHorizontal in [true, false] {
        guard isHorizontal ? column + 1 < width : row + 1 < height else { continue }
        let line = isHorizontal ? row : column
        let draws = (random.next(), random.next(), random.next())
        let metersPerSecond = line % 64 == 0 ? 28.0 : line % 8 == 0 ? 16.0 : 8.0
        let isLocal = line % 8 != 0
        if isLocal, draws.0 % 2 == 0 { continue }
        let meters = 100 + Double(draws.1 % 60)
        let time = UInt32(meters / metersPerSecond * 1000)
        let next = node + (isHorizontal ? 1 : width)
        arcs.append((node, next, time))
        if !isLocal || draws.2 % 10 != 0 { arcs.append((next, node, time)) }
      }
    }
    return SearchGraph(nodeCount: width * height, arcs: arcs)
  }
}

/// G. L. Steele et al., Fast splittable pseudorandom number generators, OOPSLA 2014, doi
/// 10.1145/2660193.2660195.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
