import Testing

@testable import Reports

@Suite("Tables of a report")
struct ReportTableTests {
  private func table(_ name: String, rows: Int) -> ReportTable {
    ReportTable(
      "t", [.init("a", width: 20), .init("b", .number, width: 80)],
      rows: Array(repeating: [ReportText(name), ReportText("1")], count: rows))
  }

  @Test("A short table stands on one page; one of many or tall rows may be cut between them")
  func kept() {
    #expect(table("莲都区", rows: 8).isKept)
    #expect(!table("莲都区", rows: 9).isKept)
    let long = String(repeating: "很长的名字", count: 8)
    #expect(table(long, rows: 2).isKept)
    #expect(!table(long, rows: 8).isKept)
    #expect(table("", rows: 0).isKept)
  }
}
