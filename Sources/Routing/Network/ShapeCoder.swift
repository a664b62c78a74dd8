/// The points between a segment's ends: their number, then for each the step from the point before, in
/// 10⁻⁷ degree, latitude first; all as variable-length integers of seven bits a byte, steps in zigzag
/// order. Four bytes a point where roads bend, a tenth of coordinates as numbers.
enum ShapeCoder {
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }

  static func append(
    _ points: some Collection<RoadPosition>, from start: RoadPosition, to bytes: inout [UInt8]
  ) {
    append(UInt64(points.count), to: &bytes)
    var last = start
    for point in points {
      append(zigzag(Int64(point.latitude) - Int64(last.latitude)), to: &bytes)
      append(zigzag(Int64(point.longitude) - Int64(last.longitude)), to: &bytes)
      last = point
    }
  }

  /// The bytes that `append` writes.
  static func byteCount(_ points: some Collection<RoadPosition>, from start: RoadPosition) -> Int {
    var count = byteCount(UInt64(points.count))
    var last = start
    for point in points {
      count += byteCount(zigzag(Int64(point.latitude) - Int64(last.latitude)))
      count += byteCount(zigzag(Int64(point.longitude) - Int64(last.longitude)))
      last = point
    }
    return count
  }

  private static func byteCount(_ value: UInt64) -> Int {
    max(1, (70 - value.leadingZeroBitCount) / 7)
  }

  static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value &<< 1 ^ value &>> 63)
  }

  /// Reads one number and moves `offset` behind it.
  @inline(__always)
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  @inline(__always)
  static func readStep(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> Int64 {
    let value = read(bytes, &offset)
    return Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Whether the shape at `offset` ends within the bytes and no number in it is too long.
  static func isSound(_ column: RoadColumn<UInt8>, at offset: Int) -> Bool {
    column.withUnsafeBufferPointer { bytes in
      var offset = offset
      func number() -> UInt64? {
        var value: UInt64 = 0
        for place in UInt64(0)..<6 {
          guard offset < bytes.count else { return nil }
          let byte = bytes[offset]
          offset += 1
          value |= UInt64(byte & 0x7F) << (7 * place)
          if byte < 0x80 { return value }
        }
        return nil
      }
      guard let count = number(), count < 1 << 32 else { return false }
      var step: UInt64 = 0
      while step < 2 * count {
        guard number() != nil else { return false }
        step += 1
      }
      return true
    }
  }
}
