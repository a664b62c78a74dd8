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
}
