import ResponseModel
import Testing

@testable import DataImport

/// The first rows of a file are looked at before any is taken.
@Suite struct SampleTests {
  /// Kept between the two looks, or, where they are too large, read a second time.
  @Test(arguments: [32 << 20, 100_000])
  func `Each row is taken once and in its place, looked at before or not`(holding: Int) throws {
    let folder = try ImportFolder()
    // Twenty thousand are looked at.
    let count = 20_050
    var text = "任务编码,开始受理时刻,经度,纬度\n"
    for number in 1...count {
      let isBad = number == 3 || number == 20_040
      text += "M\(number),\(isBad ? "?" : "2024-03-05 08:05:00"),119.9,28.4\n"
      // No row, but a line.
      if number == 10 { text += ",,,\n" }
    }
    let path = try folder.write(text, "calls.csv")
    var options = ImportOptions(.calls)
    options.datum = .wgs84
    let source = try TableImport(path, options: options, store: ServiceData(), holding: holding)
    #expect(source.preview.count == 4)
    var ids: [String] = []
    var lines: [Int] = []
    while let batch = try source.nextBatch() {
      guard case .calls(let calls) = batch.rows else { continue }
      ids += calls.map(\.missionID)
      lines += batch.lines
    }
    let good = (1...count).filter { $0 != 3 && $0 != 20_040 }
    #expect(ids == good.map { "M\($0)" })
    #expect(lines == good.map { $0 + ($0 > 10 ? 2 : 1) })
    #expect(source.rowsRead == count)
    #expect(source.issues.filter { $0.severity == .error }.compactMap(\.line) == [4, 20_042])
  }

  @Test func `A file that is looked at as a whole ends there`() throws {
    let folder = try ImportFolder()
    let path = try folder.write("任务编码,开始受理时刻\nM1,2024-03-05 08:05:00\n", "calls.csv")
    let source = try TableImport(path, options: ImportOptions(.calls), store: ServiceData())
    #expect(try source.nextBatch()?.rows.count == 1)
    #expect(try source.nextBatch() == nil)
    #expect(try source.nextBatch() == nil)
  }
}
