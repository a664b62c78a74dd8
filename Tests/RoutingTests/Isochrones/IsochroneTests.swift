import Geometry
import Quantities
import TestSupport
import Testing

@testable import Routing

@Suite("Isochrones")
struct IsochroneTests {
  /// Streets on a wobbling grid in the desert: some missing, some one-way, an island, bends.
  private static func network(seed: UInt64) throws -> RoadNetwork {
    var generator = SeededGenerator(seed: seed)
    var builder = RoadNetworkBuilder()
    let size = 9
    func position(_ column: Double, _ row: Double) -> RoadPosition {
      RoadPosition(
        GeographicCoordinate(
          easting: 101 + column * 0.004 + generator.number(in: -0.001...0.001),
          northing: 40 + row * 0.003 + generator.number(in: -0.0008...0.0008)))
    }
    // The builder keeps positions of points that a way has named before.
    var positions: [Int64: RoadPosition] = [:]
    for node in 0..<size * size {
      positions[Int64(node)] = position(Double(node % size), Double(node / size))
    }
    var next = Int64(1000)
    for node in 0..<size * size {
      for (isThere, step) in [(node % size + 1 < size, 1), (node / size + 1 < size, size)]
      where isThere && generator.integer(in: 0...3) > 0 {
        var road = RoadAttributes(.residential)
        if generator.integer(in: 0...6) == 0 { road.isOpenBackward = false }
        var points = [Int64(node)]
        if generator.integer(in: 0...2) == 0 {
          let half = step == 1 ? (0.5, 0.0) : (0.0, 0.5)
          positions[next] = position(Double(node % size) + half.0, Double(node / size) + half.1)
          points.append(next)
          next += 1
        }
        builder.addWay(id: next, road, name: "", points: points + [Int64(node + step)])
        next += 1
      }
    }
    for (id, position) in positions { builder.setPoint(id, position) }
    return try builder.build(RoadNetworkDescription(source: "test"))
  }

  private struct Setting {
    let network: RoadNetwork
    let snapper: RoadSnapper
    let search: TravelTimeSearch
    let origins: RoadPlaces

    init(seed: UInt64, cell: Double = 50) throws {
      network = try IsochroneTests.network(seed: seed)
      let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
      snapper = RoadSnapper(network, times)
      search = TravelTimeSearch(SearchGraph(network, times))
      var generator = SeededGenerator(seed: seed ^ 0x1234)
      let box = Bounds(
        minimum: GeographicCoordinate(easting: 101, northing: 40),
        maximum: GeographicCoordinate(easting: 101.032, northing: 40.024))
      origins = RoadPlaces(generator.positions(3, in: box), as: .origin, on: snapper)
    }

    /// Exact times from the origins to places.
    func times(to places: [GeographicCoordinate]) async -> [[Seconds?]] {
      let destinations = RoadPlaces(places, as: .destination, on: snapper)
      let matrix = await search.matrix(
        from: origins.searchPlaces, to: destinations.searchPlaces)
      return (0..<origins.count).map { origin in
        places.indices.map { place in
          let found = matrix.milliseconds[origin * places.count + place]
          return origins.milliseconds(
            from: origin, to: place, of: destinations,
            found: found == SearchTime.unreachable ? nil : found
          ).flatMap { SearchTime.seconds($0) }
        }
      }
    }
  }

  private static func contains(
    _ area: MultiPolygon<GeographicCoordinate>, _ at: GeographicCoordinate
  )
    -> Bool
  {
    var crossings = 0
    for ring in area.rings {
      for (from, to) in zip(ring.points, ring.points.dropFirst())
      where from.longitude == to.longitude && from.longitude > at.longitude
        && min(from.latitude, to.latitude) < at.latitude
        && max(from.latitude, to.latitude) > at.latitude
      {
        crossings += 1
      }
    }
    return crossings % 2 == 1
  }

  /// Points on the road: their exact times need no access.
  private static func points(along segment: Int, of network: RoadNetwork) -> [GeographicCoordinate]
  {
    let shape = network.shape(ofSegment: segment)
    var points: [GeographicCoordinate] = []
    for (from, to) in zip(shape, shape.dropFirst()) {
      let (east, north) = (to.longitude - from.longitude, to.latitude - from.latitude)
      for step in 1..<7 {
        let share = Double(step) / 7
        points.append(
          GeographicCoordinate(
            easting: from.longitude + east * share, northing: from.latitude + north * share))
      }
    }
    return points
  }

