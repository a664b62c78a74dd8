import Crypto
import ResponseModel

/// A text table (CSV) before GDAL gets it: its encoding, where its header line is, its digest.
struct TextTable {
  let encoding: TextEncoding
  /// Whether the bytes said so, and not the user.
  let isDetected: Bool
  let digest: String
  /// The same text in UTF-8; `nil` where the file is UTF-8 itself.
  let transcoded: TemporaryFile?
  /// Line feeds in the file.
  let lineFeeds: Int
  /// The first lines, split into fields.
  let head: [Line]
  /// Byte at which the header line starts, set once it is known.
  var headerOffset = 0

  struct Line {
    let offset: Int
    /// 1-based.
    let number: Int
    let fields: [String]
  }

  static func isTextTable(_ path: String) -> Bool {
    ["csv", "txt", "tsv"].contains(FileName.suffix(of: path))
  }

  /// Reads the whole file once: digest and encoding in one pass.
  ///
  /// - Throws: `ImportError`: an empty file, one whose bytes are neither UTF-8 nor GBK nor UTF-16.
  /// - Complexity: O(bytes), in pieces.
  init(_ path: String, encoding asked: TextEncoding?) throws(ImportError) {
    var digest = SHA256()
    var detector = EncodingDetector()
    var head: [UInt8] = []
    try FileChunks.read(path) { bytes throws(ImportError) in
      if head.isEmpty { head = Array(bytes.prefix(65_536)) }
      digest.update(bufferPointer: bytes)
      detector.feed(bytes)
    }
    try FileDisguise.check(head, path: path)
    self.digest = FileDigest.text(digest.finalize())
    isDetected = asked == nil
    lineFeeds = detector.lineFeeds
    let name = FileName.last(of: path)
    guard let encoding = asked ?? detector.encoding() else {
      let line = detector.firstLineOutsideUTF8 ?? 1
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 既不是 UTF-8 也不是 GBK/UTF-16 编码（第 \(line) 行起）；请用 --encoding 指明，或检查文件是否损坏",
          en: "\(name):\(line): neither UTF-8 nor GBK nor UTF-16;"
            + " name the encoding with --encoding, or see whether the file is damaged"))
    }
    self.encoding = encoding
    var start = 0
    if encoding == .utf8 {
      transcoded = nil
      start = head.withUnsafeBytes { encoding.markLength(in: $0) }
    } else {
      let output = try TemporaryFile(suffix: "csv")
      try TextTranscoder.transcode(path, from: encoding, to: output.descriptor)
      transcoded = output
      head = []
      try FileChunks.read(output.path) { bytes throws(ImportError) in
        if head.isEmpty { head = Array(bytes.prefix(65_536)) }
      }
    }
    if asked == .utf8 { try Self.requireUTF8(path, name) }
    guard lineFeeds > 0 || !head.contains(13) else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 的行以单独的回车符（CR）结尾，为旧 Macintosh 格式；请另存为 CSV UTF-8",
          en: "\(name): its lines end in CR alone, as on old Macintoshes: save it as CSV UTF-8"))
    }
    self.head = TextTableHead.lines(of: head, from: start)
    headerOffset = start
  }

  private static func requireUTF8(_ path: String, _ name: String) throws(ImportError) {
    var check = UTF8Check()
    try FileChunks.read(path) { bytes throws(ImportError) in check.feed(bytes) }
    guard let line = check.badLine else { return }
    throw ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 第 \(line) 行不是 UTF-8 编码；请去掉 --encoding 让程序识别，或改为 --encoding gb18030",
        en: "\(name):\(line): not UTF-8; leave --encoding away, or try --encoding gb18030"))
  }
}

/// The first lines of a text table.
enum TextTableHead {
  /// Splits at the separator that gives the most fields; at most 60 lines.
  static func lines(of bytes: [UInt8], from start: Int) -> [TextTable.Line] {
    let rows = records(of: bytes, from: start)
    let candidates: [UInt8] = [44, 9, 59, 124]
    let separator =
      candidates.max { count($0, rows) < count($1, rows) } ?? 44
    var number = 1
    return rows.map { offset, record in
      let line = TextTable.Line(
        offset: offset, number: number, fields: fields(of: record, separator))
      number += 1 + record.count { $0 == 10 }
      return line
    }
  }

  private static func count(_ separator: UInt8, _ rows: [(Int, ArraySlice<UInt8>)]) -> Int {
    rows.reduce(0) { $0 + $1.1.count { $0 == separator } }
  }

  /// Records with the byte at which each starts; a line break in quotes ends none.
  private static func records(of bytes: [UInt8], from start: Int) -> [(Int, ArraySlice<UInt8>)] {
    var records: [(Int, ArraySlice<UInt8>)] = []
    var (begin, isQuoted) = (start, false)
    for index in start..<max(start, bytes.count) {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[index] == 10, !isQuoted {
        records.append((begin, bytes[begin..<index]))
        begin = index + 1
        if records.count == 60 { return records }
      }
    }
    if begin < bytes.count { records.append((begin, bytes[begin...])) }
    return records
  }

  private static func fields(of record: ArraySlice<UInt8>, _ separator: UInt8) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in record where byte != 13 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
