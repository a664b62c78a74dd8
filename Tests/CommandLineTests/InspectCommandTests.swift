import Foundation
import Testing

@Suite("inspect, explain, and the list of findings")
struct InspectCommandTests {
  /// Rules that fail by how the sample lishui is laid out, and are not planted.
  private static let siting: Set<String> = [
    "urban-radius", "rural-siting", "urban-mean-response", "rural-mean-response",
  ]

  private func roster(_ folder: TemporaryFolder) throws -> String {
    let store = folder.path("roster.gpkg")
    let made = try BuiltProgram.run("new", store, "--sample", "lishui-roster")
    try #require(made.code == 0, "\(made.errors)")
    return store
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func findings(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["findings"] as? [[String: Any]])
  }

  /// Lines of a table without quotes in its first columns.
  private func planted() throws -> [[String]] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "GeoData/lishui-roster/planted.csv").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func period(_ store: String, _ more: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      ["inspect", store, "--from", "2026-01-05", "--to", "2026-03-29"] + more)
  }

  @Test("Exactly the planted violations of the sample are found")
  func sample() throws {
    let folder = try TemporaryFolder()
    let report = try json(try period(try roster(folder), "--format", "json").output)
    var found: Set<[String]> = []
    for item in try findings(report) {
      let rule = try #require(item["rule"] as? String)
      if Self.siting.contains(rule) { continue }
      let kind = item["subject_kind"] as? String ?? ""
      let subject = item["subject"] as? String ?? ""
      let detail = item["detail"] as? String ?? ""
      let times = try #require(item["occurrences"] as? [[String: Any]])
      // Of a licence that is absent or of the wrong kind the list has the person alone.
      if times.isEmpty || ["licence-absent", "licence-wrong-kind"].contains(rule) {
        found.insert([rule, kind, subject, detail, "", "", ""])
        continue
      }
      for time in times {
        let missing = try #require(time["missing"] as? [String: Int])
        let minutes = ["from", "to"].map {
          (time[$0] as? String ?? "").replacingOccurrences(of: ":00.000+", with: "+")
        }
        found.insert(
          [rule, kind, subject, detail] + minutes
            + [
              missing.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: " ")
            ])
      }
    }
    let expected = Set(try planted().map { Array($0.prefix(7)) })
    #expect(expected.count > 40)
    #expect(found.subtracting(expected) == [], "found and not planted")
    #expect(expected.subtracting(found) == [], "planted and not found")
    let checked = try #require(report["checked"] as? [String: Any])
    #expect(checked["ambulances"] as? Int == 40)
    let issues = try #require(report["issues"] as? [[String: Any]])
    #expect(issues.contains { $0["code"] as? String == "synthetic-roster" })
  }

  @Test("Every output says that the sample is synthetic")
  func synthetic() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let (list, page) = (folder.path("list.xlsx"), folder.path("list.html"))
    let arguments = [
      "inspect", store, "--on", "2026-02-14T22:00", "--checklist", page, "--findings", list,
      "--language", "en",
    ]
    let text = try BuiltProgram.run(arguments)
    #expect(text.code == 0, "\(text.errors)")
    #expect(text.output.contains("synthetic"))
    #expect(try BuiltProgram.run(arguments + ["--format", "csv"]).output.contains("synthetic"))
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("synthetic") && html.contains("signature") && !html.contains("http"))
    #expect(try Data(contentsOf: URL(filePath: list)).prefix(2) == Data("PK".utf8))
    #expect(
      try BuiltProgram.run("coverage", store, "--language", "en").output.contains("synthetic"))
  }

  @Test("A moment has one finding for each ambulance, with the keys that programs rely on")
  func moment() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let result = try BuiltProgram.run(
      "inspect", store, "--on", "2026-02-14T22:00", "--county", "331125", "--format", "json")
    let report = try json(result.output)
    #expect(report["on"] as? String == "2026-02-14T22:00:00.000+08:00")
    let crews = try findings(report).filter { $0["rule"] as? String == "crew" }
    #expect(crews.compactMap { $0["subject"] as? String } == ["浙K061急", "浙K062急"])
    for crew in crews {
      #expect(crew["missing"] as? [String: Int] == ["physician": 1])
      #expect(crew["clause"] as? String == "二(一)4")
      for key in ["severity", "subject_kind", "station", "found", "required", "deadline"] {
        #expect(crew.keys.contains(key))
      }
    }
    #expect((report["counties"] as? [[String: Any]])?.count == 1)
    // The same inspection is the same bytes.
    let again = try BuiltProgram.run(
      "inspect", store, "--on", "2026-02-14T22:00", "--county", "331125", "--format", "json")
    #expect(again.output == result.output)
  }

  @Test("A store that cannot be written is inspected, and only --save needs to write")
  func readOnly() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let before = try Data(contentsOf: URL(filePath: store))
    #expect(try BuiltProgram.run("inspect", store, "--on", "2026-02-14").code == 0)
    #expect(try Data(contentsOf: URL(filePath: store)) == before)
  }

  @Test("Findings are kept, accepted with a reason, cured and explained")
  func ledger() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let list = folder.path("list.xlsx")
    let first = try period(store, "--save", "--format", "json", "--findings", list)
    #expect(first.code == 0, "\(first.errors)")
    let items = try findings(try json(first.output))
    #expect(items.allSatisfy { $0["change"] as? String == "new" })
    let second = try json(try period(store, "--format", "json").output)
    #expect(try findings(second).allSatisfy { $0["change"] as? String == "persisting" })
    // The list as it was written changes nothing when it comes back.
    let back = try BuiltProgram.run("import", "findings", list, "--into", store, "--language", "en")
    #expect(back.code == 0 && back.output.contains("0 changed"), "\(back.errors)\(back.output)")

    let id = try #require(items.first { $0["rule"] as? String == "crew" }?["id"] as? String)
    let sheet = folder.path("filled.csv")
    func fill(_ row: String) throws -> BuiltProgram.Outcome {
      try Data("编号,状态,责任人,理由,整改期限,备注\n\(row)\n".utf8).write(to: URL(filePath: sheet))
      return try BuiltProgram.run("import", "findings", sheet, "--into", store)
    }
    let bare = try fill("\(id),已接受,,,,")
    #expect(bare.code == 65 && bare.errors.contains("filled.csv:2"))
    #expect(try fill("F000000000000,已整改,,,,").code == 65)
    #expect(try fill("\(id),随便,,,,").code == 65)
    #expect(try fill("\(id),已接受,王科长,轮值培训,2026/4/30,五月复查").code == 0)
    let third = try findings(try json(try period(store, "--format", "json").output))
    let accepted = try #require(third.first { $0["id"] as? String == id })
    #expect(accepted["status"] as? String == "accepted")
    #expect(accepted["status_by"] as? String == "王科长")
    #expect(accepted["deadline"] as? String == "2026-04-30")
    let told = try BuiltProgram.run("explain", id, store, "--language", "zh")
    #expect(told.code == 0)
    for part in ["每辆救护车至少配置医师1名", "轮值培训", "[班次表]", "计算", "已接受", "程序生成", "为假定站点"] {
      #expect(told.output.contains(part), "\(part) in \(told.output)")
    }
    let anew = try BuiltProgram.run(
      "explain", id, store, "--from", "2026-01-05", "--to", "2026-03-29", "--format", "json")
    #expect(try json(anew.output)["id"] as? String == id)
    #expect(try BuiltProgram.run("explain", "F000000000000", store).code == 66)
    // An earlier inspection cannot be kept after a later one.
    #expect(try BuiltProgram.run("inspect", store, "--on", "2026-02-01", "--save").code == 65)
  }

  @Test("A moment that is kept after its day leaves what the day showed")
  func momentAfterDay() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let first = try json(
      try BuiltProgram.run("inspect", store, "--on", "2026-02-14", "--save", "--format", "json")
        .output)
    let crew = try #require(
      try findings(first).first {
        $0["rule"] as? String == "crew" && $0["subject"] as? String == "浙K061急"
      })
    let id = try #require(crew["id"] as? String)
    func kept() throws -> [String: Any] {
      try json(try BuiltProgram.run("explain", id, store, "--format", "json").output)
    }
    let before = try kept()
    #expect(
      try BuiltProgram.run("inspect", store, "--on", "2026-02-14T22:00", "--save").code == 0)
    let after = try kept()
    for key in ["message", "arithmetic", "occurrence_count"] {
      #expect("\(after[key] ?? "")" == "\(before[key] ?? "")", "\(key)")
    }
    #expect((after["times"] as? [Any])?.count == (before["times"] as? [Any])?.count)
    #expect(
      (after["history"] as? [[String: Any]])?.compactMap { $0["event"] as? String } == [
        "new", "seen",
      ])
    // And a later moment without it has not cured what a day showed.
    let later = try json(
      try BuiltProgram.run(
        "inspect", store, "--on", "2026-02-15T12:00", "--save", "--format", "json"
      )
      .output)
    let cured = try #require(later["cured"] as? [[String: Any]])
    #expect(!cured.contains { $0["id"] as? String == id })
  }

  @Test("Chinese output has no keys of programs in it")
  func chineseWords() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    let page = folder.path("page.html")
    let result = try period(store, "--save", "--language", "zh", "--checklist", page)
    let report = try json(try period(store, "--format", "json").output)
    var texts = [result.output, try String(contentsOfFile: page, encoding: .utf8)]
    for rule in Set(try findings(report).compactMap { $0["rule"] as? String }) {
      let item = try findings(report).first { $0["rule"] as? String == rule }
      let id = try #require(item?["id"] as? String)
      texts.append(try BuiltProgram.run("explain", id, store, "--language", "zh").output)
    }
    for text in texts {
      let keys = text.matches(of: /[a-z]+_[a-z_]+|physician|stretcher|\bseen\b/).map {
        String($0.output)
      }
      // The mark of times that no road gave, in whatever language.
      #expect(Set(keys).subtracting(["straight_line"]) == [], "\(Set(keys))")
    }
  }

  @Test("What changed since a day")
  func since() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    func inspect(_ words: String...) throws -> [String: Any] {
      try json(try BuiltProgram.run(["inspect", store, "--format", "json"] + words).output)
    }
    _ = try inspect("--on", "2026-01-15", "--save")
    _ = try inspect("--on", "2026-01-22", "--save")
    let night = try findings(try inspect("--on", "2026-01-15", "--since", "2026-01-14"))
    #expect(night.allSatisfy { $0["change"] as? String == "new" })
    let later = try inspect("--on", "2026-01-22", "--since", "2026-01-15")
    let crew = try findings(later).filter { $0["rule"] as? String == "crew" }
    #expect(crew.map { $0["change"] as? String } == ["new"])
    let cured = try #require(later["cured"] as? [[String: Any]])
    #expect(cured.contains { $0["subject"] as? String == "浙K011急" })
  }

  @Test("What is wrong is said in one line")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    let store = try roster(folder)
    for words in [
      [], ["--on", "2026-02-30"], ["--on", "2026-02-14T24:30"], ["--from", "2026-02-14"],
      ["--from", "2026-02-14", "--to", "2026-02-13"],
      ["--on", "2026-02-14", "--from", "2026-02-14", "--to", "2026-02-15"],
      ["--on", "2026-02-14", "--zone", "Mars/Olympus"],
      ["--on", "2026-02-14", "--county", "999999"],
      ["--on", "2026-02-14", "--each", "some"],
    ] {
      let result = try BuiltProgram.run(["inspect", store] + words)
      #expect(result.code == 64, "\(words): \(result.errors)")
      #expect(!result.complaint.contains("\n"))
    }
    #expect(
      try BuiltProgram.run("inspect", folder.path("no.gpkg"), "--on", "2026-02-14").code == 66)
    #expect(try BuiltProgram.run("inspect", store, "--on", "2026-02-14", "--strict").code == 2)
    let limits = folder.path("limits.yaml")
    try Data("longest_duty_h: { value: 24 }\nrest: 3\n".utf8).write(to: URL(filePath: limits))
    let bad = try BuiltProgram.run("inspect", store, "--on", "2026-02-14", "--limits", limits)
    #expect(bad.code == 65 && bad.errors.contains("limits.yaml:1") && bad.errors.contains(":2:"))
  }

  /// Outcome and value of each rule and county.
  private func verdicts(_ report: [String: Any]) throws -> [String: String] {
    var verdicts: [String: String] = [:]
    for county in try #require(report["counties"] as? [[String: Any]]) {
      for verdict in try #require(county["verdicts"] as? [[String: Any]]) {
        let key = "\(county["code"] ?? "") \(verdict["rule"] ?? "")"
        verdicts[key] = "\(verdict["verdict"] ?? "") \(verdict["value"] ?? "")"
      }
    }
    return verdicts
  }

  @Test(
    "A rule never reads differently in two commands", arguments: ["lishui-roster", "liechtenstein"])
  func oneTruth(sample: String) throws {
    let folder = try TemporaryFolder()
    let store = folder.path("store.gpkg")
    try #require(try BuiltProgram.run("new", store, "--sample", sample).code == 0)
    func run(_ words: String...) throws -> [String: Any] {
      try json(try BuiltProgram.run(words + ["--on", "2026-02-14", "--format", "json"]).output)
    }
    let inspected = try verdicts(try run("inspect", store))
    for command in ["coverage", "response"] {
      let report = try run(command, store)
      let others = try verdicts(report)
      #expect(others.count > 1)
      for (rule, verdict) in others {
        #expect(inspected[rule] == verdict, "\(command) \(rule)")
      }
      // Circles say nothing of crews, not even that they cannot be judged.
      #expect(!others.keys.contains { $0.hasSuffix(" crew") })
      if command == "coverage" {
        let elsewhere = try #require(report["judged_elsewhere"] as? [[String: String]])
        #expect(elsewhere.contains { $0["rule"] == "crew" && $0["command"] == "inspect" })
        #expect(
          elsewhere.contains { $0["rule"] == "urban-mean-response" && $0["command"] == "response" })
      }
    }
  }

  @Test("The service circle is computed on roads, by a profile that can be seen and changed")
  func serviceCircle() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("li.gpkg")
    try #require(try BuiltProgram.run("new", store, "--sample", "liechtenstein").code == 0)
    let stations = try verdictOf(store, "--on", "2026-02-14")
    #expect(stations["value"] is NSNull, "without a facility there is nothing to reach")
    let sheet = folder.path("facilities.csv")
    // Assumed for this test: a hospital of a township at Vaduz.
    try Data(
      "name,county_code,kind,latitude,longitude\nX,LI,township_hospital,47.141,9.521\n".utf8
    ).write(to: URL(filePath: sheet))
    let county = try #require(
      (try json(
        try BuiltProgram.run("inspect", store, "--on", "2026-02-14", "--format", "json").output)[
          "counties"] as? [[String: Any]])?.first?["code"] as? String)
    let text = try String(contentsOfFile: sheet, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "LI,", with: "\(county),").utf8)
      .write(to: URL(filePath: sheet))
    let imported = try BuiltProgram.run(
      "import", "facilities", sheet, "--into", store, "--crs", "wgs84")
    try #require(imported.code == 0, "\(imported.errors)")
    func share(_ words: String...) throws -> (value: Double, notes: String) {
      let verdict = try verdictOf(store, ["--on", "2026-02-14"] + words)
      #expect(verdict["verdict"] as? String == "not_assessable", "the text names no share")
      let notes = try #require(verdict["notes"] as? [String])
      return (try #require(verdict["value"] as? Double), notes.joined(separator: " "))
    }
    let car = try share("--language", "en")
    #expect(car.value > 20 && car.value < 100 && car.notes.contains("profile car"))
    let ambulance = try share("--travel-speeds", "ambulance", "--language", "en")
    #expect(ambulance.value >= car.value && ambulance.notes.contains("profile ambulance"))
    let straight = try share("--straight-line", "--language", "en")
    #expect(straight.notes.contains("straight line × 1.6 ÷ 32.17 km/h"))
    #expect(straight.value != car.value)
  }

  private func verdictOf(_ store: String, _ words: String...) throws -> [String: Any] {
    try verdictOf(store, words)
  }

  private func verdictOf(_ store: String, _ words: [String]) throws -> [String: Any] {
    let result = try BuiltProgram.run(["inspect", store, "--format", "json"] + words)
    try #require(result.code == 0, "\(result.errors)")
    let counties = try #require(try json(result.output)["counties"] as? [[String: Any]])
    let verdicts = try #require(counties.first?["verdicts"] as? [[String: Any]])
    return try #require(verdicts.first { $0["rule"] as? String == "service-circle" })
  }

  @Test("A store without fleet and roster passes nothing")
  func empty() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let result = try BuiltProgram.run("inspect", store, "--on", "2026-02-14", "--format", "json")
    #expect(result.code == 0, "\(result.errors)")
    let report = try json(result.output)
    let counties = try #require(report["counties"] as? [[String: Any]])
    for county in counties {
      for verdict in try #require(county["verdicts"] as? [[String: Any]]) {
        let rule = verdict["rule"] as? String ?? ""
        if Self.siting.contains(rule) { continue }
        #expect(verdict["verdict"] as? String == "not_assessable", "\(rule)")
        #expect((verdict["missing"] as? [String])?.isEmpty == false)
      }
    }
    #expect((report["not_assessable"] as? [[String: Any]])?.isEmpty == false)
  }
}
