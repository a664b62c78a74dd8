import Foundation
import ResponseModel
import Store
import Testing

@Suite struct RecordTests {
  @Test func `Runs and standards come back as they were kept`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceSketch.full())
    let store = try ServiceStore(writingTo: path)
    let run = RunRecord(
      id: "r1", command: "ambit coverage", actor: "tester",
      at: ServiceSketch.moment("2026-11-22T12:00:00.000+08:00"), program: "0.1.0",
      standardID: "lishui-2024", standardSHA256: "ab", parameters: "{\"radius_m\":3500}",
      resultSHA256: "cd",
      inputs: [SourceFile(name: "a.csv", sha256: "ff", rows: 3, source: "", licence: "")],
      results: [
        RunRecord.Result(
          countyCode: "100001", rule: "urban-radius", measure: "distance_km", value: 3.25,
          limit: 3.5, unit: "km", verdict: "pass", evidence: .assumed, mark: "F"),
        RunRecord.Result(
          countyCode: nil, rule: nil, measure: "covered_population", value: nil, unit: nil),
      ])
    try store.keep(run)
    #expect(try store.runs() == [run])
    #expect(throws: StoreError.self) { try store.keep(run) }
    let standards = [
      StandardInForce(
        id: "lishui-2024", name: "丽水", sha256: "ab", text: "id: lishui-2024", countyCode: nil,
        from: ServiceSketch.day("2024-06-30"), to: nil),
      StandardInForce(
        id: "own", name: "试行", sha256: "cd", text: "", countyCode: "100002", from: nil,
        to: ServiceSketch.day("2027-12-31")),
    ]
    try store.replaceStandards(standards)
    #expect(try store.standards() == standards)
  }

  @Test func `Parameters that are no JSON are refused`() throws {
    let folder = try StoreFolder()
    let store = try ServiceStore(writingTo: folder.store(with: ServiceData()))
    let run = RunRecord(
      id: "r1", command: "c", actor: "a", at: ServiceSketch.moment("2026-11-22T12:00:00Z"),
      program: "p", standardID: nil, standardSHA256: nil, parameters: "{", resultSHA256: "",
      inputs: [], results: [])
    #expect(throws: StoreError.self) { try store.keep(run) }
    #expect(try store.runs().isEmpty)
  }
}
