import Geometry
import Quantities
import Testing

/// A closed ring through the given corners.
func ring(_ corners: [(Double, Double)]) throws -> LinearRing<PlanarPoint> {
  let points = corners.map { PlanarPoint(x: $0.0, y: $0.1) }
  return try LinearRing(points + [try #require(points.first)])
}

/// An axis-parallel rectangle, counter-clockwise.
func rectangle(
  _ west: Double, _ south: Double, _ east: Double, _ north: Double
) throws -> Polygon<PlanarPoint> {
  Polygon(shell: try ring([(west, south), (east, south), (east, north), (west, north)]))
}

/// The same with its sides split, so that straight in the plane and straight on the ellipsoid differ
/// by nothing that matters.
func dense(_ polygon: Polygon<PlanarPoint>, step: Double) throws -> MultiPolygon<PlanarPoint> {
  var points: [PlanarPoint] = []
  for (from, to) in zip(polygon.shell.points, polygon.shell.points.dropFirst()) {
    let count = max(1, Int((from.distance(to: to) / step).rounded(.up)))
    for index in 0..<count {
      let share = Double(index) / Double(count)
      points.append(
        PlanarPoint(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y)))
    }
  }
  points.append(points[0])
  return MultiPolygon([Polygon(shell: try LinearRing(points))])
}

func position(_ latitude: Double, _ longitude: Double) -> GeographicCoordinate {
  GeographicCoordinate(easting: longitude, northing: latitude)
}

func box(
  _ west: Double, _ south: Double, _ east: Double, _ north: Double
) -> Bounds<GeographicCoordinate> {
  Bounds(minimum: position(south, west), maximum: position(north, east))
}
