/// A file of a report.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable, Comparable {
  case html, pdf, xlsx, docx, geojson, json

  public var fileName: String { "report.\(rawValue)" }

  /// Whether it takes the renderer process.
  public var needsRenderer: Bool { self == .pdf || self == .docx }

  public static func < (first: ReportFormat, second: ReportFormat) -> Bool {
    first.rawValue < second.rawValue
  }
}
