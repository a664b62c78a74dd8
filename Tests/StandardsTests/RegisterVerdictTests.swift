import Coverage
import Foundation
import ResponseModel
import Standards
import Testing

/// Rules on fleet and institutions, at, below and above their limits.
@Suite struct RegisterVerdictTests {
  private static let on = CalendarDate(daysSince1970: 20_513)

  private func judge(
    _ requirement: Requirement, _ fill: (inout RegisterFacts) -> Void
  ) -> Verdict {
    var registers = RegisterFacts(on: Self.on)
    fill(&registers)
    var facts = CountyFacts(countyCode: "331102", countyName: "莲都区")
    facts.registers = registers
    let rule = Rule(
      id: "rule", title: LocalizedText(zh: "条", en: "rule"), mark: .fullText,
      requirement: requirement)
    let standard = Standard(
      id: "test", name: LocalizedText(zh: "试", en: "test"), mark: .fullText, rules: [rule])
    return Verdict(of: rule, in: standard, on: Self.on, facts: facts)
  }

  private func atLeast(_ value: Double, _ unit: MeasureUnit = .count) -> Threshold {
    Threshold(.atLeast, value, unit, mark: .fullText)
  }

  @Test func `Ambulances for every so many people, exactly and one person more`() {
    func outcome(_ cars: Double, _ residents: Double?, _ registered: Double?, _ people: Denominator)
      -> Outcome
    {
      judge(
        .vehiclesPerPopulation(
          VehicleRequirement(limit: atLeast(1), per: 30_000, denominator: people))
      ) {
        $0.fleet[.county] = Tally(cars)
        $0.people[.county] = [:]
        if let residents { $0.people[.county]?[.residents] = residents }
        if let registered { $0.people[.county]?[.registered] = registered }
      }.outcome
    }
    #expect(outcome(2, 60_000, nil, .residents) == .pass)
    #expect(outcome(2, 60_001, nil, .residents) == .fail)
    #expect(outcome(2, nil, 60_000, .residents) == .notAssessable)
    #expect(outcome(2, 60_000, 50_000, .population) == .pass)
    #expect(outcome(2, 70_000, 60_001, .population) == .fail)
    // The text does not say which, and they differ.
    #expect(outcome(2, 70_000, 50_000, .population) == .notAssessable)
    #expect(outcome(2, 60_000, 60_000, .servedPopulation) == .notAssessable)
  }

  @Test func `A share is judged by what is known and what could be`() {
    let rule = Requirement.fleetShare(
      FleetShareRequirement(
        attribute: NamedItem(
          id: "negative-pressure", name: LocalizedText(zh: "负压", en: "negative-pressure")),
        limit: atLeast(40, .percent)))
    func outcome(_ known: Double, _ unknown: Double, _ total: Double) -> Outcome {
      judge(rule) {
        $0.attributes["negative-pressure"] = Tally(known, unknown: unknown, of: total)
      }.outcome
    }
    #expect(outcome(4, 0, 10) == .pass)
    #expect(outcome(3, 0, 10) == .fail)
    #expect(outcome(3, 1, 10) == .notAssessable)
    #expect(outcome(4, 3, 10) == .pass)
    #expect(outcome(1, 2, 10) == .fail)
    #expect(outcome(0, 0, 0) == .notAssessable)
    #expect(judge(rule) { _ in }.outcome == .notAssessable)
  }

