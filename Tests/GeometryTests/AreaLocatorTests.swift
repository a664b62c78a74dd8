import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Whether a point lies in an area")
struct AreaLocatorTests {
  /// Circles around random places, united: many parts, holes, curved sides.
  private func area(_ generator: inout SeededGenerator, _ context: GEOSContext) throws
    -> MultiPolygon<PlanarPoint>
  {
    let plane = try AnalysisPlane.fitting(lishui)
    let box = Bounds(
      minimum: PlanarPoint(x: 480_000, y: 3_100_000),
      maximum: PlanarPoint(x: 520_000, y: 3_140_000))
    let circles = generator.positions(60, in: box).map {
      plane.circle(center: $0, radius: Meters(3500), segments: 64)
    }
    return try context.union(of: circles).multiPolygon()
  }

  @Test("The locator, prepared GEOS and plain GEOS agree", arguments: Seeds.some)
  func agreement(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let context = try GEOSContext()
    let shape = try area(&generator, context)
    let locator = AreaLocator(shape)
    let plain = try context.geometry(shape)
    let prepared = try context.geometry(shape).prepared()
    let around = Bounds(
      minimum: PlanarPoint(x: 470_000, y: 3_090_000),
      maximum: PlanarPoint(x: 530_000, y: 3_150_000))
    // Places anywhere, corners, and places level with a corner: the hard ones.
    var points = generator.positions(3000, in: around)
    let corners = shape.rings.flatMap(\.points)
    points += corners
    points += corners.map { PlanarPoint(x: generator.number(in: 470_000...530_000), y: $0.y) }
    let answers = locator.contains(points)
    #expect(try prepared.contains(points) == answers)
    var differing: [PlanarPoint] = []
    for (point, answer) in zip(points, answers).prefix(4000) {
      let isInside = try plain.contains(context.geometry(point))
      if isInside != answer || locator.contains(point) != answer { differing.append(point) }
    }
    #expect(differing.isEmpty)
    #expect(corners.allSatisfy { locator.location(of: $0) == .onEdge })
    #expect(answers.contains(true) && answers.contains(false))
  }

  @Test("Points on sides, at corners and in holes are told apart")
  func byHand() throws {
    let shape = MultiPolygon([
      Polygon(
        shell: try rectangle(0, 0, 10, 10).shell, holes: [try rectangle(2, 2, 4, 4).shell]),
      Polygon(shell: try ring([(20, 0), (30, 5), (20, 10), (25, 5)])),
    ])
    let locator = AreaLocator(shape)
    let expected: [((Double, Double), AreaLocation)] = [
      ((5, 5), .inside), ((0, 0), .onEdge), ((10, 10), .onEdge), ((5, 0), .onEdge),
      ((5, 10), .onEdge), ((0, 5), .onEdge), ((10, 5), .onEdge), ((3, 3), .outside),
      ((2, 3), .onEdge), ((3, 2), .onEdge), ((4, 4), .onEdge), ((1, 2), .inside),
      ((5, 4), .inside), ((-1, 0), .outside), ((11, 10), .outside), ((15, 5), .outside),
      ((26, 5), .inside), ((24, 5), .outside), ((25, 5), .onEdge), ((30, 5), .onEdge),
      ((31, 5), .outside), ((25, 2.5), .onEdge), ((.nan, 5), .outside),
      ((5, .infinity), .outside),
    ]
    for (point, location) in expected {
      #expect(
        locator.location(of: PlanarPoint(x: point.0, y: point.1)) == location, "\(point)")
    }
  }

  @Test("A point on a slanted side is on the edge, its neighbours in floating point are not")
  func exactness() throws {
    // 1/3 of the way up a side whose ends need all 53 bits.
    let shape = MultiPolygon([
      Polygon(shell: try ring([(0, 0), (3 * 0.1, 3 * 0.7), (-10, 5)]))
    ])
    let locator = AreaLocator(shape)
    let (x, y) = (0.1, 0.7)
    // 3 · 0.1 is not three times 0.1 in floating point; the exact sign knows.
    let exactlyOn = PlanarPoint(x: 3 * 0.1 / 2, y: 3 * 0.7 / 2)
    #expect(locator.location(of: exactlyOn) == .onEdge)
    #expect(
      locator.location(of: PlanarPoint(x: exactlyOn.x.nextUp, y: exactlyOn.y)) == .outside)
    #expect(
      locator.location(of: PlanarPoint(x: exactlyOn.x.nextDown, y: exactlyOn.y)) == .inside)
    #expect(locator.location(of: PlanarPoint(x: x - 0.01, y: y)) == .inside)
  }

  @Test("Nothing contains nothing, and a flat ring has only an edge")
  func degenerate() throws {
    let point = PlanarPoint(x: 1, y: 0)
    #expect(AreaLocator(MultiPolygon()).location(of: point) == .outside)
    let flat = MultiPolygon([Polygon(shell: try ring([(0, 0), (2, 0), (1, 0)]))])
    #expect(AreaLocator(flat).location(of: point) == .onEdge)
    #expect(AreaLocator(flat).location(of: PlanarPoint(x: 3, y: 0)) == .outside)
  }

  @Test("A prepared shape tells whether another touches it")
  func preparedIntersects() throws {
    let context = try GEOSContext()
    let prepared = try context.geometry(try rectangle(0, 0, 10, 10)).prepared()
    #expect(try prepared.intersects(context.geometry(try rectangle(10, 10, 20, 20))))
    #expect(try !prepared.intersects(context.geometry(try rectangle(10.1, 10, 20, 20))))
    #expect(try prepared.geometry.area.value == 100)
  }
}
