import TestSupport
import Testing

@testable import DataImport

@Suite struct TextMemoTests {
  /// There are more texts than places, so that most drive another out.
  @Test(arguments: Seeds.some)
  func `A text is never given what another means`(seed: UInt64) {
    let memo = TextMemo<String>()
    var generator = SeededGenerator(seed: seed)
    var found = 0
    for _ in 0..<20_000 {
      let number = generator.integer(in: 0...999)
      let text = ["分站\(number)", "\(number)", "浙K\(number)急救分站第\(number)号"][number % 3]
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        if let known = memo.value(of: bytes) {
          #expect(known == text)
          found += 1
        }
        memo.keep(text, of: bytes)
      }
    }
    #expect(found > 1000)
  }

  @Test func `An empty text is never known`() {
    let memo = TextMemo<Int>()
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(memo.value(of: empty) == nil)
  }
}
