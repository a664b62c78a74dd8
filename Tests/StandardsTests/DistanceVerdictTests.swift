import ResponseModel
import Standards
import Testing

@Suite struct DistanceVerdictTests {
  @Test func `The value is the largest distance, not rounded, and the limit itself still passes`() {
    let verdict = Rule.urbanRadius.verdict(.urban((100, 1200), (50, 3500)))
    #expect(verdict.outcome == .pass)
    #expect(verdict.value == 3.5)
    #expect(verdict.limit == 3.5)
    #expect(verdict.unit == .kilometers && verdict.comparison == .atMost)
    #expect(verdict.offenders?.demandIDs == [])
    #expect(verdict.offenders?.shareWithin == 1)
    #expect(verdict.denominators == [DenominatorCount(.residents, count: 150)])
  }

  @Test func `A millimetre beyond the limit fails and names who lives there`() {
    let verdict = Rule.urbanRadius.verdict(.urban((100, 1200), (50, 3500.001), (50, 9000)))
    #expect(verdict.outcome == .fail)
    #expect(verdict.value == 9)
    #expect(verdict.offenders?.demandIDs == ["A-1", "A-2"])
    #expect(verdict.offenders?.residents == 100)
    #expect(verdict.offenders?.shareWithin == 0.5)
  }

