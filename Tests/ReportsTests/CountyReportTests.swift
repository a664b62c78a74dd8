import Analysis
import Foundation
import Geometry
import Quantities
import ResponseModel
import Testing

@testable import Reports

@Suite("County report")
struct CountyReportTests {
  @Test("Every figure of the page names its value in the JSON", arguments: [Language.zh, .en])
  func figures(language: Language) async throws {
    let data = try ReportSketch.twoCounties(seed: 3)
    let settings = try ReportSketch.settings(language: language)
    let (html, json, _) = try await ReportSketch.page(of: data, settings: settings)
    let pattern = /<data value="([^"]*)" data-path="([^"]*)">([^<]*)<\/data>/
    let found = html.matches(of: pattern)
    #expect(found.count > 60)
    for match in found {
      let pointer = String(match.output.2)
      let value = try #require(
        ReportSketch.number(at: pointer, in: json), "\(pointer) is not in the JSON")
      #expect(Double(match.output.1) == value, "\(pointer)")
      let text = match.output.3.replacing(",", with: "").replacing("−", with: "-")
      guard !text.hasPrefix("&") else { continue }
      let scale = text.hasSuffix("%") ? 100.0 : 1
      let digits = text.filter { !"%+".contains($0) }
      let shown = try #require(Double(String(digits)), "\(text)")
      let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
      let half = 0.500001 * (0..<decimals).reduce(1.0) { value, _ in value / 10 }
      #expect(abs(shown - value * scale) <= half, "\(pointer): \(text) for \(value)")
    }
  }

  @Test(
    "An extract gives the county's figures of the whole", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func extracts(seed: UInt64) async throws {
    let data = try ReportSketch.twoCounties(seed: seed)
    let whole = CoverageReport(try await MapSketch.analysis(data), language: .zh)
    for (extract, area) in zip(data.countyExtracts(reach: Meters(10_000)), whole.counties) {
      let code = try #require(extract.counties.first?.code)
      let own = try await CoverageAnalysis.run(
        on: extract, standard: MapSketch.standard,
        date: try #require(CalendarDate(year: 2024, month: 6, day: 30)), counties: [code])
      let found = CoverageReport(own, language: .zh)
      #expect(try ReportJSON.data(found.counties[0]) == ReportJSON.data(area))
      #expect(!found.issues.contains { $0.code == "station-of-no-county" })
    }
  }

  @Test("A change in one county leaves the other's key as it was, unless its circles reach in")
  func keys() async throws {
    let data = try ReportSketch.twoCounties(seed: 4)
    let maker = CountyReportMaker(try ReportSketch.settings())
    func keys(_ data: ServiceData) throws -> [String] {
      try data.countyExtracts(reach: Meters(10_000)).map(maker.key)
    }
    var changed = data
    let index = try #require(changed.townships.firstIndex { $0.countyCode == "331199" })
    changed.townships[index] = MapSketch.township(
      500, name: "新镇", at: changed.townships[index].seat, county: "331199")
    let (before, after) = (try keys(data), try keys(changed))
    #expect(before[0] == after[0])
    #expect(before[1] != after[1])
    // A station on the common border serves both.
    var served = data
    served.stations.append(
      MapSketch.station(
        900,
        at: GeographicCoordinate(
          easting: MapSketch.middle.longitude + 0.2, northing: MapSketch.middle.latitude),
        county: "331199"))
    let shared = try keys(served)
    #expect(shared[0] != before[0])
    #expect(shared[1] != before[1])
  }

  @Test("Other templates, language, formats or day make another key")
  func settingsAreInTheKey() async throws {
    let data = try MapSketch.data(stations: 2, townships: 3)
    let extract = data.countyExtracts(reach: Meters(10_000))[0]
    let keys = try [
      ReportSketch.settings(), ReportSketch.settings(language: .en),
      ReportSketch.settings(formats: [.html]),
    ].map { try CountyReportMaker($0).key(of: extract) }
    #expect(Set(keys).count == 3)
    #expect(try CountyReportMaker(ReportSketch.settings()).key(of: extract) == keys[0])
  }

  @Test("A section without data says so and holds no figure", arguments: [Language.zh, .en])
  func emptyCounty(language: Language) async throws {
    // A boundary alone: no township, no station, no residents' places.
    let data = ServiceData(counties: [try MapSketch.county()])
    let (html, _, report) = try await ReportSketch.page(
      of: data, settings: try ReportSketch.settings(language: language))
    #expect(report.townships.isEmpty && report.stations.isEmpty)
    #expect(html.contains(language == .zh ? "数据中没有本县（市、区）的乡镇" : "holds no township"))
    #expect(html.contains(language == .zh ? "没有任何急救站可供分析" : "no station to analyse"))
    for id in ["response", "inspection", "siting"] {
      let section = try #require(html.firstRange(of: "<section id=\"\(id)\""))
      let end = try #require(html[section.upperBound...].firstRange(of: "</section>"))
      let text = html[section.upperBound..<end.lowerBound]
      #expect(text.contains("class=\"missing\""))
      #expect(!text.contains("<data"))
    }
  }

  @Test("Names of any length and script reach the page whole and escaped")
  func names() async throws {
    let names = [
      String(repeating: "一二三四五六七八九十", count: 4), "ནག་ཆུ་གྲོང་ཁྱེར། 那曲",
      "ئاقسۇ ناھىيىسى 阿克苏镇", "<b>&\"x\"</b> {{mustache}}",
    ]
    let townships = names.enumerated().map { MapSketch.township($0, name: $1) }
    let data = ServiceData(
      counties: [try MapSketch.county(name: "ལྷ་ས་ 城关区 ئۈرۈمچى")], townships: townships,
      demandPoints: townships.map { MapSketch.demand($0, residents: 10) },
      stations: [MapSketch.station(1)])
    let (html, _, _) = try await ReportSketch.page(of: data)
    for name in names.dropLast() { #expect(html.contains("<bdi>\(name)</bdi>")) }
    #expect(html.contains("&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt; {{mustache}}"))
    #expect(!html.contains("<b>&"))
    #expect(html.contains("<title>ལྷ་ས་ 城关区 ئۈرۈمچى"))
  }

  @Test("Ten thousand issues are all in the JSON, and a page of them on paper")
  func manyIssues() async throws {
    var data = try MapSketch.data(stations: 2, townships: 3)
    data.issues = (0..<10_000).map {
      DataIssue(
        .warning, code: "kind-\($0 % 4)", LocalizedText(zh: "第 \($0) 个问题", en: "issue \($0)"),
        subject: "S\($0)", countyCode: "331102")
    }
    let (html, _, report) = try await ReportSketch.page(of: data)
    #expect(report.coverage.issues.count >= 10_000)
    #expect(html.utf8.count < 300_000)
    for kind in 0..<4 { #expect(html.contains("kind-\(kind)")) }
  }

  @Test(
    "A larger radius never covers less, fewer stations never more",
    arguments: [7, 8, 9] as [UInt64])
  func sensitivity(seed: UInt64) async throws {
    let data = try MapSketch.data(stations: 6, townships: 20, seed: seed)
    let (_, _, report) = try await ReportSketch.page(of: data)
    #expect(report.sensitivity.count == 12)
    for cases in stride(from: 0, to: 12, by: 4).map({ report.sensitivity[$0..<$0 + 4] }) {
      let covered = Dictionary(
        uniqueKeysWithValues: cases.map { ($0.change, $0.coveredPopulation ?? -1) })
      let usual = try #require(covered[.none])
      #expect(try #require(covered[.smallerRadius]) <= usual)
      #expect(try #require(covered[.largerRadius]) >= usual)
      #expect(try #require(covered[.withoutAssumedStations]) <= usual)
    }
  }

  @Test("Shares are parts of the whole, and what is covered and what is not add up")
  func shares() async throws {
    let data = try MapSketch.data(stations: 4, townships: 15, seed: 11)
    let (_, _, report) = try await ReportSketch.page(of: data)
    let all = try #require(report.area.population)
    for reach in report.reach {
      let covered = try #require(reach.coveredPopulation)
      #expect(covered + (try #require(reach.uncoveredPopulation)) == all)
      #expect(reach.coveredPopulationShare == covered / all)
    }
  }

  @Test("The report set again from its own JSON is the same")
  func roundTrip() async throws {
    let data = try ReportSketch.twoCounties(seed: 5)
    let (_, _, report) = try await ReportSketch.page(of: data)
    let json = try ReportJSON.data(report)
    #expect(try ReportJSON.data(ReportJSON.report(CountyReport.self, from: json)) == json)
  }
}