  private static let limits = [Seconds(30), Seconds(75), Seconds(120), Seconds(300)]

  @Test("contain no node and no piece of road beyond the limit", arguments: Seeds.some)
  func nothingBeyond(seed: UInt64) async throws {
    let setting = try Setting(seed: seed)
    let network = setting.network
    let isochrones = await IsochroneSearch(setting.snapper).isochrones(
      from: setting.origins, limits: Self.limits)
    let nodes = await setting.search.matrix(
      from: setting.origins.searchPlaces, to: SearchPlaces(nodes: 0..<network.nodeCount))
    let samples = (0..<network.segmentCount).flatMap { Self.points(along: $0, of: network) }
    let times = await setting.times(to: samples)
    var inside = 0
    for isochrone in isochrones.joined() {
      // The sample is a rounding error off the road and so some milliseconds.
      let limit = isochrone.limit.value + 0.02
      for node in 0..<network.placeCount {
        guard Self.contains(isochrone.area, network.coordinate(of: node)) else { continue }
        let time = try #require(nodes[isochrone.origin, node])
        #expect(time <= isochrone.limit)
        inside += 1
      }
      for (sample, time) in zip(samples, times[isochrone.origin])
      where Self.contains(isochrone.area, sample) {
        #expect(time.map { $0.value <= limit } == true)
        inside += 1
      }
    }
    #expect(inside > 300)
  }

  @Test(
    "hold the cells whose roads are reached to the last, of those without roads the ones whose centre is",
    arguments: Seeds.some)
  func cells(seed: UInt64) async throws {
    let setting = try Setting(seed: seed)
    let network = setting.network
    let search = IsochroneSearch(setting.snapper)
    let isochrones = await search.isochrones(from: setting.origins, limits: Self.limits)
    let grid = CellGrid(
      cell: search.cell, reference: network.bounds.middleLatitude,
      covering: network.bounds.widened(by: Meters(300)))
    var generator = SeededGenerator(seed: seed)
    let cells = (0..<500).map { _ in
      CellBox(
        grid, generator.integer(in: 0...grid.columns - 1),
        generator.integer(in: 0...grid.rows - 1))
    }
    let shapes = (0..<network.segmentCount).map { network.shape(ofSegment: $0) }
    let roads = cells.map { cell in shapes.flatMap { cell.points(of: $0) } }
    let places = zip(cells, roads).map { $1.isEmpty ? [$0.center] : $1 }
    let times = await setting.times(to: Array(places.joined()))
    let withRoads = roads.count { !$0.isEmpty }
    #expect(withRoads > 50 && withRoads < 450)
    for origin in 0..<setting.origins.count {
      var rest = times[origin][...]
      for (cell, places) in zip(cells, places) {
        let last = rest.prefix(places.count).map { $0?.value ?? .infinity }.max() ?? 0
        rest = rest.dropFirst(places.count)
        for isochrone in isochrones[origin] {
          // Rounding; and the last point of a road may lie between two samples.
          if Self.contains(isochrone.area, cell.center) {
            #expect(last <= isochrone.limit.value + 0.02)
          } else {
            #expect(last > isochrone.limit.value - (places.count > 1 ? 0.3 : 0.02))
          }
        }
      }
    }
  }

  /// A cell, degrees.
  private struct CellBox {
    let west: Double
    let east: Double
    let south: Double
    let north: Double

    init(_ grid: CellGrid, _ column: Int, _ row: Int) {
      west = grid.longitude(ofLine: column)
      east = grid.longitude(ofLine: column + 1)
      south = grid.latitude(ofLine: row)
      north = grid.latitude(ofLine: row + 1)
    }

    var center: GeographicCoordinate {
      GeographicCoordinate(easting: (west + east) / 2, northing: (south + north) / 2)
    }

    /// Points of a line inside, from where it enters to where it leaves.
    func points(of line: [GeographicCoordinate]) -> [GeographicCoordinate] {
      var points: [GeographicCoordinate] = []
      for (from, to) in zip(line, line.dropFirst()) {
        let (dx, dy) = (to.longitude - from.longitude, to.latitude - from.latitude)
        let across = [(west - from.longitude) / dx, (east - from.longitude) / dx].sorted()
        let along = [(south - from.latitude) / dy, (north - from.latitude) / dy].sorted()
        let enters = max(0, across[0], along[0])
        let leaves = min(1, across[1], along[1])
        guard enters < leaves else { continue }
        for step in 0...30 {
          let share = enters + (leaves - enters) * Double(step) / 30
          points.append(
            GeographicCoordinate(
              easting: from.longitude + dx * share, northing: from.latitude + dy * share))
        }
      }
      return points
    }
  }

