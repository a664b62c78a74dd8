public import Analysis
import Inspection
import ResponseModel
import Standards

/// An inspection as CSV (RFC 4180): one row per finding and time, one for a finding without times.
public enum InspectionCSV {
  public static func text(_ report: InspectionReport) -> String {
    let header = [
      "id", "rule", "standard", "severity", "change", "status", "county", "station",
      "subject_kind", "subject", "detail", "from", "to", "people", "ambulances", "missing",
      "found", "required", "clause", "mark", "deadline", "first_seen", "message", "cure", "each",
      "issues", "caveats", "in_force", "evidence",
    ]
    let issues = report.notices.joined(separator: " | ")
    var rows = [header]
    for item in report.findings {
      let times: [InspectionReport.Time?] =
        item.occurrences.isEmpty ? [nil] : item.occurrences.map { $0 }
      for time in times {
        let missing = time.map { $0.missing } ?? item.missing
        rows.append([
          item.id, item.rule, item.standard ?? "", item.severity.rawValue, item.change.rawValue,
          item.status.rawValue, item.county ?? "", item.station ?? "", item.subjectKind.rawValue,
          item.subject, item.detail, time?.from ?? "", time?.to ?? "",
          time?.people.map(\.id).joined(separator: " ") ?? "",
          time?.ambulances.joined(separator: " ") ?? "",
          missing.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
          named(found(item, time)), named(item.required), item.clause ?? "",
          item.mark?.rawValue ?? "",
          item.deadline ?? "", item.firstSeen, item.message, item.cure, report.each, issues,
          item.caveats.joined(separator: " | "), item.inForce ? "yes" : "no",
          item.evidence?.rawValue ?? "",
        ])
      }
    }
    return rows.map { $0.map(CSVField.escaped).joined(separator: ",") + "\r\n" }.joined()
  }

  /// What there was at that time: for seats what is asked less what lacks then, and not the least
  /// of all times.
  private static func found(
    _ item: InspectionReport.Item, _ time: InspectionReport.Time?
  ) -> [String: Double] {
    guard let time, !time.missing.isEmpty,
      Set(item.required.keys).isSuperset(of: time.missing.keys)
    else { return item.found }
    return item.required.reduce(into: [:]) { found, asked in
      found[asked.key] = asked.value - Double(time.missing[asked.key] ?? 0)
    }
  }

  private static func named(_ values: [String: Double]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
