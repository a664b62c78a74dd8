import Testing

@testable import Siting

/// A search that is ended at once has a plan all the same, and one that keeps every rule.
@Suite("Searches that are ended at once")
struct EarlyEndTests {
  /// Too large to be solved in the blink that CBC is given.
  private func large() throws -> SitingSketch {
    try SitingSketch(seed: 11, demands: 900, sites: 150, missing: 0.85)
  }

  private let atOnce = SearchLimits(isCancelled: { true })

  @Test("The double standard: all within the outer radius, the share within the inner one")
  func doubleStandard() throws {
    let sketch = try large()
    var rules = SitingRules()
    (rules.add, rules.existing) = (60, ["15", "22"])
    let plan = try SitingSolver.solve(
      .doubleStandard(inner: 14, outer: 20, share: 0.5), sketch.instance, rules: rules,
      limits: atOnce)
    let open = (plan.chosen + plan.kept).compactMap { sketch.sites.firstIndex(of: $0) }
    #expect(plan.chosen.count == 60)
    #expect(plan.kept == ["15", "22"])
    #expect(sketch.coversAll(open, 20))
    #expect(sketch.covered(open, 14) >= 0.5 * sketch.total)
    let objective = try #require(plan.objective)
    #expect(abs(objective - sketch.covered(open, 14, times: 2)) < 1e-6)
    let bound = try #require(plan.bound)
    #expect(bound >= objective - 1e-6 && bound <= sketch.total + 1e-6)
    #expect(plan.status == (bound > objective + 1e-6 ? .gap : .optimal))
  }

  @Test("A set cover of linked sites opens both or none")
  func linkedCover() throws {
    let sketch = try large()
    var rules = SitingRules()
    rules.links = [["10", "11"], ["40", "41", "42"]]
    let plan = try SitingSolver.solve(
      .setCover(radius: 18), sketch.instance, rules: rules, limits: atOnce)
    let open = plan.chosen.compactMap { sketch.sites.firstIndex(of: $0) }
    #expect(!plan.chosen.isEmpty)
    #expect(sketch.coversAll(open, 18))
    let objective = try #require(plan.objective)
    #expect(abs(objective - open.reduce(0) { $0 + sketch.prices[$1] }) < 1e-9)
    #expect(try #require(plan.bound) <= objective + 1e-9)
    for link in rules.links {
      #expect([0, link.count].contains(link.count { plan.chosen.contains($0) }))
    }
  }

  @Test("A center under a budget keeps it")
  func centerWithinBudget() throws {
    let sketch = try large()
    var rules = SitingRules()
    rules.budget = sketch.prices.reduce(0, +) * 0.6
    let plan = try SitingSolver.solve(.pCenter, sketch.instance, rules: rules, limits: atOnce)
    let open = plan.chosen.compactMap { sketch.sites.firstIndex(of: $0) }
    let reached = sketch.nearest(open)
    #expect(!plan.chosen.isEmpty)
    #expect(!reached.contains { $0 == nil })
    #expect(open.reduce(0) { $0 + sketch.prices[$1] } <= rules.budget ?? 0)
    let objective = try #require(plan.objective)
    #expect(abs(objective - (reached.compactMap(\.self).max() ?? 0)) < 1e-9)
    #expect(plan.bound.map { $0 <= objective + 1e-9 } ?? true)
  }
}
