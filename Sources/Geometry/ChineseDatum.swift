internal import Glibc

/// The two obfuscated datums of Chinese web maps.
///
/// GCJ-02 is what Amap and Tencent deliver, BD-09 what Baidu delivers. In Lishui GCJ-02 lies 555 to
/// 608 m beside WGS 84 and BD-09 1.10 to 1.19 km. There is no published definition; these are the
/// formulas everybody uses, on the ellipsoid of Krasovsky 1940.
public enum ChineseDatum: String, Sendable, Hashable, CaseIterable {
  case gcj02
  case bd09

  /// A WGS 84 position as this datum's map shows it.
  public func fromWGS84(_ position: GeographicCoordinate) -> GeographicCoordinate {
    let gcj = GCJ02.isShifted(position) ? GCJ02.shifted(position) : position
    return self == .gcj02 ? gcj : BD09.shifted(gcj)
  }

  /// Where a position read off this datum's map really is: the inverse of `fromWGS84`, to 1 µm.
  ///
  /// By fixed-point iteration; both shifts change by less than 2 % of a move. GCJ-02 ends at a box
  /// around China (72.004°–137.8347°E, 0.8293°–55.8271°N, beyond every border) and is the identity
  /// outside; within the shift's length of the box's edge a position has two origins or none, and
  /// there the one inside the box is returned, or else the position itself.
  public func toWGS84(_ position: GeographicCoordinate) -> GeographicCoordinate {
    let gcj = self == .gcj02 ? position : Self.inverse(of: position, under: BD09.shifted)
    let inside = Self.inverse(of: gcj, under: GCJ02.shifted)
    return GCJ02.isShifted(inside) ? inside : gcj
  }

  /// The contraction is at least fifty-fold a step, so ten steps end at the last bit.
  private static func inverse(
    of target: GeographicCoordinate,
    under shift: (GeographicCoordinate) -> GeographicCoordinate
  ) -> GeographicCoordinate {
    var guess = target
    for _ in 0..<10 {
      let image = shift(guess)
      let next = GeographicCoordinate(
        easting: guess.longitude + (target.longitude - image.longitude),
        northing: guess.latitude + (target.latitude - image.latitude))
      if next == guess { break }
      guess = next
    }
    return guess
  }
}

private enum GCJ02 {
  static let semiMajorAxis = 6_378_245.0
  static let eccentricitySquared = 0.00669342162296594323

  static func isShifted(_ position: GeographicCoordinate) -> Bool {
    (72.004...137.8347).contains(position.longitude)
      && (0.8293...55.8271).contains(position.latitude)
  }

  /// The formula without the box around it.
  static func shifted(_ position: GeographicCoordinate) -> GeographicCoordinate {
    let x = position.longitude - 105
    let y = position.latitude - 35
    let phi = position.latitude * .pi / 180
    let w2 = 1 - eccentricitySquared * sin(phi) * sin(phi)
    let meridianRadius = semiMajorAxis * (1 - eccentricitySquared) / (w2 * w2.squareRoot())
    let parallelRadius = semiMajorAxis / w2.squareRoot() * cos(phi)
    return GeographicCoordinate(
      easting: position.longitude + east(x, y) / parallelRadius * 180 / .pi,
      northing: position.latitude + north(x, y) / meridianRadius * 180 / .pi)
  }

  /// Metres.
  private static func north(_ x: Double, _ y: Double) -> Double {
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
      + waves(6 * x, 20, 2 * x, 20)
      + waves(y, 20, y / 3, 40)
      + waves(y / 12, 160, y / 30, 320)
  }

  /// Metres.
  private static func east(_ x: Double, _ y: Double) -> Double {
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
      + waves(6 * x, 20, 2 * x, 20)
      + waves(x, 20, x / 3, 40)
      + waves(x / 12, 150, x / 30, 300)
  }

  /// Two sines with their half periods' counts and amplitudes.
  private static func waves(_ a: Double, _ high: Double, _ b: Double, _ low: Double) -> Double {
    (high * sin(a * .pi) + low * sin(b * .pi)) * 2 / 3
  }
}

private enum BD09 {
  private static let turn = Double.pi * 3000 / 180

  /// From GCJ-02.
  static func shifted(_ position: GeographicCoordinate) -> GeographicCoordinate {
    let (x, y) = (position.longitude, position.latitude)
    let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * turn)
    let angle = atan2(y, x) + 0.000003 * cos(x * turn)
    return GeographicCoordinate(
      easting: radius * cos(angle) + 0.0065, northing: radius * sin(angle) + 0.006)
  }
}
