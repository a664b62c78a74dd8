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
      "issues",
    ]
    let issues = report.issues.filter { $0.severity > .note }.map(\.message).joined(
      separator: " | ")
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
          named(item.found), named(item.required), item.clause ?? "", item.mark?.rawValue ?? "",
          item.deadline ?? "", item.firstSeen, item.message, item.cure, report.each, issues,
        ])
      }
    }
    return rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func named(_ values: [String: Double]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  private static func field(_ text: String) -> String {
    // A cell that starts like a formula would run as one in a spreadsheet.
    let text =
      text.first.map("=+-@\t\r".contains) == true && Double(text) == nil ? "'" + text : text
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
