import Foundation
import Testing

@Suite("ambit solve and ambit busy")
struct SolveCommandTests {
  private let folder: TemporaryFolder
  private let costs: String
  private let weights: String

  init() throws {
    folder = try TemporaryFolder()
    costs = folder.path("costs.csv")
    weights = folder.path("weights.csv")
    try Data(
      "demand,site,cost\na,x,2\na,y,9\nb,x,9\nb,y,3\nc,y,4\nc,z,4\nd,z,8\n".utf8
    ).write(to: URL(filePath: costs))
    try Data("demand,weight\na,10\nb,5\nc,4\nd,1\n".utf8).write(to: URL(filePath: weights))
  }

  private func solve(_ words: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["solve"] + words + ["--costs", costs, "--weights", weights])
  }

  private func json(_ outcome: BuiltProgram.Outcome) throws -> [String: Any] {
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test("mclp as JSON has every key and the plan that can be worked out by hand")
  func maximalCover() throws {
    let plan = try json(try solve("mclp", "--radius", "4", "--add", "2", "--format", "json"))
    #expect(plan["status"] as? String == "optimal")
    #expect(plan["objective"] as? Double == 19)
    #expect(plan["bound"] as? Double == 19)
    #expect(plan["gap"] as? Double == 0)
    #expect(plan["chosen"] as? [String] == ["x", "y"])
    #expect(plan["covered_weight"] as? Double == 19)
    #expect(plan["total_weight"] as? Double == 20)
    let steps = try #require(plan["steps"] as? [[String: Any]])
    #expect(steps.map { $0["add"] as? String } == ["x", "y"])
    #expect(steps.map { $0["gain"] as? Double } == [10, 9])
    #expect((plan["alternatives"] as? [Any])?.isEmpty == true)
    #expect((plan["infeasible"] as? [Any])?.isEmpty == true)
  }

  @Test("An infeasible cover names the demand; --strict ends with 2")
  func infeasible() throws {
    let plan = try json(try solve("lscp", "--radius", "5", "--format", "json"))
    #expect(plan["status"] as? String == "infeasible")
    #expect(plan["objective"] is NSNull)
    let lost = try #require(plan["infeasible"] as? [[String: Any]])
    #expect(lost.count == 1 && lost[0]["demand"] as? String == "d")
    #expect(lost[0]["nearest_site"] as? String == "z" && lost[0]["cost"] as? Double == 8)
    #expect(try solve("lscp", "--radius", "5", "--strict").code == 2)
    #expect(try solve("lscp", "--radius", "5", "--language", "zh").output.contains("没有满足全部条件的方案"))
  }

  @Test("Every model runs, as text and as CSV")
  func models() throws {
    for words in [
      ["lscp", "--radius", "9"], ["lscp-b", "--radius", "9"],
      ["mclp", "--radius", "4", "--add", "1"], ["backup", "--radius", "9", "--add", "2"],
      ["dsm", "--radius", "9", "--outer-radius", "9", "--share", "0.5", "--add", "3"],
      ["p-median", "--add", "3"], ["p-center", "--add", "3"],
      ["mexclp", "--radius", "4", "--add", "2", "--busy", "0.3"],
      ["survival", "--add", "2"], ["equity", "--add", "3"],
    ] {
      for format in ["text", "csv"] {
        let result = try BuiltProgram.run(
          ["solve"] + words + ["--costs", costs, "--weights", weights, "--format", format])
        #expect(result.code == 0, "\(words): \(result.errors)")
        #expect(!result.output.isEmpty)
        if format == "text" { #expect(result.output.contains("optimal, proven"), "\(words)") }
      }
    }
  }

  @Test("Questions that make no sense end with 64 or 65 and one line")
  func errors() throws {
    for (words, code) in [
      (["mclp", "--radius", "4", "--add", "9"], 64), (["mclp", "--radius", "4"], 64),
      (["mclp", "--add", "1"], 64), (["p-median", "--add", "1", "--radius", "3"], 64),
      (["mclp", "--radius", "4", "--add", "1", "--fixed", "x", "--forbidden", "x"], 64),
      (["mclp", "--radius", "4", "--add", "1", "--fixed", "nowhere"], 64),
      (["mexclp", "--radius", "4", "--add", "1", "--busy", "1.5"], 64),
      (["mexclp", "--radius", "4", "--add", "1"], 64), (["nonsense"], 64),
    ] as [([String], Int32)] {
      let result = try BuiltProgram.run(
        ["solve"] + words + ["--costs", costs, "--weights", weights])
      #expect(result.code == code, "\(words): \(result.errors)")
      #expect(result.complaint.split(separator: "\n").count == 1, "\(result.complaint)")
      #expect(result.output.isEmpty)
    }
    let bad = folder.path("bad.csv")
    try Data("demand,site,cost\na,x,NaN\n".utf8).write(to: URL(filePath: bad))
    let result = try BuiltProgram.run("solve", "p-median", "--add", "1", "--costs", bad)
    #expect(result.code == 65 && result.complaint.contains("bad.csv:2"))
    #expect(try BuiltProgram.run("solve", "p-median", "--costs", folder.path("no")).code == 66)
  }

  @Test("Wrong words are told in the language asked for, and where the help is")
  func complaints() throws {
    for (words, en, zh) in [
      (["lscp"], "lscp needs --radius", "lscp 需要 --radius"),
      (["p-median", "--radius", "3"], "p-median has no radius", "p-median 没有半径"),
      (
        ["lscp", "--radius", "x"], "'x' is invalid for '--radius <cost>'",
        "'--radius <cost>' 的值 'x' 无效"
      ),
      (["lscp", "--radius"], "Missing value for '--radius <cost>'", "'--radius <cost>' 缺少值"),
      (["p-median", "--radios", "3"], "Unknown option '--radios'", "没有选项 '--radios'"),
      (["nonsense"], "'nonsense' is invalid for '<model>'", "'<model>' 的值 'nonsense' 无效"),
      (["p-center", "mclp"], "Unexpected argument 'mclp'", "多余的参数 'mclp'"),
      ([], "Missing expected argument '<model>'", "缺少参数 '<model>'"),
    ] as [([String], String, String)] {
      let (english, chinese) = (try complaint("en", words), try complaint("zh", words))
      #expect(english.contains(en) && english.contains("see ambit solve --help"), "\(english)")
      #expect(chinese.contains(zh) && chinese.contains("用法见 ambit solve --help"), "\(chinese)")
    }
  }

  @Test("A number below 0 is a value, and refused as one")
  func negativeNumbers() throws {
    let radius = try complaint("en", ["mclp", "--radius", "-3", "--add", "1"])
    #expect(radius == "ambit: the radius must be a number of 0 or more")
    #expect(try complaint("en", ["p-median", "--add", "-1"]).contains("cannot be negative"))
  }

  private func complaint(_ language: String, _ words: [String]) throws -> String {
    // The language first: an option without its value ends the line.
    let result = try BuiltProgram.run(["solve", "--language", language, "--costs", costs] + words)
    #expect(result.code == 64, "\(words): \(result.errors)")
    return result.complaint.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("The same question gives the same bytes")
  func sameBytes() throws {
    let runs = try (0..<2).map { _ in
      try solve("p-median", "--add", "3", "--format", "json").output
    }
    #expect(runs[0] == runs[1])
  }

  @Test("The OR-Library's format runs as it is")
  func orlib() throws {
    let path = folder.path("pmed.txt")
    try Data(" 4 5 1\n 1 2 10\n 2 3 1\n 3 4 1\n 4 1 5\n 1 2 1\n".utf8)
      .write(to: URL(filePath: path))
    let plan = try json(
      try BuiltProgram.run("solve", "p-median", "--orlib", path, "--format", "json"))
    #expect(plan["objective"] as? Double == 4)
    #expect(plan["chosen"] as? [String] == ["2"])
  }

  @Test("busy: one vehicle is Erlang's formula, and its CSV feeds mexclp")
  func busy() throws {
    let calls = folder.path("calls.csv")
    try Data("demand,calls_per_hour\na,0.3\nb,0.1\nc,0.1\nd,0\n".utf8)
      .write(to: URL(filePath: calls))
    let table = folder.path("busy.csv")
    let common = ["busy", "--costs", costs, "--calls", calls, "--service-time", "60"]
    let one = try json(
      try BuiltProgram.run(common + ["--vehicles", "y=1", "--format", "json"]))
    // y reaches a, b and c: half an erlang on one vehicle.
    let stations = try #require(one["stations"] as? [[String: Any]])
    #expect(abs((stations[0]["busy_fraction"] as? Double ?? 0) - 1.0 / 3) < 1e-9)
    let run = try BuiltProgram.run(
      common + ["--vehicles", "x=1,y=2,z=1", "--format", "csv", "--output", table])
    #expect(run.code == 0, "\(run.errors)")
    let plan = try solve("mexclp", "--radius", "4", "--add", "2", "--busy", table)
    #expect(plan.code == 0 && plan.output.contains("optimal"), "\(plan.errors)")
    #expect(try BuiltProgram.run(common + ["--vehicles", "x=one"]).code == 64)
    #expect(try BuiltProgram.run(common + ["--vehicles", "w=1"]).code == 64)
    let text = try BuiltProgram.run(common + ["--vehicles", "x=1", "--language", "zh"])
    #expect(text.output.contains("超立方排队模型"))
  }
}
