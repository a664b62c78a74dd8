/// How a value is compared with its limit. Values are compared as they are, never rounded.
public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
  case atMost = "≤"
  case lessThan = "<"
  case atLeast = "≥"
  case moreThan = ">"
  case equal = "="

  /// Reads the sign, or its spelling on an ordinary keyboard: `<=`, `>=`.
  public init?(sign: String) {
    switch sign {
    case "<=": self = .atMost
    case ">=": self = .atLeast
    default: self.init(rawValue: sign)
    }
  }

  /// Whether `value` compares with `limit` as the sign says: 11.0 is not `<` 11.
  public func holds(_ value: Double, _ limit: Double) -> Bool {
    switch self {
    case .atMost: value <= limit
    case .lessThan: value < limit
    case .atLeast: value >= limit
    case .moreThan: value > limit
    case .equal: value == limit
    }
  }

  /// Whether a larger value is worse for the one who is judged.
  public var largerIsWorse: Bool { self == .atMost || self == .lessThan }
}
