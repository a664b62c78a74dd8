import Glibc
import ResponseModel

/// Long tables of ids and numbers, read line by line.
public enum LongTable {
  /// What a column holds, by the names it may have.
  public enum Column: String, Sendable, CaseIterable {
    case demand, site, cost, weight, busy, calls, vehicles

    var names: Set<String> {
      switch self {
      case .demand: ["demand", "demand_id", "需求点", "需求点代码"]
      case .site: ["site", "site_id", "station", "station_id", "candidate", "候选点", "急救站", "站点"]
      case .cost: ["cost", "time", "minutes", "distance", "travel_min", "代价", "时间", "距离", "费用"]
      case .weight: ["weight", "population", "demand_weight", "calls_per_hour", "权重", "人口"]
      case .busy: ["busy", "busy_fraction", "繁忙概率"]
      case .calls: ["calls", "calls_per_hour", "rate", "呼叫量", "每小时呼叫量"]
      case .vehicles: ["vehicles", "ambulances", "车辆数", "救护车数"]
      }
    }
  }

  /// Gives each line's fields in the order of `columns`.
  static func read(
    _ path: String, columns: [Column],
    _ body: ([UnsafeRawBufferPointer], Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    var carry: [UInt8] = []
    var reader = LineReader(path: path, columns: columns)
    try FileChunks.read(path) { bytes throws(ImportError) in
      var start = 0
      if !carry.isEmpty {
        guard let end = lineEnd(bytes, from: 0) else {
          carry.append(contentsOf: bytes)
          return
        }
        carry.append(contentsOf: bytes[..<end])
        let line = carry
        carry.removeAll(keepingCapacity: true)
        try withBytes(line) { line throws(ImportError) in try reader.take(line, body) }
        start = end + 1
      }
      while let end = lineEnd(bytes, from: start) {
        try reader.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), body)
        start = end + 1
      }
      carry.append(contentsOf: bytes[start...])
    }
    if !carry.isEmpty {
      try withBytes(carry) { line throws(ImportError) in try reader.take(line, body) }
    }
  }

  private static func withBytes(
    _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(ImportError) -> Void
  ) throws(ImportError) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    try body(UnsafeRawBufferPointer(copy))
  }

  private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 10, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  static func empty(_ path: String) -> ImportError {
    let name = FileName.last(of: path)
    return ImportError(
      .badData, LocalizedText(zh: "\(name) 中没有数据行", en: "\(name) has no line of data"))
  }

  /// A number as written; `inf` is infinite.
  static func number(
    _ field: UnsafeRawBufferPointer, _ column: String, _ path: String, _ line: Int
  ) throws(ImportError) -> Double {
    guard let value = DecimalNumber.value(of: field), !value.isNaN, value >= 0 else {
      let text = String(decoding: field, as: UTF8.self)
      let name = FileName.last(of: path)
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 第 \(line) 行： \(column) 是 '\(text)'，应为不小于 0 的数",
          en: "\(name):\(line): \(column) is '\(text)'; it must be a number of 0 or more"))
    }
    return value
  }
}

/// Splits lines into fields; the first line says which field is what.
private struct LineReader {
  let path: String
  let columns: [LongTable.Column]
  private var line = 0
  private var separator = UInt8(ascii: ",")
  /// Where each wanted column stands; `nil` until the first line is seen.
  private var places: [Int]?
  private var fields: [UnsafeRawBufferPointer] = []
  private var wanted: [UnsafeRawBufferPointer] = []

  init(path: String, columns: [LongTable.Column]) {
    self.path = path
    self.columns = columns
  }

  mutating func take(
    _ bytes: UnsafeRawBufferPointer,
    _ body: ([UnsafeRawBufferPointer], Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    line += 1
    var bytes = bytes
    if bytes.last == 13 { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
    }
    if bytes.isEmpty { return }
    if places == nil { if try readHeader(bytes) { return } }
    split(bytes)
    guard let places, let last = places.max(), fields.count > last else {
      let name = FileName.last(of: path)
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 第 \(line) 行只有 \(fields.count) 列",
          en:
            "\(name):\(line): the line has \(fields.count) columns, \((places?.max() ?? 0) + 1) are needed"
        ))
    }
    wanted.removeAll(keepingCapacity: true)
    for place in places { wanted.append(fields[place]) }
    for index in columns.indices where columns[index] == .demand || columns[index] == .site {
      guard !wanted[index].isEmpty else {
        let name = FileName.last(of: path)
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 第 \(line) 行缺少 \(columns[index].rawValue)",
            en: "\(name):\(line): the \(columns[index].rawValue) is empty"))
      }
    }
    try body(wanted, line)
  }

  /// - Returns: whether the line is a header; if not its columns stand in the given order.
  private mutating func readHeader(_ bytes: UnsafeRawBufferPointer) throws(ImportError) -> Bool {
    let counts = [UInt8(ascii: ","), 9, UInt8(ascii: ";")].map { byte in
      (byte: byte, count: bytes.count { $0 == byte })
    }
    separator = counts.max { $0.count < $1.count }?.byte ?? separator
    split(bytes)
    let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
    let found = columns.map { column in names.firstIndex { column.names.contains($0) } }
    if found.allSatisfy({ $0 != nil }) {
      places = found.compactMap { $0 }
      return true
    }
    // No header: the last wanted column must then be a number.
    if names.count >= columns.count,
      DecimalNumber.value(of: fields[columns.count - 1]) != nil
    {
      places = Array(columns.indices)
      return false
    }
    let missing = zip(columns, found).filter { $0.1 == nil }.map(\.0.rawValue)
    let (name, list) = (FileName.last(of: path), missing.joined(separator: ", "))
    throw ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 第 1 行缺少列： \(list)；表头应含 \(columns.map(\.rawValue).joined(separator: ","))",
        en: "\(name):1: no column \(list); the header must name"
          + " \(columns.map(\.rawValue).joined(separator: ","))"))
  }

  private mutating func split(_ bytes: UnsafeRawBufferPointer) {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    var index = 0
    var isQuoted = false
    while index <= bytes.count {
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if index == bytes.count || (bytes[index] == separator && !isQuoted) {
        var (low, high) = (start, index)
        while low < high, bytes[low] == 32 { low += 1 }
        while high > low, bytes[high - 1] == 32 { high -= 1 }
        if high - low >= 2, bytes[low] == UInt8(ascii: "\""),
          bytes[high - 1] == UInt8(ascii: "\"")
        {
          low += 1
          high -= 1
        }
        fields.append(UnsafeRawBufferPointer(rebasing: bytes[low..<high]))
        start = index + 1
      }
      index += 1
    }
  }
}

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
    return Double(text)
  }
}
