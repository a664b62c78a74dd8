import Geometry
import Quantities
import Testing

@testable import Reports

@Suite struct MapScaleBarTests {
  private func view(
    around center: GeographicCoordinate, degrees: Double, meridian: Double
  ) throws -> MapView {
    let plane = try AnalysisPlane(centralMeridian: meridian)
    let corners = try plane.project([
      GeographicCoordinate(
        easting: center.longitude - degrees, northing: center.latitude - degrees),
      GeographicCoordinate(
        easting: center.longitude + degrees, northing: center.latitude + degrees),
    ])
    let bounds = try #require(Bounds(containing: corners))
    return MapView(
      MapExtent(plane: plane, bounds: bounds), in: MapBox(x: 10, y: 20, width: 800, height: 700))
  }

  @Test(arguments: [
    (28.4, 119.9, 0.8, 120.0), (28.4, 119.9, 0.02, 120), (47.1, 9.5, 0.1, 9.5),
    (65, 25, 2, 24), (-33, 151, 0.5, 148), (0.2, 100, 1.5, 97.0),
  ])
  func `The bar is as long as it says at the middle of the map, and a round number`(
    latitude: Double, longitude: Double, degrees: Double, meridian: Double
  ) throws {
    let center = GeographicCoordinate(easting: longitude, northing: latitude)
    let view = try view(around: center, degrees: degrees, meridian: meridian)
    let bar = MapScaleBar(view)
    let middle = view.frame.center
    let ends = try view.plane.unproject(
      [-bar.length / 2, bar.length / 2].map { view.plane(middle.moved(x: $0, y: 0)) })
    let ground = Geodesic.distance(ends[0], ends[1]).value
    #expect(abs(ground / bar.meters - 1) < 0.001)
    #expect(bar.length > 60 && bar.length < 180)
    let leading = "\(Int(bar.meters))".replacing("0", with: "")
    #expect(["1", "2", "5"].contains(leading))
  }

  @Test func `A place and its page agree both ways`() throws {
    let view = try view(
      around: GeographicCoordinate(easting: 119.9, northing: 28.4), degrees: 0.5, meridian: 120)
    let point = PlanarPoint(x: view.center.x + 1234, y: view.center.y - 777)
    let back = view.plane(view.page(point))
    #expect(back.distance(to: point) < 1e-6)
    #expect(
      view.page(PlanarPoint(x: view.center.x, y: view.center.y + 100)).y < view.frame.center.y)
  }

  @Test func `North is turned by the meridian convergence`() throws {
    // (λ − λ₀) sin φ: 2° east of the meridian at 30° the meridians lean 1° to the left of up.
    let view = try view(
      around: GeographicCoordinate(easting: 122, northing: 30), degrees: 0.1, meridian: 120)
    #expect(abs(try view.trueNorth() + 1) < 0.01)
  }

  @Test func `A dot's area is proportional to its residents`() {
    let scale = MapDotScale(residents: [100, 5_000, 40_000], area: 500_000)
    let ratio = scale.radius(of: 40_000) / scale.radius(of: 10_000)
    #expect(abs(ratio - 2) < 1e-9)
    #expect(scale.samples == [1_000, 5_000, 20_000])
  }
}
