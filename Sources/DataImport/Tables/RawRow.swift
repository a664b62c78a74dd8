import Glibc

/// One row of a table as the file has it: its values side by side in one block of bytes. Text is made
/// of them when it is asked for; a number or a moment is read from the bytes as they stand, and most
/// of a large table is numbers and moments.
///
/// Not `Sendable`: the reader fills it again with the next row where nobody else has kept it.
final class RawRow {
  /// 1-based row of the sheet, line of the text file, or number of the feature.
  private(set) var line = 0
  /// ISO well-known binary; `nil` where the row has no shape, or it was not asked for.
  private(set) var shape: [UInt8]?
  private var bytes: [UInt8] = []
  /// Where each value ends; an empty one ends where it starts.
  private var ends: [Int] = []

  /// How many columns were chosen.
  var count: Int { ends.count }

  /// Bytes that it takes, about.
  var size: Int { bytes.count + ends.count * MemoryLayout<Int>.size + (shape?.count ?? 0) }

  /// The chosen columns in their order; `nil` where a field is empty.
  var values: [String?] { ends.indices.map { self[$0] } }

  /// The value of a chosen column; `nil` where it is empty.
  subscript(index: Int) -> String? {
    withBytes(of: index) { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }

  func isEmpty(_ index: Int) -> Bool { start(of: index) == ends[index] }

  /// Whether the first columns are empty, so many of them.
  func isEmpty(first count: Int) -> Bool { count == 0 || ends[count - 1] == 0 }

  /// The first column that is not empty; `nil` where all are.
  var firstFilled: Int? { ends.firstIndex { $0 > 0 } }

  /// UTF-8 as the file has it, not looked at yet; none where the field is empty.
  func withBytes<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = start(of: index)..<ends[index]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Whether a value holds U+FFFD, which stands for a character that somebody could not read.
  var holdsLostCharacter: Bool {
    bytes.withUnsafeBytes { bytes in
      guard let end = bytes.baseAddress.map({ $0 + bytes.count }) else { return false }
      var start = bytes.baseAddress
      // In UTF-8 it is EF BF BD; full-width forms start alike.
      while let from = start, let found = memchr(from, 0xEF, end - from) {
        let next = UnsafeRawPointer(found)
        let rest = UnsafeRawBufferPointer(start: next, count: min(3, end - next))
        if rest.elementsEqual([0xEF, 0xBF, 0xBD]) { return true }
        start = next + 1
      }
      return false
    }
  }

  /// The value where it holds a line break; `nil` for nearly every one.
  func textWithLineBreak(_ index: Int) -> String? {
    withBytes(of: index) { $0.contains(10) } ? self[index] : nil
  }

  private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

  /// Makes it another row, with no values yet.
  func begin(line: Int) {
    self.line = line
    shape = nil
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Appends the next column's value; none is an empty one.
  func append(_ text: UnsafePointer<CChar>?) {
    if let text {
      let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: strlen(text)))
    }
    ends.append(bytes.count)
  }

  func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  func setShape(_ shape: [UInt8]?) { self.shape = shape }
}
