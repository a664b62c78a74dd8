extension DefaultStringInterpolation {
  /// A count with its noun: `"\(1, of: "station")"` is `1 station`, `"\(2, of: "county", "counties")"`
  /// is `2 counties`.
  public mutating func appendInterpolation(
    _ count: Int, of one: String, _ many: String? = nil
  ) {
    appendInterpolation(count)
    appendLiteral(" ")
    appendLiteral(count == 1 ? one : many ?? one + "s")
  }

  /// A part of a count with its noun and what is said of the part: `"\(1, outOf: 3, "station", "is",
  /// "are")"` is `1 of 3 stations is`, and of one `1 of 1 station is`.
  public mutating func appendInterpolation(
    _ part: Int, outOf whole: Int, _ one: String, _ says: String, _ say: String
  ) {
    appendLiteral("\(part) of \(whole, of: one) \(part == 1 ? says : say)")
  }
}
