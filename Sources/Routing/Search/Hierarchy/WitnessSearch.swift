/// Looks for ways around a node that is to be contracted: Dijkstra's algorithm from one neighbour,
/// given up after some nodes. What it does not find costs a needless shortcut, never a wrong time.
struct WitnessSearch {
  let times: UnsafeMutablePointer<UInt32>
  private var touched: [UInt32] = []
  private var heap = LabelHeap()

  init(nodeCount: Int) {
    times = .allocate(capacity: max(nodeCount, 1))
    times.initialize(repeating: SearchTime.horizon, count: max(nodeCount, 1))
  }

  func deallocate() { times.deallocate() }

  mutating func reset() {
    for node in touched { times[Int(node)] = SearchTime.horizon }
    touched.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  /// Fills `times` with lengths of ways from `origin` that do not touch `avoided`: upper bounds, exact
  /// for nodes that were settled. Call `reset` before the next search.
  ///
  /// - Parameters:
  ///   - latest: longer ways are of no use.
  ///   - settling: nodes to settle at most.
  mutating func run(
    _ side: ContractionGraph.Side, from origin: UInt32, avoiding avoided: UInt32, latest: UInt32,
    settling limit: Int
  ) {
    let times = self.times
    let links = side.links
    times[Int(origin)] = 0
    touched.append(origin)
    heap.push(UInt64(origin))
    var settled = 0
    while let label = heap.pop() {
      let (time, node) = (SourceLabel.milliseconds(label), Int(SourceLabel.source(label)))
      guard time == times[node] else { continue }
      settled &+= 1
      if settled > limit { break }
      for place in side.range(node) {
        let link = links[place]
        let later = time &+ link.milliseconds
        let known = times[Int(link.node)]
        guard later <= latest, later < known, link.node != avoided else { continue }
        if known == SearchTime.horizon { touched.append(link.node) }
        times[Int(link.node)] = later
        heap.push(SourceLabel.make(later, link.node))
      }
    }
  }
}
