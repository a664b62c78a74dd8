import DataImport
import Foundation
import Siting
import Testing

@Suite("Cost files")
struct CostFileTests {
  private func file(_ text: String) throws -> String {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "ambit-costs-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func solve(_ costs: String, _ weights: String? = nil) throws -> SitingPlan {
    var rules = SitingRules()
    rules.add = 1
    let instance = try CostFile(try file(costs)).instance(
      weights: try weights.map { try ValueFile(try file($0), role: .demand, value: .weight) })
    return try SitingSolver.solve(.pMedian, instance, rules: rules)
  }

  @Test("Header, column order, separator, quotes, byte order mark and line ends do not matter")
  func shapes() throws {
    for text in [
      "demand,site,cost\na,x,1\na,y,2\nb,x,1.5\nb,y,1",
      "a,x,1\na,y,2\nb,x,1.5\nb,y,1\n",
      "\u{FEFF}cost;site;demand\r\n1;x;a\r\n1.5;x;b\r\n2;y;a\r\n1;y;b\r\n",
      "需求点\t候选点\t代价\na\tx\t1e0\nb\tx\t15e-1\nb\ty\t1\na\ty\t2.0\n\n",
      "\"demand\",\"site\",\"cost\",\"note\"\n\"a\",\"x\",1,\"p, q\"\na,y,2,\nb,x,1.50,\nb,y,1,\n",
    ] {
      let plan = try solve(text)
      #expect(plan.chosen == ["x"])
      #expect(plan.objective == 2.5)
    }
  }

  @Test("inf and a missing pair cannot be reached; weights are looked up by id")
  func unreachable() throws {
    let plan = try solve("a,x,inf\na,y,2\nb,y,3\nb,z,1\n", "demand,weight\nb,10\na,1\n")
    #expect(plan.chosen == ["y"])
    #expect(plan.objective == 32)
  }

  @Test("A demand that only the weights name cannot be reached")
  func onlyWeights() throws {
    let plan = try solve("a,x,1\n", "a,1\nnowhere,5\n")
    #expect(plan.status == .infeasible)
    #expect(plan.infeasible.map(\.demand) == ["nowhere"])
  }

  @Test("Numbers are read exactly as the C library reads them")
  func numbers() throws {
    for text in [
      "0.1", "3.3", "123456789.123456", "0.30000000000000004", "1e-5", "2.5e3", "9007199254740993",
      "12345678901234567890", "5.", ".5", "0.000000000000000000000001",
    ] {
      let plan = try solve("a,x,\(text)\n")
      #expect(plan.objective == strtod(text, nil), "\(text)")
    }
  }

  @Test("What is wrong is named with its line")
  func errors() throws {
    for (text, line) in [
      ("demand,site,cost\na,x,1\na,y,nan\n", ":3"), ("demand,site,cost\na,x,-1\n", ":2"),
      ("demand,site,cost\na,x,\n", ":2"), ("demand,site,cost\na,,1\n", ":2"),
      ("demand,site,cost\na,x\n", ":2"), ("demand,site\na,x\n", ":1"), ("a,x,0x10\n", ":1"),
    ] {
      let error = #expect(throws: ImportError.self, "\(text)") { try solve(text) }
      #expect(error?.description.contains(line) ?? false, "\(error?.description ?? "")")
    }
    for text in ["", "demand,site,cost\n", "a,x,1\nb,x,1\na,x,2\n"] {
      #expect(throws: ImportError.self, "\(text)") { try solve(text) }
    }
    #expect(throws: ImportError.self) { try solve("a,x,1\nb,x,1\n", "a,1\n") }
    #expect(throws: ImportError.self) { try solve("a,x,1\n", "a,1\na,2\n") }
    #expect(throws: ImportError.self) { try CostFile("/nowhere/costs.csv") }
  }

  @Test("Lines that straddle the pieces a file is read in are read whole")
  func largeFile() throws {
    var text = "demand,site,cost\n"
    for demand in 0..<20_000 {
      for site in 0..<10 { text += "demand-\(demand),site-\(site),\(demand % 97 + site)\n" }
    }
    let costs = try CostFile(try file(text))
    #expect(costs.demands.count == 20_000 && costs.sites.count == 10)
    #expect(costs.costs.count == 200_000)
    #expect(costs.costs[199_999] == Double(19_999 % 97 + 9))
    #expect(costs.demands[19_999] == "demand-19999")
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
    for text in ["", "3 1", "2 1 1\n1 3 4\n", "2 1 1\n1 2 x\n"] {
      #expect(throws: ImportError.self, "\(text)") { try MedianGraphFile(try file(text)) }
    }
  }
}
