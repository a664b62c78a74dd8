import Siting
import Testing
import TestSupport

/// What must hold whatever the numbers are.
@Suite("Properties of plans")
struct PropertyTests {
  private func add(_ count: Int) -> SitingRules {
    var rules = SitingRules()
    rules.add = count
    return rules
  }

  @Test(
    "Greedy is no better than the optimum, the optimum no better than the bound",
    arguments: Seeds.some)
  func bounds(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 100, sites: 25, missing: 0.3)
    for radius in [2.0, 4] {
      let plan = try SitingSolver.solve(
        .maximalCover(radius: radius), sketch.instance, rules: add(6))
      let objective = try #require(plan.objective)
      #expect(plan.status == .optimal)
      #expect(try #require(plan.greedyObjective) <= objective)
      #expect(objective <= (try #require(plan.bound)))
      #expect(objective <= sketch.total)
    }
  }

  @Test("Expected cover with vehicles that are never out is maximal cover", arguments: Seeds.some)
  func neverBusy(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 80, sites: 20)
    let cover = try SitingSolver.solve(.maximalCover(radius: 3), sketch.instance, rules: add(4))
    let expected = try SitingSolver.solve(
      .expectedCover(radius: 3, busy: .uniform(0)), sketch.instance, rules: add(4))
    #expect(cover.objective == expected.objective)
    let busier = try SitingSolver.solve(
      .expectedCover(radius: 3, busy: .uniform(0.4)), sketch.instance, rules: add(4))
    #expect((busier.objective ?? .infinity) <= (expected.objective ?? 0))
  }

  @Test("One more site never makes a plan worse", arguments: Seeds.some)
  func moreSites(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 60, sites: 15, missing: 0)
    var last: [String: Double] = [:]
    for count in 1...6 {
      for model: SitingModel in [
        .maximalCover(radius: 4), .pMedian, .pCenter, .worstShare(share: 0.05),
      ] {
        let plan = try SitingSolver.solve(model, sketch.instance, rules: add(count))
        let value = (plan.objective ?? .nan) * (model.isMaximized ? -1 : 1)
        #expect(plan.status == .optimal)
        if let before = last[model.name] { #expect(value <= before + 1e-6) }
        last[model.name] = value
      }
    }
  }

  @Test("Doubled demand leaves the plan and doubles the objective", arguments: Seeds.some)
  func doubled(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 60, sites: 15, missing: 0)
    let twice = try SitingInstance(
      demands: sketch.demands, weights: sketch.weights.map { 2 * $0 }, sites: sketch.sites,
      costs: CostMatrix(sketch.table, siteCount: 15))
    for model: SitingModel in [.maximalCover(radius: 4), .pMedian, .survival(.deMaio())] {
      let once = try SitingSolver.solve(model, sketch.instance, rules: add(3))
      let double = try SitingSolver.solve(model, twice, rules: add(3))
      #expect(once.chosen == double.chosen)
      #expect(
        abs((double.objective ?? 0) - 2 * (once.objective ?? 1)) < 1e-6 * (double.objective ?? 0))
    }
  }

  @Test("The order of rows and sites in the input does not matter", arguments: Seeds.some)
  func shuffled(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 60, sites: 15)
    var numbers = SeededGenerator(seed: seed)
    let rows = sketch.demands.indices.shuffled(using: &numbers)
    let columns = sketch.sites.indices.shuffled(using: &numbers)
    let other = try SitingInstance(
      demands: rows.map { sketch.demands[$0] }, weights: rows.map { sketch.weights[$0] },
      sites: columns.map { sketch.sites[$0] },
      openingCosts: columns.map { sketch.prices[$0] },
      costs: CostMatrix(rows.map { row in columns.map { sketch.table[row][$0] } }, siteCount: 15))
    for model: SitingModel in [.maximalCover(radius: 5), .setCover(radius: 17), .pCenter] {
      var rules = add(4)
      if case .setCover = model { rules.add = nil }
      let one = try SitingSolver.solve(model, sketch.instance, rules: rules)
      let two = try SitingSolver.solve(model, other, rules: rules)
      #expect(one.status == two.status)
      #expect(one.chosen == two.chosen)
      #expect(one.alternatives == two.alternatives)
    }
  }

  @Test(
    "The same question gives the same plan, whatever the seed of the restarts",
    arguments: Seeds.some)
  func repeated(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 80, sites: 25, missing: 0)
    let plans = try [1, 1, 7].map {
      try SitingSolver.solve(
        .pMedian, sketch.instance, rules: add(6), limits: SearchLimits(seed: UInt64($0)))
    }
    #expect(plans[0].chosen == plans[1].chosen && plans[0].chosen == plans[2].chosen)
    #expect(plans[0].objective == plans[2].objective)
  }

  @Test("Near-best plans stay within the tolerance and are ordered by worth")
  func nearBest() throws {
    let sketch = try SitingSketch(seed: 11, demands: 40, sites: 12, missing: 0)
    let plan = try SitingSolver.solve(
      .pMedian, sketch.instance, rules: add(3),
      limits: SearchLimits(alternatives: 5, tolerance: 0.05))
    let best = try #require(plan.objective)
    #expect(!plan.alternatives.isEmpty)
    for (one, next) in zip(plan.alternatives, plan.alternatives.dropFirst()) {
      #expect(one.objective <= next.objective + 1e-9)
    }
    for other in plan.alternatives { #expect(other.objective <= best * 1.05 + 1e-9) }
  }

  @Test("Equity by arithmetic: four alike, and one who has it all")
  func equity() throws {
    func equity(_ costs: [Double]) throws -> PlanEquity {
      let instance = try SitingInstance(
        demands: costs.indices.map { "d\($0)" }, weights: costs.map { _ in 1 }, sites: ["s"],
        costs: CostMatrix(costs.map { [$0] }, siteCount: 1))
      return try #require(
        try SitingSolver.solve(.pMedian, instance, rules: add(1)).equity)
    }
    let alike = try equity([5, 5, 5, 5])
    #expect(alike.gini == 0 && alike.jain == 1 && alike.mean == 5 && alike.worstShareMean == 5)
    let unequal = try equity([0, 0, 0, 8])
    // Gini of n people of whom one has everything is (n − 1)/n; Jain's index is 1/n.
    #expect(abs(unequal.gini - 0.75) < 1e-12)
    #expect(abs(unequal.jain - 0.25) < 1e-12)
    #expect(unequal.worst == 8 && unequal.worstShareMean == 8 && unequal.mean == 2)
    let mixed = try equity((1...40).map(Double.init))
    // The worst 5 % of 40 are two: 39 and 40.
    #expect(abs(mixed.worstShareMean - 39.5) < 1e-12)
  }
}
