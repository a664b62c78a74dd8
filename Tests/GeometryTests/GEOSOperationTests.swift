import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Operations of GEOS")
struct GEOSOperationTests {
  let context: GEOSContext
  let square: MultiPolygon<PlanarPoint>
  /// The square moved by (5, 5): a quarter of each is common.
  let moved: MultiPolygon<PlanarPoint>

  init() throws {
    context = try GEOSContext()
    square = MultiPolygon([try rectangle(0, 0, 10, 10)])
    moved = MultiPolygon([try rectangle(5, 5, 15, 15)])
  }

  @Test("Union, intersection and difference of two squares have the areas of arithmetic")
  func overlay() throws {
    let a = try context.geometry(square)
    let b = try context.geometry(moved)
    #expect(try a.area.value == 100)
    #expect(try a.length.value == 40)
    #expect(try a.union(b).area.value == 175)
    #expect(try a.intersection(b).area.value == 25)
    #expect(try a.difference(b).area.value == 75)
    #expect(try context.union(of: [square, moved]).area.value == 175)
    #expect(try a.intersects(b))
    #expect(try !a.contains(b))
    #expect(try a.contains(context.geometry(PlanarPoint(x: 5, y: 5))))
    #expect(try !a.contains(context.geometry(PlanarPoint(x: 0, y: 5))))
  }

  @Test("A shape comes back from GEOS as it went in, holes and all")
  func roundTrip() throws {
    let hole = try rectangle(2, 2, 4, 4).shell
    let shape = MultiPolygon([
      Polygon(shell: square.polygons[0].shell, holes: [hole]), try rectangle(20, 0, 30, 10),
    ])
    let geometry = try context.geometry(shape)
    #expect(try geometry.multiPolygon() == shape)
    #expect(try geometry.area.value == 196)
    #expect(try context.geometry(MultiPolygon<PlanarPoint>()).multiPolygon().isEmpty)
    #expect(try geometry.wkt() == Shape.multiPolygon(shape).wkt())
    #expect(try Shape(wkb: geometry.wkb()) == .multiPolygon(shape))
  }

  @Test("Distance is between the nearest sides, and none to nothing")
  func distance() throws {
    let a = try context.geometry(square)
    let b = try context.geometry(MultiPolygon([try rectangle(13, 14, 20, 20)]))
    #expect(try a.distance(to: b).value == 5)
    #expect(try a.distance(to: context.geometry(moved)).value == 0)
    let empty = try context.geometry(MultiPolygon<PlanarPoint>())
    #expect(try empty.isEmpty)
    #expect(throws: GeometryError.self) { try a.distance(to: empty) }
  }

