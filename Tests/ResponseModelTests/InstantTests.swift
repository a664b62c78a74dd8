import Foundation
import Quantities
import ResponseModel
import Testing

@Suite struct InstantTests {
  private func moment(_ text: String) throws -> Instant { try #require(Instant(text)) }

  @Test(arguments: [
    ("2026-11-22T12:02:50.123+08:00", "2026-11-22T04:02:50.123Z"),
    ("2026-01-01T00:30:00.000+08:00", "2025-12-31T16:30:00.000Z"),
    ("2024-02-29T23:59:59.999-03:30", "2024-03-01T03:29:59.999Z"),
    ("1969-12-31T23:59:59.000+00:00", "1969-12-31T23:59:59.000Z"),
  ])
  func `A moment keeps its clock and knows its UTC`(text: String, utc: String) throws {
    let moment = try moment(text)
    #expect(moment.description == text)
    #expect(moment.utcText == utc)
    #expect(try self.moment(utc).milliseconds == moment.milliseconds)
  }

  @Test(arguments: [
    "2026-11-22T12:02+08:00", "2026-11-22 12:02:00+0800", "2026-11-22T12:02:00.0004+08",
    "2026-11-22T04:02:00Z", "2026-11-21T24:00:00-04:02",
  ])
  func `Shorter forms are read`(text: String) throws {
    let expected: String = text.hasPrefix("2026-11-21") ? "2026-11-22T04:02" : "2026-11-22T04:02"
    #expect(try moment(text).utcText.hasPrefix(expected))
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T12:02:50", "2026-02-30T00:00:00Z", "2026-11-22T24:01:00Z",
    "2026-11-22T12:60:00Z", "2026-11-22T12:00:60Z", "2026-11-22T12:00:00+24:00",
    "2026-11-22T12:00:00ZZ", "2026-11-22T12:00:00.Z", "２026-11-22T12:00:00Z",
  ])
  func `What no clock shows is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `Moments written one after another are written as each alone`() {
    var writer = UTCTextWriter()
    let day: Int64 = 86_400_000
    for milliseconds: Int64 in [
      0, 1, day - 1, day, day + 1, -1, -day, -day - 1, 1_709_600_000_123, 1_709_600_000_000,
      day - 1, -2_208_988_800_001,
    ] {
      for minutesEast in [480, 0, -210] {
        let moment = Instant(milliseconds: milliseconds, minutesEast: minutesEast)
        var bytes: [UInt8] = []
        writer.append(moment, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == moment.utcText)
      }
    }
  }

  @Test(arguments: [
    (480, "+08:00"), (0, "+00:00"), (-210, "-03:30"), (1439, "+23:59"), (-5, "-00:05"),
  ])
  func `A zone is written with its sign and two digits each`(minutes: Int, text: String) {
    #expect(Instant.zoneText(minutesEast: minutes) == text)
  }

  @Test func `Every day from 1600 to 2400 has the number that Foundation's calendar gives it`()
    throws
  {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let first = try #require(CalendarDate("1600-01-01")).daysSince1970
    let last = try #require(CalendarDate("2400-12-31")).daysSince1970
    #expect(last - first + 1 == 292_560)
    for number in stride(from: first, through: last, by: 13) {
      let date = CalendarDate(daysSince1970: number)
      #expect(date.daysSince1970 == number)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      #expect(parts.year == date.year && parts.month == date.month && parts.day == date.day)
    }
  }

  @Test func `The local day and time are those of the clock`() throws {
    let moment = try moment("2026-11-23T00:10:00.250+08:00")
    #expect(moment.localDate.description == "2026-11-23")
    #expect(moment.millisecondsOfLocalDay == 600_250)
    #expect(moment.shown(minutesEast: 0).localDate.description == "2026-11-22")
  }

  @Test func `Moments sort by when they were, whatever the clock showed`() throws {
    let early = try moment("2026-11-22T12:00:00+08:00")
    let late = try moment("2026-11-22T05:00:00+00:00")
    #expect(early < late)
    #expect(late.seconds(since: early) == Seconds(3600))
  }
}
