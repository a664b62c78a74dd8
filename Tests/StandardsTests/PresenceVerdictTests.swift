import ResponseModel
import Standards
import Testing

@Suite struct PresenceVerdictTests {
  static func sketch(_ townships: (TownshipKind, Int)..., unplaced: Int = 0) -> CountySketch {
    CountySketch(townships: townships.map { ($0.0, $0.1) }, unplacedStations: unplaced)
  }

  @Test func `The value is the number of townships with a station, the limit all of them`() {
    let rule = Rule.test(.presence(in: .administrativeTownships))
    let verdict = rule.verdict(Self.sketch((.town, 2), (.township, 0), (.subdistrict, 0)))
    #expect(verdict.outcome == .fail)
    #expect(verdict.value == 1 && verdict.limit == 2 && verdict.unit == .townships)
    #expect(verdict.comparison == .atLeast)
    #expect(verdict.offenders?.townshipCodes == ["A1"])
    #expect(verdict.denominators == [DenominatorCount(.administrativeTownships, count: 2)])
    #expect(verdict.evidence == .assumed)
  }

  @Test(arguments: [
    (Denominator.administrativeTownships, 2.0), (.townships, 2), (.townshipsAndSubdistricts, 3),
    (.townsAndSubdistricts, 2),
  ])
  func `Each name of the townships counts its own kinds`(townships: Denominator, count: Double) {
    let rule = Rule.test(.presence(in: townships))
    let verdict = rule.verdict(Self.sketch((.subdistrict, 1), (.town, 1), (.township, 1)))
    #expect(verdict.limit == count && verdict.value == count && verdict.outcome == .pass)
  }

  @Test func `A station in a subdistrict does not serve an administrative township`() {
    let rule = Rule.test(.presence(in: .administrativeTownships))
    #expect(rule.verdict(Self.sketch((.subdistrict, 5), (.town, 0))).outcome == .fail)
  }

  @Test func `Stations of unknown township keep the rule open only where they could turn it`() {
    let rule = Rule.test(.presence(in: .administrativeTownships))
    #expect(rule.verdict(Self.sketch((.town, 0), (.town, 0), unplaced: 1)).outcome == .fail)
    #expect(
      rule.verdict(Self.sketch((.town, 0), (.town, 0), unplaced: 2)).outcome == .notAssessable)
    #expect(rule.verdict(Self.sketch((.town, 1), (.town, 1), unplaced: 2)).outcome == .pass)
    let two = Rule.test(.presence(in: .administrativeTownships, atLeast: 2))
    #expect(two.verdict(Self.sketch((.town, 1), (.town, 1), unplaced: 1)).outcome == .fail)
    #expect(two.verdict(Self.sketch((.town, 1), (.town, 1), unplaced: 2)).outcome == .notAssessable)
  }

  @Test func `Without townships of the kind, or without any, there is nothing to judge`() {
    let rule = Rule.test(.presence(in: .administrativeTownships))
    #expect(
      rule.verdict(Self.sketch((.subdistrict, 1))).missing.map(\.en)
        == ["the county has no administrative townships"])
    #expect(rule.verdict(CountySketch()).missing.map(\.en) == ["no list of townships"])
    #expect(
      rule.verdict(CountyFacts(countyCode: "A", countyName: "A")).outcome == .notAssessable)
  }

  @Test func `Something other than a station needs its own register`() {
    let rule = Rule.test(
      .townshipPresence(
        TownshipRequirement(
          subject: .townshipHospital, townships: .townships,
          limit: Threshold(.atLeast, 1, .count, mark: .fullText))))
    let verdict = rule.verdict(Self.sketch((.town, 1)))
    #expect(verdict.outcome == .notAssessable && verdict.value == nil && verdict.limit == nil)
    #expect(verdict.missing.map(\.en) == ["no register of township hospitals by township"])
  }
}
