/// Which end of a range in the text a value meets: "8–10 km" is met strictly up to 8 and leniently
/// up to 10.
public enum Tier: String, Sendable, Hashable, Codable, CaseIterable {
  case strict, lenient
}

/// A number of the text, with the sign and the unit it is compared in and how it was verified.
public struct Threshold: Sendable, Hashable {
  public let comparison: Comparison
  /// The limit; the stricter end where the text gives a range.
  public let value: Double
  /// The other end of the range; `nil` where the text gives one number.
  public let lenientValue: Double?
  public let unit: MeasureUnit
  public let mark: Mark

  /// - Precondition: numbers are finite, and `lenientValue` is easier to meet than `value`.
  public init(
    _ comparison: Comparison, _ value: Double, lenient lenientValue: Double? = nil,
    _ unit: MeasureUnit, mark: Mark
  ) {
    precondition(value.isFinite && (lenientValue ?? 0).isFinite, "a limit is a finite number")
    if let lenientValue {
      precondition(
        Self.isEasier(lenientValue, than: value, comparison), "the lenient end is the easier one")
    }
    self.comparison = comparison
    self.value = value
    self.lenientValue = lenientValue
    self.unit = unit
    self.mark = mark
  }

  /// Whether `other` is easier to meet than `value`.
  public static func isEasier(
    _ other: Double, than value: Double, _ comparison: Comparison
  ) -> Bool {
    switch comparison {
    case .atMost, .lessThan: other > value
    case .atLeast, .moreThan: other < value
    case .equal: false
    }
  }

  /// The limits from strict to lenient: one, or two where the text gives a range.
  public var tiers: [(tier: Tier, limit: Double)] {
    [(.strict, value)] + (lenientValue.map { [(.lenient, $0)] } ?? [])
  }
}
