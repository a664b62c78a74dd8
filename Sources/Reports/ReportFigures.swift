/// Numbers of a report as text that knows its place in the JSON. What is not known is a dash.
struct ReportFigures: Sendable {
  static let unknown: ReportText = "—"

  /// Whole, thousands parted.
  func count(_ value: Double?, _ pointer: String) -> ReportText { number(value, 0, pointer) }

  func count(_ value: Int, _ pointer: String) -> ReportText { number(Double(value), 0, pointer) }

  /// How many a list of the JSON holds: the list is its place.
  func list(_ count: Int, _ pointer: String) -> ReportText {
    ReportText(ReportFigure(NumberText.grouped(Double(count)), value: Double(count), at: pointer))
  }

  /// Rounded to so many decimals.
  func number(_ value: Double?, _ decimals: Int, _ pointer: String) -> ReportText {
    guard let value else { return Self.unknown }
    return ReportText(
      ReportFigure(NumberText.grouped(value, decimals: decimals), value: value, at: pointer))
  }

  /// An area with one decimal; what is not nothing is never shown as nothing.
  func area(_ value: Double?, _ pointer: String) -> ReportText {
    guard let value, value > 0, value < 0.05 else { return number(value, 1, pointer) }
    return ReportText(ReportFigure("<0.1", value: value, at: pointer))
  }

  /// As many digits as it has, at most three decimals: a radius.
  func plain(_ value: Double?, _ pointer: String) -> ReportText {
    guard let value else { return Self.unknown }
    let text = NumberText.kilometers(value * 1000).replacing(" km", with: "")
    return ReportText(ReportFigure(text, value: value, at: pointer))
  }

  /// A length in metres as kilometres, with as many digits as it has, at most three decimals.
  func kilometers(ofMeters value: Double, _ pointer: String) -> ReportText {
    let text = NumberText.kilometers(value).replacing(" km", with: "")
    return ReportText(ReportFigure(text, value: value, at: pointer))
  }

  /// A share as percent with one decimal.
  func percent(_ share: Double?, _ pointer: String) -> ReportText {
    guard let share else { return Self.unknown }
    return ReportText(
      ReportFigure(NumberText.percent(share, of: 1), value: share, at: pointer))
  }

  /// With its sign: `+3.1`, `−0.4`, `0.0`.
  func signed(_ value: Double?, _ pointer: String) -> ReportText {
    guard let value else { return Self.unknown }
    let digits = NumberText.fixed(abs(value), decimals: 1)
    let isNothing = !digits.contains { ("1"..."9").contains($0) }
    let sign = isNothing ? "" : value < 0 ? "−" : "+"
    return ReportText(ReportFigure(sign + digits, value: value, at: pointer))
  }

  /// A value beside its limit, with the digits it takes to tell them apart.
  func compared(
    _ value: Double?, _ limit: Double?, at pointer: String
  ) -> (value: ReportText, limit: ReportText) {
    guard let limit else { return (number(value, 2, pointer + "/value"), Self.unknown) }
    guard let value else {
      let text = NumberText.compared(limit, to: limit).limit
      return (
        Self.unknown, ReportText(ReportFigure(text, value: limit, at: pointer + "/limit"))
      )
    }
    let texts = NumberText.compared(value, to: limit)
    return (
      ReportText(ReportFigure(texts.value, value: value, at: pointer + "/value")),
      ReportText(ReportFigure(texts.limit, value: limit, at: pointer + "/limit"))
    )
  }
}
