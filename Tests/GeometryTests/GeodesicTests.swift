import Geometry
import Quantities
import Testing

/// Expected values from pyproj 3: Geod(ellps="GRS80").inv, .fwd, .polygon_area_perimeter.
@Suite("Geodesics")
struct GeodesicTests {
  @Test("A distance is pyproj's to a micrometre")
  func distance() {
    let distance = Geodesic.distance(position(28.4676, 119.9219), position(27.416, 118.683))
    #expect(abs(distance.value - 168658.98622853952) < 1e-6)
  }

  @Test("A destination is pyproj's")
  func destination() {
    let end = Geodesic.destination(
      from: position(28.4676, 119.9219), azimuth: 37, distance: Meters(12345.678))
    #expect(Geodesic.distance(end, position(28.55654295215763, 119.99782917101237)).value < 1e-6)
  }

  @Test("An area is pyproj's, for either direction of the ring")
  func area() throws {
    let corners = [
      position(27.5, 119), position(27.6, 120), position(28.7, 120.5), position(28.5, 119.2),
    ]
    let ring = try LinearRing(corners + [corners[0]])
    let reversed = try LinearRing(ring.points.reversed())
    for ring in [ring, reversed] {
      let area = Geodesic.area(MultiPolygon([Polygon(shell: ring)])).value
      #expect(abs(area - 12579812763.891273) < 1)
    }
    // A shape that is its own hole has nothing left.
    #expect(Geodesic.area(MultiPolygon([Polygon(shell: ring, holes: [reversed])])).value == 0)
  }
}
