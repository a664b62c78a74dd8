/// A node, and the time between it and a place beside it: from an origin to the node, or from the node
/// to a destination. A place on a segment has one at each end it can drive to or come from.
public struct NodeOffset: Sendable, Hashable {
  public let node: Int
  public let milliseconds: UInt32

  public init(node: Int, milliseconds: UInt32 = 0) {
    self.node = node
    self.milliseconds = milliseconds
  }
}

/// Places as searches take them: each has any number of node offsets, none where it is on no road.
public struct SearchPlaces: Sendable {
  /// `count + 1` rows into the other two.
  let first: [UInt32]
  let nodes: [UInt32]
  /// Never above the horizon.
  let milliseconds: [UInt32]
  /// Whether every place has just one node offset, as places that are nodes do.
  let hasOneOffsetEach: Bool

  public var count: Int { first.count - 1 }

  public init(_ places: some Sequence<[NodeOffset]>) {
    var first: [UInt32] = [0]
    var nodes: [UInt32] = []
    var milliseconds: [UInt32] = []
    for place in places {
      for offset in place {
        nodes.append(UInt32(offset.node))
        milliseconds.append(min(offset.milliseconds, SearchTime.horizon))
      }
      first.append(UInt32(nodes.count))
    }
    self.first = first
    self.nodes = nodes
    self.milliseconds = milliseconds
    hasOneOffsetEach = first.enumerated().allSatisfy { $0.offset == Int($0.element) }
  }

  /// Places that are nodes.
  public init(nodes: some Collection<Int>) {
    first = Array(0...UInt32(nodes.count))
    self.nodes = nodes.map { UInt32($0) }
    milliseconds = Array(repeating: 0, count: nodes.count)
    hasOneOffsetEach = true
  }

  /// Offsets of one place.
  public subscript(place: Int) -> [NodeOffset] {
    range(of: place).map { NodeOffset(node: Int(nodes[$0]), milliseconds: milliseconds[$0]) }
  }

  func range(of place: Int) -> Range<Int> { Int(first[place])..<Int(first[place + 1]) }

  func requireNodes(below count: Int) {
    precondition(nodes.allSatisfy { $0 < count }, "a place is at no node of the graph")
  }
}
