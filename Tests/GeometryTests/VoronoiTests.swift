import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Voronoi cells")
struct VoronoiTests {
  private let bounds = Bounds(
    minimum: PlanarPoint(x: 0, y: 0), maximum: PlanarPoint(x: 1000, y: 1000))

  @Test(
    "Cells fill the box, and each place is in the cell of its nearest site", arguments: Seeds.some)
  func cells(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let context = try GEOSContext()
    let sites = generator.positions(200, in: bounds)
    let cells = try context.voronoiCells(of: sites, within: bounds)
    var total = 0.0
    for cell in cells {
      let geometry = try context.geometry(cell)
      #expect(try geometry.invalidReason() == nil)
      total += try geometry.area.value
    }
    #expect(abs(total - 1_000_000) < 1e-6)
    let locators = cells.map { AreaLocator($0) }
    let strays = generator.positions(2000, in: bounds).filter { point in
      let nearest = sites.indices.min {
        sites[$0].distance(to: point) < sites[$1].distance(to: point)
      }
      return nearest.map { locators[$0].location(of: point) } == .outside
    }
    #expect(strays.isEmpty)
  }

  @Test("Clustered sites, sites in a line and sites outside the box have their cells too")
  func unevenSites() throws {
    let context = try GEOSContext()
    var generator = SeededGenerator(seed: 7)
    let cluster = generator.positions(
      50, in: Bounds(minimum: bounds.minimum, maximum: PlanarPoint(x: 0.01, y: 0.01)))
    let line = (0..<20).map { PlanarPoint(x: Double($0) * 50, y: 500) }
    let outside = [PlanarPoint(x: -500, y: 500), PlanarPoint(x: 1e6, y: 1e6)]
    for sites in [cluster + outside, line, line + outside, outside] {
      let cells = try context.voronoiCells(of: sites, within: bounds)
      let total = try cells.reduce(0) { try $0 + context.geometry($1).area.value }
      #expect(abs(total - 1_000_000) < 1e-6)
    }
  }

  @Test("One site has the whole box, no site none, and of two at one place the first")
  func few() throws {
    let context = try GEOSContext()
    let site = PlanarPoint(x: 10, y: 20)
    #expect(try context.voronoiCells(of: [], within: bounds).isEmpty)
    let one = try context.voronoiCells(of: [site], within: bounds)
    #expect(try context.geometry(one[0]).area.value == 1_000_000)
    let two = try context.voronoiCells(of: [site, site], within: bounds)
    #expect(try context.geometry(two[0]).area.value == 1_000_000)
    #expect(two[1].isEmpty)
  }

  @Test("Two sites share the box at the line between them")
  func two() throws {
    let sites = [PlanarPoint(x: 250, y: 300), PlanarPoint(x: 750, y: 300)]
    let cells = try GEOSContext().voronoiCells(of: sites, within: bounds)
    #expect(cells.map(\.bounds?.maximum.x) == [500, 1000])
    #expect(cells.map(\.bounds?.minimum.x) == [0, 500])
  }

  @Test("A site that is no number is refused")
  func notANumber() throws {
    #expect(throws: GeometryError.self) {
      try GEOSContext().voronoiCells(of: [PlanarPoint(x: .nan, y: 0)], within: bounds)
    }
  }
}
