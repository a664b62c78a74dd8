import Foundation
import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

/// Damage that GDAL complains of where nobody would look: while it opens a file, and in rows that are
/// looked at first.
@Suite struct DamagedTableTests {
  @Test func `A workbook whose last sheet is damaged is refused or read whole`() throws {
    try damage(fixture("two-sheets.xlsx"), "xl/worksheets/sheet2.xml") { path in
      try Imported(path, .stations) {
        $0.sheet = "2"
        $0.datum = .wgs84
      }.stations
    }
  }

  @Test func `A workbook whose table of texts is damaged is refused or read whole`() throws {
    let folder = try ImportFolder()
    let calls = calls(60)
    _ = try LayerExport.write(.calls(calls), to: folder.path("calls.xlsx"))
    try damage(folder.path("calls.xlsx"), "xl/sharedStrings.xml") { path in
      try Imported(path, .calls) { $0.datum = .wgs84 }.calls
    }
  }

  /// Changes a byte of one entry here and there.
  private func damage<Row: Equatable>(
    _ path: String, _ entry: String, _ read: (String) throws -> [Row]
  ) throws {
    let folder = try ImportFolder()
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let archive = try WorkbookArchive(bytes, named: "whole.xlsx")
    let found = try #require(archive.entries.first { $0.name == entry })
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    let local = number(found.range.lowerBound + 42, 4)
    let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
    let whole = try read(path)
    #expect(!whole.isEmpty)
    var refused = 0
    for step in 0..<24 {
      var damaged = bytes
      damaged[start + found.packed * step / 24] ^= 0x10
      let path = try folder.write(damaged, "\(step).xlsx")
      do {
        #expect(try read(path) == whole, "byte \(step) of 24")
      } catch {
        #expect(error is ImportError)
        refused += 1
      }
    }
    #expect(refused > 12)
  }

  private func calls(_ count: Int) -> [Call] {
    (0..<count).map { number in
      var times = CallTimes()
      times.received = Instant(
        milliseconds: 1_709_600_000_000 + Int64(number * 60_000), minutesEast: 480)
      return Call(
        missionID: "M\(100_000 + number)", times: times,
        position: try? GeographicCoordinate(latitude: 28.4, longitude: 119.9))
    }
  }

  @Test func `A shape that cannot be read is told although only the first rows have it`() throws {
    let folder = try ImportFolder()
    // More rows than are looked at first.
    let calls = calls(20_100)
    let path = folder.path("calls.gpkg")
    _ = try LayerExport.write(.calls(calls), to: path)
    var options = ImportOptions(.calls)
    options.datum = .wgs84
    func rows() throws -> Int {
      let source = try TableImport(path, options: options, store: ServiceData())
      var count = 0
      while let batch = try source.nextBatch() { count += batch.rows.count }
      return count
    }
    #expect(try rows() == calls.count)
    // The magic of one geometry.
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let shapes = bytes.indices.dropLast(3).filter {
      bytes[$0] == 0x47 && bytes[$0 + 1] == 0x50 && bytes[$0 + 2] == 0 && bytes[$0 + 3] < 64
    }
    #expect(shapes.count >= calls.count)
    bytes[shapes[shapes.count / 2]] = 0x58
    try Data(bytes).write(to: URL(filePath: path))
    #expect(throws: ImportError.self) { try rows() }
  }
}
