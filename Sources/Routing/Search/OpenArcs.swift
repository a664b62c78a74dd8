/// An arc as searches read it: one load for both.
struct OpenArc {
  /// The other end: the head, or the tail in arrays of incoming arcs.
  var node: UInt32
  var milliseconds: UInt32
}

/// The arcs of a graph that are open, head and time side by side, loops left out.
struct OpenArcs: Sendable {
  /// `nodeCount + 1` rows into `arcs`.
  let first: [UInt32]
  let arcs: [OpenArc]
  /// The longest time of an arc, and the mean.
  let longest: UInt32
  let mean: UInt32

  var nodeCount: Int { first.count - 1 }

  /// - Complexity: O(nodes + arcs).
  init(_ graph: SearchGraph) {
    var first: [UInt32] = [0]
    var open: [OpenArc] = []
    first.reserveCapacity(graph.nodeCount + 1)
    open.reserveCapacity(graph.arcCount)
    var longest: UInt32 = 0
    var sum: UInt64 = 0
    graph.firstArc.withUnsafeBufferPointer { rows in
      graph.heads.withUnsafeBufferPointer { heads in
        graph.milliseconds.withUnsafeBufferPointer { times in
          for tail in 0..<graph.nodeCount {
            for arc in Int(rows[tail])..<Int(rows[tail + 1])
            where times[arc] < SearchTime.horizon && heads[arc] != tail {
              open.append(OpenArc(node: heads[arc], milliseconds: times[arc]))
              longest = max(longest, times[arc])
              sum += UInt64(times[arc])
            }
            first.append(UInt32(open.count))
          }
        }
      }
    }
    self.first = first
    arcs = open
    self.longest = longest
    mean = open.isEmpty ? 0 : UInt32(sum / UInt64(open.count))
  }

  /// Widths of the time buckets of a search, as a power of two: an eighth of the mean arc, so that few
  /// nodes are looked at twice within one.
  var bucketShift: UInt32 {
    let width = max(mean / 8, 1)
    return UInt32(31 - width.leadingZeroBitCount)
  }
}
