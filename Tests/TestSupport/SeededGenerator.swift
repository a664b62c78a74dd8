internal import Foundation
public import Geometry

/// A generator whose every draw follows from its seed.
///
/// SplitMix64 (G.L. Steele, D. Lea, C.H. Flood, Fast splittable pseudorandom number generators, OOPSLA
/// 2014, doi 10.1145/2660193.2660195): the system's own generator cannot be seeded.
///
/// A test takes its seed as an argument, `@Test("…", arguments: Seeds.some)`, so that a failure
/// prints it; `AMBIT_SEED=n swift test` then runs that seed alone.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func number(in range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// A position evenly spread over the box.
  public mutating func position<Point: Coordinate>(in bounds: Bounds<Point>) -> Point {
    Point(
      easting: number(in: bounds.minimum.easting...bounds.maximum.easting),
      northing: number(in: bounds.minimum.northing...bounds.maximum.northing))
  }

  public mutating func positions<Point: Coordinate>(
    _ count: Int, in bounds: Bounds<Point>
  ) -> [Point] {
    (0..<count).map { _ in position(in: bounds) }
  }
}

/// The seeds that tests run with.
public enum Seeds {
  /// A few fixed seeds, or the one in the environment variable `AMBIT_SEED`.
  public static let some: [UInt64] =
    ProcessInfo.processInfo.environment["AMBIT_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? [1, 20240520, 0xA3B1_7D5E_0000_0001]
}

/// Where Lishui lies, degrees.
public let lishui = Bounds(
  minimum: GeographicCoordinate(easting: 118.68, northing: 27.41),
  maximum: GeographicCoordinate(easting: 120.45, northing: 28.95))
