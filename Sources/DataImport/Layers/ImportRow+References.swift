import Geometry
import ResponseModel

extension ImportRow {
  /// The county that the row names by code or name, else that of its township's or its own code,
  /// else `--county`, else the one it lies in.
  func countyCode(
    _ field: String = "county_code", from code: String? = nil,
    at position: GeographicCoordinate? = nil
  ) throws(Problem) -> String? {
    if let text = try self.code(field) {
      guard let found = context.references.countyCode(text) else {
        throw unknown(
          "unknown-county", field, text,
          LocalizedText(zh: "县（市、区）", en: "county"), "counties")
      }
      return found
    }
    if let code, code.utf8.count >= 9,
      let found = context.references.countyCode(String(code.prefix(6)))
    {
      return found
    }
    if let given = context.countyCode { return given }
    return position.flatMap(context.references.countyCode(at:))
  }

  func requiredCounty(
    from code: String? = nil, at position: GeographicCoordinate? = nil
  ) throws(Problem) -> String {
    guard let found = try countyCode(from: code, at: position) else {
      throw problem(
        "county-missing", "county_code",
        LocalizedText(
          zh: "没有县区编码，坐标也不在已载入的县内；请补充该列或用 --county 指明",
          en:
            "no county is named and the position lies in none: add the column, or say --county CODE"
        ))
    }
    return found
  }

  /// The township that the row names by code or name; `nil` where it names none.
  func townshipCode(county: String?) throws(Problem) -> String? {
    guard let text = try code("township_code") else { return nil }
    guard let found = context.references.township(text, countyCode: county) else {
      throw unknown(
        "unknown-township", "township_code", text,
        LocalizedText(zh: "乡镇（街道）", en: "township"), "townships")
    }
    return found.code
  }

  /// The station that the row names by code or name; `nil` where it names none.
  func stationCode() throws(Problem) -> String? {
    guard let text = try code("station_code") else { return nil }
    guard let found = context.references.stationCode(text) else {
      throw unknown(
        "unknown-station", "station_code", text, LocalizedText(zh: "急救站", en: "station"),
        "stations")
    }
    return found
  }

  func evidence() throws(Problem) -> Evidence {
    try word("evidence").flatMap(Evidence.init) ?? context.evidence
  }

  func unknown(
    _ code: String, _ field: String, _ text: String, _ kind: LocalizedText, _ layer: String
  ) -> Problem {
    problem(
      code, field,
      LocalizedText(
        zh: "数据文件中没有\(kind.zh)“\(text)”；请先导入或改正",
        en: "the store has no \(kind.en) '\(text)': import \(layer) first, or correct it"))
  }
}
