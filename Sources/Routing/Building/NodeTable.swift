/// Numbers 0, 1, 2 … for the ids of nodes, in the order in which ways first name them.
///
/// An open-addressing hash table of 4-byte numbers at most half full, beside the ids: 16–24 bytes a
/// node. Neighbours along a way get neighbouring numbers.
struct NodeTable {
  private(set) var ids: [Int64] = []
  private var slots: [UInt32]
  private var mask: Int

  private static let free = UInt32.max

  init() {
    slots = Array(repeating: Self.free, count: 1024)
    mask = 1023
  }

  var count: Int { ids.count }

  /// Fibonacci hashing (D. Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private static func slot(_ id: Int64, _ mask: Int) -> Int {
    let mixed = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 24) & mask
  }

  /// The number of an id; `nil` where no way names it.
  func number(of id: Int64) -> UInt32? {
    ids.withUnsafeBufferPointer { ids in
      slots.withUnsafeBufferPointer { slots in
        var slot = Self.slot(id, mask)
        while true {
          let number = slots[slot]
          if number == Self.free { return nil }
          if ids[Int(number)] == id { return number }
          slot = (slot + 1) & mask
        }
      }
    }
  }

  /// The number of an id, a new one where it has none.
  mutating func insert(_ id: Int64) -> UInt32 {
    if ids.count * 2 >= slots.count { grow() }
    var slot = Self.slot(id, mask)
    while true {
      let number = slots[slot]
      if number == Self.free { break }
      if ids[Int(number)] == id { return number }
      slot = (slot + 1) & mask
    }
    let number = UInt32(ids.count)
    slots[slot] = number
    ids.append(id)
    return number
  }

  private mutating func grow() {
    let count = slots.count * 2
    let mask = count - 1
    self.mask = mask
    // The old table goes before the new one comes: both at once would be the peak of an import.
    slots = []
    slots = Array(repeating: Self.free, count: count)
    slots.withUnsafeMutableBufferPointer { slots in
      for (number, id) in ids.enumerated() {
        var slot = Self.slot(id, mask)
        while slots[slot] != Self.free { slot = (slot + 1) & mask }
        slots[slot] = UInt32(number)
      }
    }
  }
}
