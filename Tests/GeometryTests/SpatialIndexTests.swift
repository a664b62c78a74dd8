import Geometry
import TestSupport
import Testing

@Suite("The spatial index")
struct SpatialIndexTests {
  private let area = Bounds(
    minimum: PlanarPoint(x: 0, y: 0), maximum: PlanarPoint(x: 1000, y: 1000))

  @Test("The nearest point is the one a scan finds", arguments: Seeds.some)
  func nearest(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Whole coordinates make many ties; the lowest position wins.
    let points = generator.positions(500, in: area).map {
      PlanarPoint(x: ($0.x / 20).rounded() * 20, y: ($0.y / 20).rounded() * 20)
    }
    let index = try SpatialIndex(points: points, in: GEOSContext())
    #expect(index.count == 500)
    for query in generator.positions(500, in: area) + points.prefix(100) {
      let scanned = points.indices.min {
        points[$0].distance(to: query) < points[$1].distance(to: query)
      }
      #expect(try index.nearest(to: query) == scanned)
    }
  }

  @Test("A box finds what a scan finds, in order", arguments: Seeds.some)
  func query(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func randomBox(_ size: Double) -> Bounds<PlanarPoint> {
      let corner = generator.position(in: area)
      return Bounds(
        minimum: corner,
        maximum: PlanarPoint(
          x: corner.x + generator.number(in: 0...size), y: corner.y + generator.number(in: 0...size)
        ))
    }
    let boxes = (0..<400).map { _ in randomBox(50) }
    let index = try SpatialIndex(boxes, in: GEOSContext())
    for _ in 0..<300 {
      let query = randomBox(200)
      let scanned = boxes.indices.filter {
        boxes[$0].minimum.x <= query.maximum.x && query.minimum.x <= boxes[$0].maximum.x
          && boxes[$0].minimum.y <= query.maximum.y && query.minimum.y <= boxes[$0].maximum.y
      }
      #expect(try index.query(query) == scanned)
    }
  }

  @Test("An empty index finds nothing, one item is always the nearest")
  func small() throws {
    let context = try GEOSContext()
    let empty = try SpatialIndex([], in: context)
    #expect(try empty.nearest(to: area.minimum) == nil)
    #expect(try empty.query(area).isEmpty)
    let one = try SpatialIndex(points: [area.maximum], in: context)
    #expect(try one.nearest(to: area.minimum) == 0)
    #expect(try one.query(area) == [0])
  }

  @Test("Numbers that are none are refused")
  func notANumber() throws {
    let bad = PlanarPoint(x: .nan, y: 0)
    #expect(throws: GeometryError.self) { try SpatialIndex(points: [bad], in: GEOSContext()) }
    let index = try SpatialIndex(points: [area.minimum], in: GEOSContext())
    #expect(throws: GeometryError.self) { try index.nearest(to: bad) }
    #expect(throws: GeometryError.self) {
      try index.query(Bounds(minimum: bad, maximum: area.maximum))
    }
  }

  @Test("An index outlives the variable that held its context")
  func lifetime() throws {
    func make() throws -> SpatialIndex {
      try SpatialIndex(points: [PlanarPoint(x: 1, y: 1)], in: GEOSContext())
    }
    #expect(try make().nearest(to: area.minimum) == 0)
  }
}
