import TestSupport
import Testing

@testable import DataImport

/// 2024-03-05.
private let day = 19_787
private func at(_ hour: Int, _ minute: Int, _ second: Int = 0, _ millisecond: Int = 0) -> Int {
  ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
}

@Suite struct WrittenTimeTests {
  @Test(arguments: [
    "2024-03-05 08:05:00", "2024-03-05T08:05:00", "2024/3/5 8:05", "2024/03/05  8:05:00",
    "2024.3.5 8:05", "2024年3月5日 8时5分", "2024年3月5日8时5分0秒", "2024年03月05日 8:05",
    "20240305080500", "202403050805", "2024/3/5 上午 8:05", "2024/3/5 上午8:05:00",
    "2024-03-05 8:05 AM", "2024/3/5 8\u{FF1A}05", "2024-03-05 08:05:00.000", "45356.3368055556",
    "45356.33680555556", " 2024-03-05 08:05 ",
  ])
  func `A date with a time is read, however it is written`(text: String) {
    #expect(WrittenTime(text) == WrittenTime(day: day, milliseconds: at(8, 5)))
  }

  @Test(arguments: [
    ("2024/3/5 下午 2:05", at(14, 5)), ("2024-03-05 2:05:30 PM", at(14, 5, 30)),
    ("2024/3/5 下午14:05", at(14, 5)), ("2024/3/5 上午 12:05", at(0, 5)),
    ("2024/3/5 12:05 PM", at(12, 5)), ("2024/3/5 12:05 am", at(0, 5)),
    ("2024-03-05 23:59:59.25", at(23, 59, 59, 250)), ("2024-03-05 24:00:00", at(24, 0)),
    ("2024-03-05 00:00:00", 0),
  ])
  func `Morning and afternoon, fractions and midnight are right`(text: String, clock: Int) {
    #expect(WrittenTime(text) == WrittenTime(day: day, milliseconds: clock))
  }

  /// Cells are read from their bytes where they start and end with a digit, which need no trimming.
  @Test(arguments: Seeds.some)
  func `A cell's bytes are read as its text is`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let signs = Array("0123456789012345678901234567890123456789012345678901234567..--::// T年月日上下午")
    var read = 0
    var texts = ["45356.33680555556", "12345.", "123456789012", "20240305080500", "8:05", "0.5"]
    for _ in 0..<20_000 {
      let length = generator.integer(in: 1...19)
      texts.append(
        String((0..<length).map { _ in signs[generator.integer(in: 0...(signs.count - 1))] }))
    }
    for text in texts {
      for epoch1904 in [false, true] {
        let ofBytes = Array(text.utf8).withUnsafeBufferPointer {
          WrittenTime($0, epoch1904: epoch1904)
        }
        guard let ofBytes else { continue }
        read += 1
        #expect(WrittenTime(text, epoch1904: epoch1904) == ofBytes, "\(text)")
      }
    }
    #expect(read > 1000)
    // What is taken for a serial number at once is nothing else.
    for text in texts where Array(text.utf8).dropFirst(5).first == UInt8(ascii: ".") {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        guard WrittenTime.shortDecimal(bytes) != nil else { return }
        var scanner = TimeScanner(bytes)
        #expect(scanner.time() == nil, "\(text)")
      }
    }
    for text in ["45356.33680555556", "20240305080500", "2024-03-05 08:05:00"] {
      let ofBytes = Array(text.utf8).withUnsafeBufferPointer { WrittenTime($0, epoch1904: false) }
      #expect(ofBytes == WrittenTime(text) && ofBytes != nil)
    }
  }

  @Test func `A zone in the text is kept`() {
    let utc = WrittenTime("2024-03-05T00:05:00Z")
    #expect(utc == WrittenTime(day: day, milliseconds: at(0, 5), offsetSeconds: 0))
    for text in ["2024-03-05T08:05:00+08:00", "2024-03-05 08:05:00+0800", "2024-03-05 08:05+08"] {
      #expect(
        WrittenTime(text) == WrittenTime(day: day, milliseconds: at(8, 5), offsetSeconds: 28_800))
    }
    #expect(WrittenTime("2024-03-05T08:05:00-03:30")?.offsetSeconds == -12_600)
  }

  @Test func `A bare time has no day, a bare date no time`() {
    for text in ["8:05", "08:05:00", "8时5分", "PT08H05M00S", "0.336805556"] {
      #expect(WrittenTime(text) == WrittenTime(milliseconds: at(8, 5)))
    }
    for text in ["2024-03-05", "2024/3/5", "2024年3月5日", "20240305"] {
      #expect(WrittenTime(text) == WrittenTime(day: day))
    }
    #expect(WrittenTime("45356") == WrittenTime(day: day, milliseconds: 0))
  }

  @Test func `A short decimal is the number that the library reads, to the last bit`() {
    var generator = SeededGenerator(seed: 1904)
    var read = 0
    let written = (0..<20_000).map { _ in
      let digits = String(UInt64.random(in: 0..<UInt64(1) << 60, using: &generator))
        .prefix(Int.random(in: 1...18, using: &generator))
      var text = String(digits)
      let place = Int.random(in: 0...digits.count, using: &generator)
      if place > 0, place < digits.count {
        text.insert(".", at: text.utf8.index(text.startIndex, offsetBy: place))
      }
      return text
    }
    for var text in written + ["0", "45356.336805", "45658.00005787037", "9007199254740992", "0.1"]
    {
      guard let number = text.withUTF8(WrittenTime.shortDecimal) else { continue }
      read += 1
      #expect(number.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
    #expect(read > 10_000)
    for var text in ["", ".", "5.", "1.2.3", "1e3", "-1", "0x1p3", "９", "9007199254740993"] {
      #expect(text.withUTF8(WrittenTime.shortDecimal) == nil)
    }
  }

  @Test func `The serial of every second of a day comes back as that second`() {
    var wrong = 0
    for second in 1..<86_400 {
      let serial = 45_356 + Double(second) / 86_400
      let read = WrittenTime("\(serial)")
      if read != WrittenTime(day: day, milliseconds: second * 1000) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `Workbooks of the 1904 system are four years and a day later`() {
    #expect(WrittenTime("43894", epoch1904: true) == WrittenTime(day: day, milliseconds: 0))
  }

  @Test(arguments: [
    "3/5/2024 8:05", "2024-13-05", "2024-02-30", "25:00", "8:60", "8:05:60", "24:01", "yesterday",
    "2024-03-05 08:05 x", "", "-1", "nan", "2024-03-05 +", "331102001001", "2024-", "8", "上午",
    "2024-03-05T", "1e300", "45356.5.1", "2024-03/05",
  ])
  func `What is no time, or might be two, is refused`(text: String) {
    let read = WrittenTime(text)
    // "8" is the serial of a day of January 1900, which no record has.
    #expect(read == nil, "\(text): \(String(describing: read))")
  }
}