  /// Made with shapely 2: box(0, 0, 10, 10).buffer(3, quad_segs=16).area.
  @Test("A buffer has the area shapely finds")
  func buffer() throws {
    let buffer = try context.geometry(square).buffer(Meters(3), quadrantSegments: 16)
    #expect(abs(try buffer.area.value - 248.22893641491348) < 1e-9)
    #expect(try context.geometry(square).buffer(Meters(-5)).isEmpty)
    #expect(throws: GeometryError.self) {
      try context.geometry(square).buffer(Meters(.infinity)).area
    }
  }

  @Test("A defect is found with its reason and place, and repaired")
  func validity() throws {
    let bow = MultiPolygon([Polygon(shell: try ring([(0, 0), (10, 10), (10, 0), (0, 10)]))])
    let geometry = try context.geometry(bow)
    let found = try geometry.invalidReason()
    let defect = try #require(found)
    #expect(defect.reason == "Self-intersection")
    #expect(defect.location == PlanarPoint(x: 5, y: 5))
    #expect("\(defect)" == "Self-intersection at (5.0, 5.0)")
    let repaired = try geometry.madeValid()
    #expect(try repaired.invalidReason() == nil)
    #expect(try repaired.area.value == 50)
    #expect(try repaired.multiPolygon().polygons.count == 2)
  }

  @Test("Overlapping parts are merged by a repair and not made a hole")
  func overlapping() throws {
    let geometry = try context.geometry(MultiPolygon(square.polygons + moved.polygons))
    #expect(try geometry.invalidReason() != nil)
    #expect(try geometry.madeValid().area.value == 175)
  }

  @Test("A failed operation is an error that names GEOS's function and its words")
  func failure() throws {
    // Two that cross themselves and make GEOS 3.11 to 3.14 give up.
    let one = Polygon(shell: try ring([(9, 1), (4, 1), (7, 7), (7, 6), (3, 1)]))
    let other = Polygon(shell: try ring([(7, 0), (6, 6), (9, 0), (7, 4), (3, 9)]))
    let error = #expect(throws: GeometryError.self) {
      let other = try context.geometry(other)
      return try context.geometry(one).intersection(other).area
    }
    #expect(error?.code == .operationFailed)
    #expect(error?.message.hasPrefix("GEOSIntersection_r: TopologyException") == true)
    #expect(error?.message.contains("\n") == false)
    // The context still works.
    #expect(try context.geometry(square).area.value == 100)
  }

  @Test("Simplifying keeps the topology: a thin bay does not cross itself")
  func simplification() throws {
    let jagged = try ring([
      (0, 0), (50, 0.1), (100, 0), (100, 100), (51, 100), (50.5, 1), (49.5, 1), (49, 100),
      (0, 100),
    ])
    let geometry = try context.geometry(MultiPolygon([Polygon(shell: jagged)]))
    let simple = try geometry.simplifiedPreservingTopology(Meters(5))
    #expect(try simple.invalidReason() == nil)
    #expect(try simple.multiPolygon().pointCount < jagged.points.count)
    #expect(throws: GeometryError.self) {
      try geometry.simplifiedPreservingTopology(Meters(-1)).area
    }
  }

  @Test("A label point lies inside a crescent, its hull outside")
  func labelPoint() throws {
    let crescent = try context.geometry(MultiPolygon([try rectangle(0, 0, 100, 100)]))
      .difference(context.geometry(MultiPolygon([try rectangle(5, 5, 100, 95)])))
    let point = try crescent.pointOnSurface()
    #expect(try crescent.contains(context.geometry(point)))
    #expect(try crescent.convexHull().area.value == 10_000)
    let empty = try context.geometry(MultiPolygon<PlanarPoint>())
    #expect(throws: GeometryError.self) { try empty.pointOnSurface() }
  }

  @Test("The union of circles has the area that a sample estimates", arguments: Seeds.some)
  func unionOfCircles(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let area = Bounds(
      minimum: PlanarPoint(x: 480_000, y: 3_100_000),
      maximum: PlanarPoint(x: 520_000, y: 3_140_000))
    let plane = try AnalysisPlane.fitting(lishui)
    let centers = generator.positions(20, in: area)
    let union = try context.union(
      of: centers.map { plane.circle(center: $0, radius: Meters(3500)) })
    let sampled = Bounds(
      minimum: PlanarPoint(x: area.minimum.x - 4000, y: area.minimum.y - 4000),
      maximum: PlanarPoint(x: area.maximum.x + 4000, y: area.maximum.y + 4000))
    let count = 100_000
    let hits = (0..<count).count { _ in
      let point = generator.position(in: sampled)
      return centers.contains { plane.groundDistance($0, point) <= 3500 }
    }
    let estimate = Double(hits) / Double(count) * 48_000 * 48_000
    // Four standard deviations of the share.
    let share = Double(hits) / Double(count)
    let tolerance = 4 * (share * (1 - share) / Double(count)).squareRoot() * 48_000 * 48_000
    #expect(abs(plane.groundArea(try union.multiPolygon()).value - estimate) < tolerance)
  }

  @Test("Two tasks with a context each do not disturb one another")
  func tasks() async throws {
    let shape = square
    let other = moved
    let areas = try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let context = try GEOSContext()
          var area = 0.0
          for _ in 0..<200 {
            area = try context.geometry(shape).union(context.geometry(other)).area.value
          }
          return area
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(areas == [Double](repeating: 175, count: 8))
  }
}
