import Analysis
import ResponseModel
import Testing

@Suite("What a response report says")
struct ResponseReportTests {
  @Test("where nobody lives in an area class, no residents are counted, not even none")
  func nobody() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.rural, 5_000, 0, 100)
    let analysis = try await ResponseAnalysis.run(
      on: sketch.data, calls: nil, standard: SitingSketch.usual,
      date: try #require(SitingAnalysisTests.day), choice: .modelled)
    let county = try #require(ResponseReport(analysis, language: .en).counties.first)
    #expect(county.rural.circleTime.map(\.inCircleInTime) == [0, 0])
    #expect(county.rural.circleTime.map(\.inCircleLate) == [100, 100])
    #expect(county.urban.circleTime.isEmpty && county.urban.verdict == "not_assessable")
  }
}
