/// The arcs among nodes that are not contracted yet, which change as nodes go: for each node the arcs
/// out of it and into it, in blocks of a shared pool that move when they outgrow their room.
struct ContractionGraph {
  struct Link {
    /// The other end.
    var node: UInt32
    var milliseconds: UInt32
    /// Arcs of the graph that it stands for.
    var arcs: UInt32
  }

  /// Links of all nodes in one direction.
  struct Side {
    private(set) var links: UnsafeMutablePointer<Link>
    private var capacity: Int
    private var used: Int
    let starts: UnsafeMutablePointer<Int>
    let counts: UnsafeMutablePointer<Int32>
    private let rooms: UnsafeMutablePointer<Int32>

    /// - Parameter room: for each node the links it starts with, at least.
    init(room: [Int32]) {
      starts = .allocate(capacity: max(room.count, 1))
      counts = .allocate(capacity: max(room.count, 1))
      rooms = .allocate(capacity: max(room.count, 1))
      used = 0
      for (node, count) in room.enumerated() {
        starts[node] = used
        counts[node] = 0
        rooms[node] = count
        used += Int(count)
      }
      capacity = used + used / 2 + 1024
      links = .allocate(capacity: capacity)
    }

    func deallocate() {
      links.deallocate()
      starts.deallocate()
      counts.deallocate()
      rooms.deallocate()
    }

    @inline(__always)
    func range(_ node: Int) -> Range<Int> {
      starts[node]..<starts[node] &+ Int(counts[node])
    }

    /// Adds a link, or betters the one there is to the same node.
    mutating func put(_ link: Link, at node: Int) {
      for place in range(node) where links[place].node == link.node {
        if link.milliseconds < links[place].milliseconds { links[place] = link }
        return
      }
      if counts[node] == rooms[node] { move(node) }
      links[starts[node] &+ Int(counts[node])] = link
      counts[node] &+= 1
    }

    mutating func remove(_ other: UInt32, at node: Int) {
      let range = range(node)
      for place in range where links[place].node == other {
        links[place] = links[range.upperBound - 1]
        counts[node] &-= 1
        return
      }
    }

    private mutating func move(_ node: Int) {
      let room = max(Int(rooms[node]) * 2, 4)
      if used + room > capacity {
        capacity = max(capacity * 3 / 2, used + room)
        let larger = UnsafeMutablePointer<Link>.allocate(capacity: capacity)
        larger.update(from: links, count: used)
        links.deallocate()
        links = larger
      }
      (links + used).update(from: links + starts[node], count: Int(counts[node]))
      starts[node] = used
      rooms[node] = Int32(room)
      used += room
    }
  }

  let nodeCount: Int
  var out: Side
  var into: Side

  /// Parallel arcs become the fastest of them.
  init(_ arcs: OpenArcs) {
    nodeCount = arcs.nodeCount
    var incoming = [Int32](repeating: 1, count: nodeCount)
    var outgoing = incoming
    for node in 0..<nodeCount { outgoing[node] += Int32(arcs.first[node + 1] - arcs.first[node]) }
    for arc in arcs.arcs { incoming[Int(arc.node)] += 1 }
    out = Side(room: outgoing)
    into = Side(room: incoming)
    for node in 0..<nodeCount {
      for arc in arcs.arcs[Int(arcs.first[node])..<Int(arcs.first[node + 1])] {
        add(from: UInt32(node), to: arc.node, arc.milliseconds, arcs: 1)
      }
    }
  }

  func deallocate() {
    out.deallocate()
    into.deallocate()
  }

  mutating func add(from tail: UInt32, to head: UInt32, _ milliseconds: UInt32, arcs: UInt32) {
    out.put(Link(node: head, milliseconds: milliseconds, arcs: arcs), at: Int(tail))
    into.put(Link(node: tail, milliseconds: milliseconds, arcs: arcs), at: Int(head))
  }

  /// Takes a node's links out of its neighbours' lists; its own stay to be read.
  mutating func detach(_ node: UInt32) {
    for place in out.range(Int(node)) { into.remove(node, at: Int(out.links[place].node)) }
    for place in into.range(Int(node)) { out.remove(node, at: Int(into.links[place].node)) }
  }
}
