import Foundation
import Testing

@Suite("ambit coverage")
struct CoverageCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("gives the keys of the contract")
  func contract() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run(
      "coverage", try folder.lishui(), "--format", "json", "--on", "2026-11-22")
    #expect(result.code == 0)
    let report = try json(result.output)
    #expect(
      Set(["standard", "counties", "total", "issues", "provenance"]).isSubset(of: report.keys))
    #expect(report["standard"] as? String == "lishui-2024")
    let counties = try #require(report["counties"] as? [[String: Any]])
    #expect(counties.count == 9)
    let areaKeys: Set = [
      "code", "name", "area_km2", "population", "townships", "radii", "township_rule", "verdicts",
    ]
    let total = try #require(report["total"] as? [String: Any])
    for area in counties + [total] {
      #expect(areaKeys.isSubset(of: area.keys))
      let radii = try #require(area["radii"] as? [[String: Any]])
      #expect(radii.compactMap { $0["radius_m"] as? Double } == [3500, 8000, 10_000])
      for radius in radii {
        #expect(
          Set(["radius_m", "covered_area_km2", "covered_population", "covered_townships"])
            .isSubset(of: radius.keys))
      }
      let rule = try #require(area["township_rule"] as? [String: Any])
      #expect(Set(["administrative_townships", "with_station"]).isSubset(of: rule.keys))
      for verdict in try #require(area["verdicts"] as? [[String: Any]]) {
        #expect(
          Set(["rule", "verdict", "value", "limit", "unit", "evidence", "mark"])
            .isSubset(of: verdict.keys))
        #expect(
          ["pass", "fail", "not_assessable"].contains(verdict["verdict"] as? String ?? ""))
      }
    }
    for issue in try #require(report["issues"] as? [[String: Any]]) {
      #expect(Set(["severity", "code", "message", "file", "line"]).isSubset(of: issue.keys))
    }
  }

  /// The figures were computed by other software from the tables of facts: shapely 2 and pyproj 3 in
  /// EPSG:4549 with circles of 2,000 geodesic points, areas by `Geod.geometry_area_perimeter`.
  @Test("gives Lishui's figures as other software computes them")
  func lishuiFigures() throws {
    let folder = try TemporaryFolder()
    let report = try json(
      try BuiltProgram.run("coverage", try folder.lishui(), "--format", "json").output)
    let total = try #require(report["total"] as? [String: Any])
    #expect(total["population"] as? Double == 2_507_396)
    #expect(total["townships"] as? Int == 173)
    let rule = try #require(total["township_rule"] as? [String: Any])
    #expect(rule["administrative_townships"] as? Int == 142)
    #expect(rule["with_station"] as? Int == 1)
    let radii = try #require(total["radii"] as? [[String: Any]])
    #expect(radii.compactMap { $0["covered_townships"] as? Int } == [25, 42, 51])
    for (radius, expected) in zip(radii, LishuiFigures.coveredAreas) {
      let covered = try #require(radius["covered_area_km2"] as? Double)
      #expect(abs(covered / expected - 1) < 0.001)
    }
    #expect(
      radii.compactMap { $0["covered_population"] as? Double } == LishuiFigures.coveredResidents)
  }

  @Test("names the township without a position in every format")
  func unpositioned() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    for format in ["text", "json", "geojson", "csv"] {
      let result = try BuiltProgram.run("coverage", store, "--format", format, "--language", "zh")
      #expect(result.output.contains("油竹街道没有坐标"), "\(format)")
    }
    let map = folder.path("map.svg")
    #expect(try BuiltProgram.run("coverage", store, "--map", map, "--language", "zh").code == 0)
    #expect(try String(contentsOfFile: map, encoding: .utf8).contains("油竹街道"))
  }

  @Test("says in the first lines that stations are assumed and residents modelled")
  func assumed() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let zh = try BuiltProgram.run("coverage", store, "--language", "zh").output
    #expect(zh.split(separator: "\n").prefix(4).contains { $0.contains("9 个为假定站点") })
    let en = try BuiltProgram.run("coverage", store, "--language", "en").output
    #expect(
      en.split(separator: "\n").prefix(5).contains { $0.contains("9 of 10 stations are assumed") })
  }

  @Test("names assumed stations across the border that a county's figures rest on")
  func assumedNeighbors() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run(
      "coverage", try folder.lishui(), "--county", "331121", "--language", "en")
    #expect(result.output.contains("neighbor-stations-assumed"))
  }

  @Test("gives the share of residents within the limit it names")
  func shareAndLimit() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run(
      "coverage", try folder.lishui(), "--county", "331102", "--standard", "nanjing-2035",
      "--language", "en")
    // The text gives 3 to 5 km; 50.6 % of urban residents live within 3 km, 69.6 % within 5.
    #expect(result.output.contains("residents within 3 km: 50.6%"))
  }

  @Test("takes the language from the locale")
  func locale() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let chinese = try BuiltProgram.run(
      "coverage", store, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("常住人口"))
    #expect(try BuiltProgram.run("coverage", store).output.contains("Residents"))
  }

  @Test("gives the same bytes each time, and leaves the store as it was")
  func reproducible() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try Data(contentsOf: URL(filePath: store))
    for format in ["json", "geojson", "csv", "text"] {
      let arguments = ["--format", format, "--on", "2026-11-22"]
      let first = try BuiltProgram.run(
        "coverage", store, arguments[0], arguments[1], arguments[2], arguments[3], "--jobs", "1")
      let second = try BuiltProgram.run(
        "coverage", store, arguments[0], arguments[1], arguments[2], arguments[3], "--jobs", "7")
      #expect(first.output == second.output)
      #expect(!first.output.isEmpty)
    }
    #expect(try Data(contentsOf: URL(filePath: store)) == before)
  }

  @Test("picks counties, radii and another standard")
  func options() throws {
    let folder = try TemporaryFolder()
    let report = try json(
      try BuiltProgram.run(
        "coverage", try folder.lishui(), "--county", "331102", "--county", "331181", "--radius",
        "5km", "--radius", "12000", "--standard", "national-2020", "--format", "json"
      ).output)
    let counties = try #require(report["counties"] as? [[String: Any]])
    #expect(counties.compactMap { $0["code"] as? String } == ["331102", "331181"])
    let radii = try #require(counties[0]["radii"] as? [[String: Any]])
    #expect(radii.compactMap { $0["radius_m"] as? Double } == [5000, 12_000])
    #expect(report["standard"] as? String == "national-2020")
  }

  @Test("ends with 2 where a rule is not met, only with --strict")
  func strict() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    #expect(try BuiltProgram.run("coverage", store).code == 0)
    let strict = try BuiltProgram.run("coverage", store, "--strict")
    #expect(strict.code == 2)
    #expect(!strict.output.isEmpty)
    #expect(
      try BuiltProgram.run("coverage", store, "--strict", "--standard", "zhejiang-2025").code == 0)
  }
}

/// What other software computes for Lishui.
private enum LishuiFigures {
  /// km² within 3.5, 8 and 10 km.
  static let coveredAreas = [384.844457, 2010.349779, 3103.179189]
  static let coveredResidents = [511_560.0, 834_200, 981_827]
}
