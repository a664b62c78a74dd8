import ResponseModel
import Standards
import Testing

@Suite struct AnyOfVerdictTests {
  static func county(
    _ meters: Double?, towns: [Int], code: String = "A", unplaced: Int = 0
  ) -> CountySketch {
    CountySketch(
      code: code, places: [.init(residents: 10, meters: meters, area: .rural)],
      townships: towns.map { (.town, $0) }, unplacedStations: unplaced)
  }

  @Test(arguments: [
    (7000.0, [1], Outcome.pass, "radius", Tier.strict as Tier?),
    (9000, [0], .pass, "radius", .lenient),
    (9000, [1], .pass, "townships", nil),
    (20_000, [1], .pass, "townships", nil),
    (20_000, [0], .fail, "radius", nil),
  ])
  func `Either branch is enough, and the one that decides lends its numbers`(
    meters: Double, towns: [Int], outcome: Outcome, decider: String, tier: Tier?
  ) {
    let verdict = Rule.ruralSiting.verdict(Self.county(meters, towns: towns))
    #expect(verdict.outcome == outcome)
    #expect(verdict.decidingBranchID == decider)
    #expect(verdict.passedTier == tier)
    #expect(verdict.branches.map(\.branchID) == ["radius", "townships"])
    #expect(
      verdict.branches.map(\.verdict.ruleID) == ["rural-siting/radius", "rural-siting/townships"])
    #expect(verdict.unit == (decider == "radius" ? .kilometers : .townships))
    if let value = verdict.value, let limit = verdict.limit, let comparison = verdict.comparison {
      #expect(comparison.holds(value, limit) == (outcome == .pass))
    } else {
      Issue.record("a branch that decides has numbers")
    }
  }

  @Test func `Stations of unknown township that cannot turn a failure are named all the same`() {
    let verdict = Rule.ruralSiting.verdict(Self.county(20_000, towns: [0, 0, 0], unplaced: 2))
    let townships = verdict.branches[1].verdict
    #expect(verdict.outcome == .fail && townships.value == 0)
    #expect(townships.notes.contains { $0.zh.hasPrefix("另有2个急救站（点）不知在哪个乡镇（街道）") })
    let none = Rule.ruralSiting.verdict(Self.county(20_000, towns: [0, 0, 0]))
    #expect(!none.branches[1].verdict.notes.contains { $0.zh.hasPrefix("另有") })
  }

  @Test func `Open branches keep the rule open unless the other passes`() {
    let open = Rule.ruralSiting.verdict(Self.county(nil, towns: [0]))
    #expect(open.outcome == .notAssessable)
    #expect(open.decidingBranchID == "radius")
    #expect(!open.missing.isEmpty)
    #expect(Rule.ruralSiting.verdict(Self.county(nil, towns: [1])).outcome == .pass)
    #expect(
      Rule.ruralSiting.verdict(Self.county(20_000, towns: [0], unplaced: 1)).outcome
        == .notAssessable)
  }

  @Test func `A pass rests on the branch that decides, a fail on all`() {
    var sketch = Self.county(20_000, towns: [1])
    sketch.demandEvidence = .default
    sketch.stationEvidence = .reported
    #expect(Rule.ruralSiting.verdict(sketch).evidence == .reported)
    sketch.townships[0].stations = 0
    #expect(Rule.ruralSiting.verdict(sketch).evidence == .default)
  }

  @Test
  func `The total of counties that different branches decided shows each branch, no one number`() {
    let total = Rule.ruralSiting.total([
      Self.county(7000, towns: [0, 0], code: "A"), Self.county(20_000, towns: [1], code: "B"),
    ])
    #expect(total.verdict.outcome == .pass)
    #expect(total.verdict.value == nil && total.verdict.decidingBranchID == nil)
    #expect(total.verdict.branches.map(\.verdict.outcome) == [.fail, .fail])
    #expect(total.verdict.branches[0].verdict.value == 20)
    #expect(total.verdict.branches[1].verdict.value == 1)
    #expect(total.verdict.branches[1].verdict.limit == 3)
  }
}
