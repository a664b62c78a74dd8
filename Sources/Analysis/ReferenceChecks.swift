import ResponseModel

/// What must hold across counties: ids unique, and every code that a row names there. Programs that
/// edit a store need not enforce its foreign keys.
enum ReferenceChecks {
  /// - Throws: `AnalysisError` for an id that stands twice: a total would count it twice.
  /// - Complexity: O(rows).
  static func requireUnique(_ data: ServiceData) throws(AnalysisError) {
    try requireUnique("counties", data.counties, \.code)
    try requireUnique("townships", data.townships, \.code)
    try requireUnique("stations", data.stations, \.code)
    try requireUnique("demand_points", data.demandPoints, \.id)
  }

  private static func requireUnique<Row>(
    _ layer: String, _ rows: [Row], _ id: (Row) -> String
  ) throws(AnalysisError) {
    // Growing ids, as most tables have them, need no set to tell.
    if zip(rows, rows.dropFirst()).allSatisfy({ id($0) < id($1) }) { return }
    var seen = Set<String>()
    for row in rows where !seen.insert(id(row)).inserted {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "表 \(layer) 中编码 \(id(row)) 重复，请在数据文件中改正",
          en: "\(id(row)) stands twice in \(layer): correct it in the store"))
    }
  }

  /// Rows that name a county or township which is not there. A township or demand point of no county
  /// is in no figure, which is an error of the data and not a detail.
  static func issues(of data: ServiceData) -> [DataIssue] {
    let counties = Set(data.counties.map(\.code))
    let townships = Set(data.townships.map(\.code))
    var issues: [DataIssue] = []
    for township in data.townships where !counties.contains(township.countyCode) {
      issues.append(
        orphan(.error, "township-of-no-county", township.code, township.name, township.countyCode))
    }
    for point in data.demandPoints where !counties.contains(point.countyCode) {
      issues.append(
        orphan(.error, "demand-of-no-county", point.id, point.name, point.countyCode))
    }
    for station in data.stations {
      guard let county = station.countyCode, !counties.contains(county) else { continue }
      issues.append(orphan(.warning, "station-of-no-county", station.code, station.name, county))
    }
    for point in data.demandPoints {
      guard let township = point.townshipCode, !townships.contains(township) else { continue }
      issues.append(
        DataIssue(
          .warning, code: "demand-of-no-township",
          LocalizedText(
            zh: "\(point.name)的乡镇编码 \(township) 不在乡镇表中",
            en: "the township code \(township) of \(point.name) is not in the table of townships"),
          subject: point.id, countyCode: point.countyCode))
    }
    return issues
  }

  private static func orphan(
    _ severity: DataIssue.Severity, _ code: String, _ id: String, _ name: String, _ county: String
  ) -> DataIssue {
    let isCounted = severity != .error
    return DataIssue(
      severity, code: code,
      LocalizedText(
        zh: "\(name)（\(id)）的县编码 \(county) 不在县表中："
          + (isCounted ? "只按邻县站点计入" : "未计入任何县"),
        en: "\(name) (\(id)) names the county \(county), which is not in the table of counties: "
          + (isCounted ? "it counts only as a neighbour's" : "no figure includes it")),
      subject: id)
  }
}
