import ResponseModel

extension LongTable {
  /// Splits lines into fields; the first line says which field is what.
  struct LineReader {
    /// What the first line says.
    struct Layout: Sendable {
      var separator = UInt8(ascii: ",")
      /// Where each wanted column stands.
      var places: [Int]
      var last: Int { places.max() ?? 0 }
    }

    let path: String
    let columns: [LongTable.Column]
    /// `nil` until the first line is seen.
    private(set) var layout: Layout?
    var line = 0
    private var fields: [UnsafeRawBufferPointer] = []
    private var wanted: [UnsafeRawBufferPointer] = []

    init(path: String, columns: [LongTable.Column], layout: Layout? = nil) {
      self.path = path
      self.columns = columns
      self.layout = layout
    }

    mutating func take(
      _ bytes: UnsafeRawBufferPointer,
      _ body: ([UnsafeRawBufferPointer], Int) throws(ImportError) -> Void
    ) throws(ImportError) {
      line += 1
      var bytes = bytes
      if bytes.last == 13 { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
      if layout == nil, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3))
      }
      if bytes.isEmpty { return }
      if layout == nil { if try readHeader(bytes) { return } }
      guard let layout else { return }
      split(bytes, by: layout.separator)
      guard fields.count > layout.last else {
        let name = FileName.last(of: path)
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 第 \(line) 行只有 \(fields.count) 列",
            en:
              "\(name):\(line): the line has \(fields.count) columns, \(layout.last + 1) are needed"
          ))
      }
      wanted.removeAll(keepingCapacity: true)
      for place in layout.places { wanted.append(fields[place]) }
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
      let separator = counts.max { $0.count < $1.count }?.byte ?? UInt8(ascii: ",")
      split(bytes, by: separator)
      let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
      let found = columns.map { column in names.firstIndex { column.names.contains($0) } }
      if found.allSatisfy({ $0 != nil }) {
        layout = Layout(separator: separator, places: found.compactMap { $0 })
        return true
      }
      // No header: the last wanted column must then be a number.
      if names.count >= columns.count,
        DecimalNumber.value(of: fields[columns.count - 1]) != nil
      {
        layout = Layout(separator: separator, places: Array(columns.indices))
        return false
      }
      if String(validating: bytes, as: UTF8.self) == nil { throw LongTable.notUTF8(path) }
      let missing = zip(columns, found).filter { $0.1 == nil }.map(\.0.rawValue)
      let (name, list) = (FileName.last(of: path), missing.joined(separator: ", "))
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 第 1 行缺少列： \(list)；表头应含 \(columns.map(\.rawValue).joined(separator: ","))",
          en: "\(name):1: no column \(list); the header must name"
            + " \(columns.map(\.rawValue).joined(separator: ","))"))
    }

    private mutating func split(_ bytes: UnsafeRawBufferPointer, by separator: UInt8) {
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
}
