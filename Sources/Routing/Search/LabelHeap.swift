/// A priority queue of words, least first: a heap with four children a node.
struct LabelHeap {
  private(set) var labels: [UInt64] = []

  var isEmpty: Bool { labels.isEmpty }
  var least: UInt64? { labels.first }

  mutating func removeAll() { labels.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func push(_ label: UInt64) {
    labels.append(label)
    let last = labels.count - 1
    labels.withUnsafeMutableBufferPointer { heap in
      var place = last
      while place > 0 {
        let parent = (place - 1) >> 2
        guard label < heap[parent] else { break }
        heap[place] = heap[parent]
        place = parent
      }
      heap[place] = label
    }
  }

  @inline(__always)
  mutating func pop() -> UInt64? {
    guard let least = labels.first, let label = labels.popLast() else { return nil }
    let count = labels.count
    guard count > 0 else { return least }
    labels.withUnsafeMutableBufferPointer { heap in
      var place = 0
      while true {
        let start = 4 &* place &+ 1
        guard start < count else { break }
        var child = start
        for other in start &+ 1..<max(min(start &+ 4, count), start &+ 1)
        where heap[other] < heap[child] { child = other }
        guard heap[child] < label else { break }
        heap[place] = heap[child]
        place = child
      }
      heap[place] = label
    }
    return least
  }
}
