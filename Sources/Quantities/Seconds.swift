/// A span of time in seconds.
///
/// Coded as a bare number. `Duration` is not used for stored data: it encodes as a pair of integers.
public struct Seconds: Sendable, Hashable, Comparable, Codable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  public init(minutes: Double) { self.value = minutes * 60 }

  public var minutes: Double { value / 60 }

  public static func < (lhs: Seconds, rhs: Seconds) -> Bool { lhs.value < rhs.value }

  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
