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

  @Test(arguments: [([[40.0, 60]], "100.000"), ([[0, 0]], "nobody")])
  func `A grid with nobody in a county says so`(cells: [[Double]], words: String) throws {
    let folder = try ImportFolder()
    let path = try folder.write(grid(cells, west: 10, south: 50, cell: 0.05), "a.tif")
    var options = ImportOptions(.demandPoints)
    options.datum = .wgs84
    let error = #expect(throws: ImportError.self) {
      try GridImport(path, options: options, store: store())
    }
    #expect(error?.message.en.contains(words) == true)
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

  @Test func `A point never lies in the county next door`() throws {
    let desert = DesertCounty(halfSide: 20_000)
    // An L: its corner in the north-east belongs to nobody.
    let corners = [
      (-20_000.0, -20_000.0), (20_000, -20_000), (20_000, -19_000), (-19_000, -19_000),
      (-19_000, 20_000), (-20_000, 20_000), (-20_000, -20_000),
    ].map { desert.place($0.0, $0.1) }
    let boundary = MultiPolygon([Polygon(shell: try LinearRing(corners))])
    let county = County(code: desert.code, name: "县", boundary: boundary)
    let (end, top) = (desert.place(19_500, -19_500), desert.place(-19_500, 19_500))
    let west = top.longitude - 0.001
    let size = Int(((end.longitude - west) / 0.002).rounded(.up)) + 1
    let south = end.latitude - 0.001
    let height = Int(((top.latitude - south) / 0.002).rounded(.up)) + 1
    var rows = [[Double]](repeating: [Double](repeating: 0, count: size), count: height)
    (rows[0][0], rows[height - 1][size - 1]) = (5, 6)
    let folder = try ImportFolder()
    let path = try folder.write(grid(rows, west: west, south: south, cell: 0.002), "a.tif")
    var options = ImportOptions(.demandPoints)
    options.datum = .wgs84
    options.gridMeters = 10_000_000
    let read = try GridImport(
      path, options: options, store: ServiceData(counties: [county]))
    #expect(read.points.map(\.residents).reduce(0, +) == 11)
    let locator = AreaLocator(try boundary.inDegrees())
    for point in read.points {
      let place = try #require(point.position)
      let planar = PlanarPoint(x: place.longitude, y: place.latitude)
      #expect(locator.location(of: planar) != .outside, "\(place)")
    }
  }

  @Test func `A missing value that single precision cannot hold is still missing`() throws {
    let folder = try ImportFolder()
    let text = grid([[3.5, -1234.56789]], west: 119.95, south: 27.99, cell: 0.05)
      .replacing("NODATA_value -9999", with: "NODATA_value -1234.56789")
    let path = try folder.write(text, "a.tif")
    var options = ImportOptions(.demandPoints)
    options.datum = .wgs84
    #expect(try GridImport(path, options: options, store: store()).total == 3.5)
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
