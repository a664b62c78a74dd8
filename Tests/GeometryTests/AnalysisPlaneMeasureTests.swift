import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Projecting and measuring in the plane")
struct AnalysisPlaneMeasureTests {
  /// Made with pyproj 3 (PROJ 9.5.1): Transformer.from_crs("EPSG:4326", "EPSG:4549", always_xy=True).
  @Test(
    "Coordinates are those of EPSG:4549, to 0.1 mm",
    arguments: [
      (position(28.4676, 119.9219), PlanarPoint(x: 492351.3531, y: 3150265.1766)),
      (position(27.416, 118.683), PlanarPoint(x: 369759.1063, y: 3034415.2289)),
      (position(28.9, 120.4), PlanarPoint(x: 539013.1876, y: 3198251.6447)),
    ])
  func projected(position: GeographicCoordinate, expected: PlanarPoint) throws {
    let point = try #require(AnalysisPlane.fitting(lishui).project([position]).first)
    #expect(point.distance(to: expected) < 1e-4)
  }

  @Test("Projecting there and back moves nothing by a micrometre", arguments: Seeds.some)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let plane = try AnalysisPlane.fitting(lishui)
    let positions = generator.positions(1000, in: lishui)
    let back = try plane.unproject(plane.project(positions))
    let worst = zip(positions, back).map { Geodesic.distance($0, $1).value }.max()
    #expect(try #require(worst) < 1e-6)
  }

  @Test("A position off the globe is refused by name, and no positions give no points")
  func badPositions() throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let error = #expect(throws: GeometryError.self) {
      try plane.project([position(28, 120), position(120, 28)])
    }
    #expect(error?.message.contains("look swapped") == true)
    #expect(try plane.project([GeographicCoordinate]()).isEmpty)
    #expect(try plane.unproject([PlanarPoint]()).isEmpty)
    #expect(throws: GeometryError.self) { try plane.unproject([PlanarPoint(x: .nan, y: 0)]) }
    #expect(throws: GeometryError.self) { try plane.unproject([PlanarPoint(x: 1e30, y: 0)]) }
  }

  /// Made with pyproj 3: Proj("+proj=tmerc +lon_0=… +k=1 +ellps=GRS80").get_factors, which
  /// differentiates numerically to about 2e-10.
  @Test(
    "The scale factor is PROJ's",
    arguments: [
      (PlanarPoint(x: 492351.353120, y: 3150265.176649), 1.0000007217),
      (PlanarPoint(x: 834112.201800, y: 0), 1.0013816142),
      (PlanarPoint(x: 614519.522556, y: 7771798.828192), 1.0001603683),
      (PlanarPoint(x: 1051927.035668, y: 5008844.504540), 1.0037463053),
      (PlanarPoint(x: -189497.886114, y: 3118279.337351), 1.0058708498),
      (PlanarPoint(x: 686921.991583, y: -3654525.314316), 1.0004306495),
    ])
  func scaleFactor(point: PlanarPoint, expected: Double) throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    #expect(abs(plane.scaleFactor(at: point) - expected) < 1e-9)
  }

  @Test("On the central meridian the plane does not stretch")
  func centralMeridian() throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    #expect(plane.scaleFactor(at: PlanarPoint(x: 500_000, y: 3_150_000)) == 1)
  }

  @Test(
    "A ground distance is the geodesic's: 2e-9 up to 100 km, 1e-7 up to 500 km",
    arguments: Seeds.some)
  func groundDistance(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let plane = try AnalysisPlane(centralMeridian: 0)
    for _ in 0..<2000 {
      let latitude = generator.number(in: -70...70)
      let isLong = generator.integer(in: 0...1) == 1
      let length = isLong ? generator.number(in: 1e5...5e5) : generator.number(in: 10...1e5)
      let start = position(latitude, generator.number(in: -7...7))
      let end = Geodesic.destination(
        from: start, azimuth: generator.number(in: 0...360), distance: Meters(length))
      let points = try plane.project([start, end])
      guard points.allSatisfy({ abs($0.x - 500_000) < 750_000 }) else { continue }
      let error = abs(plane.groundDistance(points[0], points[1]) / length - 1)
      #expect(error < (isLong ? 1e-7 : 2e-9), "\(start) → \(end)")
    }
  }

  @Test(
    "A ground area is that of the ellipsoid: 1e-7 within 400 km of the meridian, 1e-6 within 750",
    arguments: [0.0, 20, 28, 45, 60, 70, -33])
  func groundArea(latitude: Double) throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let origin = try #require(plane.project([position(latitude, 120)]).first)
    for offset in stride(from: -650_000.0, through: 650_000, by: 130_000) {
      for size in [2_000.0, 40_000, 200_000] where abs(offset) + size / 2 <= 750_000 {
        let (x, y) = (origin.x + offset, origin.y)
        let polygon = Polygon(
          shell: try ring([
            (x - size / 2, y - size / 2), (x + size / 2, y - size / 3),
            (x + size / 4, y + size / 2),
            (x - size / 3, y + size / 4),
          ]))
        let ground = plane.groundArea(MultiPolygon([polygon])).value
        let corners = try plane.unproject(dense(polygon, step: size / 400))
        let expected = Geodesic.area(corners).value
        let limit = abs(offset) + size / 2 <= 400_000 ? 1e-7 : 1e-6
        // The split sides still differ from the straight ones by a little.
        #expect(abs(ground / expected - 1) < limit + 1e-8, "offset \(offset), size \(size)")
      }
    }
  }

  @Test("Holes are taken off a ground area, whatever their direction")
  func holes() throws {
    let plane = try AnalysisPlane(centralMeridian: 120)
    let shell = try rectangle(600_000, 3_000_000, 610_000, 3_010_000)
    let hole = try rectangle(602_000, 3_002_000, 604_000, 3_004_000).shell
    let reversed = try LinearRing(hole.points.reversed())
    let whole = plane.groundArea(MultiPolygon([shell])).value
    let part = plane.groundArea(MultiPolygon([Polygon(shell: hole)])).value
    for hole in [hole, reversed] {
      let area = plane.groundArea(MultiPolygon([Polygon(shell: shell.shell, holes: [hole])])).value
      #expect(abs(area - (whole - part)) < 1e-6)
    }
    #expect(plane.groundArea(MultiPolygon()).value == 0)
  }
}
