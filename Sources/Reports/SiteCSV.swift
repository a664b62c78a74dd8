public import Analysis

/// A siting analysis as CSV (RFC 4180): one row per chosen station in the order of the steps, then
/// one per closed one, one per township before and after, one per candidate that was not taken. The
/// column `kind` tells them apart; a value that is not known is empty.
public enum SiteCSV {
  public static func text(_ report: SiteReport) -> String {
    let columns = [
      "kind", "code", "name", "township", "latitude", "longitude", "order", "gain", "gain_unit",
      "newly_in_time_population", "newly_in_circle_population", "cost", "population",
      "before_mean_min", "after_mean_min", "before_distance_km", "after_distance_km", "change",
      "source", "status", "compliance", "standard", "county",
    ]
    var rows = [columns]
    func add(_ kind: String, _ values: [String: String]) {
      var values = values
      values["kind"] = kind
      values["status"] = report.status
      values["compliance"] = report.compliance
      values["standard"] = report.standard
      values["county"] = report.county
      rows.append(columns.map { values[$0] ?? "" })
    }
    func place(_ site: SiteReport.Site) -> [String: String] {
      [
        "code": site.code, "name": site.name, "township": site.township ?? "",
        "latitude": CSVField.number(site.latitude), "longitude": CSVField.number(site.longitude),
        "cost": CSVField.number(site.cost), "source": site.source,
      ]
    }
    for (index, step) in report.steps.enumerated() {
      guard let site = report.candidates.first(where: { $0.code == step.add }) else { continue }
      add(
        "chosen",
        place(site).merging([
          "order": String(index + 1), "gain": CSVField.number(step.gain),
          "gain_unit": report.gainUnit,
          "newly_in_time_population": CSVField.number(step.newlyInTimePopulation),
          "newly_in_circle_population": CSVField.number(step.newlyInCirclePopulation),
          "after_mean_min": CSVField.number(step.figures.meanMin),
        ]) { $1 })
    }
    for station in report.stations where station.isClosed {
      add(
        "closed",
        [
          "code": station.code, "name": station.name,
          "latitude": CSVField.number(station.latitude),
          "longitude": CSVField.number(station.longitude),
        ])
    }
    for row in report.townships {
      add(
        "township",
        [
          "code": row.code, "name": row.name, "population": CSVField.number(row.population),
          "before_mean_min": CSVField.number(row.beforeMeanMin),
          "after_mean_min": CSVField.number(row.afterMeanMin),
          "before_distance_km": CSVField.number(row.beforeDistanceKm),
          "after_distance_km": CSVField.number(row.afterDistanceKm), "change": row.change,
        ])
    }
    for site in report.candidates where !site.isChosen { add("candidate", place(site)) }
    return rows.map { $0.map(CSVField.escaped).joined(separator: ",") + "\r\n" }.joined()
  }
}
