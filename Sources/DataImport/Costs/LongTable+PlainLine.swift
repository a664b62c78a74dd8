import Glibc

extension LongTable {
  /// A line as almost all are: ids and then a number, without quotes or spaces.
  struct PlainLine {
    var first = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Empty where only one id is asked for.
    var second = UnsafeRawBufferPointer(start: nil, count: 0)
    /// `nil` where the line is not plain: `LineReader.take` knows what it is.
    var number: Double?
    /// Where the line ends.
    var end: Int
  }
}

extension LongTable.LineReader {
  /// Reads one line by looking at each of its bytes once.
  ///
  /// One or two ids are asked for, and a number of 0 or more as the last column. Counts the line
  /// where it is plain.
  mutating func plainLine(
    _ bytes: UnsafeRawBufferPointer, from begin: Int
  ) -> LongTable.PlainLine {
    guard let layout, let base = bytes.baseAddress else {
      return LongTable.PlainLine(end: bytes.lineEnd(from: begin))
    }
    let hasTwo = columns.count == 3
    let (firstPlace, lastPlace) = (layout.places[0], layout.last)
    let secondPlace = hasTwo ? layout.places[1] : -1
    let numberPlace = layout.places[hasTwo ? 2 : 1]
    let (separator, count) = (layout.separator, bytes.count)
    var (first, second, number) = (begin..<begin, begin..<begin, begin..<begin)
    var (index, place, start) = (begin, 0, begin)
    while true {
      let byte = index < count ? base.load(fromByteOffset: index, as: UInt8.self) : 10
      if byte == separator || byte == 10 {
        if place == firstPlace {
          first = start..<index
        } else if place == secondPlace {
          second = start..<index
        } else if place == numberPlace {
          number = start..<index
        }
        if byte == 10 || place == lastPlace { break }
        place += 1
        start = index + 1
      } else if byte == UInt8(ascii: "\"") {
        return LongTable.PlainLine(end: bytes.lineEnd(from: index))
      }
      index += 1
    }
    let end = index < count ? bytes.lineEnd(from: index) : count
    var line = LongTable.PlainLine(end: end)
    if place == numberPlace, index == end, number.upperBound > number.lowerBound,
      bytes[index - 1] == 13
    {
      number = number.lowerBound..<(index - 1)
    }
    guard place == lastPlace, isBare(bytes, first), !hasTwo || isBare(bytes, second),
      let value = DecimalNumber.value(of: UnsafeRawBufferPointer(rebasing: bytes[number])),
      value >= 0
    else { return line }
    line.first = UnsafeRawBufferPointer(rebasing: bytes[first])
    line.second = UnsafeRawBufferPointer(rebasing: bytes[second])
    line.number = value
    self.line += 1
    return line
  }

  /// Neither empty nor beginning or ending with what `take` would take away.
  private func isBare(_ bytes: UnsafeRawBufferPointer, _ field: Range<Int>) -> Bool {
    guard let last = field.last else { return false }
    return bytes[field.lowerBound] != 32 && bytes[last] != 32 && bytes[last] != 13
  }
}

extension UnsafeRawBufferPointer {
  /// The next line feed, or the end.
  func lineEnd(from start: Int) -> Int {
    guard start < count, let base = baseAddress, let found = memchr(base + start, 10, count - start)
    else { return count }
    return UnsafeRawPointer(found) - base
  }
}
