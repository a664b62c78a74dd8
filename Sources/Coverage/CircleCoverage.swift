import Geometry
import Quantities
import ResponseModel

/// Circles of one radius laid over a county: what they cover of its area, and the gaps they leave.
///
/// Residents and townships are judged by distance, not by these polygons, which differ from true
/// circles by 0.01 % of the radius.
struct CircleCoverage {
  let coveredArea: SquareMeters?
  let coveredShape: MultiPolygon<GeographicCoordinate>
  let gaps: [CoverageGap]

  /// - Complexity: O(*n* log *n*) in the points of circles and boundary where few circles overlap.
  init(
    _ county: ProjectedCounty, radius: Meters, demand: [DemandReach],
    search: NearestStationSearch, _ geos: GEOSContext
  ) throws(GeometryError) {
    guard let boundary = county.boundary else {
      coveredArea = nil
      coveredShape = MultiPolygon()
      gaps = []
      return
    }
    let plane = county.plane
    let outline = try geos.geometry(boundary)
    let circles = county.stationPositions.map { plane.circle(center: $0, radius: radius) }
    let union = try geos.union(of: circles)
    let covered = try union.intersection(outline).multiPolygon()
    coveredArea = plane.groundArea(covered)
    coveredShape = try plane.unproject(covered)
    let rest = try outline.difference(union).multiPolygon()
    let gapList = GapList(county, pieces: rest.polygons, search: search)
    gaps = try gapList.gaps(radius: radius, demand: demand, geos)
  }
}

/// The pieces of a county outside every circle, each with who lives in it and its deepest point.
private struct GapList {
  let county: ProjectedCounty
  let pieces: [Polygon<PlanarPoint>]
  let search: NearestStationSearch

  /// Where circles touch, the union of their polygons can leave specks that are no gap.
  private static let smallestArea = SquareMeters(1)

  init(_ county: ProjectedCounty, pieces: [Polygon<PlanarPoint>], search: NearestStationSearch) {
    self.county = county
    self.search = search
    self.pieces = pieces.filter { piece in
      county.plane.groundArea(MultiPolygon([piece])) >= Self.smallestArea
    }
  }

  func gaps(
    radius: Meters, demand: [DemandReach], _ geos: GEOSContext
  ) throws(GeometryError) -> [CoverageGap] {
    let members = try uncoveredDemand(beyond: radius, demand, geos)
    let cells = try stationCells(geos)
    var gaps: [CoverageGap] = []
    for (piece, own) in zip(pieces, members) {
      let shape = MultiPolygon([piece])
      let deepest = try deepestPoint(of: shape, cells: cells, geos)
      let position = try county.plane.unproject([deepest])[0]
      gaps.append(
        CoverageGap(
          shape: try county.plane.unproject(shape), area: county.plane.groundArea(shape),
          residents: own.reduce(0) { $0 + demand[$1].residents },
          townshipCodes: Set(own.compactMap { demand[$0].townshipCode }).sorted(),
          deepestPoint: position, nearest: search.nearest(to: position, at: deepest)))
    }
    return gaps.sorted {
      ($1.area, $0.deepestPoint.longitude) < ($0.area, $1.deepestPoint.longitude)
    }
  }

  /// For each piece the demand in it, as indices. A point outside the (simplified) boundary goes to
  /// the piece nearest to it, so that no resident is lost.
  private func uncoveredDemand(
    beyond radius: Meters, _ demand: [DemandReach], _ geos: GEOSContext
  ) throws(GeometryError) -> [[Int]] {
    var members = [[Int]](repeating: [], count: pieces.count)
    guard !pieces.isEmpty else { return members }
    let uncovered = demand.indices.filter { index in
      demand[index].hasPosition && !demand[index].isReached(within: radius)
    }
    let points = uncovered.compactMap { county.demandPositions[$0] }
    var nearest = [(distance: Meters, piece: Int)](
      repeating: (Meters(.infinity), 0), count: points.count)
    for (number, piece) in pieces.enumerated() {
      let inside = try geos.geometry(piece).prepared().contains(points)
      let shape = try geos.geometry(piece)
      for (index, point) in points.enumerated() {
        if inside[index] {
          nearest[index] = (Meters(-1), number)
        } else if nearest[index].distance.value > 0 {
          let distance = try geos.geometry(point).distance(to: shape)
          if distance < nearest[index].distance { nearest[index] = (distance, number) }
        }
      }
    }
    for (index, place) in zip(uncovered, nearest) { members[place.piece].append(index) }
    return members
  }

  /// The part of the county that is nearer to one station than to any other, per station.
  private func stationCells(
    _ geos: GEOSContext
  ) throws(GeometryError) -> [MultiPolygon<PlanarPoint>] {
    guard let bounds = county.boundary?.bounds, !county.stationPositions.isEmpty else { return [] }
    return try geos.voronoiCells(of: county.stationPositions, within: bounds)
  }

  /// The point of a piece that is farthest from every station. Within one station's cell the
  /// distance to it is convex, so its maximum lies at a corner of cell ∩ piece.
  private func deepestPoint(
    of piece: MultiPolygon<PlanarPoint>, cells: [MultiPolygon<PlanarPoint>], _ geos: GEOSContext
  ) throws(GeometryError) -> PlanarPoint {
    let shape = try geos.geometry(piece)
    var deepest: (point: PlanarPoint, distance: Double)?
    for (cell, station) in zip(cells, county.stationPositions) where !cell.isEmpty {
      let part = try geos.geometry(cell).intersection(shape).multiPolygon()
      for point in part.polygons.lazy.flatMap(\.shell.points) {
        let distance = county.plane.groundDistance(station, point)
        if distance > deepest?.distance ?? -1 { deepest = (point, distance) }
      }
    }
    if let deepest { return deepest.point }
    return try shape.pointOnSurface()
  }
}

extension DemandReach {
  /// Whether its nearest station is no farther than `radius`.
  func isReached(within radius: Meters) -> Bool {
    nearest.map { $0.distance <= radius } ?? false
  }
}
