public import Analysis
import ResponseModel

/// A coverage analysis as CSV (RFC 4180): one row per county and radius, the total last.
///
/// Codes are text, numbers are not rounded, a value that is not known is empty. UTF-8 without a byte
/// order mark, lines end in CR LF as the RFC says.
public enum CoverageCSV {
  public static func text(_ report: CoverageReport) -> String {
    let header = [
      "code", "name", "area_km2", "population", "urban_population", "rural_population",
      "unpositioned_population", "townships", "stations", "assumed_stations",
      "administrative_townships", "administrative_townships_with_station", "radius_m",
      "covered_area_km2", "covered_population", "covered_urban_population",
      "covered_rural_population", "covered_townships", "standard", "population_evidence",
      "issues",
    ]
    let issues = Dictionary(grouping: report.issues) { $0.county ?? "" }
    var rows = [header]
    for area in report.counties + [report.total] {
      for radius in area.radii {
        rows.append(
          [
            area.code, area.name, CSVField.number(area.areaKm2), CSVField.number(area.population),
            CSVField.number(area.urbanPopulation), CSVField.number(area.ruralPopulation),
            CSVField.number(area.unpositionedPopulation), String(area.townships),
            String(area.stations),
            String(area.assumedStations), String(area.townshipRule.administrativeTownships),
            String(area.townshipRule.withStation), CSVField.number(radius.radiusM),
            CSVField.number(radius.coveredAreaKm2), CSVField.number(radius.coveredPopulation),
            CSVField.number(radius.coveredUrbanPopulation),
            CSVField.number(radius.coveredRuralPopulation),
            String(radius.coveredTownships), report.standard,
            area.populationEvidence?.rawValue ?? "",
            said(issues[area.code] ?? [], issues[""] ?? [], isTotal: area.code == "total"),
          ])
      }
    }
    return rows.map { $0.map(CSVField.escaped).joined(separator: ",") + "\r\n" }.joined()
  }

  /// What a reader of the row must know of its data; of the whole, what concerns no single county.
  private static func said(
    _ own: [CoverageReport.Issue], _ common: [CoverageReport.Issue], isTotal: Bool
  ) -> String {
    (isTotal ? common : own).map(\.message).joined(separator: " | ")
  }
}
