internal import CPROJ
public import Quantities

/// Distances, destinations and areas on the ellipsoid GRS 80, free of any plane.
///
/// Karney's algorithms as they come with PROJ (C.F.F. Karney, Algorithms for geodesics, Journal of
/// Geodesy 87 (2013) 43–55, doi 10.1007/s00190-012-0578-z): 15 nm for distances, 0.1 m² a vertex for
/// areas. WGS 84 differs from GRS 80 by 0.1 mm at the pole.
public enum Geodesic {
  /// Length of the shortest line between two positions.
  public static func distance(
    _ from: GeographicCoordinate, _ to: GeographicCoordinate
  ) -> Meters {
    var ellipsoid = ellipsoid
    var meters = 0.0
    geod_inverse(
      &ellipsoid, from.latitude, from.longitude, to.latitude, to.longitude, &meters, nil, nil)
    return Meters(meters)
  }

  /// Where one arrives after `distance` when leaving with `azimuth`, degrees clockwise from north.
  public static func destination(
    from start: GeographicCoordinate, azimuth: Double, distance: Meters
  ) -> GeographicCoordinate {
    var ellipsoid = ellipsoid
    var latitude = 0.0
    var longitude = 0.0
    geod_direct(
      &ellipsoid, start.latitude, start.longitude, azimuth, distance.value, &latitude, &longitude,
      nil)
    return GeographicCoordinate(easting: longitude, northing: latitude)
  }

  /// Area of a shape whose sides are shortest lines; holes are taken off, whatever their direction.
  ///
  /// The shape must be valid: parts that overlap count twice.
  ///
  /// - Complexity: O(*n*) in the number of points.
  public static func area(_ shape: MultiPolygon<GeographicCoordinate>) -> SquareMeters {
    var ellipsoid = ellipsoid
    var total = 0.0
    for polygon in shape.polygons {
      total += area(polygon.shell, &ellipsoid)
      for hole in polygon.holes { total -= area(hole, &ellipsoid) }
    }
    return SquareMeters(total)
  }

  private static func area(
    _ ring: LinearRing<GeographicCoordinate>, _ ellipsoid: inout geod_geodesic
  ) -> Double {
    var polygon = geod_polygon()
    geod_polygon_init(&polygon, 0)
    // The last point repeats the first; geod_polygon closes the ring itself.
    for point in ring.points.dropLast() {
      geod_polygon_addpoint(&ellipsoid, &polygon, point.latitude, point.longitude)
    }
    var area = 0.0
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nil)
    return abs(area)
  }

  /// The coefficients of the series, worked out once. Each call takes a copy: C wants a pointer to
  /// something that could change.
  private static let ellipsoid = {
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, Ellipsoid.equatorialRadius, Ellipsoid.flattening)
    return ellipsoid
  }()
}
