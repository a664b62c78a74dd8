import Foundation
import Testing

@Suite("ambit site")
struct SiteCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("gives the keys of the contract, the same bytes each time")
  func contract() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let words = [
      "site", store, "--county", "331102", "--add", "3", "--format", "json", "--on", "2026-11-22",
    ]
    let result = try BuiltProgram.run(words)
    #expect(result.code == 0)
    let report = try json(result.output)
    let keys: Set = [
      "model", "status", "objective", "bound", "gap", "chosen", "covered_weight", "total_weight",
      "steps", "alternatives", "infeasible", "standard", "county", "rules", "townships",
      "sensitivity", "curve", "assumed_stations", "issues", "provenance",
    ]
    #expect(keys.isSubset(of: report.keys))
    #expect(report["model"] as? String == "mclp")
    #expect(report["status"] as? String == "optimal")
    let chosen = try #require(report["chosen"] as? [String])
    #expect(chosen.count == 3)
    let steps = try #require(report["steps"] as? [[String: Any]])
    #expect(Set(steps.compactMap { $0["add"] as? String }) == Set(chosen))
    // Gains add up to what is covered now and was not before.
    let gains = steps.compactMap { $0["gain"] as? Double }.reduce(0, +)
    let before = try #require(
      (report["before"] as? [String: Any])?["in_time_population"] as? Double)
    let covered = try #require(report["covered_weight"] as? Double)
    #expect(abs(before + gains - covered) < 1e-6)
    #expect(try BuiltProgram.run(words).output == result.output)
    // The sample's stations are assumed, and the plan says so before anything else.
    #expect((report["assumed_stations"] as? [String])?.isEmpty == false)
    let text = try BuiltProgram.run("site", store, "--county", "331102", "--add", "3")
    #expect(text.output.hasPrefix("CAUTION"))
  }

  @Test("plans every county of the sample until it is compliant, or says what is in the way")
  func everyCounty() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let standing = [
      "331102", "331121", "331122", "331123", "331124", "331125", "331126", "331127", "331181",
    ]
    for county in standing {
      let result = try BuiltProgram.run(
        "site", store, "--county", county, "--until-compliant", "--format", "json")
      #expect(result.code == 0, "\(county): \(result.errors)")
      let report = try json(result.output)
      let compliance = try #require(report["compliance"] as? String)
      let rules = try #require(report["rules"] as? [[String: Any]])
      let goals = rules.filter { $0["is_goal"] as? Bool == true }
      let after = goals.compactMap { ($0["after"] as? [String: Any])?["verdict"] as? String }
      switch report["status"] as? String {
      case "optimal":
        #expect(compliance != "not_compliant")
        #expect(!after.contains("fail") && !after.isEmpty)
        let chosen = try #require(report["chosen"] as? [String])
        #expect(report["objective"] as? Double == Double(chosen.count))
      case "infeasible":
        let variants = try #require(report["variants"] as? [[String: Any]])
        #expect(variants.allSatisfy { !(($0["obstacles"] as? [Any]) ?? []).isEmpty })
      default: Issue.record("\(county): \(report["status"] ?? "no status")")
      }
      if let unpositioned = report["unpositioned_weight"] as? Double, unpositioned > 0 {
        #expect(compliance != "compliant")
      }
    }
  }

  @Test("writes tables, shapes and a map")
  func formats() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let map = folder.path("plan.svg")
    let common = ["site", store, "--county", "331125", "--add", "2", "--objective", "mean"]
    let csv = try BuiltProgram.run(common + ["--format", "csv", "--map", map])
    #expect(csv.code == 0, "\(csv.errors)")
    let lines = csv.output.split(separator: "\r\n").map(String.init)
    #expect(lines[0].hasPrefix("kind,code,name"))
    #expect(lines.filter { $0.hasPrefix("chosen,") }.count == 2)
    let drawing = try String(contentsOfFile: map, encoding: .utf8)
    #expect(drawing.contains("<svg") && drawing.contains("Proposed emergency stations"))
    let shapes = try json(try BuiltProgram.run(common + ["--format", "geojson"]).output)
    let kinds = (shapes["features"] as? [[String: Any]] ?? []).compactMap {
      ($0["properties"] as? [String: Any])?["kind"] as? String
    }
    #expect(kinds.filter { $0 == "chosen" }.count == 2)
    #expect(Set(kinds) == ["county", "station", "candidate", "chosen", "township"])
    let chinese = try BuiltProgram.run(common + ["--language", "zh"])
    #expect(chinese.output.contains("选址") && chinese.output.contains("敏感性"))
  }

  @Test("refuses wrong words with one line and exit code 64")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let cases: [([String], String)] = [
      (["--county", "331102"], "--until-compliant"),
      (["--county", "331102", "--add", "1", "--until-compliant"], "--until-compliant"),
      (["--county", "331102", "--add", "0"], "--add"),
      (["--county", "331102", "--add", "900"], "900"),
      (["--county", "999999", "--add", "1"], "999999"),
      (["--county", "331102", "--add", "1", "--fixed", "x"], "x"),
      (["--county", "331102", "--until-compliant", "--rules", "nothing"], "nothing"),
      (["--county", "331102", "--until-compliant", "--rules", "crew"], "crew"),
      (["--county", "331102", "--add", "1", "--candidates", "moon"], "--candidates"),
    ]
    for (words, said) in cases {
      let result = try BuiltProgram.run(["site", store] + words)
      #expect(result.code == 64, "\(words): \(result.errors)")
      #expect(result.complaint.contains(said), "\(words): \(result.complaint)")
      #expect(!result.complaint.contains("\n"))
      #expect(result.output.isEmpty)
    }
    let chinese = try BuiltProgram.run(
      "site", store, "--county", "331102", "--add", "-1", "--language", "zh")
    #expect(chinese.complaint.contains("--add 不能小于 1 (用法见 ambit site --help)"))
    let common = ["site", store, "--county", "331102", "--add", "1", "--language", "zh"]
    for (words, said) in [
      (["--spacing", "2"], "'2' 无效：距离不能小于 100 米，是否为 2km？"),
      (["--spacing", "-2km"], "'-2km' 无效：距离是大于 0 的数加 km 或 m"),
      (["--candidates", "grid", "--spacing", "200km"], "请减小 --spacing"),
      (["--output", folder.path("none/plan.txt")], "：文件夹 \(folder.path("none")) 不存在"),
    ] {
      let result = try BuiltProgram.run(common + words)
      #expect(result.complaint.contains(said), "\(words): \(result.complaint)")
    }
    let none = try BuiltProgram.run(
      "site", store, "--county", "331102", "--add", "1", "--candidates", "candidates")
    #expect(none.code == 65)
    #expect(none.complaint.contains("no candidate site"))
  }

  @Test("plans on the store's roads where it has them, a grid's points on roads and apart")
  func roads() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("li.gpkg")
    let made = try BuiltProgram.run("new", store, "--sample", "liechtenstein")
    try #require(made.code == 0, "\(made.errors)")
    let common = ["site", store, "--county", "LI", "--format", "json"]
    let seats = try json(try BuiltProgram.run(common + ["--add", "2"]).output)
    #expect(seats["method"] as? String == "road")
    #expect(seats["status"] as? String == "optimal")
    let straight = try json(
      try BuiltProgram.run(common + ["--add", "2", "--straight-line"]).output)
    #expect(straight["method"] as? String == "straight_line")
    let grid = try BuiltProgram.run(
      common + ["--until-compliant", "--candidates", "grid", "--spacing", "3km"])
    #expect(grid.code == 0, "\(grid.errors)")
    let plan = try json(grid.output)
    #expect(plan["status"] as? String == "optimal")
    #expect(plan["compliance"] as? String == "compliant")
    let sites = try #require(plan["candidates"] as? [[String: Any]])
    #expect(sites.count > 5)
    let spots = sites.compactMap { site -> (Double, Double)? in
      guard let latitude = site["latitude"] as? Double,
        let longitude = site["longitude"] as? Double
      else { return nil }
      // Metres in a plane: good enough within Liechtenstein.
      return (latitude * 111_190, longitude * 111_190 * 0.6804)
    }
    for (index, spot) in spots.enumerated() {
      for other in spots.prefix(index) {
        let (dx, dy) = (spot.0 - other.0, spot.1 - other.1)
        #expect((dx * dx + dy * dy).squareRoot() > 2_970)
      }
    }
  }
}
