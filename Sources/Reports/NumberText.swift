import ResponseModel

/// Numbers as people read them. Rounded for display only: no comparison reads these texts.
enum NumberText {
  /// With grouped thousands: `2,507,396`, `17,271.3`.
  static func grouped(_ value: Double, decimals: Int = 0) -> String {
    let plain = fixed(abs(value), decimals: decimals)
    // Past 10^15 it is written with an exponent, which takes no commas.
    guard !plain.contains("e") else { return value < 0 ? "-" + plain : plain }
    let parts = plain.split(separator: ".", maxSplits: 1)
    var digits = Array(parts[0])
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    let sign = value < 0 && plain.contains { ("1"..."9").contains($0) } ? "-" : ""
    return sign + String(digits) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A share as percent with one decimal. What is not all is never shown as 100 %, and what is not
  /// nothing never as 0 %.
  static func percent(_ part: Double, of whole: Double) -> String {
    guard whole > 0 else { return "–" }
    let share = part / whole * 100
    let text = fixed(share, decimals: 1)
    if text == "100.0", share < 100 { return ">99.9%" }
    if text == "0.0", share > 0 { return "<0.1%" }
    return text + "%"
  }

  /// A radius or distance: kilometres without needless zeros, `3.5 km`.
  static func kilometers(_ meters: Double) -> String {
    let value = (meters / 10).rounded() / 100
    let whole = value == value.rounded()
    return (whole ? fixed(value, decimals: 0) : trimmed(fixed(value, decimals: 2))) + " km"
  }

  /// A value beside its limit: enough digits that the two differ where they differ.
  static func compared(_ value: Double, to limit: Double) -> (value: String, limit: String) {
    for decimals in 2...9 {
      let (a, b) = (fixed(value, decimals: decimals), fixed(limit, decimals: decimals))
      if a != b || value == limit { return (trimmed(a), trimmed(b)) }
    }
    return ("\(value)", "\(limit)")
  }

  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let factor = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (abs(value) * factor).rounded()
    let units = Int(scaled)
    let sign = value < 0 && units > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    let fraction = String(units % Int(factor))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(units / Int(factor)).\(zeros)\(fraction)"
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
