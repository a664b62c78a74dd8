/// A posted speed limit, in tenths of a kilometre per hour as the file keeps it.
public struct SpeedLimit: Sendable, Hashable, BitwiseCopyable {
  public let tenthsOfKilometersPerHour: UInt16

  public init(tenthsOfKilometersPerHour: UInt16) {
    self.tenthsOfKilometersPerHour = tenthsOfKilometersPerHour
  }

  /// Nothing is posted, or nothing that could be read.
  public static let unknown = SpeedLimit(tenthsOfKilometersPerHour: 0)
  /// Expressly without a limit (`maxspeed=none`).
  public static let none = SpeedLimit(tenthsOfKilometersPerHour: .max)

  /// `nil` where the number is no speed: not finite, not above 0, or 1000 km/h and more.
  public init?(kilometersPerHour: Double) {
    guard kilometersPerHour.isFinite, kilometersPerHour > 0, kilometersPerHour < 1000 else {
      return nil
    }
    tenthsOfKilometersPerHour = UInt16(max(1, (kilometersPerHour * 10).rounded()))
  }

  /// `nil` where it is unknown or there is none.
  public var kilometersPerHour: Double? {
    self == .unknown || self == .none ? nil : Double(tenthsOfKilometersPerHour) / 10
  }
}
