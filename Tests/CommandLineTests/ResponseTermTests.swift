import Foundation
import Testing

@Suite("Speeds and delays that the user names")
struct ResponseTermTests {
  private struct Verdict: Codable, Equatable {
    let rule: String
    let value: Double?
    let verdict: String
  }

  private struct Area: Codable {
    let code: String
    let verdicts: [Verdict]
  }

  private struct Answer: Codable {
    let counties: [Area]
  }

  private struct Report: Codable {
    struct Options: Codable {
      let speedKmh: Double?
      let turnoutS: Double?
    }

    let options: Options
    let verdicts: [Verdict]
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }

  private func means(_ verdicts: [Verdict]) -> [Verdict] {
    verdicts.filter { $0.rule.hasSuffix("-mean-response") }
  }

  @Test("response, inspect and report judge by the same ones, and verify makes them again")
  func everywhere() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    func answer(_ words: [String]) throws -> [Verdict] {
      let outcome = try BuiltProgram.run(
        words + ["--county", "331102", "--format", "json", "--language", "en"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      return means(
        try decode(Answer.self, Data(outcome.output.utf8)).counties.flatMap(\.verdicts))
    }
    let terms = ["--speed", "60", "--turnout", "60"]
    let day = "2026-11-22"
    let response = try answer(["response", store, "--on", day] + terms)
    #expect(response.count == 2 && response.allSatisfy { $0.value != nil })
    #expect(response != (try answer(["response", store, "--on", day])))
    #expect(response == (try answer(["inspect", store, "--on", day] + terms)))

    let out = folder.path("reports")
    let made = try BuiltProgram.run(
      ["report", store, "--out", out, "--county", "331102", "--formats", "json", "--on", day]
        + terms)
    #expect(made.code == 0, "\(made.errors)")
    let path = "\(out)/331102/report.json"
    let report = try decode(Report.self, try Data(contentsOf: URL(filePath: path)))
    #expect(report.options.speedKmh == 60 && report.options.turnoutS == 60)
    #expect(means(report.verdicts) == response)
    let verified = try BuiltProgram.run("verify", path, "--against", store)
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test(
    "what cannot be is refused in one line",
    arguments: ["response", "inspect", "site", "report"])
  func refused(command: String) throws {
    let folder = try TemporaryFolder()
    let store = folder.path("none.gpkg")
    let rest: [String] =
      switch command {
      case "inspect": ["--on", "2026-01-01"]
      case "site": ["--county", "1", "--add", "1"]
      case "report": ["--out", folder.path("out")]
      default: []
      }
    for (option, value) in [
      ("--speed", "0"), ("--detour", "0.5"), ("--turnout", "-1"), ("--call-handling", "1e9"),
    ] {
      let outcome = try BuiltProgram.run([command, store, "\(option)=\(value)"] + rest)
      #expect(outcome.code == 64 && outcome.errors.contains(option), "\(outcome.errors)")
    }
  }
}
