import Geometry
public import Quantities

/// Makes isochrones on a road network.
public struct IsochroneSearch: Sendable {
  /// The side of a cell where none is given.
  public static let defaultCell = Meters(50)

  public let snapper: RoadSnapper
  public let cell: Meters
  private let arcs: OpenArcs
  private let running: SegmentRunning
  /// Metres of the longest segment.
  private let longestSegment: Double

  /// - Parameters:
  ///   - snapper: of the network and the travel times.
  ///   - search: on the same network and times, where there is one already.
  ///   - cell: the side of a cell, 5 m or more.
  /// - Complexity: O(nodes + arcs).
  public init(
    _ snapper: RoadSnapper, search: TravelTimeSearch? = nil, cell: Meters = defaultCell
  ) {
    precondition(cell.value >= 5, "a cell is at least 5 m wide")
    self.snapper = snapper
    self.cell = cell
    arcs = search?.arcs ?? OpenArcs(SearchGraph(snapper.network, snapper.times))
    precondition(arcs.nodeCount == snapper.network.nodeCount, "a search on another network")
    running = SegmentRunning(snapper.network, snapper.times)
    longestSegment =
      snapper.network.segmentMillimeters.withUnsafeBufferPointer { Double($0.max() ?? 0) } / 1000
  }

  /// The areas within each of some limits of each of some origins.
  ///
  /// Nested: that of a smaller limit lies within that of a larger one. An origin that is on no road has
  /// empty areas.
  ///
  /// - Parameters:
  ///   - limits: above 0.
  ///   - tasks: origins worked on at a time; the result does not depend on it.
  /// - Returns: by origin, then by limit in the given order.
  /// - Complexity: a search, and O(cells of the box around what is reached), about 0.5 µs a cell where
  ///   it is first looked at and 10 ns for each origin.
  public func isochrones(
    from origins: RoadPlaces, limits: [Seconds], tasks: Int = 1
  ) async -> [[Isochrone]] {
    let milliseconds = limits.map { SearchTime.latest($0) ?? 0 }
    let (shortest, longest) = (milliseconds.min() ?? 0, milliseconds.max() ?? 0)
    let reach = reach(latest: longest)
    let boxes = await inParallel(origins.count, tasks: tasks) {
      let search = BoundedSearch(arcs)
      return { box(of: $0, origins, search, latest: longest, reach) }
    }
    let shared = await sharedRoads(boxes.compactMap { $0 }, reach, tasks: tasks)
    return await inParallel(origins.count, tasks: tasks) {
      let search = BoundedSearch(arcs)
      var times = SegmentTimes(snapper.network)
      return { origin in
        guard let box = boxes[origin] else {
          return limits.map {
            Isochrone(
              origin: origin, limit: $0, area: MultiPolygon([]), extent: SquareMeters(0))
          }
        }
        search.run(from: origin, of: origins.searchPlaces, latest: longest)
        times.update(
          snapper.network, snapper.times, search, origin: origins.snaps[origin].point)
        let roads = shared ?? CellRoads(region(box, reach))
        let raster = TimeRaster(roads, box, times, running, limits: (shortest, longest))
        return limits.map { isochrone(origin, $0, raster, roads.grid) }
      }
    }
  }

  /// Metres from a road beyond which nobody gets within the limit.
  private func reach(latest: UInt32) -> Double {
    let rule = snapper.times.access
    return min(
      rule.limitMeters.value, Double(latest) / 1000 * rule.kilometersPerHour.value / 3.6)
  }

