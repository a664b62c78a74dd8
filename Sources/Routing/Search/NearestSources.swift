public import Quantities

/// A source and the time from it.
public struct SourceTime: Sendable, Hashable {
  /// Index among the sources of the search.
  public let source: Int
  public let time: Seconds

  init?(_ label: UInt64) {
    guard let time = SearchTime.seconds(SourceLabel.milliseconds(label)) else { return nil }
    source = Int(SourceLabel.source(label))
    self.time = time
  }
}

/// A time and a source in one word that sorts by time, and by source where times are equal.
enum SourceLabel {
  static let none = UInt64(SearchTime.horizon) << 32 | UInt64(UInt32.max)

  @inline(__always)
  static func make(_ milliseconds: UInt32, _ source: UInt32) -> UInt64 {
    UInt64(milliseconds) << 32 | UInt64(source)
  }

  @inline(__always)
  static func milliseconds(_ label: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: label >> 32) }

  @inline(__always)
  static func source(_ label: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: label) }

  /// Puts a label among the two best of different sources.
  /// - Returns: whether it changed them.
  @inline(__always)
  static func insert(_ label: UInt64, _ first: inout UInt64, _ second: inout UInt64) -> Bool {
    guard label < second else { return false }
    if source(label) == source(first) {
      guard label < first else { return false }
      first = label
    } else if label < first {
      // Where the source was the second, the former first takes its place: it is there once.
      second = first
      first = label
    } else {
      second = label
    }
    return true
  }
}

/// The nearest source of each node of a graph, and the nearest of the others.
public struct NearestSources: Sendable {
  /// Two labels a node, `SourceLabel.none` where there is none.
  let labels: [UInt64]
  public let method: SearchMethod

  public var nodeCount: Int { labels.count / 2 }

  /// The source from which a node is reached first; of several at the same time the lowest.
  public func nearest(to node: Int) -> SourceTime? { SourceTime(labels[2 * node]) }

  /// The source that is next where the nearest is not there.
  public func secondNearest(to node: Int) -> SourceTime? { SourceTime(labels[2 * node + 1]) }

  /// Both for a place beside nodes, within the limit of the search.
  ///
  /// Exact: who is among the first two at the place by way of a node is among the first two there.
  public func nearest(to place: [NodeOffset], limit: Seconds? = nil) -> (
    first: SourceTime?, second: SourceTime?
  ) {
    guard let latest = SearchTime.latest(limit) else { return (nil, nil) }
    var (first, second) = (SourceLabel.none, SourceLabel.none)
    for ending in place {
      for label in [labels[2 * ending.node], labels[2 * ending.node + 1]]
      where label < SourceLabel.none {
        let offset = min(ending.milliseconds, SearchTime.horizon)
        let later = label + UInt64(offset) << 32
        if SourceLabel.milliseconds(later) <= latest {
          _ = SourceLabel.insert(later, &first, &second)
        }
      }
    }
    return (SourceTime(first), SourceTime(second))
  }
}
