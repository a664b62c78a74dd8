/// The part of a hierarchy from which some nodes can be reached by descending: all that a sweep must
/// look at to find the times to them. Sorted as positions are.
///
/// D. Delling, A. V. Goldberg, R. F. Werneck, Faster batched shortest paths in road networks, ATMOS
/// 2011, doi 10.4230/OASIcs.ATMOS.2011.52 (restricted PHAST).
struct DownwardGraph: Sendable {
  /// Number of each position in this graph; `UInt32.max` where it is not in it.
  let indices: [UInt32]
  let first: [UInt32]
  /// Arcs into each node from lower indices.
  let arcs: [OpenArc]

  var nodeCount: Int { first.count - 1 }

  /// All of a hierarchy.
  init(_ hierarchy: ContractionHierarchy) {
    indices = Array(0..<UInt32(hierarchy.nodeCount))
    first = hierarchy.firstDown
    arcs = hierarchy.down
  }

  /// What leads to the nodes of some places.
  /// - Complexity: O(positions) and the arcs of the part.
  init(_ hierarchy: ContractionHierarchy, to places: SearchPlaces) {
    var isNeeded = [Bool](repeating: false, count: hierarchy.nodeCount)
    var waiting: [UInt32] = []
    for node in places.nodes {
      let position = hierarchy.positions[Int(node)]
      if !isNeeded[Int(position)] {
        isNeeded[Int(position)] = true
        waiting.append(position)
      }
    }
    while let position = waiting.popLast() {
      for arc in Int(
        hierarchy.firstDown[Int(position)])..<Int(
          hierarchy.firstDown[Int(position) + 1])
      {
        let above = hierarchy.down[arc].node
        if !isNeeded[Int(above)] {
          isNeeded[Int(above)] = true
          waiting.append(above)
        }
      }
    }
    var indices = [UInt32](repeating: .max, count: hierarchy.nodeCount)
    var first: [UInt32] = [0]
    var arcs: [OpenArc] = []
    for position in 0..<hierarchy.nodeCount where isNeeded[position] {
      indices[position] = UInt32(first.count - 1)
      for arc in hierarchy.down[
        Int(hierarchy.firstDown[position])..<Int(hierarchy.firstDown[position + 1])]
      {
        arcs.append(OpenArc(node: indices[Int(arc.node)], milliseconds: arc.milliseconds))
      }
      first.append(UInt32(arcs.count))
    }
    self.indices = indices
    self.first = first
    self.arcs = arcs
  }
}
