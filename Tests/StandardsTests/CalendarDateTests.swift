import ResponseModel
import Standards
import Testing

@Suite struct CalendarDateTests {
  @Test func `A date reads YYYY-MM-DD and nothing else`() {
    #expect(CalendarDate("2024-06-30")?.description == "2024-06-30")
    for text in [
      "2024-6-30", "2024-06-31", "2023-02-29", "2024", "2024-06", "24-06-30", "", "２０２４-06-30",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
    #expect(CalendarDate("2024-02-29") != nil)
    #expect(CalendarDate("1900-02-29") == nil)
  }

  @Test(arguments: [
    ("2025", "2025-12-31", false), ("2025", "2026-01-01", true),
    ("2025-06", "2025-06-30", false), ("2025-06", "2025-07-01", true),
    ("2025-06-15", "2025-06-15", false), ("2025-06-15", "2025-06-16", true),
  ])
  func `A target passes after its last day, not on it`(due: String, day: String, passed: Bool)
    throws
  {
    let due = try #require(TargetDate(due))
    #expect(due.hasPassed(on: try #require(CalendarDate(day))) == passed)
  }

  @Test func `Dates sort by year, month and day`() throws {
    let days = try ["2024-12-31", "2025-01-01", "2025-01-02", "2025-02-01"].map {
      try #require(CalendarDate($0))
    }
    #expect(days.shuffled().sorted() == days)
  }
}
