/// A length in metres.
///
/// Coded as a bare number, so that a stored value stays readable by any program; the unit stands in
/// the key that holds it (`radius_m`).
public struct Meters: Sendable, Hashable, Comparable, Codable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  public init(kilometers: Double) { self.value = kilometers * 1000 }

  public var kilometers: Double { value / 1000 }

  public static func < (lhs: Meters, rhs: Meters) -> Bool { lhs.value < rhs.value }

  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
