import Quantities
import TestSupport
import Testing

@testable import Routing

@Suite("Distances to cells with roads")
struct RoadCellDistancesTests {
  @Test("are those of the nearest one, whatever the sides of a cell", arguments: Seeds.some)
  func nearest(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let grid = CellGrid(
      cell: Meters(50), reference: 47,
      covering: RoadBox(south: 470_000_000, west: 95_000_000, north: 470_120_000, east: 95_200_000))
    let share = [0.002, 0.02, 0.3][Int(seed % 3)]
    let isRoad = (0..<grid.count).map { _ in Double.random(in: 0..<1, using: &random) < share }
    var first: [UInt32] = [0]
    for road in isRoad { first.append((first.last ?? 0) + (road ? 2 : 0)) }
    let distances = RoadCellDistances(grid, first)
    let roads = isRoad.indices.filter { isRoad[$0] }
    let sides = (east: 41.0, north: 50.5)
    for row in 0..<grid.rows {
      let found = distances.distances(row: row, sides)
      for column in 0..<grid.columns {
        let expected =
          roads.map { cell -> Double in
            let dx = Double(cell % grid.columns - column) * sides.east
            let dy = Double(cell / grid.columns - row) * sides.north
            return (dx * dx + dy * dy).squareRoot()
          }.min() ?? .infinity
        #expect(found[column] == expected || abs(found[column] - expected) < 1e-6)
      }
    }
  }
}
