import Foundation
import Siting
import Testing
import TestSupport

/// Every model against the obvious way: try all sets.
@Suite("Siting models against enumeration")
struct EnumerationTests {
  static let seeds: [UInt64] = Seeds.some.count == 1 ? Seeds.some : Array(1...10)
  private let limits = SearchLimits(alternatives: 500)

  private func expect(
    _ plan: SitingPlan, _ expected: (value: Double, sets: [[String]])?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let expected else {
      #expect(plan.status == .infeasible, sourceLocation: sourceLocation)
      #expect(plan.objective == nil, sourceLocation: sourceLocation)
      return
    }
    #expect(plan.status == .optimal, sourceLocation: sourceLocation)
    let value = plan.objective ?? .nan
    #expect(
      abs(value - expected.value) <= 1e-6 * max(1, abs(expected.value)),
      sourceLocation: sourceLocation)
    #expect(plan.bound == plan.objective, sourceLocation: sourceLocation)
    #expect(plan.hasAllAlternatives, sourceLocation: sourceLocation)
    #expect(tiedSets(plan) == expected.sets, sourceLocation: sourceLocation)
    let fewest = expected.sets.map(\.count).min()
    #expect(
      (plan.chosen + plan.kept).sorted() == expected.sets.first { $0.count == fewest },
      sourceLocation: sourceLocation)
  }

  @Test("Set cover", arguments: seeds)
  func setCover(seed: UInt64) throws {
    for radius in [8.0, 12, 16] {
      let sketch = try SitingSketch(seed: seed)
      let plan = try SitingSolver.solve(.setCover(radius: radius), sketch.instance, limits: limits)
      expect(
        plan,
        sketch.best(maximize: false, where: { sketch.coversAll($0, radius) }) { open in
          open.reduce(0) { $0 + sketch.prices[$1] }
        })
    }
  }

  @Test("Set cover with fixed, forbidden and existing sites", arguments: seeds)
  func setCoverWithRules(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    var rules = SitingRules()
    (rules.fixed, rules.forbidden, rules.existing) = (["12"], ["13"], ["15"])
    let plan = try SitingSolver.solve(
      .setCover(radius: 14), sketch.instance, rules: rules, limits: limits)
    expect(
      plan,
      sketch.best(
        maximize: false,
        where: { sketch.coversAll($0, 14) && $0.contains(2) && !$0.contains(3) && $0.contains(5) }
      ) { open in open.reduce(0) { $0 + ($1 == 5 ? 0 : sketch.prices[$1]) } })
  }

  @Test("Set cover with backup: first the cheapest, then the most backed up", arguments: seeds)
  func setCoverWithBackup(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    let plan = try SitingSolver.solve(
      .setCoverWithBackup(radius: 14), sketch.instance, limits: limits)
    let cheapest = sketch.best(maximize: false, where: { sketch.coversAll($0, 14) }) { open in
      open.reduce(0) { $0 + sketch.prices[$1] }
    }
    guard let cheapest else {
      #expect(plan.status == .infeasible)
      return
    }
    let backed = sketch.best(
      maximize: true,
      where: { open in
        sketch.coversAll(open, 14)
          && open.reduce(0) { $0 + sketch.prices[$1] } == cheapest.value
      }
    ) { sketch.covered($0, 14, times: 2) }
    #expect(plan.objective == cheapest.value)
    #expect(plan.backedUpWeight == backed?.value)
    #expect(plan.chosen == backed?.sets[0])
  }

  @Test("Maximal cover", arguments: seeds)
  func maximalCover(seed: UInt64) throws {
    for (wholeWeights, add) in [(true, 1), (true, 3), (false, 2), (false, 4)] {
      let sketch = try SitingSketch(seed: seed, wholeWeights: wholeWeights)
      var rules = SitingRules()
      rules.add = add
      let plan = try SitingSolver.solve(
        .maximalCover(radius: 7), sketch.instance, rules: rules, limits: limits)
      expect(
        plan,
        sketch.best(maximize: true, where: { $0.count == add }) { sketch.covered($0, 7) })
      #expect(abs((plan.coveredWeight ?? -1) - (plan.objective ?? 0)) < 1e-9 * max(1, sketch.total))
      let gained = plan.steps.reduce(0) { $0 + ($1.gain ?? .nan) }
      #expect(abs(gained - (plan.objective ?? 0)) < 1e-9 * max(1, sketch.total))
      #expect((plan.greedyObjective ?? 0) <= (plan.objective ?? 0) + 1e-9)
    }
  }

  @Test(
    "Maximal cover with fixed, forbidden, existing and linked sites and a budget", arguments: seeds)
  func maximalCoverWithRules(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    var rules = SitingRules()
    (rules.add, rules.fixed, rules.forbidden, rules.existing) = (3, ["11"], ["16"], ["14"])
    var plan = try SitingSolver.solve(
      .maximalCover(radius: 6), sketch.instance, rules: rules, limits: limits)
    expect(
      plan,
      sketch.best(
        maximize: true,
        where: { $0.count == 4 && $0.contains(1) && !$0.contains(6) && $0.contains(4) }
      ) { sketch.covered($0, 6) })
    rules = SitingRules()
    (rules.add, rules.links, rules.budget) = (4, [["10", "13"]], 14)
    plan = try SitingSolver.solve(
      .maximalCover(radius: 6), sketch.instance, rules: rules, limits: limits)
    expect(
      plan,
      sketch.best(
        maximize: true,
        where: { open in
          open.count <= 4 && open.contains(0) == open.contains(3)
            && open.reduce(0) { $0 + sketch.prices[$1] } <= 14
        }
      ) { sketch.covered($0, 6) })
    rules = SitingRules()
    rules.budget = 11
    plan = try SitingSolver.solve(
      .maximalCover(radius: 6), sketch.instance, rules: rules, limits: limits)
    expect(
      plan,
      sketch.best(
        maximize: true, where: { open in open.reduce(0) { $0 + sketch.prices[$1] } <= 11 }
      ) { sketch.covered($0, 6) })
  }

  @Test("Relocation: at most k of the existing stations close, as many may open", arguments: seeds)
  func relocation(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    for (closures, add) in [(1, nil), (2, nil), (1, 1)] as [(Int, Int?)] {
      var rules = SitingRules()
      (rules.existing, rules.closures, rules.add) = (["10", "12", "14"], closures, add)
      let plan = try SitingSolver.solve(
        .maximalCover(radius: 6), sketch.instance, rules: rules, limits: limits)
      let best = sketch.best(
        maximize: true,
        where: { open in
          let kept = open.count { [0, 2, 4].contains($0) }
          return kept >= 3 - closures && open.count <= 3 + (add ?? 0)
        }
      ) { sketch.covered($0, 6) }
      #expect(plan.status == .optimal)
      #expect(plan.objective == best?.value)
      #expect(plan.closed.count <= closures)
      #expect(Set(plan.kept + plan.closed) == ["10", "12", "14"])
      #expect(plan.chosen.count <= plan.closed.count + (add ?? 0))
    }
  }

  @Test("Backup cover: two different sites, existing ones counted", arguments: seeds)
  func backupCover(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    for share in [0, 0.3, 0.5, 0.8, 1] {
      var rules = SitingRules()
      (rules.add, rules.existing) = (3, ["11"])
      let plan = try SitingSolver.solve(
        .backupCover(radius: 9, primaryShare: share, coversAll: false), sketch.instance,
        rules: rules, limits: limits)
      expect(
        plan,
        sketch.best(maximize: true, where: { $0.count == 4 && $0.contains(1) }) {
          share * sketch.covered($0, 9) + (1 - share) * sketch.covered($0, 9, times: 2)
        })
    }
    var rules = SitingRules()
    rules.add = 4
    let plan = try SitingSolver.solve(
      .backupCover(radius: 12, primaryShare: 0, coversAll: true), sketch.instance, rules: rules,
      limits: limits)
    expect(
      plan,
      sketch.best(maximize: true, where: { $0.count == 4 && sketch.coversAll($0, 12) }) {
        sketch.covered($0, 12, times: 2)
      })
  }

  @Test("Double standard", arguments: seeds)
  func doubleStandard(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed)
    for (add, share) in [(3, 0.5), (4, 0.8), (2, 0.0)] {
      var rules = SitingRules()
      rules.add = add
      let plan = try SitingSolver.solve(
        .doubleStandard(inner: 9, outer: 16, share: share), sketch.instance, rules: rules,
        limits: limits)
      expect(
        plan,
        sketch.best(
          maximize: true,
          where: {
            $0.count == add && sketch.coversAll($0, 16)
              && sketch.covered($0, 9) >= share * sketch.total - 1e-9
          }
        ) { sketch.covered($0, 9, times: 2) })
    }
  }

  private func median(_ sketch: SitingSketch, _ open: [Int]) -> Double? {
    var sum = 0.0
    for (cost, weight) in zip(sketch.nearest(open), sketch.weights) {
      guard let cost else { return nil }
      sum += cost * weight
    }
    return sum
  }

  @Test("p-median, with and without existing stations", arguments: seeds)
  func pMedian(seed: UInt64) throws {
    for (missing, wholeWeights, add) in [(0.0, true, 2), (0.2, true, 3), (0.1, false, 4)] {
      let sketch = try SitingSketch(seed: seed, missing: missing, wholeWeights: wholeWeights)
      var rules = SitingRules()
      rules.add = add
      var plan = try SitingSolver.solve(.pMedian, sketch.instance, rules: rules, limits: limits)
      expect(
        plan, sketch.best(maximize: false, where: { $0.count == add }) { median(sketch, $0) })
      rules.existing = ["13"]
      plan = try SitingSolver.solve(.pMedian, sketch.instance, rules: rules, limits: limits)
      expect(
        plan,
        sketch.best(maximize: false, where: { $0.count == add + 1 && $0.contains(3) }) {
          median(sketch, $0)
        })
    }
  }

  @Test("p-median with a budget", arguments: seeds)
  func pMedianWithBudget(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, missing: 0)
    var rules = SitingRules()
    rules.budget = 12
    let plan = try SitingSolver.solve(.pMedian, sketch.instance, rules: rules, limits: limits)
    let best = sketch.best(
      maximize: false, where: { open in open.reduce(0) { $0 + sketch.prices[$1] } <= 12 }
    ) { $0.isEmpty ? nil : median(sketch, $0) }
    #expect(plan.status == .optimal)
    #expect(plan.objective == best?.value)
  }

  @Test("p-center", arguments: seeds)
  func pCenter(seed: UInt64) throws {
    for (missing, add) in [(0.0, 2), (0.2, 3), (0.2, 1)] {
      let sketch = try SitingSketch(seed: seed, missing: missing)
      var rules = SitingRules()
      rules.add = add
      let plan = try SitingSolver.solve(.pCenter, sketch.instance, rules: rules, limits: limits)
      expect(
        plan,
        sketch.best(maximize: false, where: { $0.count == add }) { open in
          let costs = sketch.nearest(open)
          return costs.contains { $0 == nil } ? nil : costs.compactMap { $0 }.max()
        })
    }
  }

  /// All ways to put `vehicles` on the sites, most on the first sites first.
  private func counts(_ sites: Int, _ vehicles: Int, _ most: Int) -> [[Int]] {
    if sites == 0 { return vehicles == 0 ? [[]] : [] }
    return (0...min(vehicles, most)).reversed().flatMap { first in
      counts(sites - 1, vehicles - first, most).map { [first] + $0 }
    }
  }

  @Test("A bound that meets the plan but for rounding proves it")
  func roundedBound() throws {
    let costs: [[Double?]] = [
      [1, 2, 4, 7, 4], [10, 4, 8, 3, 4], [19, 12, 11, 9, 14], [6, 9, 10, 3, 13], [6, 8, 16, 1, 10],
    ]
    let instance = try SitingInstance(
      demands: (0..<5).map { "d\($0)" }, weights: [8, 4, 1, 9, 4],
      sites: (0..<5).map { "s\($0)" }, openingCosts: Array(repeating: 1, count: 5),
      costs: CostMatrix(costs, siteCount: 5))
    var rules = SitingRules()
    (rules.add, rules.vehiclesPerSite) = (1, 1)
    let busy = ["s0": 0.234, "s1": 0.074, "s2": 0.219, "s3": 0.347, "s4": 0.128]
    let plan = try SitingSolver.solve(
      .expectedCover(radius: 9, busy: .perSite(busy)), instance, rules: rules, limits: limits)
    #expect(plan.chosen == ["s1"] && plan.status == .optimal && plan.gap == 0)
    #expect(abs((plan.objective ?? 0) - 25 * 0.926) < 1e-9)
  }

  @Test("Expected cover with one busy fraction and one per site", arguments: seeds)
  func expectedCover(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, demands: 10, sites: 5)
    var numbers = SeededGenerator(seed: seed &+ 99)
    let fractions = Dictionary(
      uniqueKeysWithValues: sketch.sites.map { ($0, numbers.number(in: 0.05...0.7)) })
    for (busy, most) in [
      (BusyFraction.uniform(0.35), 3), (.uniform(0), 3), (.perSite(fractions), 3),
      (.uniform(0.6), 1), (.perSite(fractions), 2),
    ] {
      var rules = SitingRules()
      (rules.add, rules.vehiclesPerSite) = (3, most)
      let plan = try SitingSolver.solve(
        .expectedCover(radius: 10, busy: busy), sketch.instance, rules: rules, limits: limits)
      var (best, bestCount) = (-1.0, [Int]())
      for count in counts(5, 3, most) {
        let value = sketch.table.indices.reduce(0.0) { sum, demand in
          var idle = 1.0
          for site in 0..<5 where sketch.table[demand][site].map({ $0 <= 10 }) ?? false {
            let fraction: Double =
              switch busy {
              case .uniform(let q): q
              case .perSite(let table): table[sketch.sites[site]] ?? .nan
              }
            idle *= pow(fraction, Double(count[site]))
          }
          return sum + sketch.weights[demand] * (1 - idle)
        }
        if value > best + 1e-9 { (best, bestCount) = (value, count) }
      }
      #expect(plan.status == .optimal)
      #expect(abs((plan.objective ?? -1) - best) < 1e-6)
      #expect(
        plan.chosen
          == bestCount.enumerated().flatMap {
            Array(repeating: sketch.sites[$0.offset], count: $0.element)
          })
    }
  }

  @Test("Survival-weighted cover", arguments: seeds)
  func survival(seed: UInt64) throws {
    let sketch = try SitingSketch(seed: seed, wholeWeights: false)
    let function = SurvivalFunction.deMaio(beforeTravel: 2)
    var rules = SitingRules()
    rules.add = 3
    let plan = try SitingSolver.solve(
      .survival(function), sketch.instance, rules: rules, limits: limits)
    expect(
      plan,
      sketch.best(maximize: true, where: { $0.count == 3 }) { open in
        zip(sketch.nearest(open), sketch.weights).reduce(0) { sum, pair in
          sum + (pair.0.map { pair.1 / (1 + exp(0.679 + 0.262 * (2 + $0))) } ?? 0)
        }
      })
  }

  @Test("The worst-off share", arguments: seeds)
  func worstShare(seed: UInt64) throws {
    for (missing, share) in [(0.0, 0.05), (0.15, 0.3)] {
      let sketch = try SitingSketch(seed: seed, missing: missing)
      var rules = SitingRules()
      rules.add = 3
      let plan = try SitingSolver.solve(
        .worstShare(share: share), sketch.instance, rules: rules, limits: limits)
      let best = sketch.best(maximize: false, where: { $0.count == 3 }) { open -> Double? in
        var people: [(Double, Double)] = []
        for (cost, weight) in zip(sketch.nearest(open), sketch.weights) where weight > 0 {
          guard let cost else { return nil }
          people.append((cost, weight))
        }
        // The worst share by counting weight from the top.
        people.sort { $0.0 > $1.0 }
        var (left, sum) = (share * sketch.total, 0.0)
        for (cost, weight) in people {
          let part = min(left, weight)
          sum += part * cost
          left -= part
        }
        return sum / (share * sketch.total)
      }
      #expect(plan.status == (best == nil ? .infeasible : .optimal))
      if let best {
        #expect(abs((plan.objective ?? -1) - best.value) < 1e-6)
        #expect(best.sets.contains(plan.chosen))
      }
    }
  }
}
