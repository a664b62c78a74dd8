import Foundation
import Testing

@testable import Reports

@Suite("An earlier report to compare with")
struct EarlierReportTests {
  /// As a version wrote it that knew no response times, findings or plans.
  private static let old = """
    {"kind": "city_report", "standard": {"id": "lishui-2024"}, "counties": [
      {"code": "2", "stations": 1, "population": null, "reach": []},
      {"code": "1", "stations": 3, "population": 100, "reach": [
        {"radius_km": 8, "covered_population": 50, "covered_population_share": 0.5}]}],
     "coverage": {"provenance": {"on": "2025-01-02", "input_sha256": "00"}}}
    """

  @Test("One without the keys of later versions is read as far as it goes")
  func old() throws {
    let earlier = try CityReport.earlier(from: Data(Self.old.utf8))
    #expect(earlier.on == "2025-01-02")
    #expect(earlier.rows.map(\.code) == ["1", "2"])
    #expect(earlier.rows[0].reach.first?.coveredPopulationShare == 0.5)
    #expect(earlier.rows[0].plannedStations == nil)
  }

  @Test(
    "Another report, and one without what is compared, are refused",
    arguments: [
      ("city_report", "county_report"), ("input_sha256", "digest"),
    ])
  func refused(from: String, to: String) {
    let text = Self.old.replacing(from, with: to)
    #expect(throws: DecodingError.self) { try CityReport.earlier(from: Data(text.utf8)) }
  }
}
