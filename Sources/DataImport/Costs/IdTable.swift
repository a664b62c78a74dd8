import Glibc

/// Numbers ids in the order in which they are first seen, without making a string of each.
struct IdTable: Sendable {
  private(set) var ids: [String] = []
  /// Whether every id is UTF-8; of others no string can be made that means the same bytes.
  private(set) var isText = true
  private var slots = [Int32](repeating: -1, count: 1 << 10)
  private var codes: [UInt64] = []
  /// What came after each id the last time: tables repeat their order.
  private var followers: [Int32] = []
  /// The bytes of all ids, one after the other.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var last: Int32 = -1

  /// - Complexity: O(bytes of the id) on average.
  mutating func index(of field: UnsafeRawBufferPointer) -> Int32 {
    let code = Self.code(field)
    if last >= 0 {
      if isEqual(field, code, Int(last)) { return last }
      let guess = followers[Int(last)]
      if guess >= 0, isEqual(field, code, Int(guess)) {
        last = guess
        return guess
      }
    }
    let found = looked(up: field, code)
    if last >= 0 { followers[Int(last)] = found }
    last = found
    return found
  }

  private mutating func looked(up field: UnsafeRawBufferPointer, _ code: UInt64) -> Int32 {
    var slot = slot(code)
    while slots[slot] >= 0 {
      if isEqual(field, code, Int(slots[slot])) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let new = Int32(ids.count)
    slots[slot] = new
    if let id = String(validating: field, as: UTF8.self) {
      ids.append(id)
    } else {
      isText = false
      ids.append(String(decoding: field, as: UTF8.self))
    }
    codes.append(code)
    followers.append(-1)
    bytes.append(contentsOf: field)
    ends.append(bytes.count)
    if ids.count * 2 > slots.count { grow() }
    return new
  }

  /// Up to seven bytes and how many there are; of longer ids a hash below 255.
  private static func code(_ field: UnsafeRawBufferPointer) -> UInt64 {
    if field.count < 8 {
      var code = UInt64(field.count)
      for byte in field { code = code << 8 | UInt64(byte) }
      return code << UInt64(8 * (7 - field.count))
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset + 8 <= field.count {
      hash =
        (hash ^ field.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01B3
      hash ^= hash >> 29
      offset += 8
    }
    for byte in field[offset...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash | 0xFF << 56
  }

  private func isEqual(_ field: UnsafeRawBufferPointer, _ code: UInt64, _ index: Int) -> Bool {
    guard codes[index] == code else { return false }
    if code >> 56 < 8 { return true }
    let begin = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - begin == field.count, let start = field.baseAddress else { return false }
    return bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp($0 + begin, start, field.count) == 0 } ?? false
    }
  }

  private func slot(_ code: UInt64) -> Int {
    Int((code &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - slots.count.trailingZeroBitCount))
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, code) in codes.enumerated() {
      var slot = slot(code)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
