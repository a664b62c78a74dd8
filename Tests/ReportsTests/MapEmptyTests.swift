import Analysis
import ResponseModel
import Testing

@testable import Reports

/// A county that lacks something still gets a map, and the map says what it lacks.
@Suite struct MapEmptyTests {
  private func words(_ data: ServiceData, options: MapOptions = MapOptions()) async throws
    -> String
  {
    let analysis = try await MapSketch.analysis(data)
    return try MapDocument(
      try CoverageMap.svg(analysis, language: .zh, options: options)
    ).words
  }

  @Test func `Without stations`() async throws {
    var data = try MapSketch.data(stations: 0, townships: 5)
    data.stations = []
    let words = try await words(data)
    #expect(words.contains("没有急救站"))
    #expect(words.contains("覆盖居民 0.0%"))
  }

  @Test func `Without townships and residents`() async throws {
    let words = try await words(try MapSketch.data(stations: 2, townships: 0))
    #expect(!words.contains("覆盖居民"))
    #expect(!words.contains("镇、乡"))
    #expect(words.contains("覆盖面积"))
  }

  @Test func `Without a boundary`() async throws {
    var data = try MapSketch.data(stations: 2, townships: 3)
    data.counties = [try MapSketch.county(hasBoundary: false)]
    let words = try await words(data)
    #expect(words.contains("没有边界数据"))
    #expect(!words.contains("覆盖面积 "))
    #expect(!words.contains("县（市、区）界"))
  }

  @Test func `A county that is a single point`() async throws {
    let data = ServiceData(
      counties: [try MapSketch.county(hasBoundary: false)], stations: [MapSketch.station(1)])
    #expect(try await words(data).contains("第1急救站"))
    let town = MapSketch.township(1)
    let bare = ServiceData(
      counties: [try MapSketch.county(hasBoundary: false)], townships: [town])
    #expect(try await words(bare).contains("第1镇"))
  }

  @Test func `Without any radius`() async throws {
    let data = try MapSketch.data(stations: 2, townships: 3)
    let words = try await words(data, options: MapOptions(radii: []))
    #expect(!words.contains("公里以内"))
  }

  @Test(arguments: [(120.0, 120.0), (156, 120), (297, 210), (150, 400), (400, 150)])
  func `Pages of every shape`(width: Double, height: Double) async throws {
    let data = try MapSketch.data(stations: 5, townships: 20)
    let size = MapSize(widthInMillimeters: width, heightInMillimeters: height)
    #expect(try await words(data, options: MapOptions(size: size)).contains("内部使用"))
  }
}
