import Geometry
import Quantities
import Testing

@Suite("Circles")
struct CircleTests {
  @Test(
    "Every corner of a circle is at its radius over the ground, to 1e-6 and the corner's own excess",
    arguments: [0.0, 15, 28, 45, 60, 70, -50], [0.0, 0.7, 1.5, 3, -3])
  func geodesicallyTrue(latitude: Double, offset: Double) throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let center = position(latitude, 120 + offset)
    let origin = try #require(plane.project([center]).first)
    // √((2π/n) / sin(2π/n)) for 256 sides.
    let excess = 1 + 5.0205e-5
    for radius in [100.0, 3500, 8000, 10_000, 50_000] {
      let circle = plane.circle(center: origin, radius: Meters(radius))
      #expect(circle.points.count == 257)
      let errors = try plane.unproject(circle.points).map {
        abs(Geodesic.distance(center, $0).value / (radius * excess) - 1)
      }
      #expect(errors.allSatisfy { $0 < 1e-6 }, "radius \(radius)")
    }
  }

  @Test(
    "A circle's area on the ground is π·r²",
    arguments: [0.0, 28, 45, 70], [0.0, 1.5, 3])
  func area(latitude: Double, offset: Double) throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let origin = try #require(plane.project([position(latitude, 120 + offset)]).first)
    for radius in [100.0, 3500, 10_000, 50_000] {
      for segments in [8, 64, 256, 1024] {
        let circle = plane.circle(center: origin, radius: Meters(radius), segments: segments)
        let shape = MultiPolygon([Polygon(shell: circle)])
        let area = plane.groundArea(shape).value
        // The Earth is round: the area of a true disc is less by r²/12R², 5e-6 at 50 km.
        #expect(abs(area / (Double.pi * radius * radius) - 1) < 1e-5)
      }
      let fine = plane.circle(center: origin, radius: Meters(radius), segments: 1024)
      let ellipsoidal = try Geodesic.area(plane.unproject(MultiPolygon([Polygon(shell: fine)])))
      #expect(abs(ellipsoidal.value / (Double.pi * radius * radius) - 1) < 1e-5)
    }
  }

  @Test("A circle runs counter-clockwise from due east")
  func direction() throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let center = PlanarPoint(x: 500_000, y: 3_000_000)
    let points = plane.circle(center: center, radius: Meters(1000), segments: 8).points
    #expect(points[0].y == center.y)
    #expect(points[0].x > center.x)
    #expect(points[2].y > center.y)
    #expect(abs(points[2].x - center.x) < 1e-9)
  }

  @Test("A circle far off the meridian, as a wide county has it, stays true to 0.001 %")
  func farOff() throws {
    let plane = try AnalysisPlane(centralMeridian: 90.3)
    for center in [position(41, 86.8), position(36, 93.7), position(28, 97.5), position(68, 104)] {
      let origin = try #require(plane.project([center]).first)
      let circle = plane.circle(center: origin, radius: Meters(50_000))
      let errors = try plane.unproject(circle.points).map {
        abs(Geodesic.distance(center, $0).value / (50_000 * (1 + 5.0205e-5)) - 1)
      }
      #expect(errors.allSatisfy { $0 < 1e-5 })
    }
  }
}
