import Foundation
import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

@Suite struct GridImportTests {
  /// An Arc/Info ASCII grid is a raster that a test can write; GDAL tells it by its content.
  private func grid(_ rows: [[Double]], west: Double, south: Double, cell: Double) -> String {
    let head = """
      ncols \(rows[0].count)
      nrows \(rows.count)
      xllcorner \(west)
      yllcorner \(south)
      cellsize \(cell)
      NODATA_value -9999

      """
    return head + rows.map { $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: "\n")
      + "\n"
  }

  private func store() throws -> ServiceData {
    let desert = DesertCounty(halfSide: 20_000)
    return ServiceData(
      counties: [try desert.county()],
      townships: [
        desert.township(1, at: (-5000, 0), villages: 10, urban: 9),
        desert.township(2, at: (5000, 0), villages: 10, urban: 1),
      ])
  }

  @Test(arguments: Seeds.some)
  func `Nobody is lost, whatever the squares`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<50).map { _ in
      (0..<60).map { _ in
        generator.integer(in: 0...4) == 0 ? -9999 : Double(generator.integer(in: 0...960)) / 32
      }
    }
    // Reaches across the county's border in the east.
    let folder = try ImportFolder()
    let path = try folder.write(grid(rows, west: 119.9, south: 27.9, cell: 0.01), "a.tif")
    let total = rows.joined().filter { $0 >= 0 }.reduce(0, +)
    for side in [100.0, 1000, 5000] {
      var options = ImportOptions(.demandPoints)
      options.datum = .wgs84
      options.gridMeters = side
      let read = try GridImport(path, options: options, store: store())
      #expect(abs(read.total - total) < total * 1e-12)
      let sum = read.points.reduce(0) { $0 + $1.residents }
      #expect(abs(sum - read.assigned) < total * 1e-12)
      #expect(read.assigned < read.total)
      #expect(Set(read.points.map(\.id)).count == read.points.count)
      #expect(read.issues.map(\.code).contains("grid-total"))
    }
  }

  @Test func `A cell's people are where its middle is, urban or rural as the nearest seat`() throws
  {
    let folder = try ImportFolder()
    let path = try folder.write(
      grid([[40, 0, 60]], west: 119.925, south: 27.99, cell: 0.05), "a.tif")
    var options = ImportOptions(.demandPoints)
    options.datum = .wgs84
    let read = try GridImport(path, options: options, store: store())
    #expect(read.points.map(\.residents) == [40, 60])
    #expect(read.points.map(\.areaClass) == [.urban, .rural])
    let place = try #require(read.points.first?.position)
    #expect(abs(place.longitude - 119.95) < 1e-9 && abs(place.latitude - 28.015) < 1e-9)
  }

  @Test func `A grid without datum, without counties or with fewer than nobody is refused`() throws
  {
    let folder = try ImportFolder()
    let path = try folder.write(grid([[1, -5]], west: 119.9, south: 27.9, cell: 0.01), "a.tif")
    var options = ImportOptions(.demandPoints)
    let undeclared = #expect(throws: ImportError.self) {
      try GridImport(path, options: options, store: store())
    }
    #expect(undeclared?.code == .usage)
    options.datum = .wgs84
    let negative = #expect(throws: ImportError.self) {
      try GridImport(path, options: options, store: store())
    }
    #expect(negative?.message.en.contains("-5.0 is no number of people") == true)
    let empty = #expect(throws: ImportError.self) {
      try GridImport(path, options: options, store: ServiceData())
    }
    #expect(empty?.message.en.contains("import counties first") == true)
  }
}
