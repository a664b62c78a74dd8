/// What a source says about a point on a road.
public struct RoadNode: Sendable, Hashable {
  /// Which direction of a way a signal stands for.
  public enum Direction: UInt8, Sendable, Hashable {
    case both, forward, backward
  }

  /// Nothing drives past it: a bollard, a locked gate.
  public var isClosed = false
  /// It can be passed but has to be opened.
  public var isGate = false
  public var signal: Direction?

  public init(isClosed: Bool = false, isGate: Bool = false, signal: Direction? = nil) {
    self.isClosed = isClosed
    self.isGate = isGate
    self.signal = signal
  }

  /// One byte for the builder's table.
  var bits: UInt8 {
    var bits: UInt8 = 0
    if isClosed { bits |= 1 }
    if isGate { bits |= 2 }
    switch signal {
    case nil: break
    case .both: bits |= 12
    case .forward: bits |= 4
    case .backward: bits |= 8
    }
    return bits
  }

  static func isClosed(_ bits: UInt8) -> Bool { bits & 1 != 0 }
  static func gates(_ bits: UInt8) -> UInt8 { bits >> 1 & 1 }
  static func signals(_ bits: UInt8, forward: Bool) -> UInt8 { bits >> (forward ? 2 : 3) & 1 }
}
