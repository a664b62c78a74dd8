import Geometry

extension MultiPolygon<GeographicCoordinate> {
  /// The same areas with shells counter-clockwise and holes clockwise, as RFC 7946 §3.1.6 has them.
  func wound() throws(GeometryError) -> MultiPolygon {
    var polygons: [Polygon<GeographicCoordinate>] = []
    for polygon in self.polygons {
      var holes: [LinearRing<GeographicCoordinate>] = []
      for hole in polygon.holes { holes.append(try hole.wound(counterClockwise: false)) }
      polygons.append(Polygon(shell: try polygon.shell.wound(counterClockwise: true), holes: holes))
    }
    return MultiPolygon(polygons)
  }
}

extension LinearRing<GeographicCoordinate> {
  fileprivate func wound(counterClockwise: Bool) throws(GeometryError) -> LinearRing {
    guard let origin = points.first else { return self }
    // From the first point, so that far-off numbers do not swallow a small ring's area.
    let doubled = zip(points, points.dropFirst()).reduce(0) { sum, side in
      sum + (side.0.longitude - origin.longitude) * (side.1.latitude - origin.latitude)
        - (side.1.longitude - origin.longitude) * (side.0.latitude - origin.latitude)
    }
    return (doubled > 0) == counterClockwise ? self : try LinearRing(points.reversed())
  }
}
