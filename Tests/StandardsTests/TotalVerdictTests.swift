import ResponseModel
import Standards
import Testing

@Suite struct TotalVerdictTests {
  static func urban(_ code: String, _ meters: Double?...) -> CountySketch {
    CountySketch(code: code, places: meters.map { .init(residents: 10, meters: $0) })
  }

  @Test func `One county that fails makes the total fail, with the worst value`() {
    let total = Rule.urbanRadius.total([
      Self.urban("A", 1000), Self.urban("B", 4000), Self.urban("C", 9000, 100),
      Self.urban("D", 50, nil),
    ])
    #expect(total.verdict.outcome == .fail)
    #expect(total.verdict.value == 9 && total.verdict.limit == 3.5)
    #expect(total.passed == ["A"])
    #expect(total.failed == ["B", "C"])
    #expect(total.notAssessable == ["D"])
    #expect(total.verdict.offenders?.demandIDs == ["B-0", "C-0"])
    #expect(total.verdict.offenders?.shareWithin == 3.0 / 6)
    #expect(total.verdict.denominators == [DenominatorCount(.residents, count: 60)])
  }

  @Test func `Where none fails, one open county leaves the total open`() {
    let total = Rule.urbanRadius.total([Self.urban("A", 1000), CountySketch(code: "B")])
    #expect(total.verdict.outcome == .notAssessable)
    #expect(!total.verdict.missing.isEmpty)
    #expect(
      Rule.urbanRadius.total([Self.urban("A", 1000), Self.urban("B", 2)]).verdict.outcome == .pass)
    #expect(Rule.urbanRadius.total([]).verdict.outcome == .notAssessable)
  }

  @Test func `Townships add up over counties`() {
    let rule = Rule.test(.presence(in: .administrativeTownships))
    let total = rule.total([
      CountySketch(code: "A", townships: [(.town, 1), (.township, 1)]),
      CountySketch(code: "B", townships: [(.town, 0), (.township, 1), (.subdistrict, 0)]),
    ])
    #expect(total.verdict.value == 3 && total.verdict.limit == 4)
    #expect(total.verdict.outcome == .fail && total.failed == ["B"])
    #expect(total.verdict.offenders?.townshipCodes == ["B0"])
  }

  @Test func `A county without any station is worse than any distance`() {
    var empty = Self.urban("B", 1000)
    empty.hasNoStation = true
    let total = Rule.urbanRadius.total([Self.urban("A", 9000), empty])
    #expect(total.verdict.outcome == .fail && total.verdict.value == nil)
  }

  @Test func `The total of a range passes strictly only where every county does`() {
    let rule = Rule.test(
      .distance(
        DistanceRequirement(
          area: .urban, limit: Threshold(.atMost, 3, lenient: 5, .kilometers, mark: .excerpt))))
    let total = rule.total([Self.urban("A", 1000), Self.urban("B", 4000)]).verdict
    #expect(total.outcome == .pass && total.passedTier == .lenient)
    #expect(total.value == 4 && total.limit == 5)
    #expect(rule.total([Self.urban("A", 1000), Self.urban("B", 2)]).verdict.passedTier == .strict)
  }

  @Test func `The total of one county is the county`() {
    for sketch in [Self.urban("A", 1000), Self.urban("A", 9000), Self.urban("A", 1, nil)] {
      #expect(Rule.urbanRadius.total([sketch]).verdict == Rule.urbanRadius.verdict(sketch))
    }
  }
}
