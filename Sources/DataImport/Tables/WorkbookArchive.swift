import ResponseModel

/// An XLSX file's bytes made ready for GDAL.
///
/// GDAL 3.6 takes the format `yyyy/m/d h:mm` for one without a time and gives `2024/03/05` for 8:05
/// of that day. Without the table of formats it gives each cell as it is stored, a serial number of
/// all its digits, which `WrittenTime` reads. So the entry `xl/styles.xml` is replaced by one whose
/// formats say nothing: a new entry in place of the central directory, and the directory behind it.
struct WorkbookArchive {
  /// A ZIP entry of the central directory (PKWARE APPNOTE 6.3, section 4.3.12).
  struct Entry {
    let range: Range<Int>
    let name: String
    let packed: Int
    let unpacked: Int
    let checksum: Int
    /// Whether it is deflated, and not encrypted.
    let isPlainlyPacked: Bool
  }

  let name: String
  private let bytes: [UInt8]
  let directory: Range<Int>
  let entries: [Entry]

  private static let stylesPath = "xl/styles.xml"
  /// As many formats as a workbook may have in practice: for a cell whose format is not there GDAL
  /// makes up a message that nobody reads, and in a large sheet that takes a twentieth of the time.
  private static let emptyStyles = Array(
    (#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>"#
      + String(repeating: "<xf/>", count: 2048) + "</cellXfs></styleSheet>").utf8)

  /// - Throws: `ImportError` for bytes that are no whole ZIP archive, or one that unpacks to far more
  ///   than a table can be.
  init(_ bytes: [UInt8], named name: String) throws(ImportError) {
    self.bytes = bytes
    self.name = name
    guard let end = Self.endRecord(in: bytes) else { throw Self.damaged(name) }
    let count = Self.word(bytes, end + 10)
    let (size, start) = (Self.long(bytes, end + 12), Self.long(bytes, end + 16))
    guard count != 0xFFFF, start + size <= end else { throw Self.damaged(name) }
    directory = start..<(start + size)
    var entries: [Entry] = []
    var position = start
    for _ in 0..<count {
      guard position + 46 <= directory.upperBound, Self.long(bytes, position) == 0x0201_4B50
      else { throw Self.damaged(name) }
      let nameEnd = position + 46 + Self.word(bytes, position + 28)
      let entryEnd = nameEnd + Self.word(bytes, position + 30) + Self.word(bytes, position + 32)
      guard entryEnd <= directory.upperBound else { throw Self.damaged(name) }
      entries.append(
        Entry(
          range: position..<entryEnd,
          name: String(decoding: bytes[(position + 46)..<nameEnd], as: UTF8.self),
          packed: Self.long(bytes, position + 20), unpacked: Self.long(bytes, position + 24),
          checksum: Self.long(bytes, position + 16),
          isPlainlyPacked: Self.word(bytes, position + 10) == 8
            && Self.word(bytes, position + 8) & 1 == 0))
      position = entryEnd
    }
    self.entries = entries
    try refuseBomb()
  }

  /// A table of a million rows is some 500 MB unpacked, and packs about twenty to one.
  private func refuseBomb() throws(ImportError) {
    for entry in entries
    where entry.unpacked > 2_000_000_000
      || (entry.unpacked > 100_000_000 && entry.unpacked / max(entry.packed, 1) > 150)
    {
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh:
            "\(name) 中的 \(entry.name) 解压后有 \(entry.unpacked / 1_000_000) MB，疑似压缩炸弹，已拒绝读取；如确为数据，请另存为 CSV",
          en: "\(name): \(entry.name) unpacks to \(entry.unpacked / 1_000_000) MB, far more than"
            + " its size suggests; refused: if it is data, save it as CSV"))
    }
  }

  var holdsWorkbook: Bool { entries.contains { $0.name == "xl/workbook.xml" } }

  /// The archive with an empty table of formats.
  /// - Complexity: O(bytes), one copy.
  func withoutFormats() -> [UInt8] {
    guard let styles = entries.first(where: { $0.name == Self.stylesPath }) else { return bytes }
    let offset = directory.lowerBound
    let path = Array(Self.stylesPath.utf8)
    let common = Self.storedEntry(
      path, Int(Self.checksum(Self.emptyStyles)), Self.emptyStyles.count)
    let local = Self.bytes(0x0403_4B50, 4) + common + path + Self.emptyStyles
    var result = Array(bytes[..<offset])
    result.reserveCapacity(bytes.count + 2 * local.count)
    result += local
    result += tail(
      replacing: styles, with: Self.centralEntry(common, path, at: offset), at: result.count)
    return result
  }

  /// What the local and the central header of a stored entry have in common: version 2.0, no flags,
  /// stored, an arbitrary date.
  static func storedEntry(_ path: [UInt8], _ checksum: Int, _ size: Int) -> [UInt8] {
    bytes(20, 2) + bytes(0, 2) + bytes(0, 2) + bytes(0, 2) + bytes(0x21, 2) + bytes(checksum, 4)
      + bytes(size, 4) + bytes(size, 4) + bytes(path.count, 2) + bytes(0, 2)
  }

  static func centralEntry(_ common: [UInt8], _ path: [UInt8], at offset: Int) -> [UInt8] {
    bytes(0x0201_4B50, 4) + bytes(20, 2) + common + bytes(0, 2) + bytes(0, 2) + bytes(0, 2)
      + bytes(0, 4) + bytes(offset, 4) + path
  }

  /// The directory with another entry in place of one, and the end of the archive.
  ///
  /// - Parameter start: where it stands.
  func tail(replacing old: Entry, with new: [UInt8], at start: Int) -> [UInt8] {
    var result: [UInt8] = []
    for entry in entries { result += entry.range == old.range ? new[...] : bytes[entry.range] }
    let length = result.count
    result +=
      Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 2) + Self.bytes(0, 2)
      + Self.bytes(entries.count, 2) + Self.bytes(entries.count, 2)
    result += Self.bytes(length, 4) + Self.bytes(start, 4) + Self.bytes(0, 2)
    return result
  }

  /// Where the end record starts: the last of its signature within the reach of a comment.
  private static func endRecord(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let last = bytes.count - 22
    return stride(from: last, through: max(0, last - 65_535), by: -1).first {
      long(bytes, $0) == 0x0605_4B50
    }
  }

  private static func word(_ bytes: [UInt8], _ at: Int) -> Int {
    Int(bytes[at]) | Int(bytes[at + 1]) << 8
  }

  private static func long(_ bytes: [UInt8], _ at: Int) -> Int {
    word(bytes, at) | word(bytes, at + 2) << 16
  }

  /// Little-endian.
  static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 of ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { value, byte in
      (0..<8).reduce(value ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }

  private static func damaged(_ name: String) -> ImportError {
    ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 不完整或已损坏，不是有效的 XLSX 工作簿；请重新获取或另存后再导入",
        en: "\(name) is cut off or damaged, not a whole XLSX workbook: get it again or save it anew"
      ))
  }
}
