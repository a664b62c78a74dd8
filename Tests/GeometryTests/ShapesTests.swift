import Geometry
import Testing

@Suite("Shapes")
struct ShapesTests {
  @Test("A ring that is not closed cannot be made")
  func openRing() {
    let points = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { PlanarPoint(x: $0.0, y: $0.1) }
    #expect(throws: GeometryError(.invalidRing, "a ring must end where it starts")) {
      try LinearRing(points)
    }
  }

  @Test("A ring of three points cannot be made")
  func shortRing() {
    let point = PlanarPoint(x: 0, y: 0)
    #expect(throws: GeometryError(.invalidRing, "a ring needs at least 4 points, this one has 3")) {
      try LinearRing([point, PlanarPoint(x: 1, y: 1), point])
    }
  }

  @Test("A ring with a coordinate that is not a number cannot be made")
  func notANumber() {
    let point = PlanarPoint(x: 0, y: 0)
    let bad = PlanarPoint(x: .nan, y: 1)
    #expect(throws: GeometryError.self) {
      try LinearRing([point, bad, PlanarPoint(x: 1, y: 0), point])
    }
  }

  @Test("Swapped latitude and longitude are named as such")
  func swapped() {
    let error = #expect(throws: GeometryError.self) {
      try GeographicCoordinate(latitude: 119.9, longitude: 28.4)
    }
    #expect(error?.code == .outOfRange)
    #expect(error?.message.contains("look swapped") == true)
  }

  @Test(
    "A position off the globe cannot be made",
    arguments: [(91.0, 0.0), (0, 181), (.nan, 0), (0, .infinity), (-90.0001, 0), (0, -.infinity)])
  func offTheGlobe(latitude: Double, longitude: Double) {
    let error = #expect(throws: GeometryError.self) {
      try GeographicCoordinate(latitude: latitude, longitude: longitude)
    }
    #expect(error?.code == .outOfRange)
  }

  @Test("A box around points touches the outermost on every side")
  func bounds() throws {
    let points = [(3.0, 9.0), (-1, 4), (7, 5)].map { PlanarPoint(x: $0.0, y: $0.1) }
    let bounds = try #require(Bounds(containing: points))
    #expect(bounds.minimum == PlanarPoint(x: -1, y: 4))
    #expect(bounds.maximum == PlanarPoint(x: 7, y: 9))
    #expect(bounds.center == PlanarPoint(x: 3, y: 6.5))
    #expect(Bounds<PlanarPoint>(containing: []) == nil)
  }
}
