internal import Glibc
public import Quantities

/// Metres per degree at a latitude: the radii of curvature of the ellipsoid there.
///
/// Good for short pieces of road. Between two points Δφ, Δλ apart the length √((M·Δφ)² + (N·cos φ·Δλ)²)
/// with M and N at the middle latitude misses the geodesic by less than 1 mm at 1 km and by less than
/// 2 parts in 10⁶ at 10 km below 60° of latitude; `Geodesic` is exact at any distance.
public struct GroundScale: Sendable, Hashable {
  /// Metres per degree northwards: the meridional radius M.
  public let metersPerDegreeNorth: Double
  /// Metres per degree eastwards: N·cos φ.
  public let metersPerDegreeEast: Double

  /// - Parameter latitude: degrees.
  public init(latitude: Double) {
    let radians = latitude * .pi / 180
    let sine = sin(radians)
    let w2 = 1 - Ellipsoid.eccentricitySquared * sine * sine
    let prime = Ellipsoid.equatorialRadius / w2.squareRoot()
    metersPerDegreeNorth = prime * (1 - Ellipsoid.eccentricitySquared) / w2 * .pi / 180
    metersPerDegreeEast = prime * cos(radians) * .pi / 180
  }

  /// Length of a piece of road, metres. Pieces longer than a kilometre are measured with `Geodesic`.
  public static func distance(
    _ from: GeographicCoordinate, _ to: GeographicCoordinate
  ) -> Meters {
    let north = to.latitude - from.latitude
    let east = to.longitude - from.longitude
    // A kilometre is at least 0.0089° of latitude; degrees of longitude are never longer.
    guard abs(north) < 0.01, abs(east) < 0.01 else { return Geodesic.distance(from, to) }
    let scale = GroundScale(latitude: (from.latitude + to.latitude) / 2)
    let y = north * scale.metersPerDegreeNorth
    let x = east * scale.metersPerDegreeEast
    return Meters((x * x + y * y).squareRoot())
  }
}