  @Test func `Exactly thirty is thirty`() {
    let rule = Requirement.countInPeriod(
      CountRequirement(
        subject: .areaMedicalCentre, limit: Threshold(.equal, 30, .count, mark: .fullText),
        scope: .city))
    for (count, outcome) in [(29.0, Outcome.fail), (30, .pass), (31, .fail)] {
      #expect(
        judge(rule) { $0.counts[.city] = [.areaMedicalCentre: Tally(count)] }.outcome == outcome)
    }
    #expect(
      judge(rule) { $0.counts[.city] = [.areaMedicalCentre: Tally(29, unknown: 2)] }.outcome
        == .notAssessable)
  }

  @Test func `Stations opened within a period, its first and last day included`() {
    func verdict(_ dates: [String?], to end: String) -> Verdict {
      judge(
        .countInPeriod(
          CountRequirement(
            subject: .station, limit: atLeast(2), from: CalendarDate("2021-01-01"),
            to: CalendarDate(end)))
      ) { facts in
        facts.openings[.county] = [
          .station: dates.map { Opening(name: "站", date: $0.flatMap { CalendarDate($0) }) }
        ]
      }
    }
    #expect(verdict(["2021-01-01", "2025-12-31"], to: "2025-12-31").outcome == .pass)
    #expect(verdict(["2020-12-31", "2025-12-31"], to: "2025-12-31").outcome == .fail)
    #expect(verdict(["2021-01-01", "2026-01-01"], to: "2025-12-31").outcome == .fail)
    #expect(verdict(["2021-01-01", nil], to: "2025-12-31").outcome == .notAssessable)
    #expect(verdict([nil, nil], to: "2025-12-31").outcome == .notAssessable)
    // One so far, and the period is not over.
    #expect(verdict(["2021-01-01"], to: "2027-12-31").outcome == .notAssessable)
  }

  @Test func `Each of five centres is needed, and one whose register is missing leaves it open`() {
    let families: [Subject] = [.chestPainCentre, .strokeCentre]
    let rule = Requirement.countyPresence(CountyRequirement(subjects: families, limit: atLeast(1)))
    func outcome(_ counts: [Subject: Tally]) -> Outcome {
      judge(rule) { $0.counts[.county] = counts }.outcome
    }
    #expect(outcome([.chestPainCentre: Tally(1), .strokeCentre: Tally(2)]) == .pass)
    #expect(outcome([.chestPainCentre: Tally(1), .strokeCentre: Tally(0)]) == .fail)
    #expect(outcome([.chestPainCentre: Tally(1)]) == .notAssessable)
    #expect(outcome([.chestPainCentre: Tally(0)]) == .fail)
    #expect(outcome([:]) == .notAssessable)
  }

  @Test func `An institution of unknown township leaves open only what it could turn`() {
    let rule = Requirement.townshipPresence(
      TownshipRequirement(subject: .townshipHospital, townships: .townships, limit: atLeast(1)))
    func verdict(_ counts: [(TownshipKind, Int)], unplaced: Int) -> Verdict {
      judge(rule) {
        $0.townships[.townshipHospital] = TownshipRegister(
          entries: counts.enumerated().map {
            TownshipRegister.Entry(code: "\($0)", kind: $1.0, count: $1.1)
          }, unplaced: unplaced)
      }
    }
    #expect(verdict([(.town, 1), (.township, 1), (.subdistrict, 0)], unplaced: 0).outcome == .pass)
    let lacking = verdict([(.town, 1), (.township, 0)], unplaced: 0)
    #expect(lacking.outcome == .fail && lacking.offenders?.townshipCodes == ["1"])
    #expect(verdict([(.town, 1), (.township, 0)], unplaced: 1).outcome == .notAssessable)
    #expect(verdict([(.town, 0), (.township, 0)], unplaced: 1).outcome == .fail)
  }

  @Test func `Either way of an any-of rule may be a share`() {
    let rule = Requirement.anyOf([
      Branch(
        id: "share", title: LocalizedText(zh: "一", en: "a"), mark: .fullText,
        requirement: .ratio(
          RatioRequirement(
            numerator: .governmentVillageInstitutions, denominator: .villageHealthInstitutions,
            statistic: .share, limit: atLeast(80, .percent)))),
      Branch(
        id: "gain", title: LocalizedText(zh: "二", en: "b"), mark: .fullText,
        requirement: .ratio(
          RatioRequirement(
            numerator: .governmentVillageInstitutions, denominator: .villageHealthInstitutions,
            statistic: .yearlyChange, limit: atLeast(10, .points)))),
    ])
    func outcome(_ known: Double) -> Outcome {
      judge(rule) { $0.shares[.governmentVillageInstitutions] = Tally(known, of: 10) }.outcome
    }
    #expect(outcome(8) == .pass)
    // Below the share, the gain of a year may still meet it, and is not known.
    #expect(outcome(7) == .notAssessable)
  }

  @Test func `Residents in reach of a facility, and a text that names no share`() {
    func verdict(_ share: Threshold?, _ within: Double) -> Verdict {
      let rule = TravelTimeRequirement(
        facilities: [.townshipHospital],
        limit: Threshold(.atMost, 15, .minutes, mark: .fullText), share: share,
        denominator: .residents)
      return judge(.facilityTravelTime(rule)) {
        $0.reach[rule] = ReachTally(residents: Tally(within, of: 1000), evidence: .modelled)
      }
    }
    #expect(verdict(atLeast(90, .percent), 900).outcome == .pass)
    #expect(verdict(atLeast(90, .percent), 899).outcome == .fail)
    let open = verdict(nil, 1000)
    #expect(open.outcome == .notAssessable && open.value == 100)
  }
}
