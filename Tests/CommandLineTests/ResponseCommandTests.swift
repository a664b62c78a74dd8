import Foundation
import Testing

@Suite("ambit response")
struct ResponseCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func counties(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["counties"] as? [[String: Any]])
  }

  private func report(_ store: String, _ more: String...) throws -> [String: Any] {
    let result = try BuiltProgram.run(
      ["response", store, "--format", "json", "--on", "2026-11-22"] + more)
    try #require(result.code == 0, "\(result.errors)")
    return try json(result.output)
  }

  /// A store with Lishui and these rows of a 120 export: mission, event, class, minutes from call to
  /// arrival (none where empty), outcome.
  private func store(
    _ folder: TemporaryFolder, _ calls: [(String, String, String, Double?, String)]
  ) throws -> String {
    let store = try folder.lishui()
    var text = "任务编码,事件编码,开始受理时刻,接受命令时刻,出车时刻,到达现场时刻,县区编码,城乡,出车结果\r\n"
    for (index, call) in calls.enumerated() {
      let start = index % 24
      func clock(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return String(
          format: "2026-03-05 %02d:%02d:%02d", start + seconds / 3600, seconds / 60 % 60,
          seconds % 60)
      }
      text +=
        [
          call.0, call.1, clock(0), clock(60), clock(60 + 170 + Double(index)),
          call.3.map { clock($0 * 60) } ?? "", "331102", call.2, call.4,
        ].joined(separator: ",") + "\r\n"
    }
    let file = folder.path("calls.csv")
    try Data(text.utf8).write(to: URL(filePath: file))
    let imported = try BuiltProgram.run("import", "calls", file, "--into", store)
    try #require(imported.code == 0, "\(imported.errors)")
    return store
  }

  @Test("gives the keys of the contract, by straight line, and says so everywhere")
  func contract() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let report = try report(store)
    #expect(report["method"] as? String == "straight_line")
    let counties = try counties(report)
    #expect(counties.count == 9)
    for county in counties {
      for area in ["urban", "rural"] {
        let group = try #require(county[area] as? [String: Any])
        for key in ["mean_min", "median_min", "p90_min", "count", "population", "verdict"] {
          #expect(group[key] != nil, "\(key)")
        }
        #expect(group["method"] as? String == "straight_line")
        #expect(group["evidence"] as? String == "default")
      }
      let modelled = try #require(county["modelled"] as? [String: Any])
      for place in try #require(modelled["demand"] as? [[String: Any]])
      where place["response_min"] is Double {
        #expect(place["method"] as? String == "straight_line")
      }
    }
    for format in ["text", "csv", "geojson"] {
      let result = try BuiltProgram.run("response", store, "--format", format, "--language", "zh")
      #expect(result.output.contains("straight_line"), "\(format)")
      #expect(result.output.contains("油竹街道没有坐标"), "\(format)")
    }
  }

  /// Computed by pyproj 3 (geodesics on GRS 80) and numpy from the tables of facts.
  @Test("gives Lishui's figures as other software computes them")
  func lishuiFigures() throws {
    let folder = try TemporaryFolder()
    let total = try #require(try report(folder.lishui())["total"] as? [String: Any])
    let urban = try #require(total["urban"] as? [String: Any])
    let rural = try #require(total["rural"] as? [String: Any])
    #expect(abs(try #require(urban["mean_min"] as? Double) - LishuiResponse.urbanMean) < 1e-6)
    #expect(abs(try #require(rural["mean_min"] as? Double) - LishuiResponse.ruralMean) < 1e-6)
    #expect(
      abs(try #require(urban["share_within"] as? Double) - LishuiResponse.urbanShare) < 1e-9)
  }

  @Test("judges a mean of exactly 11 min as not less than 11")
  func strict() throws {
    let folder = try TemporaryFolder()
    let store = try store(
      folder, [("1", "A", "城市", 10, ""), ("2", "B", "城市", 12, ""), ("3", "C", "乡村", 13.98, "")])
    let county = try #require(try counties(report(store, "--county", "331102")).first)
    let urban = try #require(county["urban"] as? [String: Any])
    #expect(urban["mean_min"] as? Double == 11)
    #expect(urban["verdict"] as? String == "fail")
    #expect(urban["method"] as? String == "observed")
    let rural = try #require(county["rural"] as? [String: Any])
    #expect(rural["verdict"] as? String == "pass")
    let strict = try BuiltProgram.run("response", store, "--county", "331102", "--strict")
    #expect(strict.code == 2)
    #expect(strict.errors.isEmpty)
  }

  @Test("counts an event once, by its first arrival, and every mission somewhere")
  func traps() throws {
    let folder = try TemporaryFolder()
    let store = try store(
      folder,
      [
        ("1", "A", "城市", 20, ""), ("2", "B", "城市", 5, ""), ("3", "C", "城市", nil, ""),
        ("4", "D", "城市", 7, "中途取消"), ("5", "E", "", 9, ""),
      ])
    let county = try #require(
      try counties(report(store, "--county", "331102", "--observed")).first)
    let observed = try #require(county["observed"] as? [String: Any])
    #expect(observed["missions"] as? Int == 5)
    #expect(observed["missions_counted"] as? Int == 3)
    let excluded = try #require(observed["excluded"] as? [String: Int])
    #expect(excluded["cancelled"] == 1)
    #expect(excluded["no_arrival_time"] == 1)
    #expect(observed["cancelled_with_arrival"] as? Int == 1)
    let unclassed = try #require(observed["unclassed"] as? [String: Any])
    #expect(unclassed["count"] as? Int == 1)
    let turnout = try #require(observed["turnout"] as? [String: Any])
    // 170, 171, 172, 173 and 174 s.
    #expect(turnout["share_within"] as? Double == 1)
    #expect(county["modelled"] is NSNull)
    // 12.5 min over two, and the fifth could be urban too: 20, 5 and 9 are 11.33.
    let urban = try #require(county["urban"] as? [String: Any])
    #expect(urban["verdict"] as? String == "fail")
  }

  @Test("uses the turnout of stations, and wants its unit")
  func turnout() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    func write(_ header: String) throws -> String {
      let file = folder.path("stations.csv")
      let text =
        "站点编码,站点名称,纬度,经度,\(header)\r\n"
        + "331102-S01,丽水市中心医院急救站,28.44986,119.91079,3\r\n"
      try Data(text.utf8).write(to: URL(filePath: file))
      return file
    }
    let bare = try BuiltProgram.run(
      "import", "stations", try write("出车时间"), "--into", store, "--crs", "wgs84",
      "--language", "en")
    #expect(bare.code == 65)
    #expect(bare.errors.contains("seconds or minutes?"))
    let good = try BuiltProgram.run(
      "import", "stations", try write("出车时间(分钟)"), "--into", store, "--crs", "wgs84",
      "--evidence", "observed")
    #expect(good.code == 0, "\(good.errors)")
    let county = try #require(try counties(report(store, "--county", "331102")).first)
    let modelled = try #require(county["modelled"] as? [String: Any])
    let stations = try #require(modelled["stations"] as? [[String: Any]])
    let station = try #require(stations.first { $0["code"] as? String == "331102-S01" })
    #expect(station["turnout_day_s"] as? Double == 180)
    #expect(station["turnout_day_evidence"] as? String == "observed")
    // Only one was said: at night it is assumed.
    #expect(station["turnout_night_evidence"] as? String == "assumed")
  }

  @Test("says what is missing where nothing was observed")
  func noCalls() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run(
      "response", try folder.lishui(), "--observed", "--language", "en")
    #expect(result.code == 65)
    #expect(result.complaint.contains("ambit import calls"))
    let both = try BuiltProgram.run(
      "response", folder.path("lishui.gpkg"), "--observed", "--modelled")
    #expect(both.code == 64)
  }

  @Test("runs on the real roads of the sample Liechtenstein")
  func liechtenstein() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("li.gpkg")
    let made = try BuiltProgram.run("new", store, "--sample", "liechtenstein", "--language", "en")
    try #require(made.code == 0, "\(made.errors)")
    let report = try report(store)
    #expect(report["method"] as? String == "road")
    let county = try #require(try counties(report).first)
    let modelled = try #require(county["modelled"] as? [String: Any])
    let places = try #require(modelled["demand"] as? [[String: Any]])
    #expect(places.count == 17)
    for place in places {
      #expect(place["method"] as? String == "road")
      #expect(place["is_reachable"] as? Bool == true)
      let travel = try #require(place["travel_s"] as? Double)
      // Each term stands alone with its evidence, and together they are the whole.
      let terms = try ["call_handling", "turnout", "travel", "access"].map { term in
        #expect(place["\(term)_evidence"] as? String == "default")
        return try #require(place["\(term)_s"] as? Double)
      }
      let whole = try #require(place["response_min"] as? Double)
      #expect(abs(terms.reduce(0, +) - whole * 60) < 1e-6)
      let line = try #require(place["distance_km"] as? Double)
      // No road is shorter than the line, and nobody drives faster than the profile's 120 km/h.
      #expect(travel >= line / 120 * 3600)
    }
    let chinese = try BuiltProgram.run("response", store, "--modelled", "--language", "zh")
    let vaduz = try #require(chinese.output.split(separator: "\n").first { $0.hasPrefix("Vaduz ") })
    #expect(vaduz.contains(" 道路推算 "), "the table of townships speaks Chinese too")
    let straight = try self.report(store, "--straight-line")
    #expect(straight["method"] as? String == "straight_line")
    let line = try #require(try counties(straight).first?["modelled"] as? [String: Any])
    for place in try #require(line["demand"] as? [[String: Any]]) {
      #expect(place["access_s"] is NSNull && place["access_evidence"] is NSNull)
    }
    let calibrated = try BuiltProgram.run(
      "calibrate", store, "--out", folder.path("fitted.yaml"), "--language", "en")
    #expect(calibrated.code == 65)
    #expect(calibrated.complaint.contains("fewer than 100"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("fitted.yaml")))
  }
}

/// Straight line × 1.6 ÷ 32.17 km/h + 60 s + 2.06 min, weighted by residents.
enum LishuiResponse {
  static let urbanMean = 22.234711922609414
  static let ruralMean = 47.042461559528746
  static let urbanShare = 0.4891652592251395
}
