/// The two nearest sources of every node in one run from all sources at once.
///
/// Two labels a node, of different sources, ordered by time and then source; a node passes on both. No
/// third is needed: what is beaten by two others at a node is beaten by them everywhere beyond it.
/// (The multi-source form of Dijkstra's algorithm is M. Erwig's graph Voronoi diagram, Networks 36
/// (2000), doi 10.1002/1097-0037(200010)36:3<156::AID-NET2>3.0.CO;2-L; order-k ones by F. Hurtado
/// et al.)
enum NearestSourceSearch {
  /// - Returns: two labels a node.
  /// - Complexity: that of two of Dijkstra's searches.
  static func labels(
    _ arcs: OpenArcs, from sources: SearchPlaces, latest: UInt32
  ) -> [UInt64] {
    var labels = [UInt64](repeating: SourceLabel.none, count: 2 * arcs.nodeCount)
    let seeds = sources.milliseconds.indices.filter { sources.milliseconds[$0] <= latest }
    guard let earliest = seeds.lazy.map({ sources.milliseconds[$0] }).min(),
      let last = seeds.lazy.map({ sources.milliseconds[$0] }).max()
    else { return labels }
    var queue = TimeQueue(shift: arcs.bucketShift)
    queue.reserve(span: max(arcs.longest, last - earliest))
    var waiting = 0
    labels.withUnsafeMutableBufferPointer { labels in
      for source in 0..<sources.count {
        for seed in sources.range(of: source) where sources.milliseconds[seed] <= latest {
          let node = Int(sources.nodes[seed])
          let label = SourceLabel.make(sources.milliseconds[seed], UInt32(source))
          if SourceLabel.insert(label, &labels[2 * node], &labels[2 * node + 1]) {
            queue.push(UInt32(node), label, time: sources.milliseconds[seed])
            waiting += 1
          }
        }
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
            let node = Int(entry.node)
            let label = entry.label
            if labels[2 * node] != label && labels[2 * node + 1] != label { continue }
            for arc in Int(first[node])..<Int(first[node + 1]) {
              let next = arcs[arc]
              let later = label &+ UInt64(next.milliseconds) << 32
              let time = SourceLabel.milliseconds(later)
              let head = 2 * Int(next.node)
              guard later < labels[head + 1], time <= latest,
                SourceLabel.insert(later, &labels[head], &labels[head + 1])
              else { continue }
              queue.push(next.node, later, time: time)
              waiting &+= 1
            }
          }
        }
      }
    }
    queue.deallocate()
    return labels
  }
}