  @Test("for growing limits lie in each other, and grow", arguments: Seeds.some)
  func nested(seed: UInt64) async throws {
    let setting = try Setting(seed: seed)
    let limits = (1...12).map { Seconds(Double($0) * 20) }
    let isochrones = await IsochroneSearch(setting.snapper).isochrones(
      from: setting.origins, limits: limits)
    var generator = SeededGenerator(seed: seed)
    let box = Bounds(
      minimum: GeographicCoordinate(easting: 100.99, northing: 39.99),
      maximum: GeographicCoordinate(easting: 101.04, northing: 40.03))
    let places: [GeographicCoordinate] = generator.positions(1500, in: box)
    for row in isochrones {
      for (small, large) in zip(row, row.dropFirst()) {
        #expect(small.extent <= large.extent)
        for place in places where Self.contains(small.area, place) {
          #expect(Self.contains(large.area, place))
        }
      }
      #expect(row[0].extent < row[11].extent)
    }
  }

  @Test("are valid polygons of the stated area", arguments: Seeds.some)
  func valid(seed: UInt64) async throws {
    let setting = try Setting(seed: seed)
    let isochrones = await IsochroneSearch(setting.snapper).isochrones(
      from: setting.origins, limits: Self.limits)
    let geos = try GEOSContext()
    let plane = try AnalysisPlane(centralMeridian: 101)
    for isochrone in isochrones.joined() {
      let planar = try plane.project(isochrone.area)
      #expect(try geos.geometry(planar).invalidReason() == nil)
      let area = plane.groundArea(planar)
      #expect(abs(area.value - isochrone.extent.value) <= 1e-4 * area.value)
    }
  }

  @Test("are the same for any number of tasks, alone or together, and with a smaller limit beside")
  func independent() async throws {
    let setting = try Setting(seed: 77)
    let search = IsochroneSearch(setting.snapper)
    let expected = await search.isochrones(from: setting.origins, limits: [Seconds(120)])
    for tasks in [2, 5] {
      let found = await search.isochrones(
        from: setting.origins, limits: [Seconds(20), Seconds(120), Seconds(400)], tasks: tasks)
      for (one, other) in zip(expected, found) { #expect(one[0].area == other[1].area) }
    }
  }

  @Test("along a street of 10 m/s reach as far as the limit lets them, each way")
  func street() async throws {
    let sketch = NetworkSketch("A---------B---------C", metersPerCharacter: 100)
    let network = sketch.network()
    let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
    let snapper = RoadSnapper(network, times)
    let start = try #require(sketch.coordinates["B"])
    let isochrones = await IsochroneSearch(snapper, cell: Meters(10)).isochrones(
      from: RoadPlaces([start], as: .origin, on: snapper), limits: [Seconds(60)])
    let area = isochrones[0][0].area
    // 60 s are 600 m along the road, or 83 m on foot.
    for (metersEast, metersNorth, isInside) in [
      (0.0, 0.0, true), (589, 0, true), (-589, 0, true), (612, 0, false), (-612, 0, false),
      (0, 75, true), (0, 95, false), (300, 30, true), (300, 52, false),
    ] {
      let place = Geodesic.destination(
        from: Geodesic.destination(
          from: start, azimuth: 90, distance: Meters(metersEast)),
        azimuth: 0, distance: Meters(metersNorth + 0.001))
      #expect(Self.contains(area, place) == isInside, "\(metersEast) \(metersNorth)")
    }
  }

  @Test("of a place on no road are empty")
  func offRoad() async throws {
    let setting = try Setting(seed: 4)
    let far = RoadPlaces(
      [GeographicCoordinate(easting: 103, northing: 41)], as: .origin, on: setting.snapper)
    let isochrones = await IsochroneSearch(setting.snapper).isochrones(
      from: far, limits: Self.limits)
    #expect(isochrones[0].allSatisfy { $0.area.isEmpty && $0.extent == SquareMeters(0) })
  }
}
