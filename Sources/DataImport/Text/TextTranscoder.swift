import Glibc
import ResponseModel

/// Rewrites a text file in UTF-8, which is the only encoding GDAL reads tables in.
enum TextTranscoder {
  /// Writes `source` to the open `output`, without its byte order mark.
  /// - Throws: `ImportError.badData` naming the line that is not in `encoding`; `.inputOutput` where a
  ///   file fails.
  /// - Complexity: O(bytes), in pieces.
  static func transcode(
    _ source: String, from encoding: TextEncoding, to output: Int32
  ) throws(ImportError) {
    let opened = iconv_open(TextEncoding.utf8.rawValue, encoding.rawValue)
    guard let converter = opened, converter != iconv_t(bitPattern: -1) else {
      throw ImportError(
        .missingComponent,
        LocalizedText(
          zh: "本系统无法转换编码 \(encoding.rawValue)",
          en: "this system cannot convert from \(encoding.rawValue)"))
    }
    defer { iconv_close(converter) }
    let target = UnsafeMutableRawBufferPointer.allocate(
      byteCount: FileChunks.size * 4 + 64, alignment: 16)
    defer { target.deallocate() }
    // Bytes of a character that a piece was cut in.
    var rest: [UInt8] = []
    var isFirst = true
    var line = 1
    try FileChunks.read(source) { bytes throws(ImportError) in
      let skipped = isFirst ? encoding.markLength(in: bytes) : 0
      isFirst = false
      var input = rest + bytes.dropFirst(skipped)
      let (consumed, written, isBad) = convert(converter, &input, into: target)
      let made = UnsafeRawBufferPointer(rebasing: target[..<written])
      for byte in made where byte == 10 { line += 1 }
      if isBad { throw notInEncoding(source, encoding, line) }
      try write(made, to: output)
      rest = Array(input[consumed...])
    }
    guard rest.isEmpty else { throw notInEncoding(source, encoding, line) }
  }

  private static func convert(
    _ converter: iconv_t, _ input: inout [UInt8], into target: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, written: Int, isBad: Bool) {
    let length = input.count
    return input.withUnsafeMutableBytes { bytes in
      var from = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = length
      var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = target.count
      let result = iconv(converter, &from, &left, &to, &room)
      // EINVAL is a character cut by the end of the piece: the next piece has the rest.
      let isBad = result == UInt.max && errno != EINVAL
      return (length - left, target.count - room, isBad)
    }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to output: Int32
  ) throws(ImportError) {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(output, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        throw ImportError(
          .inputOutput,
          LocalizedText(
            zh: "无法写入临时文件：\(reason)", en: "cannot write a temporary file: \(reason)"))
      }
      offset += count
    }
  }

  private static func notInEncoding(
    _ source: String, _ encoding: TextEncoding, _ line: Int
  ) -> ImportError {
    let name = FileName.last(of: source)
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 第 \(line) 行不是 \(encoding.rawValue) 编码；请用 --encoding 指明编码，或检查文件是否损坏",
        en: "\(name):\(line): not \(encoding.rawValue);"
          + " name the encoding with --encoding, or see whether the file is damaged"))
  }
}

/// Names of files in messages: never with the folders of somebody's machine.
enum FileName {
  static func last(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Lower-case, without the dot; empty where there is none.
  static func suffix(of path: String) -> String {
    let name = last(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
