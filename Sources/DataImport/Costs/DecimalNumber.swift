/// Decimal numbers as bytes.
enum DecimalNumber {
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// Exact: up to 2⁵³ and 10²² by one correctly rounded operation, else the C library's conversion.
  static func value(of field: UnsafeRawBufferPointer) -> Double? {
    var (mantissa, digits, decimals, index) = (UInt64(0), 0, 0, 0)
    var (isNegative, sawPoint) = (false, false)
    if index < field.count, field[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    while index < field.count {
      let byte = field[index]
      if byte >= 48, byte <= 57 {
        mantissa = mantissa &* 10 &+ UInt64(byte - 48)
        digits += 1
        if sawPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        return slow(field)
      }
      index += 1
    }
    guard digits > 0 else { return slow(field) }
    guard digits <= 18, mantissa <= 1 << 53, decimals <= 22 else { return slow(field) }
    let value = Double(mantissa) / powers[decimals]
    return isNegative ? -value : value
  }

  private static func slow(_ field: UnsafeRawBufferPointer) -> Double? {
    let text = String(decoding: field, as: UTF8.self).lowercased()
    if ["inf", "infinity", "+inf", "+infinity"].contains(text) { return .infinity }
    // Hexadecimal and the like are not numbers in a table.
    guard !text.isEmpty, text.utf8.allSatisfy({ "0123456789+-.e".utf8.contains($0) }) else {
      return nil
    }
    // Too large to hold is no way to say that a pair cannot be reached.
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
