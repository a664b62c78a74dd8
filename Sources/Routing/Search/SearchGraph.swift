/// A directed graph with a travel time on each arc, frozen: what every search runs on.
///
/// Arcs out of node *n* are `firstArc[n] ..< firstArc[n + 1]` (compressed sparse rows). The value is
/// cheap to copy and safe to share between threads. It may have loops, parallel arcs, arcs of 0 ms and
/// any number of components.
public struct SearchGraph: Sendable {
  /// `nodeCount + 1` words, ascending, from 0 to the number of arcs.
  public let firstArc: WordArray
  /// For each arc the node it leads to.
  public let heads: WordArray
  /// For each arc the time it takes; `UInt32.max`, and any time from `SearchTime.horizon` on, is closed.
  public let milliseconds: WordArray

  public var nodeCount: Int { firstArc.count - 1 }
  public var arcCount: Int { heads.count }

  /// - Precondition: the arrays fit together: rows ascend from 0 to the number of arcs, every head is a
  ///   node, every arc has a time.
  /// - Complexity: O(nodes + arcs) to check that.
  public init(firstArc: WordArray, heads: WordArray, milliseconds: WordArray) {
    precondition(firstArc.count >= 1, "firstArc has one word more than there are nodes")
    precondition(heads.count == milliseconds.count, "an arc has one head and one time")
    self.firstArc = firstArc
    self.heads = heads
    self.milliseconds = milliseconds
    let (nodes, arcs) = (firstArc.count - 1, heads.count)
    firstArc.withUnsafeBufferPointer { rows in
      precondition(rows[0] == 0 && Int(rows[nodes]) == arcs, "rows run from 0 to the arc count")
      var ascends = true
      for node in 0..<nodes { ascends = ascends && rows[node] <= rows[node + 1] }
      precondition(ascends, "rows ascend")
    }
    heads.withUnsafeBufferPointer { heads in
      let highest = heads.max() ?? 0
      precondition(heads.isEmpty || Int(highest) < nodes, "an arc leads to no node")
    }
  }

  public init(firstArc: [UInt32], heads: [UInt32], milliseconds: [UInt32]) {
    self.init(
      firstArc: WordArray(firstArc), heads: WordArray(heads), milliseconds: WordArray(milliseconds))
  }

  /// From arcs in any order; their indices become positions after a stable sort by tail.
  /// - Complexity: O(nodes + arcs).
  public init(nodeCount: Int, arcs: [(tail: Int, head: Int, milliseconds: UInt32)]) {
    var rows = [UInt32](repeating: 0, count: nodeCount + 1)
    for arc in arcs { rows[arc.tail + 1] += 1 }
    for node in 0..<nodeCount { rows[node + 1] += rows[node] }
    var next = rows
    var heads = [UInt32](repeating: 0, count: arcs.count)
    var times = heads
    for arc in arcs {
      let place = Int(next[arc.tail])
      next[arc.tail] += 1
      heads[place] = UInt32(arc.head)
      times[place] = arc.milliseconds
    }
    self.init(firstArc: rows, heads: heads, milliseconds: times)
  }

  /// Every arc turned round: a search on it from a place finds the times *to* that place.
  /// - Returns: the graph, and for each of its arcs the arc of this one that it was.
  /// - Complexity: O(nodes + arcs).
  public func reversed() -> (graph: SearchGraph, arcs: [UInt32]) {
    var rows = [UInt32](repeating: 0, count: nodeCount + 1)
    var tails = [UInt32](repeating: 0, count: arcCount)
    var times = tails
    var originals = tails
    firstArc.withUnsafeBufferPointer { firstArc in
      heads.withUnsafeBufferPointer { heads in
        milliseconds.withUnsafeBufferPointer { milliseconds in
          for head in heads { rows[Int(head) + 1] += 1 }
          for node in 0..<nodeCount { rows[node + 1] += rows[node] }
          var next = rows
          for tail in 0..<nodeCount {
            for arc in Int(firstArc[tail])..<Int(firstArc[tail + 1]) {
              let head = Int(heads[arc])
              let place = Int(next[head])
              next[head] += 1
              tails[place] = UInt32(tail)
              times[place] = milliseconds[arc]
              originals[place] = UInt32(arc)
            }
          }
        }
      }
    }
    return (SearchGraph(firstArc: rows, heads: tails, milliseconds: times), originals)
  }
}
