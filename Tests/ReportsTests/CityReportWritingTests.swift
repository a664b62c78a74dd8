import Analysis
import Foundation
import Quantities
import ResponseModel
import Testing

@testable import Reports

@Suite("Making the report of all without holding all of it")
struct CityReportWritingTests {
  private func text(of report: CityReport) throws -> String {
    var data = Data()
    try report.write { data += $0 }
    return String(decoding: data, as: UTF8.self)
  }

  private func city(
    _ data: ServiceData, _ sources: ReportSources = .none,
    excluding excluded: [CityReport.Excluded] = [], since earlier: CityReport.Earlier? = nil
  ) async throws -> CityReport {
    try await CityReportMaker(try JudgedSketch.settings(), sources: sources)
      .report(on: data, excluding: excluded, earlier: earlier).report
  }

  @Test("Written in pieces it is the bytes of the whole, with lists empty or not")
  func pieces() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 6))
    let first = try await city(data, try await JudgedSketch.sources(data))
    let earlier = try CityReport.earlier(from: ReportJSON.data(first))
    var reports = [first, try await city(data, since: earlier)]
    // A name like a key, and one like the JSON around it.
    var odd = try #require(reports.last)
    odd.counties[0].name = "\"counties\" : [\n\n  ]"
    odd.excluded = [.init(code: "counties", name: "plans", reason: "]\n{")]
    reports.append(odd)
    odd.response = nil
    (odd.counties, odd.verdicts, odd.plans, odd.coverage.issues) = ([], [], [], [])
    reports.append(odd)
    for report in reports {
      #expect(try text(of: report) == String(decoding: ReportJSON.data(report), as: UTF8.self))
    }
    #expect(!first.plans.isEmpty && !reports[1].changes.isEmpty && first.response != nil)
  }

  @Test("An inspection written in pieces is the bytes of the whole")
  func inspection() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 6))
    let inspection = try #require(try await JudgedSketch.sources(data).inspection).whole
    #expect(!inspection.findings.isEmpty && !inspection.counties.isEmpty)
    var pieces = Data()
    try inspection.write { pieces += $0 }
    #expect(pieces == (try ReportJSON.data(inspection)))
  }

  @Test("Plans are read from counties' reports that stand, and are those found anew")
  func plansThatStand() async throws {
    let folder = try ReportTestFolder()
    let data = try ReportSketch.twoCounties(seed: 8)
    let settings = try JudgedSketch.settings()
    let extracts = ReportSources.none.extracts(of: data, settings)
    for extract in extracts {
      _ = try await CountyReportMaker(settings).make(extract, in: folder.path, renderer: nil)
    }
    let sources = ReportSources()
    let maker = CountyReportMaker(settings, sources: sources)
    for extract in extracts {
      let code = extract.counties[0].code
      #expect(sources.plans.outcome(of: code) == nil)
      #expect(try maker.stands(extract, in: folder.path))
      #expect(sources.plans.outcome(of: code) != nil)
    }
    let read = try ReportJSON.data(try await city(data, sources))
    #expect(try ReportJSON.data(try await city(data, ReportSources())) == read)
    // Of other data no plan is taken over.
    var changed = data
    changed.stations.removeLast()
    changed.stations.removeFirst()
    let other = ReportSources()
    let first = try #require(other.extracts(of: changed, settings).first)
    #expect(try !CountyReportMaker(settings, sources: other).stands(first, in: folder.path))
    #expect(other.plans.outcome(of: first.counties[0].code) == nil)
  }

  @Test("An extract asked for alone is that of all")
  func extractsAlone() throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 3))
    let all = data.countyExtracts(reach: Meters(10_000))
    #expect(all.codes == all.map { $0.counties[0].code })
    for (code, extract) in zip(all.codes, all) {
      let alone = all.restricted(to: [code, "000000"])
      #expect(alone.count == 1)
      #expect(
        Provenance.inputDigest(of: alone[0]) == Provenance.inputDigest(of: extract))
    }
  }
}
