import Siting
import Testing
import TestSupport

/// Plans that keep a standard, against enumeration.
@Suite("Compliance plans")
struct ComplianceTests {
  private static let seeds: [UInt64] = Seeds.some.count == 1 ? Seeds.some : Array(1...12)

  @Test(
    "Distances, presence and strict means together cost what the cheapest set costs",
    arguments: seeds)
  func cheapest(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, missing: 0.05)
    let costs = sketch.instance.costs
    let (urban, rural) = (Array(0..<5), Array(5..<12))
    let areas = [["10", "11"], ["13", "16"]]
    for meanLimit in [5.0, 7, 9] {
      let result = try ComplianceSolver.solve(
        [
          .within(name: "urban", demands: urban, costs: costs, limit: 14),
          .meanBelow(name: "mean", demands: rural, costs: costs, limit: meanLimit),
          .meanBelow(name: "all", demands: urban + rural, costs: costs, limit: meanLimit + 1),
          .presence(
            name: "presence",
            areas: areas.enumerated().map { .init(code: "t\($0.offset)", sites: $0.element) }),
        ], sketch.instance)
      func mean(_ open: [Int], _ demands: [Int]) -> Double {
        let nearest = sketch.nearest(open)
        let weight = demands.reduce(0) { $0 + sketch.weights[$1] }
        return demands.reduce(0) {
          $0 + (sketch.weights[$1] > 0 ? sketch.weights[$1] * (nearest[$1] ?? .infinity) : 0)
        } / weight
      }
      let best = sketch.best(
        maximize: false,
        where: { open in
          urban.allSatisfy { sketch.reaching($0, open, 14) > 0 } && mean(open, rural) < meanLimit
            && mean(open, urban + rural) < meanLimit + 1
            && areas.allSatisfy { area in open.contains { area.contains(sketch.sites[$0]) } }
        }
      ) { open in open.reduce(0) { $0 + sketch.prices[$1] } }
      guard let best else {
        #expect(result.plan.status == .infeasible)
        #expect(!result.shortfalls.isEmpty)
        continue
      }
      #expect(result.plan.status == .optimal)
      #expect(result.plan.objective == best.value)
      #expect(best.sets.contains(result.plan.chosen))
      #expect(result.shortfalls.isEmpty)
    }
  }

  @Test("A mean that equals its limit is not below it")
  func strict() throws {
    let table: [[Double?]] = [[4, 1], [6, 9]]
    let instance = try SitingInstance(
      demands: ["a", "b"], weights: [1, 1], sites: ["x", "y"],
      costs: CostMatrix(table, siteCount: 2))
    func plan(_ limit: Double) throws -> CompliancePlan {
      try ComplianceSolver.solve(
        [.meanBelow(name: "mean", demands: [0, 1], costs: instance.costs, limit: limit)], instance)
    }
    // x alone and y alone both have the mean 5, both together 3.5.
    #expect(try plan(5).plan.chosen == ["x", "y"])
    #expect(try plan(5.001).plan.chosen == ["x"])
    let never = try plan(3.5)
    #expect(never.plan.status == .infeasible)
    #expect(never.shortfalls.map(\.requirement) == ["mean"])
    #expect(never.shortfalls[0].achievable == 3.5)
    #expect(never.shortfalls[0].atFault.map(\.demand) == ["b"])
  }

  @Test("Either distance or presence, whichever is cheaper")
  func either() throws {
    let table: [[Double?]] = [[1, 9, 9], [9, 1, 9], [5, 5, 5]]
    let instance = try SitingInstance(
      demands: ["a", "b", "c"], weights: [1, 1, 1], sites: ["x", "y", "z"],
      costs: CostMatrix(table, siteCount: 3))
    func solve(_ limit: Double, presence: [String]) throws -> SitingPlan {
      try ComplianceSolver.solve(
        [
          .either(
            name: "rural",
            [
              .within(name: "distance", demands: [0, 1, 2], costs: instance.costs, limit: limit),
              .presence(name: "presence", areas: [.init(code: "t", sites: presence)]),
            ])
        ], instance
      ).plan
    }
    #expect(try solve(5, presence: ["z"]).chosen == ["z"])
    #expect(try solve(5, presence: []).chosen == ["x", "y"])
    #expect(try solve(9, presence: []).chosen == ["x"])
    #expect(try solve(3, presence: ["z"]).chosen == ["z"])
    #expect(try solve(3, presence: []).status == .infeasible)
  }

  @Test("What cannot be met is named, with the radius that would do and the plan for the rest")
  func explained() throws {
    let table: [[Double?]] = [[1, 9], [12, 8], [2, nil]]
    let instance = try SitingInstance(
      demands: ["a", "b", "c"], weights: [1, 1, 1], sites: ["x", "y"],
      costs: CostMatrix(table, siteCount: 2))
    let result = try ComplianceSolver.solve(
      [.within(name: "radius", demands: [0, 1, 2], costs: instance.costs, limit: 3.5)], instance)
    #expect(result.plan.status == .infeasible)
    #expect(result.shortfalls.count == 1)
    #expect(result.shortfalls[0].achievable == 8)
    #expect(result.shortfalls[0].atFault.map(\.demand) == ["b"])
    #expect(result.shortfalls[0].atFault[0].nearestSite == "y")
    #expect(result.relaxed?.chosen == ["x"])
  }

  @Test("Too few allowed: the plan says how many it takes; existing stations are free")
  func tooFew() throws {
    let table: [[Double?]] = [[1, nil, nil], [nil, 1, nil], [nil, nil, 1]]
    let instance = try SitingInstance(
      demands: ["a", "b", "c"], weights: [1, 1, 1], sites: ["x", "y", "z"],
      costs: CostMatrix(table, siteCount: 3))
    var rules = SitingRules()
    (rules.add, rules.existing) = (1, ["y"])
    let requirement = ComplianceRequirement.within(
      name: "radius", demands: [0, 1, 2], costs: instance.costs, limit: 2)
    let result = try ComplianceSolver.solve([requirement], instance, rules: rules)
    #expect(result.plan.status == .infeasible)
    #expect(result.unlimited?.chosen == ["x", "z"])
    #expect(result.unlimited?.objective == 2)
    rules.add = 2
    #expect(try ComplianceSolver.solve([requirement], instance, rules: rules).plan.objective == 2)
  }
}

@Suite("Search steps")
struct SearchStepTests {
  @Test("A limit on steps ends a search at the same plan each time, and says that it ended it")
  func repeatable() throws {
    let sketch = try SitingSketch(seed: 7, demands: 40, sites: 14, missing: 0)
    func solve(_ steps: Int?) throws -> SitingPlan {
      var rules = SitingRules()
      rules.add = 4
      return try SitingSolver.solve(
        .pMedian, sketch.instance, rules: rules, limits: SearchLimits(steps: steps))
    }
    let whole = try solve(nil)
    #expect(whole.status == .optimal && !whole.wasInterrupted)
    let first = try solve(1)
    let second = try solve(1)
    #expect(first.chosen == second.chosen)
    #expect(first.bound == second.bound)
    #expect(first.status == second.status)
    #expect((first.objective ?? 0) >= (whole.objective ?? .infinity))
    // Steps enough change nothing.
    #expect(try solve(1_000_000).chosen == whole.chosen)
  }
}
