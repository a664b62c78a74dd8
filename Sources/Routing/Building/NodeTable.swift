/// Numbers 0, 1, 2 … for the ids of nodes, in the order of the ids.
///
/// Made once all ways are known. Sorted ids, 8 bytes a node: a hash table takes two or three times that,
/// and nodes come in the order of their ids in nearly every file, and near to each other along a way, so
/// that a search that starts where the last one ended is short.
struct NodeTable {
  private(set) var ids: [Int64] = []
  /// Where the last search ended.
  private var last = 0

  init() {}

  /// - Parameter named: ids in any order, any number of times.
  /// - Complexity: O(*n* log *n*).
  init(_ named: consuming [Int64]) {
    named.sort()
    var count = 0
    named.withUnsafeMutableBufferPointer { named in
      for index in named.indices where index == 0 || named[index] != named[index - 1] {
        named[count] = named[index]
        count += 1
      }
    }
    named.removeLast(named.count - count)
    ids = named
  }

  var count: Int { ids.count }

  /// The number of an id; `nil` where no way names it.
  ///
  /// - Complexity: O(log *d*), *d* the distance from the last id that was asked for (J. Bentley, A. Yao,
  ///   An almost optimal algorithm for unbounded searching, Inf. Process. Lett. 5 (1976), doi
  ///   10.1016/0020-0190(76)90071-5).
  mutating func number(of id: Int64) -> UInt32? {
    let start = last
    let found = ids.withUnsafeBufferPointer { ids -> Int in
      guard !ids.isEmpty else { return 0 }
      // Ids below `low` are smaller, those from `high` on are not.
      var (low, high) = (0, ids.count)
      var step = 1
      if ids[start] < id {
        low = start + 1
        while low + step - 1 < high, ids[low + step - 1] < id {
          low += step
          step *= 2
        }
        high = min(high, low + step - 1)
      } else {
        high = start
        while high - step >= 0, ids[high - step] >= id {
          high -= step
          step *= 2
        }
        low = max(0, high - step + 1)
      }
      while low < high {
        let middle = (low + high) / 2
        if ids[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
    guard found < ids.count else { return nil }
    last = found
    return ids[found] == id ? UInt32(found) : nil
  }
}
