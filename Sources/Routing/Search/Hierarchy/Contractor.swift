/// Contracts the nodes of a graph one by one, the least important first, and notes the arcs that each
/// has to more important ones when it goes.
///
/// R. Geisberger, P. Sanders, D. Schultes, C. Vetter, Exact routing in large road networks using
/// contraction hierarchies, Transportation Science 46 (2012), doi 10.1287/trsc.1110.0401. A node's
/// importance is the shortcuts it needs for each arc that goes with it, once by count and once by the
/// arcs of the graph they stand for, and the height of what is already below it. It is worked out anew
/// whenever a neighbour goes. Ties go to the lower node: the same graph gives the same hierarchy.
struct Contractor {
  /// Nodes a witness search settles at most when it estimates, and when it decides.
  static let estimating = 30
  static let deciding = 200

  private var graph: ContractionGraph
  private var witness: WitnessSearch
  private var importance: [UInt32]
  private var isContracted: [Bool]
  private var heap = LabelHeap()
  private var shortcuts: [Shortcut] = []

  /// Nodes in the order they went; the rows of `up` and `down` are in this order.
  private(set) var order: [UInt32] = []
  /// One more than the highest level below it; 0 where there is none.
  private(set) var levels: [UInt32]
  /// Arcs to more important nodes, and the rows.
  private(set) var up: [OpenArc] = []
  private(set) var firstUp: [UInt32] = [0]
  /// Arcs from more important nodes.
  private(set) var down: [OpenArc] = []
  private(set) var firstDown: [UInt32] = [0]
  private(set) var shortcutCount = 0

  private struct Shortcut {
    var tail: UInt32
    var head: UInt32
    var milliseconds: UInt32
    var arcs: UInt32
  }

  /// Contracts all nodes.
  /// - Complexity: not bounded by more than O(nodes · arcs); on road networks some 15 µs a node.
  static func contract(_ arcs: OpenArcs) -> Contractor {
    var contractor = Contractor(arcs)
    contractor.run()
    contractor.graph.deallocate()
    contractor.witness.deallocate()
    return contractor
  }

  private init(_ arcs: OpenArcs) {
    graph = ContractionGraph(arcs)
    witness = WitnessSearch(nodeCount: arcs.nodeCount)
    importance = Array(repeating: 0, count: arcs.nodeCount)
    isContracted = Array(repeating: false, count: arcs.nodeCount)
    levels = Array(repeating: 0, count: arcs.nodeCount)
    order.reserveCapacity(arcs.nodeCount)
    up.reserveCapacity(arcs.arcs.count)
    down.reserveCapacity(arcs.arcs.count)
  }

  private mutating func run() {
    for node in 0..<UInt32(graph.nodeCount) { appraise(node) }
    while let label = heap.pop() {
      let node = SourceLabel.source(label)
      guard !isContracted[Int(node)], importance[Int(node)] == SourceLabel.milliseconds(label)
      else { continue }
      contract(node)
    }
  }

  /// Works out a node's importance and puts it in line.
  private mutating func appraise(_ node: UInt32) {
    findShortcuts(around: node, settling: Self.estimating)
    var removedArcs = 0
    var (added, removed) = (UInt64(0), UInt64(0))
    for shortcut in shortcuts { added += UInt64(shortcut.arcs) }
    for side in [graph.out, graph.into] {
      removedArcs += side.range(Int(node)).count
      for place in side.range(Int(node)) { removed += UInt64(side.links[place].arcs) }
    }
    var value = UInt64(levels[Int(node)]) * 1000
    if removedArcs > 0 {
      value += UInt64(shortcuts.count * 1000 / removedArcs) + added * 1000 / removed
    }
    importance[Int(node)] = UInt32(min(value, UInt64(UInt32.max)))
    heap.push(SourceLabel.make(importance[Int(node)], node))
  }

  private mutating func contract(_ node: UInt32) {
    findShortcuts(around: node, settling: Self.deciding)
    isContracted[Int(node)] = true
    order.append(node)
    var neighbours: [UInt32] = []
    for place in graph.out.range(Int(node)) {
      let link = graph.out.links[place]
      up.append(OpenArc(node: link.node, milliseconds: link.milliseconds))
      neighbours.append(link.node)
    }
    firstUp.append(UInt32(up.count))
    for place in graph.into.range(Int(node)) {
      let link = graph.into.links[place]
      down.append(OpenArc(node: link.node, milliseconds: link.milliseconds))
      if !neighbours.contains(link.node) { neighbours.append(link.node) }
    }
    firstDown.append(UInt32(down.count))
    graph.detach(node)
    for shortcut in shortcuts {
      graph.add(
        from: shortcut.tail, to: shortcut.head, shortcut.milliseconds, arcs: shortcut.arcs)
    }
    shortcutCount += shortcuts.count
    let level = levels[Int(node)] + 1
    for neighbour in neighbours {
      levels[Int(neighbour)] = max(levels[Int(neighbour)], level)
    }
    for neighbour in neighbours { appraise(neighbour) }
  }

  /// The arcs that must take the place of ways over a node when it goes.
  private mutating func findShortcuts(around node: UInt32, settling limit: Int) {
    shortcuts.removeAll(keepingCapacity: true)
    let (out, into) = (graph.out, graph.into)
    let leaving = out.range(Int(node))
    guard !leaving.isEmpty else { return }
    var longest: UInt32 = 0
    for place in leaving { longest = max(longest, out.links[place].milliseconds) }
    for place in into.range(Int(node)) {
      let first = into.links[place]
      if leaving.count == 1, out.links[leaving.lowerBound].node == first.node { continue }
      let latest = min(first.milliseconds &+ longest, SearchTime.horizon - 1)
      witness.run(out, from: first.node, avoiding: node, latest: latest, settling: limit)
      for place in leaving {
        let second = out.links[place]
        let time = first.milliseconds &+ second.milliseconds
        guard second.node != first.node, time < SearchTime.horizon,
          witness.times[Int(second.node)] > time
        else { continue }
        shortcuts.append(
          Shortcut(
            tail: first.node, head: second.node, milliseconds: time,
            arcs: first.arcs &+ second.arcs))
      }
      witness.reset()
    }
  }
}
