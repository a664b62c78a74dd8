import Siting
import Testing
import TestSupport

@Suite("Degenerate questions")
struct DegenerateInputTests {
  private func instance(_ table: [[Double?]], weights: [Double]? = nil) throws -> SitingInstance {
    let sites = table.first?.count ?? 0
    return try SitingInstance(
      demands: table.indices.map { "d\($0)" },
      weights: weights ?? [Double](repeating: 1, count: table.count),
      sites: (0..<sites).map { "s\($0)" }, costs: CostMatrix(table, siteCount: sites))
  }

  private func rules(_ change: (inout SitingRules) -> Void) -> SitingRules {
    var rules = SitingRules()
    change(&rules)
    return rules
  }

  @Test("No candidate, no demand, an id twice, a weight or cost that is no number: an error each")
  func badData() throws {
    #expect(throws: SitingError.self) { try instance([]) }
    #expect(throws: SitingError.self) { try instance([[]]) }
    #expect(throws: SitingError.self) { try instance([[1]], weights: [.nan]) }
    #expect(throws: SitingError.self) { try instance([[1]], weights: [-1]) }
    #expect(throws: SitingError.self) { try instance([[1]], weights: [.infinity]) }
    #expect(throws: SitingError.self) { try instance([[.nan]]) }
    // Their sum, or a sum of products, would be infinite.
    #expect(throws: SitingError.self) { try instance([[1], [2]], weights: [1e308, 1e308]) }
    #expect(throws: SitingError.self) { try instance([[1e300], [2]], weights: [1, 1e30]) }
    #expect(throws: SitingError.self) { try instance([[-3]]) }
    let costs = try CostMatrix([[1, 2], [1, 2]], siteCount: 2)
    #expect(throws: SitingError.self) {
      try SitingInstance(demands: ["a", "a"], weights: [1, 1], sites: ["x", "y"], costs: costs)
    }
    #expect(throws: SitingError.self) {
      try SitingInstance(demands: ["a", "b"], weights: [1, 1], sites: ["x", "x"], costs: costs)
    }
    #expect(throws: SitingError.self) {
      try CostMatrix(siteCount: 2, starts: [0, 2], sites: [1, 1], costs: [1, 2])
    }
  }

  @Test("An infinite cost is a pair that cannot be reached")
  func infiniteCost() throws {
    let plan = try SitingSolver.solve(
      .setCover(radius: 5), try instance([[1, .infinity], [.infinity, .infinity]]))
    #expect(plan.status == .infeasible)
    #expect(plan.infeasible.map(\.demand) == ["d1"])
    #expect(plan.infeasible[0].nearestSite == nil && plan.infeasible[0].cost == nil)
  }

  @Test("What cannot be covered is named with its nearest site")
  func infeasibleCover() throws {
    let plan = try SitingSolver.solve(
      .setCover(radius: 5), try instance([[1, 3], [9, 7], [4, 6]]))
    #expect(plan.status == .infeasible)
    #expect(plan.objective == nil)
    #expect(plan.infeasible.map(\.demand) == ["d1"])
    #expect(plan.infeasible[0].nearestSite == "s1" && plan.infeasible[0].cost == 7)
  }

  @Test(
    "A site both fixed and forbidden, an unknown site, more sites than there are: an error each")
  func badRequests() throws {
    let small = try instance([[1, 2, 3], [3, 2, 1]])
    let bad: [SitingRules] = [
      rules { ($0.add, $0.fixed, $0.forbidden) = (1, ["s1"], ["s1"]) },
      rules { ($0.add, $0.fixed) = (1, ["nowhere"]) },
      rules { $0.add = 4 },
      rules { ($0.add, $0.forbidden) = (3, ["s0"]) },
      rules { ($0.add, $0.existing) = (3, ["s0"]) },
      rules { ($0.add, $0.fixed) = (1, ["s0", "s1"]) },
      rules { $0.add = -1 },
      rules { _ in },
    ]
    for rules in bad {
      #expect(throws: SitingError.self) {
        try SitingSolver.solve(.maximalCover(radius: 2), small, rules: rules)
      }
    }
    #expect(throws: SitingError.self) {
      try SitingSolver.solve(.setCover(radius: .nan), small)
    }
    #expect(throws: SitingError.self) {
      try SitingSolver.solve(
        .expectedCover(radius: 2, busy: .uniform(1)), small, rules: rules { $0.add = 1 })
    }
  }

  @Test("Without any weight every plan is as good; the lowest codes are taken")
  func noWeights() throws {
    let small = try instance([[1, 2, 3], [3, 2, 1]], weights: [0, 0])
    for model: SitingModel in [
      .maximalCover(radius: 2), .pMedian, .survival(.deMaio()), .worstShare(share: 0.05),
      .backupCover(radius: 2, primaryShare: 0.5, coversAll: false),
      .expectedCover(radius: 2, busy: .uniform(0.3)),
    ] {
      var two = rules { $0.add = 2 }
      two.vehiclesPerSite = 1
      let plan = try SitingSolver.solve(model, small, rules: two)
      #expect(plan.status == .optimal, "\(model.name)")
      #expect(plan.objective == 0, "\(model.name)")
      #expect(plan.chosen == ["s0", "s1"], "\(model.name)")
      #expect(plan.coveredWeight == 0, "\(model.name)")
    }
  }

  @Test("Adding none, and adding all there are")
  func extremes() throws {
    let small = try instance([[1, 9], [9, 1]], weights: [2, 3])
    let none = try SitingSolver.solve(
      .maximalCover(radius: 2), small, rules: rules { ($0.add, $0.existing) = (0, ["s1"]) })
    #expect(none.chosen.isEmpty && none.kept == ["s1"] && none.objective == 3)
    let all = try SitingSolver.solve(.pMedian, small, rules: rules { $0.add = 2 })
    #expect(all.chosen == ["s0", "s1"] && all.objective == 5 && all.status == .optimal)
    let nowhere = try SitingSolver.solve(.pMedian, small, rules: rules { $0.add = 0 })
    #expect(nowhere.status == .infeasible)
  }

  @Test("A p-median that cannot serve everybody names whom")
  func infeasibleMedian() throws {
    let split = try instance([[1, nil], [nil, 1], [2, nil]])
    let plan = try SitingSolver.solve(.pMedian, split, rules: rules { $0.add = 1 })
    #expect(plan.status == .infeasible)
    #expect(!plan.infeasible.isEmpty)
    let unreachable = try instance([[1, 2], [nil, nil]])
    let lost = try SitingSolver.solve(.pMedian, unreachable, rules: rules { $0.add = 1 })
    #expect(lost.infeasible.map(\.demand) == ["d1"])
  }

  @Test("Number codes are ordered as numbers, others by their letters")
  func codeOrder() throws {
    let costs = try CostMatrix([[1, 1, 1]], siteCount: 3)
    let numbers = try SitingInstance(
      demands: ["a"], weights: [1], sites: ["10", "9", "100"], costs: costs)
    #expect(numbers.sites == ["9", "10", "100"])
    let plan = try SitingSolver.solve(
      .maximalCover(radius: 1), numbers, rules: rules { $0.add = 1 })
    #expect(plan.chosen == ["9"])
    #expect(plan.alternatives.map(\.chosen) == [["10"], ["100"]])
    #expect(plan.hasAllAlternatives)
  }

  @Test("A search that is called off gives the best plan so far and says so")
  func cancelled() throws {
    let sketch = try SitingSketch(seed: 5, demands: 300, sites: 60, missing: 0)
    let plan = try SitingSolver.solve(
      .pMedian, sketch.instance, rules: rules { $0.add = 8 },
      limits: SearchLimits(isCancelled: { true }))
    #expect(plan.wasInterrupted)
    #expect(plan.chosen.count == 8)
    #expect([.gap, .heuristic].contains(plan.status))
    if let bound = plan.bound, let objective = plan.objective { #expect(bound <= objective) }
  }
}
