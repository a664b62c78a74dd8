/// Cells of a CSV file, RFC 4180.
enum CSVField {
  static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// For people: a cell that starts like a formula would run as one in a spreadsheet.
  static func escaped(_ value: String) -> String {
    let looksLikeFormula = value.first.map("=+-@\t\r".contains) == true && Double(value) == nil
    return text(looksLikeFormula ? "'" + value : value)
  }

  /// For programs: the identifier as it came, to be joined on.
  static func text(_ value: String) -> String {
    guard value.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return value }
    return "\""
      + value.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
