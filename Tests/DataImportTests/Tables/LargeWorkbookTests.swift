import Foundation
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

/// A sheet so large that another thread unpacks it.
@Suite struct LargeWorkbookTests {
  private let folder: ImportFolder
  private let calls: [Call]
  private let path: String

  init() throws {
    folder = try ImportFolder()
    calls = (0..<2000).map { number in
      var times = CallTimes()
      for step in CallChain.steps.indices {
        let moment = 1_709_600_000_000 + Int64(number * 977_000 + step * 61_000)
        times[step] = Instant(milliseconds: moment, minutesEast: 480)
      }
      return Call(
        missionID: "\(20_240_305_000_000 + number)", times: times,
        ambulancePlate: "浙K\(number % 37)",
        outcome: .transported, outcomeText: "送达医院")
    }
    path = folder.path("calls.xlsx")
    _ = try LayerExport.write(.calls(calls), to: path)
  }

  private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  /// The bytes of the sheet's own entry, its head excluded, and where the directory names its checksum.
  private func sheet(of archive: WorkbookArchive) throws -> (data: Range<Int>, checksums: [Int]) {
    let bytes = try bytes()
    let found = archive.storingLargestSheet()
    let stored = try #require(found)
    let entry = try #require(archive.entries.first { $0.name == stored.name })
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    let local = number(entry.range.lowerBound + 42, 4)
    let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
    return (start..<start + entry.packed, [entry.range.lowerBound + 16, local + 14])
  }

  @Test func `Its rows are those of the workbook`() throws {
    let archive = try WorkbookArchive(bytes(), named: "calls.xlsx")
    let isLarge = archive.storingLargestSheet() != nil
    #expect(isLarge)
    let read = try Imported(path, .calls)
    #expect(read.errors.isEmpty)
    #expect(read.calls == calls)
  }

  @Test(arguments: Seeds.some)
  func `However it is read, its bytes are the same`(seed: UInt64) throws {
    let gdal = try GDALLibrary.load()
    let whole = try bytes()
    let found = try WorkbookArchive(whole, named: "calls.xlsx").storingLargestSheet()
    let stored = try #require(found)
    var generator = SeededGenerator(seed: seed)
    try whole.withUnsafeBufferPointer { packed in
      let start = try #require(packed.baseAddress)
      let archive = UnpackedArchive(start, stored, path: path)
      #expect(archive.count > 1_000_000)
      let plain = read(archive, UnpackedArchive.Handle(archive, gdal)) { archive.count }
      #expect(plain.count == archive.count)
      #expect(Array(plain.suffix(stored.directory.count)) == stored.directory)
      let sheet = plain[(stored.packedBytes + stored.header.count)...].prefix(stored.sheetBytes)
      #expect(String(decoding: sheet.prefix(5), as: UTF8.self) == "<?xml")
      #expect(
        String(decoding: sheet.suffix(20), as: UTF8.self).contains("</worksheet>"))
      let handle = UnpackedArchive.Handle(archive, gdal)
      #expect(read(archive, handle) { generator.integer(in: 1...70_000) } == plain)
      // Backwards, into the middle of the sheet: unpacking starts anew.
      for _ in 0..<5 {
        let place = generator.integer(in: 0...archive.count)
        handle.seek(to: place)
        let piece = read(archive, handle, 300_000) { generator.integer(in: 1...70_000) }
        #expect(piece[...] == plain[place...].prefix(300_000))
      }
    }
  }

  private func read(
    _ archive: UnpackedArchive, _ handle: UnpackedArchive.Handle, _ limit: Int = .max,
    _ size: () -> Int
  ) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: archive.count)
    while result.count < limit, !handle.isAtEnd {
      let wanted = min(size(), limit - result.count)
      let count = buffer.withUnsafeMutableBytes { buffer in
        handle.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      }
      result += buffer[..<count]
    }
    return result
  }

  /// A damaged sheet gives its error on the thread that unpacks; nothing of the sheet is taken.
  @Test(arguments: Seeds.some)
  func `A damaged one is never half read`(seed: UInt64) throws {
    let archive = try WorkbookArchive(bytes(), named: "calls.xlsx")
    let data = try sheet(of: archive).data
    var generator = SeededGenerator(seed: seed)
    for number in 0..<8 {
      var damaged = try bytes()
      damaged[generator.integer(in: data.lowerBound...data.upperBound - 1)] ^= UInt8(
        generator.integer(in: 1...255))
      let path = try folder.write(damaged, "\(number).xlsx")
      let error = #expect(throws: ImportError.self) { try Imported(path, .calls) }
      #expect(error?.code == .unreadableFile)
      let message = error?.message.en ?? ""
      #expect(message.contains("\(number).xlsx") && !message.contains("/ambit/"), "\(message)")
    }
  }

  @Test func `One whose checksum is wrong is refused`() throws {
    let archive = try WorkbookArchive(bytes(), named: "calls.xlsx")
    var damaged = try bytes()
    for place in try sheet(of: archive).checksums { damaged[place] ^= 0xFF }
    let path = try folder.write(damaged, "checksum.xlsx")
    let error = #expect(throws: ImportError.self) { try Imported(path, .calls) }
    #expect(error?.code == .unreadableFile)
  }
}
