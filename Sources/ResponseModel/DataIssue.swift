/// Something in the data that a reader of the results must know. Never a silent drop: issues are
/// kept in the store and travel into every output.
public struct DataIssue: Sendable, Hashable, Codable {
  public enum Severity: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    /// Worth knowing; no figure changes.
    case note
    /// A figure is incomplete or rests on something weak.
    case warning
    /// A row or a shape could not be used.
    case error

    public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

    /// As a person reads it.
    public var label: LocalizedText {
      switch self {
      case .note: LocalizedText(zh: "提示", en: "note")
      case .warning: LocalizedText(zh: "警告", en: "warning")
      case .error: LocalizedText(zh: "错误", en: "error")
      }
    }

    private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
  }

  public let severity: Severity
  /// A stable word in kebab-case, e.g. `township-without-position`.
  public let code: String
  public let message: LocalizedText
  /// The file the row came from, without its folder.
  public let file: String?
  /// 1-based line, or row, in `file`.
  public let line: Int?
  public let column: String?
  /// What it is about, e.g. a township code; `nil` where it concerns a whole file.
  public let subject: String?
  /// The county whose figures it touches; `nil` where all of them.
  public let countyCode: String?

  public init(
    _ severity: Severity, code: String, _ message: LocalizedText, file: String? = nil,
    line: Int? = nil, column: String? = nil, subject: String? = nil, countyCode: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.subject = subject
    self.countyCode = countyCode
  }
}
