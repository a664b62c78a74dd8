/// Nodes waiting for their turn, in buckets of equal width of time: a priority queue for times that
/// only grow, without comparing any two.
///
/// R. B. Dial, Algorithm 360: shortest-path forest with topological ordering, CACM 12 (1969), doi
/// 10.1145/363269.363610; buckets wider than the shortest arc as in U. Meyer, P. Sanders, Δ-stepping,
/// Journal of Algorithms 49 (2003), doi 10.1016/S0196-6774(03)00076-2: a node may come up more than
/// once, and the result is that of Dijkstra's algorithm all the same.
///
/// The ring of buckets spans the longest arc and the spread of the start times; an entry that was taken
/// out is used again, so that the memory in use is that of the frontier and stays in the cache.
struct TimeQueue {
  struct Entry {
    var label: UInt64
    var node: UInt32
    var next: UInt32
  }

  static let none = UInt32.max

  private(set) var buckets: UnsafeMutablePointer<UInt32>
  private(set) var bucketCount: Int
  var entries: UnsafeMutablePointer<Entry>
  var capacity: UInt32
  /// Entries from here on have never been used.
  var used: UInt32 = 0
  var free = TimeQueue.none
  let shift: UInt32

  init(shift: UInt32) {
    self.shift = shift
    bucketCount = 1024
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: Self.none, count: bucketCount)
    capacity = 1024
    entries = .allocate(capacity: Int(capacity))
  }

  func deallocate() {
    buckets.deallocate()
    entries.deallocate()
  }

  /// Makes room for times that lie at most `span` apart.
  mutating func reserve(span: UInt32) {
    let needed = Int(span >> shift) + 2
    guard needed > bucketCount else { return }
    buckets.deallocate()
    bucketCount = 1 << (Int.bitWidth - (needed - 1).leadingZeroBitCount)
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: Self.none, count: bucketCount)
  }

  @inline(__always)
  mutating func push(_ node: UInt32, _ label: UInt64, time: UInt32) {
    var entry = free
    if entry != Self.none {
      free = entries[Int(entry)].next
    } else {
      if used == capacity { grow() }
      entry = used
      used += 1
    }
    let bucket = Int(time >> shift) & (bucketCount - 1)
    entries[Int(entry)] = Entry(label: label, node: node, next: buckets[bucket])
    buckets[bucket] = entry
  }

  /// The last entry put into a bucket; `nil` where it is empty.
  @inline(__always)
  mutating func pop(bucket: UInt32) -> Entry? {
    let place = Int(bucket) & (bucketCount - 1)
    let index = buckets[place]
    guard index != Self.none else { return nil }
    let entry = entries[Int(index)]
    buckets[place] = entry.next
    entries[Int(index)].next = free
    free = index
    return entry
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: Int(capacity) * 2)
    larger.update(from: entries, count: Int(capacity))
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}
