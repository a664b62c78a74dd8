public import Geometry
public import ResponseModel

/// A county with everything on it projected once, to metres in its own plane.
public struct ProjectedCounty: Sendable {
  public let county: County
  public let plane: AnalysisPlane
  public private(set) var boundary: MultiPolygon<PlanarPoint>?
  public let townships: [Township]
  /// `nil` where the township's seat is not known; in the order of `townships`.
  let seats: [PlanarPoint?]
  /// `nil` where no boundary is loaded; in the order of `townships`.
  private(set) var townshipBoundaries: [MultiPolygon<PlanarPoint>?]
  public private(set) var demand: [DemandPoint]
  private(set) var demandPositions: [PlanarPoint?]
  /// The county's own stations and every other that can be the nearest of a place in it.
  public private(set) var stations: [Station]
  private(set) var stationPositions: [PlanarPoint]

  /// - Precondition: boundaries are valid, see `ValidatedCounty`.
  /// - Throws: `GeometryError` where the county's extent has no plane, or a position cannot be
  ///   projected.
  /// - Complexity: O(points).
  public init(
    county: County, townships: [Township], demand: [DemandPoint], stations: [Station],
    plane: AnalysisPlane
  ) throws(GeometryError) {
    self.county = county
    self.plane = plane
    self.townships = townships
    self.demand = demand
    self.stations = stations
    let projection = try PlaneProjection(plane)
    boundary = try county.boundary.map { shape throws(GeometryError) in
      try projection.project(shape)
    }
    seats = try Self.project(townships.map(\.seat), projection)
    demandPositions = try Self.project(demand.map(\.position), projection)
    stationPositions = try projection.project(stations.map(\.position))
    townshipBoundaries = try townships.map { township throws(GeometryError) in
      try township.boundary.map { shape throws(GeometryError) in try projection.project(shape) }
    }
  }

  /// Without its demand points, which are most of what it takes in memory.
  public var withoutDemand: ProjectedCounty {
    var county = self
    (county.demand, county.demandPositions) = ([], [])
    return county
  }

  /// Without demand points, outlines in the plane, and other stations than those of these codes.
  public func condensed(stations codes: Set<String>) -> ProjectedCounty {
    var county = withoutDemand
    county.boundary = nil
    county.townshipBoundaries = county.townshipBoundaries.map { _ in nil }
    let kept = stations.indices.filter { codes.contains(stations[$0].code) }
    county.stations = kept.map { stations[$0] }
    county.stationPositions = kept.map { stationPositions[$0] }
    return county
  }

  private static func project(
    _ positions: [GeographicCoordinate?], _ projection: PlaneProjection
  ) throws(GeometryError) -> [PlanarPoint?] {
    var projected = try projection.project(positions.compactMap { $0 }).makeIterator()
    return positions.map { $0 == nil ? nil : projected.next() }
  }
}
