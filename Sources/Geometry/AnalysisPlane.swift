internal import Glibc

/// The metric plane of an analysis: a transverse Mercator with scale 1 on the central meridian.
///
/// Easting 500,000 m on the central meridian, northing 0 on the equator, ellipsoid GRS 80. Where
/// the plane is one of the 3-degree zones of CGCS2000, its coordinates are those of that zone's EPSG
/// code in east, north order.
///
/// A plane stretches: a metre at *x* metres off the central meridian is drawn 1 + *x*²/2*R*² long,
/// 1.0014 at 3° on the equator. `groundDistance`, `groundArea` and `circle` take that out again, so
/// their results are those of the ellipsoid. Their stated errors hold within 750 km of the central
/// meridian, the widest extent `fitting` accepts.
public struct AnalysisPlane: Sendable, Hashable {
  /// How to choose the plane.
  public enum Preference: Sendable, Hashable {
    /// The fitting CGCS2000 zone in China, a local plane elsewhere and where no zone fits.
    case automatic
    /// The nearest CGCS2000 zone, and an error where that is more than 3° off.
    case cgcs2000
    /// A plane on the extent's own central longitude.
    case local
  }

  /// Degrees east.
  public let centralMeridian: Double

  /// EPSG code of the CGCS2000 zone this plane is; `nil` for a local one.
  public let epsgCode: Int?

  static let falseEasting = 500_000.0

  /// A plane on any meridian; on a multiple of 3° from 75° to 135° it is a CGCS2000 zone.
  ///
  /// - Throws: `GeometryError.outOfRange` where the longitude is not between −180 and 180.
  public init(centralMeridian: Double) throws(GeometryError) {
    guard (-180...180).contains(centralMeridian) else {
      throw GeometryError(
        .outOfRange, "the central meridian \(centralMeridian) is not a longitude")
    }
    self.init(validMeridian: centralMeridian)
  }

  /// - Parameter isZone: whether the plane is meant as a zone; a local plane whose meridian happens
  ///   to be that of a zone reaches beyond it, or lies outside China, and does not bear its name.
  init(validMeridian: Double, isZone: Bool = true) {
    centralMeridian = validMeridian
    epsgCode = isZone ? Self.zoneCode(centralMeridian: validMeridian) : nil
  }

  /// For reports: "CGCS2000 / 3-degree Gauss-Kruger CM 120E (EPSG:4549)".
  public var name: String {
    let magnitude = abs(centralMeridian)
    let number =
      magnitude == magnitude.rounded() ? String(Int(magnitude)) : String(magnitude)
    let meridian = number + (centralMeridian < 0 ? "W" : "E")
    return epsgCode.map { "CGCS2000 / 3-degree Gauss-Kruger CM \(meridian) (EPSG:\($0))" }
      ?? "local transverse Mercator CM \(meridian), scale 1 (GRS 80)"
  }

  /// EPSG 4534 … 4554 are the 3-degree zones without zone number in the easting, 75°E … 135°E.
  private static func zoneCode(centralMeridian: Double) -> Int? {
    guard (75...135).contains(centralMeridian) else { return nil }
    let zone = (centralMeridian - 75) / 3
    return zone == zone.rounded() ? 4534 + Int(zone) : nil
  }
}
