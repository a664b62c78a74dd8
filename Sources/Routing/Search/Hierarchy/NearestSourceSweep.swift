/// The two nearest sources of every node by a hierarchy: one climb from all sources at once, one sweep
/// of labels over the whole graph.
///
/// PHAST (Delling et al. 2013, doi 10.1016/j.jpdc.2012.02.007) with labels of time and source in place
/// of times, as `NearestSourceSearch` has them.
enum NearestSourceSweep {
  /// - Returns: two labels a node, `none` beyond `latest`.
  /// - Complexity: O(nodes + arcs of the hierarchy).
  static func labels(
    _ hierarchy: ContractionHierarchy, from sources: SearchPlaces, latest: UInt32
  ) -> [UInt64] {
    let count = hierarchy.nodeCount
    var labels = [UInt64](repeating: SourceLabel.none, count: 2 * count)
    var result = labels
    labels.withUnsafeMutableBufferPointer { labels in
      climb(hierarchy, from: sources, latest: latest, labels)
      let end = UInt64(latest + 1) << 32
      hierarchy.firstDown.withUnsafeBufferPointer { firstArc in
        hierarchy.down.withUnsafeBufferPointer { arcs in
          hierarchy.nodes.withUnsafeBufferPointer { nodes in
            result.withUnsafeMutableBufferPointer { result in
              var arc = 0
              for position in 0..<count {
                var (first, second) = (labels[2 &* position], labels[2 &* position &+ 1])
                let last = Int(firstArc[position &+ 1])
                while arc < last {
                  let next = arcs[arc]
                  let above = 2 &* Int(next.node)
                  let time = UInt64(next.milliseconds) << 32
                  // The second is never less than the first.
                  let later = labels[above] &+ time
                  if later < second {
                    _ = SourceLabel.insert(later, &first, &second)
                    _ = SourceLabel.insert(labels[above &+ 1] &+ time, &first, &second)
                  }
                  arc &+= 1
                }
                labels[2 &* position] = first
                labels[2 &* position &+ 1] = second
                let node = 2 &* Int(nodes[position])
                result[node] = first < end ? first : SourceLabel.none
                result[node &+ 1] = second < end ? second : SourceLabel.none
              }
            }
          }
        }
      }
    }
    return result
  }

  private static func climb(
    _ hierarchy: ContractionHierarchy, from sources: SearchPlaces, latest: UInt32,
    _ labels: UnsafeMutableBufferPointer<UInt64>
  ) {
    var isReached = [Bool](repeating: false, count: hierarchy.nodeCount)
    var reached: [UInt32] = []
    for source in 0..<sources.count {
      for seed in sources.range(of: source) where sources.milliseconds[seed] <= latest {
        let position = Int(hierarchy.positions[Int(sources.nodes[seed])])
        if !isReached[position] {
          isReached[position] = true
          reached.append(UInt32(position))
        }
        _ = SourceLabel.insert(
          SourceLabel.make(sources.milliseconds[seed], UInt32(source)), &labels[2 * position],
          &labels[2 * position + 1])
      }
    }
    hierarchy.firstUp.withUnsafeBufferPointer { first in
      hierarchy.up.withUnsafeBufferPointer { up in
        var next = 0
        while next < reached.count {
          let position = Int(reached[next])
          next += 1
          for arc in Int(first[position])..<Int(first[position + 1])
          where !isReached[Int(up[arc].node)] {
            isReached[Int(up[arc].node)] = true
            reached.append(up[arc].node)
          }
        }
        reached.sort(by: >)
        for position in reached.lazy.map({ Int($0) }) {
          for arc in Int(first[position])..<Int(first[position + 1]) {
            let above = 2 * Int(up[arc].node)
            let time = UInt64(up[arc].milliseconds) << 32
            for label in [labels[2 * position], labels[2 * position + 1]] {
              _ = SourceLabel.insert(label &+ time, &labels[above], &labels[above + 1])
            }
          }
        }
      }
    }
  }
}
