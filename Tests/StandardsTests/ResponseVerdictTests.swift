import Coverage
import ResponseModel
import Standards
import Testing

@Suite("Response time rules")
struct ResponseVerdictTests {
  private func rule(
    _ area: JudgedArea = .urban, _ statistic: Statistic = .mean,
    _ comparison: Comparison = .lessThan, _ limit: Double = 11, share: Double? = nil
  ) -> Rule {
    .test(
      .responseStatistic(
        ResponseRequirement(
          area: area, statistic: statistic,
          limit: Threshold(comparison, limit, .minutes, mark: .fullText),
          share: share.map { Threshold(.atLeast, $0, .percent, mark: .fullText) })),
      id: "\(area.rawValue)-\(statistic.rawValue)")
  }

  private func stratum(_ area: AreaClass?, mountain: Bool = false) -> ResponseFacts.Stratum {
    ResponseFacts.Stratum(areaClass: area, isMountainOrIsland: mountain)
  }

  /// Observed minutes.
  private func calls(
    urban: [Double] = [], rural: [Double] = [], unclassed: [Double] = [], excluded: Int = 0
  ) -> CountyFacts {
    func sample(_ minutes: [Double]) -> TimeSample {
      TimeSample(calls: minutes.map { ($0 * 60_000).rounded() })
    }
    return CountyFacts(
      countyCode: "A", countyName: "A",
      response: ResponseFacts(
        method: .observed,
        times: [
          stratum(.urban): sample(urban), stratum(.rural): sample(rural),
          stratum(nil): sample(unclassed),
        ], excluded: excluded,
        evidence: [.urban: .observed, .rural: .observed, nil: .observed]))
  }

  /// Modelled minutes with residents; an infinite time is one that no station reaches.
  private func residents(
    _ urban: [(Double, Double)], untimed: Double = 0
  ) -> CountyFacts {
    CountyFacts(
      countyCode: "A", countyName: "A",
      response: ResponseFacts(
        method: .straightLine,
        times: [stratum(.urban): TimeSample(places: urban.map { ($0.0 * 60_000, $0.1) })],
        untimed: untimed > 0 ? [stratum(.urban): untimed] : [:],
        evidence: [.urban: .default, nil: .default]))
  }

  @Test(
    "compare the mean strictly and unrounded",
    arguments: [
      ([10.0, 12], Outcome.fail, 11), ([10, 11.999_983], .pass, 10.999_991_666_666_666),
      ([10, 12.000_017], .fail, 11.000_008_333_333_333),
    ] as [([Double], Outcome, Double)])
  func strictMean(minutes: [Double], outcome: Outcome, value: Double) throws {
    let verdict = rule().verdict(calls(urban: minutes, rural: [99]))
    #expect(verdict.outcome == outcome)
    #expect(abs(try #require(verdict.value) - value) < 1e-9)
    #expect(verdict.denominators.map(\.count) == [2])
    #expect(verdict.evidence == .observed)
  }

  @Test("let exactly 11 pass where the rule says at most")
  func atMost() {
    #expect(rule(.urban, .mean, .atMost).verdict(calls(urban: [10, 12])).outcome == .pass)
  }

  @Test("weigh calls and not their groups")
  func callWeighted() throws {
    // Two stations with means of 5 and 20: 110 / 13 over calls, 12.5 as a mean of means.
    let verdict = rule().verdict(
      calls(urban: Array(repeating: 5.0, count: 10) + Array(repeating: 20, count: 3)))
    #expect(verdict.outcome == .pass)
    #expect(abs(try #require(verdict.value) - 110.0 / 13) < 1e-9)
  }

  @Test("judge median, P90 and share")
  func otherStatistics() {
    let minutes = (1...10).map(Double.init)
    #expect(rule(.urban, .median, .lessThan, 5.5).verdict(calls(urban: minutes)).outcome == .fail)
    #expect(rule(.urban, .median, .atMost, 5.5).verdict(calls(urban: minutes)).outcome == .pass)
    #expect(rule(.urban, .p90, .atMost, 9.11).verdict(calls(urban: minutes)).outcome == .pass)
    #expect(rule(.urban, .p90, .atMost, 9.09).verdict(calls(urban: minutes)).outcome == .fail)
    // Nine of ten are under 10 min, all are at most 10.
    let share = rule(.urban, .share, .lessThan, 10, share: 90)
    #expect(share.verdict(calls(urban: minutes)).outcome == .pass)
    #expect(share.verdict(calls(urban: minutes)).value == 90)
    let more = rule(.urban, .share, .lessThan, 10, share: 90.1)
    #expect(more.verdict(calls(urban: minutes)).outcome == .fail)
  }

  @Test("never pass while residents have no position")
  func untimed() {
    let open = rule().verdict(residents([(5, 100)], untimed: 1))
    #expect(open.outcome == .notAssessable)
    #expect(!open.missing.isEmpty)
    #expect(open.value == nil)
    // Even with no time at all for one resident, 100 at 20 min are too slow.
    #expect(rule().verdict(residents([(20, 100)], untimed: 1)).outcome == .fail)
    #expect(rule().verdict(residents([(20, 100)], untimed: 100)).outcome == .notAssessable)
    let share = rule(.urban, .share, .lessThan, 11, share: 90)
    #expect(share.verdict(residents([(5, 95)], untimed: 5)).outcome == .pass)
    #expect(share.verdict(residents([(5, 85)], untimed: 15)).outcome == .notAssessable)
  }

