import Foundation
import ResponseModel
import Standards
import Testing

@Suite struct OtherRuleTests {
  static let response = Rule.test(
    .responseStatistic(
      ResponseRequirement(
        area: .urban, statistic: .mean,
        limit: Threshold(.lessThan, 11, .minutes, mark: .fullText))))

  @Test func `A rule whose data is missing is never a pass and says what is missing`() {
    let verdict = Self.response.verdict(.urban((1, 1)))
    #expect(verdict.outcome == .notAssessable)
    #expect(verdict.value == nil && verdict.limit == 11 && verdict.unit == .minutes)
    #expect(
      verdict.missing.map(\.en) == [
        "no response times in urban areas: import calls, or model them on roads"
      ])
  }

  @Test func `A target year that has passed is said`() {
    let rule = Rule.test(Rule.urbanRadius.requirement, due: .year(2025))
    func says(_ date: String) -> Bool {
      rule.verdict(.urban((1, 1)), on: date).notes.contains { $0.zh == "目标年限已过（2025）" }
    }
    #expect(!says("2025-12-31"))
    #expect(says("2026-01-01"))
  }

  @Test func `Eleven exactly is not less than eleven`() {
    #expect(!Comparison.lessThan.holds(11.0, 11))
    #expect(Comparison.lessThan.holds(11.0.nextDown, 11))
    #expect(Comparison.atMost.holds(11.0, 11) && !Comparison.moreThan.holds(11.0, 11))
    #expect(Comparison(sign: "<=") == .atMost && Comparison(sign: ">=") == .atLeast)
    #expect(Comparison(sign: "=<") == nil)
  }

  @Test func `The weakest mark counts`() {
    #expect(Mark.weakest(.fullText, [.secondary, .excerpt]) == .secondary)
    #expect(Mark.weakest(.unverified, []) == .unverified)
  }

  @Test func `A standard prints clause by clause with its marks`() {
    let standard = Standard(
      id: "example", name: LocalizedText(zh: "示例", en: "Example"),
      document: SourceDocument(title: "某办法", number: "1号", numberMark: .unverified),
      mark: .excerpt, inForceFrom: CalendarDate("2024-06-30"),
      rules: [
        Rule(
          id: "radius", title: LocalizedText(zh: "半径", en: "Radius"), quote: "不超过3.5公里",
          clause: "二", mark: .fullText, due: .year(2025),
          requirement: Rule.urbanRadius.requirement)
      ])
    let description = StandardDescription(standard, on: CalendarDate("2026-01-01"))
    #expect(
      description.text(.en) == """
        Example
        id: example
        document: 《某办法》
        number: 1号 [U]
        verified: [E] read in an excerpt of the source
        in force from: 2024-06-30

        1. Radius (radius) [F]
           text: 二 “不超过3.5公里”
           judged: straight-line distance from every demand point in urban areas to its nearest station ≤ 3.5 km [F]
           reading: the text as read does not say straight-line or road; the straight line is judged
           due: 2025 (target year passed)

        """)
    #expect(description.listEntry(.zh) == "example  [E]  1条  示例")
  }
}
