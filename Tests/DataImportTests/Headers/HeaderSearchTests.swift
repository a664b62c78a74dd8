import ResponseModel
import Testing

@testable import DataImport

@Suite struct HeaderSearchTests {
  private func find(_ rows: [[String]], _ layer: Layer = .stations) -> HeaderSearch.Found? {
    let table = LayerTable(layer)
    return HeaderSearch.find(in: rows, table, HeaderDictionary(table))
  }

  @Test func `Titles above the header are passed over`() {
    let found = find([
      ["急救站一览表", "", "", ""], ["填报单位:急救站", "", "", ""], [],
      ["编码", "名称", "经度", "纬度"], ["S1", "甲急救站", "119.9", "28.4"],
    ])
    #expect(found?.headerRow == 3)
    #expect(found?.firstRow == 4)
    #expect(found?.score == 4)
  }

  @Test func `A header of two rows is read as one`() {
    let found = find([
      ["站点", "", "坐标", ""], ["编码", "名称", "经度", "纬度"], ["S1", "甲", "119.9", "28.4"],
    ])
    #expect(found?.headers == ["编码", "名称", "经度", "纬度"])
    #expect(found?.firstRow == 2)
    let joined = find([
      ["编码", "名称", "坐标", ""], ["", "", "经度", "纬度"], ["S1", "甲", "119.9", "28.4"],
    ])
    #expect(joined?.headers == ["编码", "名称", "经度", "纬度"])
    #expect(joined?.firstRow == 2)
  }

  @Test func `Columns under a merged name are read with it`() throws {
    let found = try #require(
      find([
        ["序号", "县(市、区)", "编码", "名称", "坐标(CGCS2000)", "", "出车时间(分钟)", "", "启用日期"],
        ["", "", "", "", "经度", "纬度", "白天", "夜间", ""],
        ["1", "莲都区", "S1", "甲急救站", "119.9", "28.4", "1.5", "2", "2024/5/20"],
      ]))
    #expect(found.firstRow == 2)
    let table = LayerTable(.stations)
    let mapping = try ColumnMapping(
      headers: found.headers, table: table, dictionary: HeaderDictionary(table))
    #expect(mapping["longitude"]?.index == 4)
    #expect(mapping["latitude"]?.index == 5)
    #expect(mapping["longitude"]?.datum == .cgcs2000)
    #expect(mapping["turnout_day_s"]?.index == 6)
    #expect(mapping["turnout_night_s"]?.index == 7)
    #expect(mapping["turnout_night_s"]?.header.contains("分钟") == true)
    #expect(mapping["opened_on"]?.index == 8)
  }

  @Test func `A unit above two columns counts for both, and a repeated name takes its group's`()
    throws
  {
    let found = try #require(
      find(
        [
          ["县区", "", "人口(万人)", "", "公布面积"], ["编码", "名称", "常住人口", "户籍人口", ""],
          ["331102", "莲都区", "56.2", "41", "1502"],
        ], .counties))
    #expect(found.firstRow == 2)
    let table = LayerTable(.counties)
    let mapping = try ColumnMapping(
      headers: found.headers, table: table, dictionary: HeaderDictionary(table))
    #expect(mapping["residents"]?.factor == 10_000)
    #expect(mapping["registered"]?.factor == 10_000)
    let both = try #require(
      find([["县区", "", "站点", ""], ["编码", "名称", "编码", "名称"], ["331102", "甲", "S1", "乙"]]))
    #expect(both.headers == ["县区编码", "名称", "站点编码", "站点名称"])
  }

  @Test func `A header whose lower row names one column more is still read as one`() {
    let found = find([
      ["编码", "名称", "出车时间(分钟)", ""], ["", "", "白天", "夜间"], ["S1", "甲急救站", "2", "3"],
    ])
    #expect(found?.firstRow == 2)
    #expect(found?.score == 4)
  }

  @Test func `A row of data is not joined to its header`() {
    let found = find([["编码", "名称", "经度", "纬度"], ["S1", "急救站", "119.9", "28.4"]])
    #expect(found?.firstRow == 1)
  }

  @Test func `A table without any known header has none`() {
    #expect(find([["S1", "119.9", "28.4"], ["S2", "119.8", "28.5"]]) == nil)
    #expect(find([]) == nil)
  }

  @Test func `Notes, examples, sums and footnotes are no facts`() {
    #expect(FillerRow.kind(["说明:六位代码", "文本"], hasKey: true) == .note)
    #expect(FillerRow.kind(["说明\u{FF1A}六位代码"], hasKey: true) == .note)
    #expect(FillerRow.kind(["示例:331102-S01", "甲"], hasKey: true) == .example)
    #expect(FillerRow.kind([nil, "合 计", "12"], hasKey: false) == .total)
    #expect(FillerRow.kind(["注:数据来自统计局"], hasKey: false) == .note)
    #expect(FillerRow.kind(["注村001", "注村"], hasKey: true) == nil)
    #expect(FillerRow.kind(["331102-S01", "合计路急救站"], hasKey: true) == nil)
  }
}