  @Test("never pass a mean that leaves out residents whom no station reaches")
  func unreached() {
    #expect(rule().verdict(residents([(5, 100), (.infinity, 1)])).outcome == .notAssessable)
    #expect(rule().verdict(residents([(20, 100), (.infinity, 1)])).outcome == .fail)
    // A share counts them as not within, and is certain.
    let share = rule(.urban, .share, .lessThan, 11, share: 99)
    #expect(share.verdict(residents([(5, 99), (.infinity, 1)])).outcome == .pass)
    #expect(share.verdict(residents([(5, 98), (.infinity, 2)])).outcome == .fail)
    #expect(rule(.urban, .p90).verdict(residents([(5, 80), (.infinity, 20)])).outcome == .fail)
  }

  @Test("stay open where calls without a class could turn it")
  func unclassed() {
    #expect(rule().verdict(calls(urban: [10, 10], unclassed: [9, 12])).outcome == .pass)
    #expect(rule().verdict(calls(urban: [10, 10], unclassed: [20])).outcome == .notAssessable)
    #expect(rule().verdict(calls(urban: [12, 12], unclassed: [10.5])).outcome == .fail)
    #expect(rule().verdict(calls(urban: [12, 12], unclassed: [1, 1])).outcome == .notAssessable)
    #expect(
      rule(.all).verdict(calls(urban: [10], rural: [10], unclassed: [20])).outcome == .fail)
  }

  @Test("are open without calls, and say how many do not count")
  func noCalls() {
    #expect(rule().verdict(calls(rural: [1])).outcome == .notAssessable)
    #expect(
      rule().verdict(CountyFacts(countyCode: "A", countyName: "A")).outcome == .notAssessable)
    let verdict = rule().verdict(calls(urban: [1], excluded: 3))
    #expect(verdict.notes.contains { $0.en.hasPrefix("3 more events do not count") })
  }

  @Test("keep mountains out of the rural limit where they have one of their own")
  func mountains() {
    let rural = rule(.rural, .mean, .atMost, 12)
    let mountain = rule(.mountainOrIsland, .mean, .atMost, 14)
    var facts = CountyFacts(countyCode: "A", countyName: "A")
    facts.response = ResponseFacts(
      method: .observed,
      times: [
        stratum(.rural): TimeSample(calls: [600_000]),
        stratum(.rural, mountain: true): TimeSample(calls: [840_000]),
      ], hasMountainMarks: true, evidence: [nil: .observed])
    func verdicts(_ rules: [Rule]) -> [Outcome] {
      guard let date = CalendarDate("2026-01-01") else { preconditionFailure("a day") }
      return Assessment(
        of: Standard(id: "t", name: LocalizedText("t"), mark: .fullText, rules: rules), on: date,
        facts: [facts]
      ).counties[0].verdicts.map(\.outcome)
    }
    #expect(verdicts([rural, mountain]) == [.pass, .pass])
    // Alone, the rural rule holds for all rural places: (10 + 14) / 2 = 12.
    #expect(verdicts([rule(.rural, .mean, .lessThan, 12)]) == [.fail])
    facts.response = ResponseFacts(
      method: .observed, times: [stratum(.rural): TimeSample(calls: [600_000])],
      evidence: [nil: .observed])
    #expect(verdicts([mountain]) == [.notAssessable])
  }

  private func rolling(_ share: Double?) -> Rule {
    .test(
      .eventShare(
        EventRequirement(
          start: .orderReceived, stop: .rolling, statistic: share == nil ? .every : .share,
          limit: Threshold(.atMost, 3, .minutes, mark: .secondary),
          share: share.map { Threshold(.atLeast, $0, .percent, mark: .secondary) })))
  }

  @Test("judge the share rolling within 180 s over missions that have both times")
  func rollingShare() throws {
    var facts = CountyFacts(countyCode: "A", countyName: "A")
    #expect(rolling(95).verdict(facts).outcome == .notAssessable)
    let times = Array(repeating: 180_000.0, count: 95) + Array(repeating: 180_001, count: 5)
    facts.intervals = [
      "order_received-rolling": IntervalFacts(
        times: TimeSample(calls: times), missing: 7, impossible: 1, isPerEvent: false)
    ]
    let verdict = rolling(95).verdict(facts)
    #expect(verdict.outcome == .pass)
    #expect(verdict.value == 95)
    #expect(verdict.denominators == [DenominatorCount(.missions, count: 100)])
    #expect(verdict.notes.contains { $0.en.hasPrefix("7 more lack a time") })
    #expect(rolling(95.1).verdict(facts).outcome == .fail)
    #expect(rolling(nil).verdict(facts).outcome == .fail)
  }
}
