import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Simplifying neighbours together")
struct SimplifiedCoverageTests {
  /// A field of `size` × `size` cells of 1 km whose edges wobble by up to 50 m, the same for both
  /// neighbours.
  private func field(_ size: Int, _ generator: inout SeededGenerator) throws
    -> [MultiPolygon<PlanarPoint>]
  {
    let steps = 20
    var cache: [[Int]: PlanarPoint] = [:]
    func corner(_ i: Int, _ j: Int) -> PlanarPoint {
      if let known = cache[[i, j]] { return known }
      let isOuter = i == 0 || j == 0 || i == size * steps || j == size * steps
      let wobble = isOuter ? 0 : 50.0
      let point = PlanarPoint(
        x: Double(i) * 1000 / Double(steps)
          + (j.isMultiple(of: steps) ? 0 : generator.number(in: -wobble...wobble)) / 3,
        y: Double(j) * 1000 / Double(steps)
          + (i.isMultiple(of: steps) ? 0 : generator.number(in: -wobble...wobble)) / 3)
      cache[[i, j]] = point
      return point
    }
    return try (0..<size * size).map { cell in
      let (i, j) = (cell % size * steps, cell / size * steps)
      var points = (0..<steps).map { corner(i + $0, j) }
      points += (0..<steps).map { corner(i + steps, j + $0) }
      points += (0..<steps).map { corner(i + steps - $0, j + steps) }
      points += (0..<steps).map { corner(i, j + steps - $0) }
      return MultiPolygon([Polygon(shell: try LinearRing(points + [points[0]]))])
    }
  }

  @Test("Neighbours keep their common edge: no slit, no overlap", arguments: Seeds.some)
  func noSlits(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let context = try GEOSContext()
    let before = try field(4, &generator)
    let after = try context.simplifiedCoverage(before, Meters(40))
    #expect(after.count == 16)
    let areas = try after.map { try context.geometry($0).area.value }
    let union = try context.union(of: after)
    #expect(abs(areas.reduce(0, +) - 16_000_000) < 1e-3)
    #expect(abs(try union.area.value - 16_000_000) < 1e-3)
    #expect(areas.allSatisfy { abs($0 - 1_000_000) < 50_000 })
    for shape in after { #expect(try context.geometry(shape).invalidReason() == nil) }
    let points = { (shapes: [MultiPolygon<PlanarPoint>]) in shapes.reduce(0) { $0 + $1.pointCount }
    }
    #expect(points(after) < points(before) / 2)
  }

  @Test("A hole stays a hole, an island an island, and nothing stays nothing")
  func holesAndIslands() throws {
    let context = try GEOSContext()
    let lake = try rectangle(40, 40, 60, 60).shell
    let main = Polygon(shell: try rectangle(0, 0, 100, 100).shell, holes: [lake])
    let shapes = [
      MultiPolygon([main, try rectangle(200, 0, 250, 50)]), MultiPolygon(),
      MultiPolygon([try rectangle(100, 0, 150, 100)]),
    ]
    let after = try context.simplifiedCoverage(shapes, Meters(1))
    let areas = try after.map { try context.geometry($0).area.value }
    #expect(areas == [10_000 - 400 + 2500, 0, 5000])
    #expect(try context.simplifiedCoverage([], Meters(1)).isEmpty)
  }
}
