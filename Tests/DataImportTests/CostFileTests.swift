import Foundation
import Siting
import Testing

@testable import DataImport

@Suite("Cost files")
struct CostFileTests {
  private func file(_ text: String) throws -> String {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "ambit-costs-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func solve(_ costs: String, _ weights: String? = nil) async throws -> SitingPlan {
    var rules = SitingRules()
    rules.add = 1
    let instance = try await CostFile(try file(costs)).instance(
      weights: try weights.map { try ValueFile(try file($0), role: .demand, value: .weight) })
    return try SitingSolver.solve(.pMedian, instance, rules: rules)
  }

  @Test("Header, column order, separator, quotes, byte order mark and line ends do not matter")
  func shapes() async throws {
    for text in [
      "demand,site,cost\na,x,1\na,y,2\nb,x,1.5\nb,y,1",
      "a,x,1\na,y,2\nb,x,1.5\nb,y,1\n",
      "\u{FEFF}cost;site;demand\r\n1;x;a\r\n1.5;x;b\r\n2;y;a\r\n1;y;b\r\n",
      "需求点\t候选点\t代价\na\tx\t1e0\nb\tx\t15e-1\nb\ty\t1\na\ty\t2.0\n\n",
      "\"demand\",\"site\",\"cost\",\"note\"\n\"a\",\"x\",1,\"p, q\"\na,y,2,\nb,x,1.50,\nb,y,1,\n",
    ] {
      let plan = try await solve(text)
      #expect(plan.chosen == ["x"])
      #expect(plan.objective == 2.5)
    }
  }

  @Test("inf and a missing pair cannot be reached; weights are looked up by id")
  func unreachable() async throws {
    let plan = try await solve("a,x,inf\na,y,2\nb,y,3\nb,z,1\n", "demand,weight\nb,10\na,1\n")
    #expect(plan.chosen == ["y"])
    #expect(plan.objective == 32)
  }

  @Test("A demand that only the weights name cannot be reached")
  func onlyWeights() async throws {
    let plan = try await solve("a,x,1\n", "a,1\nnowhere,5\n")
    #expect(plan.status == .infeasible)
    #expect(plan.infeasible.map(\.demand) == ["nowhere"])
  }

  @Test("Numbers are read exactly as the C library reads them")
  func numbers() async throws {
    for text in [
      "0.1", "3.3", "123456789.123456", "0.30000000000000004", "1e-5", "2.5e3", "9007199254740993",
      "12345678901234567890", "5.", ".5", "0.000000000000000000000001",
    ] {
      let plan = try await solve("a,x,\(text)\n")
      #expect(plan.objective == strtod(text, nil), "\(text)")
    }
  }

  @Test("What is wrong is named with its line")
  func errors() async throws {
    for (text, line) in [
      ("demand,site,cost\na,x,1\na,y,nan\n", ":3"), ("demand,site,cost\na,x,-1\n", ":2"),
      ("demand,site,cost\na,x,\n", ":2"), ("demand,site,cost\na,,1\n", ":2"),
      ("demand,site,cost\na,x\n", ":2"), ("demand,site\na,x\n", ":1"), ("a,x,0x10\n", ":1"),
    ] {
      let error = await #expect(throws: ImportError.self, "\(text)") { try await solve(text) }
      #expect(error?.description.contains(line) ?? false, "\(error?.description ?? "")")
    }
    for text in ["", "demand,site,cost\n", "a,x,1\nb,x,1\na,x,2\n"] {
      await #expect(throws: ImportError.self, "\(text)") { try await solve(text) }
    }
    await #expect(throws: ImportError.self) { try await solve("a,x,1\nb,x,1\n", "a,1\n") }
    await #expect(throws: ImportError.self) { try await solve("a,x,1\n", "a,1\na,2\n") }
    await #expect(throws: ImportError.self) { try await CostFile("/nowhere/costs.csv") }
  }

