import Inspection
import ResponseModel
import Standards
import Testing

/// What a second inspection says of the first.
struct LedgerTests {
  private typealias S = RosterSketch

  private func state(
    of finding: Finding, in result: InspectionResult, status: FindingStatus = .open
  ) -> FindingState {
    FindingState(
      id: finding.id, standardID: finding.standardID, rule: finding.rule, title: finding.title,
      subjectKind: finding.subjectKind, subject: finding.subject, station: finding.station,
      county: finding.county, severity: finding.severity, message: finding.message,
      cure: finding.cure, status: status, statusOn: result.window.lastDay,
      firstSeen: result.window.lastDay, lastSeen: result.window.lastDay,
      timeCount: finding.occurrences.count,
      windowMS: result.window.span.upperBound - result.window.span.lowerBound)
  }

  private let data = S.data(ambulances: [S.car], crew: S.crew)

  private func crew(_ people: [String], _ day: String) -> [Shift] {
    people.map { S.shift("A1", $0, "\(day) 08:00", "\(day) 20:00") }
  }

  private func shown(_ comparison: FindingComparison, _ rule: String) -> [FindingChange] {
    comparison.changes.filter { comparison.known[$0.key]?.rule ?? rule == rule }.map(\.value)
  }

  @Test("New, persisting, cured and reopened")
  func changes() {
    let short = ["D1", "V1", "N1"]
    let first = S.inspect(data, crew(short, "2026-03-01"), S.period("2026-03-01", "2026-03-01"))
    let finding = first.findings("crew")[0]
    #expect(FindingComparison(first, with: []).changes[finding.id] == .new)
    let kept = state(of: finding, in: first)
    let second = S.inspect(data, crew(short, "2026-03-02"), S.period("2026-03-02", "2026-03-02"))
    #expect(FindingComparison(second, with: [kept]).changes[finding.id] == .persisting)
    let whole = S.inspect(
      data, crew(short + ["B1"], "2026-03-02"), S.period("2026-03-02", "2026-03-02"))
    #expect(FindingComparison(whole, with: [kept]).cured.map(\.id) == [finding.id])
    let cured = state(of: finding, in: first, status: .cured)
    #expect(FindingComparison(second, with: [cured]).changes[finding.id] == .reopened)
    #expect(FindingComparison(whole, with: [cured]).cured.isEmpty)
  }

  @Test("Only who looked as long, at the same rule, on a crew that was there, can call it cured")
  func cured() {
    let short = crew(["D1", "V1", "N1"], "2026-03-01")
    let whole = crew(["D1", "V1", "N1", "B1"], "2026-03-02")
    let first = S.inspect(data, short, S.period("2026-03-01", "2026-03-01"))
    let kept = state(of: first.findings("crew")[0], in: first)
    func cured(_ result: InspectionResult) -> Bool {
      !FindingComparison(result, with: [kept]).cured.isEmpty
    }
    #expect(cured(S.inspect(data, whole, S.period("2026-03-02", "2026-03-02"))))
    #expect(!cured(S.inspect(data, whole, S.moment("2026-03-02 12:00"))))
    // Another standard, with another rule.
    let other = S.standard([S.rule("other", .crewComposition(S.crewRule))])
    #expect(!cured(S.inspect(data, whole, S.period("2026-03-02", "2026-03-02"), standard: other)))
    // Nobody on this ambulance, somebody on another one.
    let second = Ambulance(plate: "A2", type: .b, stationCode: "S1")
    let both = S.data(ambulances: [S.car, second], crew: S.crew)
    let elsewhere = [S.shift("A2", "D1", "2026-03-02 08:00", "2026-03-02 20:00")]
    #expect(!cured(S.inspect(both, elsewhere, S.period("2026-03-02", "2026-03-02"))))
    // No roster for that day at all.
    #expect(!cured(S.inspect(data, short, S.period("2026-03-05", "2026-03-05"))))
    // Retired since: no ambulance, no finding.
    let gone = S.data(
      ambulances: [
        Ambulance(
          plate: "A1", type: .b, stationCode: "S1", status: .retired,
          retiredOn: S.day("2026-03-01")), second,
      ], crew: S.crew)
    #expect(cured(S.inspect(gone, elsewhere, S.period("2026-03-02", "2026-03-02"))))
  }

  @Test("An earlier day cures nothing that was seen later")
  func backwards() {
    let short = crew(["D1", "V1", "N1"], "2026-03-05")
    let whole = crew(["D1", "V1", "N1", "B1"], "2026-03-02")
    let first = S.inspect(data, short, S.period("2026-03-05", "2026-03-05"))
    let kept = state(of: first.findings("crew")[0], in: first)
    let earlier = S.inspect(data, whole, S.period("2026-03-02", "2026-03-02"))
    #expect(FindingComparison(earlier, with: [kept]).cured.isEmpty)
  }
}
