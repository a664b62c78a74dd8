public import Analysis
import Coverage
import ResponseModel

/// Response times as CSV (RFC 4180): one row per county, method and kind of places, the total last.
///
/// Codes are text, numbers are not rounded, a value that is not known is empty. UTF-8 without a byte
/// order mark, lines end in CR LF as the RFC says.
public enum ResponseCSV {
  public static func text(_ report: ResponseReport) -> String {
    var rows = [
      [
        "code", "name", "places", "method", "is_judged", "count", "population", "mean_min",
        "mean_low_min", "mean_high_min", "median_min", "median_low_min", "median_high_min",
        "p90_min", "p90_low_min", "p90_high_min", "max_min", "target_min", "comparison",
        "share_within", "verdict", "break_even_speed_factor", "unreachable_population",
        "unpositioned_population", "evidence", "standard", "issues",
      ]
    ]
    let issues = Dictionary(grouping: report.issues) { $0.county ?? "" }
    for area in report.counties + [report.total] {
      let said = (issues[area.code == "total" ? "" : area.code] ?? []).map(\.message)
        .joined(separator: " | ")
      func add(_ places: String, _ group: ResponseReport.Group?, _ isJudged: Bool) {
        guard let group else { return }
        rows.append(
          [area.code, area.name, places] + cells(group, isJudged) + [report.standard, said])
      }
      add("urban", area.urban, true)
      add("rural", area.rural, true)
      add("mountain_or_island", area.mountainOrIsland, true)
      add("all", area.all, true)
      // The other method of a county that has both.
      if area.method == .observed, let modelled = area.modelled {
        add("urban", modelled.urban, false)
        add("rural", modelled.rural, false)
        add("mountain_or_island", modelled.mountainOrIsland, false)
        add("all", modelled.all, false)
      }
    }
    return rows.map { $0.map(CSVField.escaped).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cells(_ group: ResponseReport.Group, _ isJudged: Bool) -> [String] {
    [
      group.method.rawValue, isJudged ? "1" : "0", String(group.count),
    ]
      + [
        group.population, group.meanMin, group.meanLowMin, group.meanHighMin, group.medianMin,
        group.medianLowMin, group.medianHighMin, group.p90Min, group.p90LowMin, group.p90HighMin,
        group.maxMin, group.targetMin,
      ].map(CSVField.number)
      + [
        group.comparison ?? "", CSVField.number(group.shareWithin), group.verdict ?? "",
        CSVField.number(group.breakEvenSpeedFactor), CSVField.number(group.unreachablePopulation),
        CSVField.number(group.unpositionedPopulation), group.evidence?.rawValue ?? "",
      ]
  }
}
