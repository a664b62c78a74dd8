import Testing

@testable import Reports

@Suite("Tables of reports on paper")
struct ReportTableTests {
  @Test("No word, number or part of a head is wider than its column while others have room")
  func words() {
    var table = ReportTable(
      "t",
      [
        .init("Code", .code, width: 10), .init("Kind", width: 6),
        .init("Stations", .number, width: 4), .init("Nearest station", width: 40),
      ])
    table.rows = [["LI-SCHELLENBERG", "municipality", "1,234,567", "Landesspital of Vaduz"]]
    let shares = table.widthShares
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    let words = ["LI-SCHELLENBERG", "municipality", "1,234,567", "Landesspital"]
    for (share, word) in zip(shares, words) {
      #expect(ReportTable.room(share, isSmall: false) >= SVGTextWidth.ems(word) - 1e-9, "\(word)")
    }
    #expect(table.cellClasses(shares).first == "w")
    table.isAsAsked = true
    #expect(abs(table.widthShares[0] - 1.0 / 6) < 1e-9)
  }

  @Test("Widths that hold their words stay as asked for")
  func asked() {
    let table = ReportTable(
      "t", [.init("名称", width: 30), .init("数值", .number, width: 70)], rows: [["莲都区", "1"]])
    #expect(table.widthShares == [0.3, 0.7])
  }

  @Test("Letters are smaller where the words would not fit in any other way")
  func small() {
    let words = ["LI-TRIESENBERG", "municipality", "Stations", "Liechtensteinisches"]
    var table = ReportTable("t", words.map { .init($0, width: 1) })
    #expect(!table.isSetSmall)
    table = ReportTable("t", (words + words).dropLast().map { .init($0, width: 1) })
    #expect(table.isSetSmall)
    for (share, column) in zip(table.widthShares, table.columns)
    where column.title != words.last {
      #expect(ReportTable.room(share, isSmall: true) > SVGTextWidth.ems(column.title) * 0.8)
    }
  }

  @Test("Where nothing is to spare, columns share what there is; digests ask for nothing")
  func crowded() {
    let names = (0..<12).map { ReportTable.Column("Indivisible\($0)", width: 1) }
    let crowded = ReportTable("t", names, rows: [])
    #expect(abs(crowded.widthShares.reduce(0, +) - 1) < 1e-9)
    #expect(crowded.widthShares.allSatisfy { $0 > 0.05 })
    let digest = ReportTable(
      "t", [.init("a", width: 90), .init("b", width: 10)],
      rows: [["x", ReportText(String(repeating: "0f", count: 32))]])
    #expect(digest.widthShares == [0.9, 0.1])
  }

  @Test("The column of a long word is not starved for the others")
  func starved() {
    let words = ["LI-TRIESENBERG", "Triesenberg", "municipality", "Residents", "Stations"]
    let table = ReportTable(
      "t",
      words.map { .init($0, width: 12) } + [.init("Liechtensteinisches Landesspital", width: 22)])
    let share = table.widthShares.last ?? 0
    #expect(ReportTable.room(share, isSmall: true) > 7)
  }

  @Test("A Chinese head ends its line before a bracket or at a space, not within a word")
  func heads() {
    #expect(ReportTable.headParts("3.5 公里居民") == ["3.5 ", "公里居民"])
    #expect(ReportTable.headParts("距离（公里）") == ["距离", "（公里）"])
    let table = ReportTable("t", [.init("距离（公里）", .number, width: 1)])
    #expect(table.headHTML(0, share: 0.2) == "<span>距离</span><wbr><span>（公里）</span>")
    // Wider than the column: broken rather than printed over the next one.
    #expect(table.headHTML(0, share: 0.05) == "距离<wbr>（公里）")
  }

  @Test("A table of few lines stays on one page; one of few rows and many lines is split")
  func kept() {
    let columns = [ReportTable.Column("a", width: 50), ReportTable.Column("b", width: 50)]
    let short = ReportTable("t", columns, rows: Array(repeating: ["x", "y"], count: 8))
    #expect(short.isKept)
    let long = ReportText(String(repeating: "急救", count: 40))
    #expect(!ReportTable("t", columns, rows: Array(repeating: ["x", long], count: 6)).isKept)
    #expect(!ReportTable("t", columns, rows: Array(repeating: ["x", "y"], count: 11)).isKept)
  }

  @Test("A count agrees with its English noun")
  func nouns() {
    let figures = ReportFigures()
    let one: ReportText = "\(figures.count(1, "/a"), of: "station")"
    let many: ReportText = "\(figures.count(1200, "/a"), of: "person", "people")"
    #expect(one.plain == "1 station")
    #expect(one.html.contains("data-path=\"/a\""))
    #expect(many.plain == "1,200 people")
  }
}
