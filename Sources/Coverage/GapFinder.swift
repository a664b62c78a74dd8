import Geometry
import Quantities

/// Describes the pieces of a county outside every circle: who lives in each, and its deepest point.
///
/// Made once for a county and asked for every radius: the stations' cells do not depend on it.
struct GapFinder {
  private let county: ProjectedCounty
  private let search: NearestStationSearch
  private let cells: [StationCell]
  private let geos: GEOSContext
  private let projection: PlaneProjection

  /// Where circles touch, the union of their polygons can leave specks that are no gap.
  private static let smallestArea = SquareMeters(1)

  /// - Complexity: O(*n* log *n*) for stations spread evenly.
  init(
    _ county: ProjectedCounty, search: NearestStationSearch, _ projection: PlaneProjection,
    _ geos: GEOSContext
  ) throws(GeometryError) {
    self.county = county
    self.search = search
    self.projection = projection
    self.geos = geos
    guard let bounds = county.boundary?.bounds else {
      cells = []
      return
    }
    cells = zip(
      county.stationPositions, try geos.voronoiCells(of: county.stationPositions, within: bounds)
    ).compactMap(StationCell.init)
  }

  /// The gaps among `pieces`, largest first.
  func gaps(
    _ pieces: [Polygon<PlanarPoint>], radius: Meters, demand: [DemandReach]
  ) throws(GeometryError) -> [CoverageGap] {
    let plane = county.plane
    let sized = pieces.map { (piece: $0, area: plane.groundArea(MultiPolygon([$0]))) }
      .filter { $0.area >= Self.smallestArea }
    let pieces = sized.map(\.piece)
    let members = try uncoveredDemand(beyond: radius, in: pieces, demand)
    var deepest: [PlanarPoint] = []
    for piece in pieces { deepest.append(try deepestPoint(of: piece)) }
    let positions = try projection.unproject(deepest)
    let shapes = try projection.unproject(MultiPolygon(pieces)).polygons
    return sized.indices.map { index in
      let own = members[index]
      return CoverageGap(
        shape: MultiPolygon([shapes[index]]), area: sized[index].area,
        residents: own.reduce(0) { $0 + demand[$1].residents },
        townshipCodes: Set(own.compactMap { demand[$0].townshipCode }).sorted(),
        deepestPoint: positions[index],
        nearest: search.nearest(to: positions[index], at: deepest[index]))
    }.sorted { ($1.area, $0.deepestPoint.longitude) < ($0.area, $1.deepestPoint.longitude) }
  }

  /// For each piece the demand in it, as indices. A point outside the (simplified) boundary goes to
  /// the piece nearest to it, so that no resident is lost.
  private func uncoveredDemand(
    beyond radius: Meters, in pieces: [Polygon<PlanarPoint>], _ demand: [DemandReach]
  ) throws(GeometryError) -> [[Int]] {
    var members = [[Int]](repeating: [], count: pieces.count)
    guard !pieces.isEmpty else { return members }
    let uncovered = demand.indices.filter { index in
      demand[index].hasPosition && !demand[index].isReached(within: radius)
    }
    let points = uncovered.compactMap { county.demandPositions[$0] }
    var homes = [Int?](repeating: nil, count: points.count)
    for (number, piece) in pieces.enumerated() {
      let locator = AreaLocator(MultiPolygon([piece]))
      for index in points.indices where locator.contains(points[index]) { homes[index] = number }
    }
    let strays = points.indices.filter { homes[$0] == nil }
    if !strays.isEmpty {
      let nearest = try nearestPieces(to: strays.map { points[$0] }, pieces)
      for (index, piece) in zip(strays, nearest) { homes[index] = piece }
    }
    for (index, home) in zip(uncovered, homes) { members[home ?? 0].append(index) }
    return members
  }

  /// The piece nearest to each point, the first where several are.
  private func nearestPieces(
    to points: [PlanarPoint], _ pieces: [Polygon<PlanarPoint>]
  ) throws(GeometryError) -> [Int] {
    var nearest = [(distance: Meters, piece: Int)](
      repeating: (Meters(.infinity), 0), count: points.count)
    for (number, piece) in pieces.enumerated() {
      let shape = try geos.geometry(piece)
      for (index, point) in points.enumerated() {
        let distance = try geos.geometry(point).distance(to: shape)
        if distance < nearest[index].distance { nearest[index] = (distance, number) }
      }
    }
    return nearest.map(\.piece)
  }

  /// The point of a piece that is farthest from every station. Within one station's cell the
  /// distance to it is convex, so its maximum lies at a corner of cell ∩ piece.
  ///
  /// Cells are tried in the order of what their distance can be at most, until that is less than
  /// what was found (branch and bound: A.H. Land, A.G. Doig, Econometrica 28 (1960) 497–520, doi
  /// 10.2307/1910129); of equals the first station's point stands.
  private func deepestPoint(
    of piece: Polygon<PlanarPoint>
  ) throws(GeometryError) -> PlanarPoint {
    let shape = try geos.geometry(piece)
    var deepest: (point: PlanarPoint, distance: Double, cell: Int)?
    guard let box = MultiPolygon([piece]).bounds else { return try shape.pointOnSurface() }
    let candidates = cells.indices
      .compactMap { index in cells[index].farthest(in: box).map { (limit: $0, cell: index) } }
      .sorted { ($1.limit, $0.cell) < ($0.limit, $1.cell) }
    for (limit, index) in candidates {
      if let deepest, limit < deepest.distance { break }
      let (cell, station) = (cells[index].shape, cells[index].station)
      let part = try geos.geometry(cell).intersection(shape).multiPolygon()
      for point in part.polygons.lazy.flatMap(\.shell.points) {
        let distance = county.plane.groundDistance(station, point)
        if let best = deepest,
          distance < best.distance || (distance == best.distance && index >= best.cell)
        {
          continue
        }
        deepest = (point, distance, index)
      }
    }
    if let deepest { return deepest.point }
    return try shape.pointOnSurface()
  }
}

/// The part of the county's box that is nearer to one station than to any other.
private struct StationCell {
  let station: PlanarPoint
  let shape: MultiPolygon<PlanarPoint>
  private let bounds: Bounds<PlanarPoint>
  /// Planar distance of the corner farthest from the station.
  private let radius: Double

  /// `nil` for an empty cell.
  init?(_ station: PlanarPoint, _ shape: MultiPolygon<PlanarPoint>) {
    guard let bounds = shape.bounds else { return nil }
    self.station = station
    self.shape = shape
    self.bounds = bounds
    radius = shape.polygons.lazy.flatMap(\.shell.points)
      .reduce(0) { max($0, $1.distance(to: station)) }
  }

  /// What the station's distance to a point of the cell in `box` can be at most; `nil` where the two
  /// have nothing in common. The plane never draws a distance shorter than it is, so a planar bound
  /// is one for the ground.
  func farthest(in box: Bounds<PlanarPoint>) -> Double? {
    let (west, east) = (
      max(box.minimum.x, bounds.minimum.x), min(box.maximum.x, bounds.maximum.x)
    )
    let (south, north) = (
      max(box.minimum.y, bounds.minimum.y), min(box.maximum.y, bounds.maximum.y)
    )
    guard west <= east, south <= north else { return nil }
    let (dx, dy) = (
      max(abs(west - station.x), abs(east - station.x)),
      max(abs(south - station.y), abs(north - station.y))
    )
    // A hair more than the distance, for the rounding of both.
    return min((dx * dx + dy * dy).squareRoot(), radius) * (1 + 1e-12)
  }
}