  @Test("Ids that are no UTF-8, or the same letters in other bytes, are refused in one line")
  func ids() async throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "ambit-costs-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: url) }
    try (Data("demand,site,cost\nA".utf8) + [0xB0] + Data(",S1,1\nB,S1,2\nB,S2,3\n".utf8))
      .write(to: url)
    let costs = await #expect(throws: ImportError.self) { try await CostFile(url.path) }
    #expect(costs?.description.contains("UTF-8") ?? false)
    try (Data("demand,weight\nA".utf8) + [0xB0] + Data(",1\nA".utf8) + [0xB1] + Data(",2\n".utf8))
      .write(to: url)
    let weights = #expect(throws: ImportError.self) {
      try ValueFile(url.path, role: .demand, value: .weight)
    }
    #expect(weights?.description.contains("UTF-8") ?? false)
    try Data("demand,weight\n\u{E9},1\ne\u{301},2\n".utf8).write(to: url)
    let twice = #expect(throws: ImportError.self) {
      try ValueFile(url.path, role: .demand, value: .weight)
    }
    #expect(twice?.description.contains("\u{E9}") ?? false)
    // Too large to hold is not "cannot be reached".
    await #expect(throws: ImportError.self) { try await solve("a,x,1e400\na,y,2\n") }
  }

  @Test("A header in GBK or UTF-16 is said to be no UTF-8")
  func otherEncodings() async throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "ambit-costs-\(UUID().uuidString).csv")
    for bytes: [UInt8] in [
      [0xD0, 0xE8, 0xC7, 0xF3, 0xB5, 0xE3, 0x2C, 0x78, 0x2C, 0x79, 10, 97, 44, 98, 44, 49, 10],
      [0xFF, 0xFE, 100, 0, 10, 0],
    ] {
      try Data(bytes).write(to: url)
      let error = await #expect(throws: ImportError.self) { try await CostFile(url.path) }
      #expect(error?.description.contains("is not text in UTF-8") ?? false)
    }
  }

  @Test("Lines that straddle the pieces a file is read in are read whole")
  func largeFile() async throws {
    var text = "demand,site,cost\n"
    for demand in 0..<20_000 {
      for site in 0..<10 { text += "demand-\(demand),site-\(site),\(demand % 97 + site)\n" }
    }
    let costs = try await CostFile(try file(text))
    #expect(costs.demands.count == 20_000 && costs.sites.count == 10)
    #expect(costs.costs.count == 200_000)
    #expect(costs.costs[199_999] == Double(19_999 % 97 + 9))
    #expect(costs.demands[19_999] == "demand-19999")
  }

  @Test("A file read in pieces is the file read from its beginning, wherever they part it")
  func pieces() async throws {
    // Ids of many lengths, demands that come again, other line ends, quotes, pairs out of reach.
    var lines = ["cost;site;note;demand"]
    for number in 0..<60 {
      for site in [7, 3, 11, number % 5 + 20] {
        let end = number % 3 == 0 ? "\r" : ""
        let cost = site == 11 ? "inf" : "\(number).\(site)5"
        let id = number % 4 == 0 ? "\"demand; \(number % 32)\"" : "区\(number)"
        lines.append("\(cost);\(site)\(number < 30 ? "" : "-a-long-name");x;\(id)\(end)")
      }
      if number % 7 == 0 { lines.append("") }
    }
    for tail in ["", "\n"] {
      let path = try file(lines.joined(separator: "\n") + tail)
      let whole = try await CostFile(path, pieceBytes: .max)
      #expect(whole.costs.count == 180 && whole.demands.count == 53)
      for bytes in [40, 97, 500, 1_000, 3_000] {
        let parts = try await CostFile(path, pieceBytes: bytes)
        #expect(parts.demands == whole.demands && parts.sites == whole.sites)
        #expect(parts.starts == whole.starts && parts.siteIndices == whole.siteIndices)
        #expect(parts.costs == whole.costs)
      }
    }
  }

  @Test("What is wrong has its line in a file read in pieces too, and a pair given twice its ids")
  func faultInPieces() async throws {
    var lines = (0..<200).map { "d\($0),s\($0 % 9),\($0)" }
    lines[150] = "d150,s6,-1"
    let wrong = try file(lines.joined(separator: "\n"))
    let error = await #expect(throws: ImportError.self) {
      try await CostFile(wrong, pieceBytes: 300)
    }
    #expect(error?.description.contains(":151: cost is '-1'") ?? false)
    lines[150] = "d3,s3,5"
    let twice = try file(lines.joined(separator: "\n"))
    let other = await #expect(throws: ImportError.self) {
      try await CostFile(twice, pieceBytes: 300)
    }
    #expect(other?.description.contains("from demand d3 to site s3 is given twice") ?? false)
  }

  @Test("Lines are given whole once each, whatever part of the file they begin in")
  func linesOfParts() throws {
    let text = "one\n\nthree\nfour and more\n5"
    let path = try file(text)
    for first in 0...text.utf8.count {
      for second in first...text.utf8.count {
        var parts: [String] = []
        for (start, end) in [(0, first), (first, second), (second, Int.max)] where start < end {
          try FileChunks.readLines(path, from: start, to: end) { bytes throws(ImportError) in
            parts.append(String(decoding: bytes, as: UTF8.self))
          }
        }
        #expect(parts.joined() == text, "\(first) \(second)")
        #expect(parts.dropLast().allSatisfy { $0.hasSuffix("\n") })
      }
    }
  }

  @Test("OR-Library: shortest paths, and of an edge given twice the last counts")
  func medianGraph() throws {
    // A square with a diagonal: 1-2 is first 10, then 1.
    let path = try file(" 4 5 1\n 1 2 10\n 2 3 1\n 3 4 1\n 4 1 5\n 1 2 1\n")
    let graph = try MedianGraphFile(path)
    #expect(graph.p == 1)
    var rules = SitingRules()
    rules.add = 1
    let plan = try SitingSolver.solve(.pMedian, graph.instance, rules: rules)
    // From 2: 1, 0, 1, 2; from 3: 2, 1, 0, 1.
    #expect(plan.objective == 4)
    #expect(plan.chosen == ["2"])
    #expect(plan.alternatives.map(\.chosen) == [["3"]])
    for text in [
      "", "3 1", "2 1 1\n1 3 4\n", "2 1 1\n1 2 x\n", "2 1 1\n0 2 1\n", "2 1 1\n1.5 2 1\n",
      // More than a number holds, or than memory does.
      "99999999999 1 1\n1 2 5\n", "200000 1 1\n1 2 5\n", "3 1e300 1\n1 2 5\n",
      "3 1 1e300\n1 2 5\n", "inf 1 1\n1 2 5\n", "3 1 1\n1 1e300 5\n", "3 1 1\n1 2 inf\n",
      "3 1 4\n1 2 5\n", "2.5 1 1\n1 2 5\n",
    ] {
      #expect(throws: ImportError.self, "\(text)") { try MedianGraphFile(try file(text)) }
    }
  }
}
