import Quantities
import ResponseModel
import Testing

@Suite("Turnout and day hours")
struct TurnoutTests {
  @Test("let the other half of the day stand in, as an assumption")
  func oneHalf() throws {
    let turnout = try #require(Turnout(day: Seconds(90), night: nil, evidence: .observed))
    #expect(turnout.time(.day) == EvidencedTime(Seconds(90), .observed))
    #expect(turnout.time(.night) == EvidencedTime(Seconds(90), .assumed))
    #expect(Turnout(day: nil, night: nil, evidence: .observed) == nil)
  }

  @Test(
    "part the day by the clock, over midnight too",
    arguments: [
      ("08:00-20:00", 0.5, [480: DayPeriod.day, 479: .night, 1199: .day, 1200: .night, 0: .night]),
      ("20:00-08:00", 0.5, [480: .night, 479: .day, 1200: .day, 0: .day]),
      ("06:30-24:00", 1050.0 / 1440, [0: .night, 389: .night, 390: .day, 1439: .day]),
    ] as [(String, Double, [Int: DayPeriod])])
  func hours(text: String, share: Double, expected: [Int: DayPeriod]) throws {
    let hours = try #require(DayHours(text))
    #expect(abs(hours.share(.day) - share) < 1e-12)
    #expect(abs(hours.share(.day) + hours.share(.night) - 1) < 1e-12)
    for (minute, period) in expected { #expect(hours.period(atMinute: minute) == period) }
    #expect(hours.description == text)
    let counted = (0..<1440).count { hours.period(atMinute: $0) == .day }
    #expect(Double(counted) / 1440 == hours.share(.day))
  }

  @Test(
    "refuse what is no span of hours",
    arguments: ["", "8-20", "08:00", "08:00-08:00", "25:00-26:00", "08:60-20:00"])
  func refused(text: String) { #expect(DayHours(text) == nil) }
}
