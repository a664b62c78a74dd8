import Geometry
import TestSupport
import Testing

@testable import Coverage

@Suite("The station grid")
struct StationGridTests {
  private let box = Bounds(
    minimum: PlanarPoint(x: -20_000, y: 3_000_000), maximum: PlanarPoint(x: 30_000, y: 3_060_000))

  private func scan(_ stations: [PlanarPoint], _ point: PlanarPoint) -> (Int, Double)? {
    stations.enumerated().map { ($0.offset, $0.element.distance(to: point)) }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  @Test("finds the station a scan finds, near and far", arguments: Seeds.some)
  func nearest(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [1, 2, 7, 60, 500] {
      let stations: [PlanarPoint] = generator.positions(count, in: box)
      let wide = Bounds(
        minimum: PlanarPoint(x: -300_000, y: 2_800_000),
        maximum: PlanarPoint(x: 300_000, y: 3_300_000))
      let points: [PlanarPoint] =
        generator.positions(300, in: box) + generator.positions(100, in: wide) + stations
      for cell in [200.0, 3500, 50_000] {
        let grid = StationGrid(stations, cell: cell)
        let close = grid.nearest(to: points)
        for (point, found) in zip(points, close) {
          let expected = scan(stations, point)
          #expect(grid.nearest(to: point)?.distance == expected?.1)
          #expect(grid.nearest(to: point)?.station == expected?.0)
          // Within a cell's side the quick search must find it; beyond it may.
          if let expected, expected.1 <= cell { #expect(Int(found) == expected.0) }
          if found >= 0 { #expect(stations[Int(found)].distance(to: point) >= expected?.1 ?? 0) }
        }
      }
    }
  }

  @Test("lists every station within a distance", arguments: Seeds.some)
  func within(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let stations: [PlanarPoint] = generator.positions(200, in: box)
    let grid = StationGrid(stations, cell: 4000)
    for point in generator.positions(50, in: box) as [PlanarPoint] {
      for distance in [0.0, 900, 4000, 25_000, 1e7] {
        let expected = stations.indices.filter { stations[$0].distance(to: point) <= distance }
        #expect(grid.all(within: distance, of: point).sorted() == expected)
      }
    }
  }

  @Test("finds a station exactly at the limit, on any side and for any cell")
  func exactlyAtTheLimit() {
    // 49 · (1/49) is less than 1 in doubles: cells counted by division and by multiplication differ.
    for cell in [49.0, 98, 103, 107, 3500] {
      for (dx, dy) in [(cell, 0), (-cell, 0), (0, cell), (0, -cell)] {
        let point = PlanarPoint(x: 5 * cell, y: 5 * cell)
        let corners = [PlanarPoint(x: 0, y: 0), PlanarPoint(x: 9 * cell, y: 9 * cell)]
        let station = PlanarPoint(x: point.x + dx, y: point.y + dy)
        #expect(StationGrid(corners + [station], cell: cell).nearest(to: [point]) == [2])
      }
    }
    let grid = StationGrid([PlanarPoint(x: 0, y: 1000), PlanarPoint(x: 98, y: 0)], cell: 49)
    #expect(grid.nearest(to: [PlanarPoint(x: 49, y: 0)]) == [1])
  }

  @Test("looks no farther than asked where cells are larger")
  func largerCells() {
    let grid = StationGrid([PlanarPoint(x: 0, y: 0), PlanarPoint(x: 1e6, y: 1e6)], cell: 10)
    #expect(grid.nearest(to: [PlanarPoint(x: 9, y: 0), PlanarPoint(x: 11, y: 0)]) == [0, -1])
  }

  @Test("answers for points that are far away or no points")
  func farAway() {
    let stations = [PlanarPoint(x: 0, y: 0), PlanarPoint(x: 1e5, y: 0)]
    let grid = StationGrid(stations, cell: 100)
    let far = [1e300, -1e300, .infinity, .nan].map { PlanarPoint(x: $0, y: 5) }
    #expect(grid.nearest(to: far) == [-1, -1, -1, -1])
    #expect(grid.nearest(to: PlanarPoint(x: -1e12, y: 3))?.station == 0)
    #expect(grid.nearest(to: PlanarPoint(x: 1e12, y: 3))?.station == 1)
    #expect(grid.nearest(to: PlanarPoint(x: .nan, y: 3)) == nil)
  }

  @Test("gives the lower index of two stations at one place")
  func ties() {
    let twin = PlanarPoint(x: 5, y: 5)
    let grid = StationGrid([PlanarPoint(x: 90, y: 90), twin, twin], cell: 10)
    #expect(grid.nearest(to: PlanarPoint(x: 6, y: 6))?.station == 1)
    #expect(grid.nearest(to: [PlanarPoint(x: 6, y: 6)]) == [1])
  }

  @Test("finds nothing where there is no station")
  func empty() {
    let grid = StationGrid([], cell: 1000)
    #expect(grid.nearest(to: PlanarPoint(x: 0, y: 0)) == nil)
    #expect(grid.nearest(to: [PlanarPoint(x: 0, y: 0)]) == [-1])
    #expect(grid.all(within: 1e9, of: PlanarPoint(x: 0, y: 0)).isEmpty)
  }
}
