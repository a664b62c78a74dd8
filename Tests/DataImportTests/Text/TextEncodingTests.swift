import Foundation
import ResponseModel
import Testing

@testable import DataImport

@Suite struct TextEncodingTests {
  /// 编码,名称 / 331102001,莲都区
  private static let gbk: [UInt8] =
    [0xB1, 0xE0, 0xC2, 0xEB, 44, 0xC3, 0xFB, 0xB3, 0xC6, 10] + Array("331102001,".utf8)
    + [0xC1, 0xAB, 0xB6, 0xBC, 0xC7, 0xF8, 10]

  private func detected(_ bytes: [UInt8], pieces: Int = 1 << 20) -> TextEncoding? {
    var detector = EncodingDetector()
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      Array(bytes[start..<min(start + pieces, bytes.count)]).withUnsafeBytes { detector.feed($0) }
    }
    return detector.encoding()
  }

  private static func utf16(_ text: String, big: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return big ? [high, low] : [low, high]
    }
  }

  @Test func `UTF-8 is found with and without a byte order mark, and so is plain ASCII`() {
    #expect(detected(Array("编码,名称\n331102001,莲都区\n".utf8)) == .utf8)
    #expect(detected([0xEF, 0xBB, 0xBF] + Array("编码".utf8)) == .utf8)
    #expect(detected(Array("code,name\n".utf8)) == .utf8)
  }

  @Test func `GBK and the four-byte characters of GB18030 are found`() {
    #expect(detected(Self.gbk) == .gb18030)
    #expect(detected(Self.gbk + [0x81, 0x30, 0x81, 0x30]) == .gb18030)
  }

  @Test func `UTF-16 is found by its mark, and without one by the zeros of its digits`() {
    let text = "code,name\n331102001,莲都区\n331102002,云和县\n"
    for mark in [true, false] {
      #expect(detected(Self.utf16(text, big: false, mark: mark)) == .utf16LittleEndian)
      #expect(detected(Self.utf16(text, big: true, mark: mark)) == .utf16BigEndian)
    }
  }

  @Test func `Pieces of one byte give the same answer as the whole`() {
    for bytes in [Self.gbk, Array("名称,莲都区\u{1F691}\n".utf8)] {
      #expect(detected(bytes, pieces: 1) == detected(bytes))
    }
  }

  @Test func `Bytes that are neither are not guessed`() {
    #expect(detected([0xFF, 0x31, 0x32]) == nil)
    #expect(detected(Array("caf".utf8) + [0xE9, 59, 10]) == nil)
    #expect(detected([0x50, 0x4B, 3, 4, 0, 0, 8, 0]) == nil)
    // A character cut in two at the end of the file.
    #expect(detected(Array("名称".utf8.dropLast())) == nil)
  }

  @Test func `Overlong forms and surrogates are not UTF-8, and the line of the first is told`() {
    for bad in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]] as [[UInt8]] {
      var check = UTF8Check()
      ([65, 10, 66, 10] + bad).withUnsafeBytes { check.feed($0) }
      #expect(check.badLine == 3)
    }
  }

  @Test func `A file in GBK or UTF-16 becomes the same text in UTF-8`() throws {
    let folder = try ImportFolder()
    let text = "编码,名称\n331102001,莲都区\n"
    for (bytes, encoding) in [
      (Self.gbk, TextEncoding.gb18030),
      (Self.utf16(text, big: false, mark: true), .utf16LittleEndian),
      (Self.utf16(text, big: true, mark: true), .utf16BigEndian),
    ] {
      let path = try folder.write(bytes, "a.csv")
      let output = try TemporaryFile(suffix: "csv")
      try TextTranscoder.transcode(path, from: encoding, to: output.descriptor)
      #expect(try String(contentsOfFile: output.path, encoding: .utf8) == text)
    }
  }

  @Test func `A byte that the encoding does not have is named by its line`() throws {
    let folder = try ImportFolder()
    let path = try folder.write(Self.gbk + [0xFF, 10], "a.csv")
    let output = try TemporaryFile(suffix: "csv")
    let error = #expect(throws: ImportError.self) {
      try TextTranscoder.transcode(path, from: .gb18030, to: output.descriptor)
    }
    #expect(error?.code == .badData)
    #expect(error?.message.en.hasPrefix("a.csv:3: not GB18030") == true)
  }

  @Test func `People's names for encodings are understood`() {
    #expect(TextEncoding(named: "GBK") == .gb18030)
    #expect(TextEncoding(named: "utf8") == .utf8)
    #expect(TextEncoding(named: "UTF-16") == .utf16LittleEndian)
    #expect(TextEncoding(named: "latin1") == nil)
  }
}
