/// An area in square metres.
public struct SquareMeters: Sendable, Hashable, Comparable, Codable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  public var squareKilometers: Double { value / 1_000_000 }

  public static func < (lhs: SquareMeters, rhs: SquareMeters) -> Bool { lhs.value < rhs.value }

  public static func + (lhs: SquareMeters, rhs: SquareMeters) -> SquareMeters {
    SquareMeters(lhs.value + rhs.value)
  }

  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
