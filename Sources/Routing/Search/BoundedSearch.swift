/// Times from one place to every node within a limit. One object serves one thread, for any number of
/// searches; what they share is `OpenArcs`.
///
/// Dijkstra's algorithm (E. W. Dijkstra, A note on two problems in connexion with graphs, 1959, doi
/// 10.1007/BF01386390) with `TimeQueue`.
final class BoundedSearch {
  private let arcs: OpenArcs
  /// The horizon for what is not reached.
  let times: UnsafeMutablePointer<UInt32>
  private let touched: UnsafeMutablePointer<UInt32>
  /// Nodes reached by the last search: the first so many of `touched`.
  private(set) var reachedCount = 0
  private var queue: TimeQueue

  /// - Complexity: O(nodes).
  init(_ arcs: OpenArcs) {
    self.arcs = arcs
    let count = max(arcs.nodeCount, 1)
    times = .allocate(capacity: count)
    times.initialize(repeating: SearchTime.horizon, count: count)
    touched = .allocate(capacity: count)
    queue = TimeQueue(shift: arcs.bucketShift)
  }

  deinit {
    times.deallocate()
    touched.deallocate()
    queue.deallocate()
  }

  /// The nodes that the last search reached, in no particular order.
  var reached: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: touched, count: reachedCount)
  }

  /// Fills `times` with those from a place of `origins` that are at most `latest`.
  /// - Complexity: that of Dijkstra's algorithm over the nodes reached.
  func run(from origin: Int, of origins: SearchPlaces, latest: UInt32) {
    let (times, touched) = (self.times, self.touched)
    for place in 0..<reachedCount { times[Int(touched[place])] = SearchTime.horizon }
    let seeds = origins.range(of: origin)
    let starts = seeds.lazy.map { origins.milliseconds[$0] }
    guard let earliest = starts.min(), let last = starts.max(), earliest <= latest else {
      reachedCount = 0
      return
    }
    queue.reserve(span: max(arcs.longest, min(last, latest) - earliest))
    var queue = self.queue
    var count = 0
    var waiting = 0
    for seed in seeds {
      let (node, time) = (origins.nodes[seed], origins.milliseconds[seed])
      guard time <= latest, time < times[Int(node)] else { continue }
      if times[Int(node)] == SearchTime.horizon {
        touched[count] = node
        count += 1
      }
      times[Int(node)] = time
      queue.push(node, UInt64(time), time: time)
      waiting += 1
    }
    arcs.first.withUnsafeBufferPointer { first in
      arcs.arcs.withUnsafeBufferPointer { arcs in
        var bucket = earliest >> queue.shift
        while waiting > 0 {
          guard let entry = queue.pop(bucket: bucket) else {
            bucket &+= 1
            continue
          }
          waiting &-= 1
          let time = UInt32(truncatingIfNeeded: entry.label)
          let node = Int(entry.node)
          if times[node] != time { continue }
          for arc in Int(first[node])..<Int(first[node + 1]) {
            let next = arcs[arc]
            let later = time &+ next.milliseconds
            let known = times[Int(next.node)]
            guard later < known, later <= latest else { continue }
            if known == SearchTime.horizon {
              touched[count] = next.node
              count &+= 1
            }
            times[Int(next.node)] = later
            queue.push(next.node, UInt64(later), time: later)
            waiting &+= 1
          }
        }
      }
    }
    self.queue = queue
    reachedCount = count
  }

  /// Writes the times to places into a row that holds nothing yet, `SearchTime.unreachable` for those not
  /// within `latest`.
  func write(
    to destinations: SearchPlaces, latest: UInt32, into row: UnsafeMutableBufferPointer<UInt32>
  ) {
    let times = self.times
    destinations.first.withUnsafeBufferPointer { first in
      destinations.nodes.withUnsafeBufferPointer { nodes in
        destinations.milliseconds.withUnsafeBufferPointer { offsets in
          if destinations.hasOneOffsetEach {
            for place in 0..<nodes.count {
              let time = times[Int(nodes[place])] &+ offsets[place]
              row[place] = time <= latest ? time : SearchTime.unreachable
            }
            return
          }
          for place in 0..<destinations.count {
            var best = SearchTime.unreachable
            for ending in Int(first[place])..<Int(first[place + 1]) {
              best = min(best, times[Int(nodes[ending])] &+ offsets[ending])
            }
            row[place] = best <= latest ? best : SearchTime.unreachable
          }
        }
      }
    }
  }
}
