import COsmium

/// The tags of one object, as far as road rules look at them.
struct OSMTags {
  private var values: [OSMKey: String]

  init(_ values: [OSMKey: String] = [:]) { self.values = values }

  subscript(key: OSMKey) -> String? { values[key] }
}

/// Finds the keys of `OSMKey` in tags as libosmium keeps them.
///
/// One object for all objects of a file: what an object does not have costs nothing.
struct OSMTagReader {
  private static let slotCount = 512
  /// By hash of the key: its index, or −1.
  private let slots: [Int8]
  private let keys: [[UInt8]]
  private let cases = OSMKey.allCases

  init() {
    var slots = [Int8](repeating: -1, count: Self.slotCount)
    keys = OSMKey.allCases.map { Array($0.rawValue.utf8) }
    for (index, key) in keys.enumerated() {
      var slot = Int(key.reduce(UInt32(5381)) { ($0 &* 33) ^ UInt32($1) }) % Self.slotCount
      while slots[slot] >= 0 { slot = (slot + 1) % Self.slotCount }
      slots[slot] = Int8(index)
    }
    self.slots = slots
  }

  /// - Complexity: O(bytes).
  func read(_ tags: AmbitOSMTags) -> OSMTags {
    guard let bytes = tags.bytes else { return OSMTags() }
    var found: [OSMKey: String] = [:]
    let end = tags.byte_count
    let base = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    var offset = 0
    while offset < end {
      let start = offset
      var hash: UInt32 = 5381
      while offset < end, base[offset] != 0 {
        hash = (hash &* 33) ^ UInt32(base[offset])
        offset += 1
      }
      let length = offset - start
      offset += 1
      let valueStart = offset
      while offset < end, base[offset] != 0 { offset += 1 }
      if let key = key(base + start, length, hash) {
        found[key] = String(
          decoding: UnsafeBufferPointer(start: base + valueStart, count: offset - valueStart),
          as: UTF8.self)
      }
      offset += 1
    }
    return OSMTags(found)
  }

  private func key(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt32) -> OSMKey? {
    var slot = Int(hash) % Self.slotCount
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if keys[index].count == length,
        keys[index].elementsEqual(UnsafeBufferPointer(start: bytes, count: length))
      {
        return cases[index]
      }
      slot = (slot + 1) % Self.slotCount
    }
    return nil
  }
}
