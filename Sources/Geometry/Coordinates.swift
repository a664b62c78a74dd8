/// A position in one of the two planes of thought of this module.
///
/// Degrees and metres are different types, so that a buffer in degrees does not compile.
public protocol Coordinate: Sendable, Hashable {
  /// Eastward component: longitude in degrees, or x in metres.
  var easting: Double { get }
  /// Northward component: latitude in degrees, or y in metres.
  var northing: Double { get }
  init(easting: Double, northing: Double)
  /// - Throws: `GeometryError.outOfRange` for numbers that cannot be a position of this kind.
  static func check(easting: Double, northing: Double) throws(GeometryError)
}

extension Coordinate {
  public static func check(easting: Double, northing: Double) throws(GeometryError) {
    guard easting.isFinite, northing.isFinite else {
      throw GeometryError(.outOfRange, "\(easting), \(northing) is not a position")
    }
  }

  /// A position from numbers that come from outside.
  init(checkedEasting easting: Double, northing: Double) throws(GeometryError) {
    try Self.check(easting: easting, northing: northing)
    self.init(easting: easting, northing: northing)
  }
}

/// A position on the ellipsoid in degrees: WGS 84 or, at this accuracy the same, CGCS2000.
public struct GeographicCoordinate: Coordinate {
  /// Degrees north, −90 … 90.
  public let latitude: Double
  /// Degrees east, −180 … 180.
  public let longitude: Double

  /// - Throws: `GeometryError.outOfRange` where a value is not finite or not on the globe; the
  ///   message says so when the two look swapped.
  public init(latitude: Double, longitude: Double) throws(GeometryError) {
    try Self.check(easting: longitude, northing: latitude)
    self.latitude = latitude
    self.longitude = longitude
  }

  public static func check(
    easting longitude: Double, northing latitude: Double
  ) throws(GeometryError) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
      throw .outOfRange(latitude: latitude, longitude: longitude)
    }
  }

  /// For values that were checked where they came in.
  @inlinable public init(easting longitude: Double, northing latitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  @inlinable public var easting: Double { longitude }
  @inlinable public var northing: Double { latitude }
}

/// A position in metres in a projected plane (`AnalysisPlane`).
public struct PlanarPoint: Coordinate {
  public let x: Double
  public let y: Double

  @inlinable public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  @inlinable public init(easting: Double, northing: Double) {
    self.init(x: easting, y: northing)
  }

  @inlinable public var easting: Double { x }
  @inlinable public var northing: Double { y }

  /// Distance in the plane, metres.
  @inlinable public func distance(to other: PlanarPoint) -> Double {
    let dx = x - other.x
    let dy = y - other.y
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// A position as a file with a declared coordinate reference system carries it, east or longitude
/// first, in that system's unit. `CoordinateConverter` makes a geographic one of it.
public struct CRSPoint: Coordinate {
  public let easting: Double
  public let northing: Double

  @inlinable public init(easting: Double, northing: Double) {
    self.easting = easting
    self.northing = northing
  }
}
