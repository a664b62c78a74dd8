/// Numbers ids in the order in which they are first seen, without making a string of each.
struct IdTable {
  private(set) var ids: [String] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 1 << 10)
  private var hashes: [UInt64] = []
  /// The bytes of all ids, one after the other.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var last: Int32 = -1

  /// - Complexity: O(bytes of the id) on average.
  mutating func index(of field: UnsafeRawBufferPointer) -> Int32 {
    if last >= 0, isEqual(field, Int(last)) { return last }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in field { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, isEqual(field, index) {
        last = Int32(index)
        return last
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(ids.count)
    last = Int32(ids.count)
    ids.append(String(decoding: field, as: UTF8.self))
    hashes.append(hash)
    bytes.append(contentsOf: field)
    ends.append(bytes.count)
    if ids.count * 2 > slots.count { grow() }
    return last
  }

  private func isEqual(_ field: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    let begin = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - begin == field.count else { return false }
    for offset in 0..<field.count where bytes[begin + offset] != field[offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(hash & UInt64(slots.count - 1))
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
