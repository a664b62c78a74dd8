import Geometry
import Quantities
import TestSupport
import Testing

@testable import Routing

@Suite("Outlines of cells")
struct RingTracerTests {
  private typealias Corner = RingTracer.Corner

  @Test(
    "are valid polygons of the cells' area, one for each set of cells sharing sides",
    arguments: 0..<60)
  func random(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let columns = generator.integer(in: 1...14)
    let rows = generator.integer(in: 1...14)
    let filling = generator.number(in: 0.2...0.9)
    let mask = (0..<columns * rows).map { _ in generator.number(in: 0...1) < filling }
    let outlines = RingTracer(columns: columns, rows: rows) { mask[$0] }.outlines()
    #expect(outlines.count == Self.components(mask, columns))
    let geos = try GEOSContext()
    let polygons = try outlines.map { outline in
      Polygon(shell: try ring(outline.shell), holes: try outline.holes.map(ring))
    }
    let shape = try geos.geometry(MultiPolygon(polygons))
    // Parts may touch at corners, which a multipolygon may, at points.
    #expect(try shape.invalidReason() == nil)
    #expect(try shape.area.value == Double(mask.count { $0 }))
    for cell in mask.indices {
      let center = PlanarPoint(
        x: Double(cell % columns) + 0.5, y: Double(cell / columns) + 0.5)
      #expect(Self.contains(outlines, center) == mask[cell])
    }
  }

  @Test("of cells that meet at a corner are two, and of a ring of cells one with a hole")
  func corners() {
    let diagonal = RingTracer(columns: 2, rows: 2) { $0 == 0 || $0 == 3 }.outlines()
    #expect(diagonal.count == 2)
    #expect(diagonal.allSatisfy { $0.holes.isEmpty && $0.shell.count == 4 })
    let ring = RingTracer(columns: 3, rows: 3) { $0 != 4 }.outlines()
    #expect(ring.count == 1)
    #expect(ring[0].holes.map(\.count) == [4])
    // Two holes that meet at a corner are two rings.
    let holes = RingTracer(columns: 4, rows: 4) { $0 != 5 && $0 != 10 }.outlines()
    #expect(holes.count == 1)
    #expect(holes[0].holes.count == 2)
    // A bay that is closed by a corner is a hole.
    let bay = RingTracer(columns: 3, rows: 3) { $0 != 4 && $0 != 0 }.outlines()
    #expect(bay.count == 1)
    #expect(bay[0].holes.map(\.count) == [4])
    #expect(RingTracer(columns: 3, rows: 2) { _ in false }.outlines().isEmpty)
  }

  private func ring(_ corners: [Corner]) throws -> LinearRing<PlanarPoint> {
    try LinearRing(
      (corners + corners.prefix(1)).map { PlanarPoint(x: Double($0.x), y: Double($0.y)) })
  }

  private static func contains(_ outlines: [RingTracer.Outline], _ point: PlanarPoint) -> Bool {
    let rings = outlines.flatMap { [$0.shell] + $0.holes }
    // Rings run along sides: count the upright ones east of the point.
    let crossings = rings.flatMap { ring in
      zip(ring, ring.dropFirst() + ring.prefix(1)).filter { from, to in
        from.x == to.x && Double(from.x) > point.x
          && Double(min(from.y, to.y)) < point.y && Double(max(from.y, to.y)) > point.y
      }
    }
    return crossings.count % 2 == 1
  }

  /// By flooding.
  private static func components(_ mask: [Bool], _ columns: Int) -> Int {
    var left = Set(mask.indices.filter { mask[$0] })
    var count = 0
    while let start = left.first {
      count += 1
      var waiting = [start]
      left.remove(start)
      while let cell = waiting.popLast() {
        var neighbours = [cell - columns, cell + columns]
        if cell % columns > 0 { neighbours.append(cell - 1) }
        if cell % columns < columns - 1 { neighbours.append(cell + 1) }
        for other in neighbours where left.remove(other) != nil { waiting.append(other) }
      }
    }
    return count
  }
}
