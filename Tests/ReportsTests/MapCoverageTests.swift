import Analysis
import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@testable import Reports

@Suite struct MapCoverageTests {
  private func map(
    _ data: ServiceData, _ language: Language = .zh, options: MapOptions = MapOptions()
  ) async throws -> (svg: String, document: MapDocument) {
    let svg = try CoverageMap.svg(
      try await MapSketch.analysis(data), language: language, options: options)
    return (svg, try MapDocument(svg))
  }

  @Test(arguments: Language.allCases)
  func `The legend names every radius, and the footer says internal use`(
    language: Language
  ) async throws {
    let (svg, document) = try await map(
      try MapSketch.data(stations: 3, townships: 8), language)
    for radius in ["3.5", "8", "10"] {
      #expect(document.words.contains(language == .zh ? "\(radius) 公里以内" : "Within \(radius) km"))
    }
    #expect(
      document.words.contains(
        language == .zh ? "内部使用，未经审图，不得公开" : "Internal use only, map not reviewed"))
    #expect(document.root["viewBox"] != nil)
    #expect(document.root["width"]?.hasSuffix("mm") == true)
    #expect(svg.utf8.count < 100_000)
  }

  @Test func `A map with a review number shows it and not the internal mark`() async throws {
    let data = try MapSketch.data(stations: 1, townships: 2)
    let document = try await map(data, options: MapOptions(reviewNumber: "浙S(2024)1号")).document
    #expect(document.words.contains("审图号：浙S(2024)1号"))
    #expect(!document.words.contains("内部使用"))
  }

  @Test func `Only the radii asked for are drawn`() async throws {
    let data = try MapSketch.data(stations: 2, townships: 4)
    let document = try await map(data, options: MapOptions(radii: [Meters(8_000)])).document
    #expect(document.words.contains("8 公里以内"))
    #expect(!document.words.contains("3.5 公里"))
  }

  @Test func `The same analysis gives the same bytes, whatever order the data came in`()
    async throws
  {
    var data = try MapSketch.data(stations: 12, townships: 30)
    let first = try await map(data).svg
    data.stations.reverse()
    data.townships.reverse()
    data.demandPoints.reverse()
    #expect(try await map(data).svg == first)
  }

  @Test func `Nothing in the file points outside it or runs`() async throws {
    let document = try await map(try MapSketch.data(stations: 2, townships: 3)).document
    #expect(document.references.allSatisfy { $0.hasPrefix("url(#map-") })
    for name in ["script", "style", "image", "foreignObject", "use"] {
      #expect(document.elementCounts[name] == nil)
    }
    #expect(document.ids.allSatisfy { $0.hasPrefix("map-") })
  }

  @Test func `Names of any script, length and punctuation come out whole`() async throws {
    let names = [
      "A<b> & \"c\" 'd'", String(repeating: "长", count: 40), "བོད་ལྗོངས་ལྷ་ས", "ئۈرۈمچى شەھىرى", "",
    ]
    var data = try MapSketch.data(stations: 0, townships: 0)
    let step = 0.06
    data.stations = names.enumerated().map { index, name in
      MapSketch.station(
        index, name: name,
        at: GeographicCoordinate(
          easting: MapSketch.middle.longitude, northing: 28.28 + step * Double(index)))
    }
    let document = try await map(data, options: MapOptions(title: "<甲> & 乙")).document
    #expect(document.texts.contains("<甲> & 乙"))
    #expect(document.texts.contains("A<b> & \"c\" 'd'"))
    #expect(document.texts.contains("ئۈرۈمچى شەھىرى"))
    #expect(document.texts.contains("བོད་ལྗོངས་ལྷ་ས"))
    // Each name is written twice, once for its halo.
    #expect(document.texts.joined().count { $0 == "长" } == 80)
  }

  @Test func `Assumed and modelled data, a place without position and neighbours are told`()
    async throws
  {
    var data = try MapSketch.data(stations: 0, townships: 0)
    let seated = MapSketch.township(1)
    let lost = MapSketch.township(2, name: "油竹街道", kind: .subdistrict, at: nil)
    data.townships = [seated, lost]
    data.demandPoints = [seated, lost].map { MapSketch.demand($0, residents: 100) }
    let across = GeographicCoordinate(
      easting: MapSketch.middle.longitude + 0.19, northing: MapSketch.middle.latitude)
    data.stations = [
      MapSketch.station(1), MapSketch.station(2, evidence: .reported),
      MapSketch.station(3, name: "邻站", at: across, county: nil),
    ]
    let words = try await map(data).document.words.filter { $0 != "\n" }
    #expect(words.contains("急救站 2 个中 1 个为假定"))
    #expect(words.contains("居民分布为模型推算"))
    #expect(words.contains("油竹街道没有坐标，未绘出"))
    #expect(words.contains("急救站（位置为假定）"))
    #expect(words.contains("急救站（公开资料所载）"))
    #expect(words.contains("邻县急救站"))

    data.stations[2] = MapSketch.station(
      3, name: "远站",
      at: GeographicCoordinate(
        easting: MapSketch.middle.longitude + 0.27, northing: MapSketch.middle.latitude),
      county: nil)
    let far = try await map(data).document
    #expect(far.words.contains("图外急救站的服务圈伸入：远站。"))
    #expect(!far.words.contains("邻县急救站"))
  }

  @Test func `Sixty stations fit, and what found no room is counted`() async throws {
    let data = try MapSketch.data(stations: 60, townships: 50)
    let (svg, document) = try await map(data)
    #expect(svg.utf8.count < 250_000)
    let named = Set(document.texts.filter { $0.hasSuffix("急救站") })
    #expect(named.count >= 40)
    if named.count < 60 { #expect(document.words.contains("名称未标注")) }
  }

  @Test func `Nine counties show their names`() async throws {
    let codes = (1...9).map { "33110\($0)" }
    var data = ServiceData()
    for (index, code) in codes.enumerated() {
      let center = GeographicCoordinate(
        easting: 119 + 0.5 * Double(index % 3), northing: 28 + 0.5 * Double(index / 3))
      data.counties.append(
        try MapSketch.county(code, name: "第\(index)县", at: center, size: 55))
      data.stations.append(
        MapSketch.station(index, at: center, county: code, evidence: .surveyed))
    }
    let document = try await map(data).document
    for index in 0..<9 { #expect(document.texts.contains("第\(index)县")) }
    #expect(document.words.contains("9 个县（市、区）"))
  }
}
