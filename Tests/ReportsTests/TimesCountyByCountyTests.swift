import Analysis
import Coverage
import ResponseModel
import Standards
import Testing

@testable import Reports

/// What the report of all keeps of one county after another.
@Suite("Times county by county")
struct TimesCountyByCountyTests {
  @Test(
    "The times of all, a county at a time, are those of all at once",
    arguments: [1, 2, 3] as [UInt64])
  func countyByCounty(seed: UInt64) async throws {
    let data = try ReportSketch.twoCounties(seed: seed)
    let settings = try JudgedSketch.settings()
    var tally = CallTally(
      intervals: ResponseAnalysis.intervals(of: settings.standard),
      counties: data.counties.map(\.code))
    for call in data.calls { tally.add(call) }
    let once = ResponseReport(
      try await ResponseAnalysis.run(
        on: data, calls: tally, standard: settings.standard, date: settings.date),
      language: .zh, listsDemand: false)
    let each = try await ResponseReport.ofAll(
      data, calls: tally, standard: settings.standard, date: settings.date, terms: .usual,
      roads: nil, counties: nil, language: .zh)
    #expect(try ReportJSON.data(each) == ReportJSON.data(once))
  }
}
