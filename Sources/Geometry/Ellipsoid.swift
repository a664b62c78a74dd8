internal import Glibc

/// The ellipsoid GRS 80: that of CGCS2000, and of WGS 84 to within 0.1 mm of the polar radius.
///
/// Everything that depends on a latitude only is evaluated from a *northing*, the distance along the
/// central meridian: that is what a planar point carries, so no projection back is needed.
enum Ellipsoid {
  static let equatorialRadius = 6_378_137.0
  static let flattening = 1 / 298.257222101
  static let eccentricitySquared = flattening * (2 - flattening)
  static let secondEccentricitySquared = eccentricitySquared / (1 - eccentricitySquared)

  /// Third flattening, the parameter of the series below.
  private static let n = flattening / (2 - flattening)

  /// Radius of the circle as long as a meridian.
  private static let rectifyingRadius =
    equatorialRadius / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)

  private static let footpoint2 = 3 * n / 2 - 27 * n * n * n / 32
  private static let footpoint4 = 21 * n * n / 16 - 55 * n * n * n * n / 32
  private static let footpoint6 = 151 * n * n * n / 96

  /// sin² of the latitude whose meridian arc from the equator is `northing` metres long (Helmert's
  /// series in the third flattening; good to 1e-10 rad).
  static func sineSquared(northing: Double) -> Double {
    let twice = 2 * northing / rectifyingRadius
    let s = sin(twice)
    let c = cos(twice)
    // sin 4μ and sin 6μ from sin 2μ and cos 2μ.
    let s4 = 2 * s * c
    let s6 = s * (4 * c * c - 1)
    let shift = footpoint2 * s + footpoint4 * s4 + footpoint6 * s6
    // cos 2φ = cos(2μ + 2·shift); the shift stays under 0.003, so four terms reach 1e-13.
    let d = 2 * shift
    let d2 = d * d
    let cosine = c * (1 - d2 / 2 * (1 - d2 / 12)) - s * d * (1 - d2 / 6 * (1 - d2 / 20))
    return (1 - cosine) / 2
  }

  /// Gaussian curvature 1/(M·N), in m⁻², where sin² of the latitude is `sineSquared`.
  static func gaussianCurvature(sineSquared: Double) -> Double {
    let w2 = 1 - eccentricitySquared * sineSquared
    return w2 * w2 / (equatorialRadius * equatorialRadius * (1 - eccentricitySquared))
  }
}
