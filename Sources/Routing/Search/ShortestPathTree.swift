public import Quantities

/// A way through a graph.
public struct ShortestPath: Sendable, Hashable {
  /// Arcs in their order; empty where the way starts and ends at one node.
  public let arcs: [Int]
  /// The first and the last node.
  public let start: Int
  public let end: Int
  /// The time of the arcs and of both offsets.
  public let time: Seconds
}

/// The fastest ways from one place, with the arcs they take.
///
/// Ties are broken the same way every time: nodes are settled by time and then number, and a node
/// keeps the first arc that reached it at its best time.
public struct ShortestPathTree: Sendable {
  let graph: SearchGraph
  let milliseconds: [UInt32]
  /// The arc by which a node is reached, and that arc's tail; `UInt32.max` at the start.
  let arcs: [UInt32]
  let tails: [UInt32]

  /// - Parameters:
  ///   - origin: where the ways start.
  ///   - limit: times above it are not searched for.
  ///   - destination: the search ends as soon as the way there is known; other ways may then be missing.
  /// - Complexity: O((arcs + nodes) log nodes) over what is within the limit.
  public init(
    _ graph: SearchGraph, from origin: [NodeOffset], limit: Seconds? = nil,
    until destination: [NodeOffset]? = nil
  ) {
    self.graph = graph
    var times = [UInt32](repeating: SearchTime.horizon, count: graph.nodeCount)
    var through = [UInt32](repeating: .max, count: graph.nodeCount)
    var before = through
    var heap = LabelHeap()
    let latest = SearchTime.latest(limit)
    for seed in origin {
      guard let latest, seed.milliseconds <= latest, seed.milliseconds < times[seed.node] else {
        continue
      }
      times[seed.node] = seed.milliseconds
      heap.push(SourceLabel.make(seed.milliseconds, UInt32(seed.node)))
    }
    var best = latest ?? 0
    let endings = Dictionary(
      (destination ?? []).map { ($0.node, $0.milliseconds) }, uniquingKeysWith: min)
    graph.firstArc.withUnsafeBufferPointer { rows in
      graph.heads.withUnsafeBufferPointer { heads in
        graph.milliseconds.withUnsafeBufferPointer { costs in
          while let label = heap.pop() {
            let (time, node) = (SourceLabel.milliseconds(label), Int(SourceLabel.source(label)))
            guard time == times[node] else { continue }
            // A way of exactly the best time is still to be settled in its order.
            if time > best { break }
            if let ending = endings[node], ending < SearchTime.horizon {
              best = min(best, time + ending)
            }
            for arc in Int(rows[node])..<Int(rows[node + 1]) where costs[arc] < SearchTime.horizon {
              let (head, later) = (Int(heads[arc]), time + costs[arc])
              guard later <= best, later < times[head] else { continue }
              times[head] = later
              through[head] = UInt32(arc)
              before[head] = UInt32(node)
              heap.push(SourceLabel.make(later, UInt32(head)))
            }
          }
        }
      }
    }
    milliseconds = times
    arcs = through
    tails = before
  }

  /// The time to a node; `nil` where it is not reached within the limit.
  public func time(to node: Int) -> Seconds? { SearchTime.seconds(milliseconds[node]) }

  /// The fastest way to a place beside nodes; `nil` where none is known.
  /// - Complexity: O(arcs of the way).
  public func path(to destination: [NodeOffset]) -> ShortestPath? {
    var found: (time: UInt32, node: Int)?
    for ending in destination where milliseconds[ending.node] < SearchTime.horizon {
      let time = milliseconds[ending.node] + min(ending.milliseconds, SearchTime.horizon)
      guard time < SearchTime.horizon else { continue }
      if found.map({ (time, ending.node) < ($0.time, $0.node) }) ?? true {
        found = (time, ending.node)
      }
    }
    guard let found, let time = SearchTime.seconds(found.time) else { return nil }
    var path: [Int] = []
    var node = found.node
    while arcs[node] != .max {
      path.append(Int(arcs[node]))
      node = Int(tails[node])
    }
    return ShortestPath(arcs: path.reversed(), start: node, end: found.node, time: time)
  }
}