  /// A box around all that is reached from an origin; `nil` where nothing is.
  private func box(
    of origin: Int, _ origins: RoadPlaces, _ search: BoundedSearch, latest: UInt32, _ reach: Double
  ) -> RoadBox? {
    guard let point = origins.snaps[origin].point, point.accessMilliseconds <= latest else {
      return nil
    }
    let network = snapper.network
    search.run(from: origin, of: origins.searchPlaces, latest: latest)
    var box = RoadBox.empty
    let scale = GroundScale(latitude: min(89, abs(network.bounds.middleLatitude) + 5))
    /// However a segment bends, a drive along it gets no farther than it is long.
    func add(_ position: RoadPosition, meters: Double) {
      let north = Int32(meters / scale.metersPerDegreeNorth * 1e7) + 1
      let east = Int32(meters / scale.metersPerDegreeEast * 1e7) + 1
      box.add(
        RoadPosition(latitude: position.latitude - north, longitude: position.longitude - east))
      box.add(
        RoadPosition(latitude: position.latitude + north, longitude: position.longitude + east))
    }
    add(
      RoadPosition(point.coordinate), meters: network.length(ofSegment: point.segment).value)
    let longest = (
      north: Int(longestSegment / scale.metersPerDegreeNorth * 1e7) + 1,
      east: Int(longestSegment / scale.metersPerDegreeEast * 1e7) + 1
    )
    for node in search.reached.lazy.map({ Int($0) }) {
      let position = network.position(of: node)
      // Most lie so far inside that nothing from them gets out of the box.
      guard !box.contains(position, north: longest.north, east: longest.east) else { continue }
      let rest = Double(latest - search.times[node])
      var meters = 0.0
      for arc in network.arcs(from: node) where snapper.times.isOpen(arc) {
        let time = Double(snapper.times.milliseconds[arc] - snapper.times.delay(ofArc: arc))
        let length = network.length(ofSegment: network.segment(of: arc)).value
        meters = max(meters, rest < time ? length * rest / time : length)
      }
      add(position, meters: meters)
    }
    return box.widened(by: Meters(reach))
  }

  /// One set of cells for all origins where that is not more than one for each.
  private func sharedRoads(
    _ boxes: [RoadBox], _ reach: Double, tasks: Int
  ) async -> CellRoads? {
    guard var whole = boxes.first else { return nil }
    for box in boxes { whole.add(box) }
    func cells(_ box: RoadBox) -> Double {
      (Double(box.north) - Double(box.south)) * (Double(box.east) - Double(box.west))
    }
    guard boxes.count == 1 || cells(whole) <= boxes.reduce(0, { $0 + cells($1) }) else {
      return nil
    }
    return await CellRoads(region(whole, reach), tasks: tasks)
  }

  private func region(_ box: RoadBox, _ reach: Double) -> CellRegion {
    CellRegion(snapper, cell: cell, inner: box, reach: reach)
  }

  private func isochrone(
    _ origin: Int, _ limit: Seconds, _ raster: TimeRaster, _ grid: CellGrid
  ) -> Isochrone {
    guard let latest = SearchTime.latest(limit) else {
      return Isochrone(
        origin: origin, limit: limit, area: MultiPolygon([]), extent: SquareMeters(0))
    }
    let (columns, rows) = (raster.columns.count, raster.rows.count)
    let tracer = raster.milliseconds.withUnsafeBufferPointer { milliseconds in
      RingTracer(columns: columns, rows: rows) { milliseconds[$0] <= latest }
    }
    func ring(_ corners: [RingTracer.Corner]) -> LinearRing<GeographicCoordinate> {
      let points = (corners + corners.prefix(1)).map { corner in
        GeographicCoordinate(
          easting: grid.longitude(ofLine: raster.columns.lowerBound + Int(corner.x)),
          northing: grid.latitude(ofLine: raster.rows.lowerBound + Int(corner.y)))
      }
      do {
        return try LinearRing(points)
      } catch {
        preconditionFailure("an outline of cells is a ring: \(error.message)")
      }
    }
    let polygons = tracer.outlines().map { outline in
      Polygon(shell: ring(outline.shell), holes: outline.holes.map(ring))
    }
    var extent = 0.0
    for row in 0..<rows {
      let count = tracer.cellCount(row: row)
      guard count > 0 else { continue }
      let sides = grid.sides(row: raster.rows.lowerBound + row)
      extent += Double(count) * sides.east * sides.north
    }
    return Isochrone(
      origin: origin, limit: limit, area: MultiPolygon(polygons), extent: SquareMeters(extent))
  }
}
