internal import Glibc

extension AnalysisPlane {
  /// Widest distance of an extent from its central meridian; the stated errors hold up to here.
  static let maximumHalfWidth = 750_000.0

  /// No extent may reach nearer to a pole than this, degrees: meridians converge too fast for a box
  /// in longitude and latitude to say anything about width.
  static let maximumLatitude = 84.0

  /// How far beyond its own ±1.5° a 3-degree zone is still used, degrees. A county that leans over
  /// the edge keeps the official zone; the scale there, 1.0005, is corrected anyway.
  static let zoneTolerance = 0.25

  /// Box around the land and claimed waters of China, south-west to north-east.
  private static let china = Bounds(
    minimum: GeographicCoordinate(easting: 73.4, northing: 3.3),
    maximum: GeographicCoordinate(easting: 135.2, northing: 53.7))

  /// The plane for everything inside `bounds`.
  ///
  /// A local plane's meridian is the middle of the bounds rounded to 0.1°, so that a boundary that
  /// moves by a few metres does not change the coordinates of everything.
  ///
  /// - Throws: `GeometryError.outOfRange` where the bounds are not on the globe, with a hint where
  ///   latitude and longitude look swapped; `.unsupportedExtent` at the antimeridian, near a pole,
  ///   more than 750 km off the central meridian, or where no CGCS2000 zone fits and one was asked
  ///   for.
  public static func fitting(
    _ bounds: Bounds<GeographicCoordinate>, preference: Preference = .automatic
  ) throws(GeometryError) -> AnalysisPlane {
    try checkExtent(bounds)
    let plane = try choose(bounds, preference: preference)
    try plane.checkHalfWidth(bounds)
    return plane
  }

  private static func choose(
    _ bounds: Bounds<GeographicCoordinate>, preference: Preference
  ) throws(GeometryError) -> AnalysisPlane {
    let middle = bounds.center.longitude
    let local = AnalysisPlane(validMeridian: (middle * 10).rounded() / 10, isZone: false)
    let zone = AnalysisPlane(validMeridian: (middle / 3).rounded() * 3)
    let reach = zone.angularReach(of: bounds)
    switch preference {
    case .local:
      return local
    case .automatic:
      let inChina = china.contains(bounds.minimum) && china.contains(bounds.maximum)
      return inChina && zone.epsgCode != nil && reach <= 1.5 + zoneTolerance ? zone : local
    case .cgcs2000:
      guard zone.epsgCode != nil, reach <= 3 else {
        throw GeometryError(
          .unsupportedExtent,
          "no 3-degree CGCS2000 zone fits longitudes \(bounds.minimum.longitude) to "
            + "\(bounds.maximum.longitude); use a local plane")
      }
      return zone
    }
  }

  private static func checkExtent(_ bounds: Bounds<GeographicCoordinate>) throws(GeometryError) {
    for corner in [bounds.minimum, bounds.maximum] {
      try GeographicCoordinate.check(easting: corner.longitude, northing: corner.latitude)
    }
    let (west, east) = (bounds.minimum.longitude, bounds.maximum.longitude)
    guard west > -180, east < 180, east - west <= 180 else {
      throw GeometryError(
        .unsupportedExtent,
        "longitudes \(west) to \(east) reach or cross the antimeridian (180°), "
          + "which is not supported; analyse each side separately")
    }
    let (south, north) = (bounds.minimum.latitude, bounds.maximum.latitude)
    guard south >= -maximumLatitude, north <= maximumLatitude else {
      throw GeometryError(
        .unsupportedExtent,
        "latitudes \(south) to \(north) come too near to a pole; "
          + "supported are −\(Int(maximumLatitude))° to \(Int(maximumLatitude))°")
    }
  }

  private func checkHalfWidth(_ bounds: Bounds<GeographicCoordinate>) throws(GeometryError) {
    // A box is widest where it comes nearest to the equator.
    let (south, north) = (bounds.minimum.latitude, bounds.maximum.latitude)
    let widest = south <= 0 && north >= 0 ? 0 : min(abs(south), abs(north))
    let degree = Double.pi / 180
    let width =
      angularReach(of: bounds) * degree * Ellipsoid.equatorialRadius * cos(widest * degree)
    guard width <= Self.maximumHalfWidth else {
      throw GeometryError(
        .unsupportedExtent,
        "longitudes \(bounds.minimum.longitude) to \(bounds.maximum.longitude) are too wide for one "
          + "plane (\(Int(width / 1000)) km from its central meridian, at most "
          + "\(Int(Self.maximumHalfWidth / 1000))); analyse it county by county")
    }
  }

  private func angularReach(of bounds: Bounds<GeographicCoordinate>) -> Double {
    max(
      abs(bounds.minimum.longitude - centralMeridian),
      abs(bounds.maximum.longitude - centralMeridian))
  }
}
