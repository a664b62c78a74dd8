import Foundation
import ResponseModel
import TestSupport
import Testing

@testable import Reports

@Suite("Plans of batches")
struct ReportPlanTests {
  private func plan(_ sizes: [Int]) -> ReportPlan {
    ReportPlan(
      version: "1",
      settings: ReportPlan.Settings(
        standard: nil, on: "2024-06-30", radiiM: nil, language: .zh, formats: ["json"],
        template: nil, reviewNumber: nil),
      stores: sizes.enumerated().map { store, size in
        ReportPlan.Store(
          path: "/s\(store)", folder: "s\(store)",
          counties: (0..<size).map { ReportPlan.County(code: "\(store)-\($0)", name: "县") })
      })
  }

  @Test("Shards are disjoint, make up the whole, and differ by one at most")
  func partition() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let sizes = (0..<Int(generator.number(in: 1...6))).map { _ in
        Int(generator.number(in: 0...20))
      }
      let plan = plan(sizes)
      let count = Int(generator.number(in: 1...12))
      let parts = try (1...count).map { index in
        plan.part(try #require(ReportPlan.Shard("\(index)/\(count)")))
          .flatMap { store in store.counties.map(\.code) }
      }
      #expect(parts.flatMap { $0 } == plan.stores.flatMap { $0.counties.map(\.code) })
      let lengths = parts.map(\.count)
      #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
    }
  }

  @Test(
    "A shard is i/n with i from 1 to n", arguments: ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3", ""])
  func badShards(text: String) {
    #expect(ReportPlan.Shard(text) == nil)
  }

  @Test("A plan is read as it was written")
  func roundTrip() throws {
    let folder = try ReportTestFolder()
    let plan = plan([2, 3])
    try plan.write(to: folder.path)
    #expect(try ReportPlan(readingFrom: folder.path) == plan)
    let error = #expect(throws: ReportError.self) {
      try ReportPlan(readingFrom: folder.path + "/none")
    }
    #expect(error?.code == .missingInput)
  }

  @Test("The first difference of two reports is named by its place")
  func difference() throws {
    func first(_ one: String, _ other: String) throws -> ReportDifference? {
      try ReportDifference.between(Data(one.utf8), Data(other.utf8))
    }
    #expect(
      try first(#"{"b": [1, {"c": 2.5}], "a": null}"#, #"{"a":null,"b":[1,{"c":2.5}]}"#) == nil)
    let changed = try first(#"{"b": [1, {"c": 2.5}]}"#, #"{"b": [1, {"c": 2.25}]}"#)
    #expect(changed?.path == "b[1].c" && changed?.first == "2.5" && changed?.second == "2.25")
    let gone = try first(#"{"b": [1, 2]}"#, #"{"b": [1]}"#)
    #expect(gone?.path == "b[1]" && gone?.second == nil)
    #expect(try first(#"{"a": 0.1}"#, #"{"a": 0.10000000000000001}"#) == nil)
    #expect(try first(#"{"a": 0.1}"#, #"{"a": 0.10000000000000002}"#)?.path == "a")
    #expect(throws: ReportError.self) { try first("{", "{}") }
  }
}
