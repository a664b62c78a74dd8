import Geometry
import Glibc
import ResponseModel

/// What a column's texts were found to mean, by their bytes: most rows of a large table have one of a
/// few, and looking a text up by its letters takes longer than telling that two are the same.
///
/// Not `Sendable`: one import, one task.
final class TextMemo<Value> {
  // Each place has one of the texts that belong to it: the one that came last.
  private var texts = [[UInt8]](repeating: [], count: 256)
  private var values = [Value?](repeating: nil, count: 256)

  /// - Complexity: O(bytes).
  func value(of text: UnsafeBufferPointer<UInt8>) -> Value? {
    let place = Self.place(of: text)
    let isKnown = texts[place].withUnsafeBufferPointer { known in
      guard known.count == text.count, let left = known.baseAddress, let right = text.baseAddress
      else { return false }
      return memcmp(left, right, text.count) == 0
    }
    return isKnown ? values[place] : nil
  }

  func keep(_ value: Value, of text: UnsafeBufferPointer<UInt8>) {
    let place = Self.place(of: text)
    texts[place] = Array(text)
    values[place] = value
  }

  /// By all bytes, eight at a time: names of stations end alike, and plates start alike.
  private static func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = UInt64(bytes.count)
    var position = 0
    while position + 8 <= bytes.count {
      hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    while position < bytes.count {
      hash = mixed(hash ^ UInt64(bytes[position]))
      position += 1
    }
    return Int(hash >> 56)
  }

  /// Spreads all bits to the highest (D. E. Knuth, The Art of Computer Programming 3, 6.4).
  private static func mixed(_ value: UInt64) -> UInt64 {
    let spread = value &* 0x9E37_79B9_7F4A_7C15
    return spread ^ spread >> 32
  }
}

/// What the columns of missions say again and again. Only what a text alone decides is kept.
final class CallMemo {
  let kinds = TextMemo<String>()
  let plates = TextMemo<String>()
  let counties = TextMemo<String>()
  let areaClasses = TextMemo<AreaClass>()
  let outcomes = TextMemo<(text: String, meaning: CallOutcome)>()
  /// Names of stations and their codes, `nil` where no station is called so.
  let stations = TextMemo<(name: String, code: String?)>()
}

extension ImportRow {
  /// What `read` makes of a column's text, or made of the same text before. For columns whose meaning
  /// nothing but their text decides, and which warn of nothing that they understand.
  func recalled<Value>(
    _ memo: TextMemo<Value>, _ column: LayerSlot, _ read: () throws(Problem) -> Value?
  ) throws(Problem) -> Value? {
    guard let slot = column.slot, !raw.isEmpty(slot) else { return try read() }
    if let known = raw.withBytes(of: slot, { memo.value(of: $0) }) { return known }
    let value = try read()
    if let value { raw.withBytes(of: slot) { memo.keep(value, of: $0) } }
    return value
  }
}
