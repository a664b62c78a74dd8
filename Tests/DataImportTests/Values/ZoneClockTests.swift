import ResponseModel
import Testing

@testable import DataImport

@Suite struct ZoneClockTests {
  private func moment(_ zone: String, _ year: Int, _ month: Int, _ day: Int, _ hour: Int) throws
    -> (milliseconds: Int, offset: Int)
  {
    let clock = try #require(ZoneClock(zone))
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    return clock.moment(day: date.daysSince1970, milliseconds: hour * 3_600_000)
  }

  @Test func `Shanghai is eight hours ahead, and nine in the summers of 1986 to 1991`() throws {
    #expect(try moment("Asia/Shanghai", 2024, 3, 5, 8) == (1_709_596_800_000, 28_800))
    #expect(try moment("Asia/Shanghai", 1988, 7, 1, 12).offset == 32_400)
    #expect(try moment("Asia/Shanghai", 1988, 1, 1, 12).offset == 28_800)
  }

  @Test func `The hours around a change of clocks get the offset of their side`() throws {
    // 2024-03-31: clocks in Vaduz go from 2:00 to 3:00.
    #expect(try moment("Europe/Vaduz", 2024, 3, 31, 1).offset == 3600)
    #expect(try moment("Europe/Vaduz", 2024, 3, 31, 4).offset == 7200)
    #expect(try moment("Europe/Vaduz", 2024, 10, 27, 1).offset == 7200)
    #expect(try moment("Europe/Vaduz", 2024, 10, 27, 4).offset == 3600)
  }

  @Test func `A reading of a moment gives the moment back`() throws {
    let clock = try #require(ZoneClock("Asia/Shanghai"))
    for moment in stride(from: 0, to: 2_000_000_000_000, by: 9_876_543_211) {
      let reading = clock.reading(at: moment)
      let back = clock.moment(day: reading.day, milliseconds: reading.milliseconds)
      #expect(back == (moment, reading.offset))
    }
  }

  @Test func `An unknown zone is none`() {
    #expect(ZoneClock("Asia/Lishui") == nil)
  }
}