  @Test func `Strictly less does not hold at the limit`() {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .urban, limit: Threshold(.lessThan, 11, .kilometers, mark: .excerpt))))
    #expect(rule.verdict(.urban((1, 11_000))).outcome == .fail)
    #expect(rule.verdict(.urban((1, 10_999.999))).outcome == .pass)
    #expect(rule.verdict(.urban((1, 11_000))).mark == .excerpt)
  }

  @Test func `A limit in metres gives its value in metres`() {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(area: .urban, limit: Threshold(.atMost, 500, .meters, mark: .fullText)))
    )
    let verdict = rule.verdict(.urban((1, 499.5)))
    #expect(verdict.value == 499.5 && verdict.unit == .meters && verdict.outcome == .pass)
  }

  @Test func `Residents without a position keep a pass from being said`() {
    let verdict = Rule.urbanRadius.verdict(.urban((100, 1200), (70, nil)))
    #expect(verdict.outcome == .notAssessable)
    #expect(verdict.missing.map(\.en) == ["1 demand point has no position (residents: 70)"])
    #expect(verdict.value == 1.2)
    #expect(verdict.offenders?.residentsWithoutPosition == 70)
    #expect(verdict.offenders?.shareWithin == 100.0 / 170)
  }

  @Test func `Residents without a position do not undo a fail`() {
    let verdict = Rule.urbanRadius.verdict(.urban((100, 4000), (70, nil)))
    #expect(verdict.outcome == .fail)
    #expect(verdict.missing == [])
    #expect(verdict.notes.contains { $0.en.contains("no position") })
  }

  @Test func `Where there is no station at all the rule fails without a value`() {
    var sketch = CountySketch.urban((100, 1200), (70, nil))
    sketch.hasNoStation = true
    let verdict = Rule.urbanRadius.verdict(sketch)
    #expect(verdict.outcome == .fail)
    #expect(verdict.value == nil && verdict.limit == 3.5)
    #expect(verdict.offenders?.residents == 170)
    #expect(verdict.evidence == .modelled)
    #expect(verdict.notes.contains { $0.en == "there is no station at all" })
  }

  @Test func `Where nobody lives in the area there is nothing to judge`() {
    let ruralOnly = Rule.urbanRadius.verdict(.rural((100, 1200)))
    #expect(ruralOnly.outcome == .notAssessable)
    #expect(ruralOnly.missing.map(\.en) == ["no demand point with residents in urban areas"])
    #expect(Rule.urbanRadius.verdict(.urban((0, 90_000))).outcome == .notAssessable)
    #expect(Rule.urbanRadius.verdict(CountySketch()).missing.map(\.en) == ["no demand points"])
  }

  @Test func `A place without residents breaks no rule`() {
    #expect(Rule.urbanRadius.verdict(.urban((100, 1200), (0, 90_000))).value == 1.2)
    #expect(Rule.urbanRadius.verdict(.urban((100, 1200), (0, nil))).outcome == .pass)
  }

  @Test func `Without coverage, on roads, or in mountains the rule says what is missing`() {
    let none = Rule.urbanRadius.verdict(CountyFacts(countyCode: "A", countyName: "A"))
    #expect(none.outcome == .notAssessable && none.missing.count == 1 && none.value == nil)
    let limit = Threshold(.atMost, 3.5, .kilometers, mark: .fullText)
    let onRoads = Rule.test(
      .distance(DistanceRequirement(area: .urban, metric: .road, limit: limit)))
    #expect(
      onRoads.verdict(.urban((1, 1))).missing.map(\.en) == [
        "no road distances to the nearest station"
      ])
    let mountains = Rule.test(.distance(DistanceRequirement(area: .mountainOrIsland, limit: limit)))
    #expect(mountains.verdict(.urban((1, 1))).outcome == .notAssessable)
  }

  @Test(arguments: [
    (7999.0, Outcome.pass, Outcome.pass, 8.0), (8000, .pass, .pass, 8),
    (8000.5, .fail, .pass, 10), (10_000, .fail, .pass, 10), (10_000.5, .fail, .fail, 10),
  ])
  func `A range shows both ends, and the lenient one decides`(
    meters: Double, strict: Outcome, lenient: Outcome, limit: Double
  ) {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .rural, limit: Threshold(.atMost, 8, lenient: 10, .kilometers, mark: .fullText))))
    let verdict = rule.verdict(.rural((10, meters)))
    #expect(verdict.outcome == lenient)
    #expect(verdict.tiers.map(\.outcome) == [strict, lenient])
    #expect(verdict.tiers.map(\.limit) == [8, 10])
    #expect(verdict.limit == limit)
    let tier: Tier? = lenient == .fail ? nil : strict == .pass ? .strict : .lenient
    #expect(verdict.passedTier == tier)
    #expect(verdict.notes.contains { $0.en.contains("only the lenient end") } == (tier == .lenient))
  }

  @Test func `Beyond the strict end, an unknown position leaves the lenient end open`() {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .rural, limit: Threshold(.atMost, 8, lenient: 10, .kilometers, mark: .fullText))))
    let verdict = rule.verdict(.rural((10, 9000), (5, nil)))
    #expect(verdict.tiers.map(\.outcome) == [.fail, .notAssessable])
    #expect(verdict.outcome == .notAssessable)
  }

  @Test func `A text that names no metric says which one is judged`() {
    let silent = Rule.urbanRadius.verdict(.urban((1, 1)))
    #expect(
      silent.notes.map(\.en) == [
        "the text as read does not say straight-line or road; the straight line is judged"
      ])
    let stated = Rule.test(
      .distance(
        DistanceRequirement(
          area: .urban, metric: .straightLine,
          limit: Threshold(.atMost, 3.5, .kilometers, mark: .fullText))))
    #expect(stated.verdict(.urban((1, 1))).notes == [])
  }

  @Test func `The verdict rests on the weakest of demand and stations`() {
    var sketch = CountySketch.urban((1, 1))
    sketch.stationEvidence = .surveyed
    sketch.demandEvidence = .fitted
    #expect(Rule.urbanRadius.verdict(sketch).evidence == .fitted)
    sketch.stationEvidence = .default
    #expect(Rule.urbanRadius.verdict(sketch).evidence == .default)
  }

  @Test(arguments: [
    (Statistic.mean, 2.8), (Statistic.median, 2.0), (Statistic.p90, 8.0),
  ])
  func `Means and percentiles count residents, not places`(statistic: Statistic, value: Double) {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .urban, statistic: statistic,
          limit: Threshold(.atMost, 3, .kilometers, mark: .fullText))))
    // Mean: (40 × 1 + 40 × 2 + 20 × 8) / 100.
    let verdict = rule.verdict(.urban((40, 1000), (40, 2000), (20, 8000)))
    #expect(verdict.value == value)
    #expect(verdict.outcome == (value <= 3 ? .pass : .fail))
    #expect(rule.verdict(.urban((40, 1000), (1, nil))).outcome == .notAssessable)
  }

  @Test func `A share is judged only as far as the unknown cannot turn it`() {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .urban, statistic: .share,
          limit: Threshold(.atMost, 3, .kilometers, mark: .fullText),
          share: Threshold(.atLeast, 90, .percent, mark: .excerpt))))
    #expect(rule.verdict(.urban((90, 3000), (10, 3001))).outcome == .pass)
    #expect(rule.verdict(.urban((90, 3000), (10, nil))).outcome == .pass)
    #expect(rule.verdict(.urban((85, 3000), (15, nil))).outcome == .notAssessable)
    let failing = rule.verdict(.urban((85, 3000), (9, 3001), (6, nil)))
    #expect(failing.outcome == .notAssessable)
    let verdict = rule.verdict(.urban((80, 3000), (15, 3001), (5, nil)))
    #expect(verdict.outcome == .fail)
    #expect(verdict.value == 80 && verdict.limit == 90 && verdict.unit == .percent)
    #expect(verdict.comparison == .atLeast && verdict.mark == .excerpt)
  }
}
