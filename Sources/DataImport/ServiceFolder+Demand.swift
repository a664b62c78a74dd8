import Geometry
import ResponseModel

extension ServiceFolderReader {
  /// Places with residents. Where residents are assumed, one issue says so with the words of the
  /// file.
  mutating func demand(_ name: String) throws(ImportError) -> [DemandPoint] {
    let columns = [
      "id", "county_code", "name", "area_class", "residents", "latitude", "longitude", "evidence",
      "source",
    ]
    let points = try open(name).decode(columns: columns, issues: &issues) {
      row throws(RowDecoder.Problem) in
      let evidence = try row.required("evidence")
      guard let evidence = Evidence(rawValue: evidence) else {
        throw row.problem(
          "value-invalid", "evidence",
          LocalizedText(zh: "依据“\(evidence)”无法识别", en: "unknown evidence '\(evidence)'"))
      }
      guard let residents = try row.amount("residents") else {
        throw row.problem(
          "value-missing", "residents", LocalizedText(zh: "没有人数", en: "no number of residents"))
      }
      return DemandPoint(
        id: try row.required("id"), countyCode: try row.required("county_code"),
        townshipCode: row.text("township_code"), name: try row.required("name"),
        areaClass: try row.word("area_class", ["urban": .urban, "rural": .rural]),
        residents: residents, position: try row.position(), evidence: evidence,
        source: try row.required("source"))
    }
    let assumed = points.filter { $0.evidence == .assumed }
    if let source = assumed.first?.source {
      issues.append(
        DataIssue(
          .warning, code: "demand-assumed",
          LocalizedText(
            zh: "\(assumed.count) 个需求点的人数和城乡为假定（\(source)）：按人口的平均不是真实居民的平均",
            en: "residents and class of \(assumed.count) demand points are assumed (\(source)):"
              + " means over them are not means over people"),
          file: name))
    }
    return points
  }
}
