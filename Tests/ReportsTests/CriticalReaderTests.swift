import Analysis
import Coverage
import Foundation
import Geometry
import Quantities
import ResponseModel
import Testing

@testable import Reports

@Suite("What a critical reader asks of a county's report")
struct CriticalReaderTests {
  @Test("Each note says of which rules it is, once")
  func notes() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 3))
    let (html, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(), sources: try await JudgedSketch.sources(data))
    let notes = Set(report.verdicts.flatMap(\.notes))
    #expect(!notes.isEmpty)
    for note in notes {
      let titles = report.verdicts.filter { $0.notes.contains(note) }.map(\.title)
      let text = ReportText(titles.joined(separator: "、") + "：" + note).html
      #expect(html.components(separatedBy: text).count == 2, "\(text)")
    }
  }

  @Test("A unit stands in the number of its value")
  func units() {
    let words = ReportWords(language: .en)
    #expect(words.unit("townships", of: "1") == "township")
    #expect(words.unit("townships", of: "0") == "townships")
    #expect(words.unit("s", of: "1") == "s" && words.unit("km", of: "1") == "km")
    #expect(words.unit(nil, of: "1").isEmpty)
    #expect(ReportWords(language: .zh).unit("townships", of: "1") == "个")
  }

  @Test("A deadline that no document gives says so")
  func deadlines() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 3))
    let (html, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(), sources: try await JudgedSketch.sources(data))
    #expect(report.inspection?.findings.isEmpty == false)
    #expect(html.contains("其余的期限由限值表自检查日起推算，原文没有规定"))
  }

  @Test("At every speed a rule is met, not met, or cannot be assessed")
  func speeds() async throws {
    var data = try MapSketch.data(stations: 8, townships: 12, size: 20)
    func signs(_ html: String) throws -> [String] {
      let start = try #require(html.firstRange(of: "车速变化时的平均反应时间"))
      let end = try #require(html[start.upperBound...].firstRange(of: "</table>"))
      return html[start.upperBound..<end.lowerBound].matches(of: /[✓✗○]/).map { String($0.output) }
    }
    func expected(_ report: CountyReport) throws -> [String] {
      try #require(report.response?.counties.first?.rural.sensitivity).map {
        $0.verdict == "pass" ? "✓" : $0.verdict == "fail" ? "✗" : "○"
      }
    }
    let known = try await ReportSketch.page(of: data, settings: JudgedSketch.settings())
    #expect(try signs(known.html) == expected(known.report))
    #expect(try signs(known.html).contains("✓"))
    // Some whose place nobody knows: then no speed settles the rule.
    data.demandPoints.append(
      MapSketch.demand(MapSketch.township(99, at: nil), residents: 500))
    let open = try await ReportSketch.page(of: data, settings: JudgedSketch.settings())
    #expect(try signs(open.html) == expected(open.report))
    #expect(try signs(open.html).contains("○"))
  }

  @Test("How far the model is from what was observed is said beside both")
  func residuals() async throws {
    var data = try MapSketch.data(stations: 2, townships: 4)
    let start = try #require(Instant("2024-06-01T08:00:00+08:00"))
    for number in 0..<4 {
      var times = CallTimes()
      times.received = start
      times.arrived = Instant(
        milliseconds: start.milliseconds + Int64(number + 8) * 600_000, minutesEast: 480)
      data.calls.append(
        Call(
          missionID: "M\(number)", eventID: "E\(number)", times: times,
          position: data.stations[0].position, countyCode: "331102", areaClass: .rural,
          stationCode: data.stations[0].code))
    }
    let (html, json, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings())
    let found = try #require(report.response?.counties.first?.residuals)
    #expect(found.events == 4)
    let mean = try #require(found.meanMin)
    #expect(mean > 60)
    #expect(ReportSketch.number(at: "/response/counties/0/residuals/mean_min", in: json) == mean)
    #expect(html.contains("同一事件的实测减推算"))
  }

  @Test("Radii are in kilometres in every table, and a sliver is not shown as nothing")
  func figures() async throws {
    let (html, _, report) = try await ReportSketch.page(
      of: try MapSketch.data(stations: 3, townships: 12), settings: JudgedSketch.settings())
    #expect(report.response?.counties.first?.rural.circleTime.first?.radiusM == 8000)
    let pattern = /data-path="[^"]*\/circle_time\/0\/radius_m">([^<]*)</
    #expect(html.firstMatch(of: pattern)?.output.1 == "8")
    #expect(!html.contains("半径（米）"))
    let figures = ReportFigures()
    #expect(figures.area(0.0004, "/a").plain == "<0.1")
    #expect(figures.area(0, "/a").plain == "0.0")
    #expect(figures.area(0.05, "/a").plain == "0.1")
    #expect(figures.area(nil, "/a").plain == "—")
  }
}
