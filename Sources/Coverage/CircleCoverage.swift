import Geometry
import Quantities

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
    _ county: ProjectedCounty, radius: Meters, demand: [DemandReach], gapFinder: GapFinder,
    _ projection: PlaneProjection, _ geos: GEOSContext
  ) throws(GeometryError) {
    guard let boundary = county.boundary, let box = boundary.bounds else {
      coveredArea = nil
      coveredShape = MultiPolygon()
      gaps = []
      return
    }
    let plane = county.plane
    let outline = try geos.geometry(boundary)
    let circles = county.stationPositions.lazy
      .filter { plane.isCircle(center: $0, radius: radius, near: box) }
      .map { plane.circle(center: $0, radius: radius) }
    let union = try geos.union(of: Array(circles))
    let covered = try union.intersection(outline).multiPolygon()
    coveredArea = plane.groundArea(covered)
    coveredShape = try projection.unproject(covered)
    let rest = try outline.difference(union).multiPolygon()
    gaps = try gapFinder.gaps(rest.polygons, radius: radius, demand: demand)
  }
}

extension AnalysisPlane {
  /// Whether a circle can reach into a box. A circle that cannot is not worth a polygon: a county
  /// has stations far beyond its border, which may be the nearest of a place but cover nothing.
  fileprivate func isCircle(
    center: PlanarPoint, radius: Meters, near box: Bounds<PlanarPoint>
  ) -> Bool {
    // The scale grows by less than 0.1 % over 50 km, anywhere a plane may be used.
    let reach = radius.value * scaleFactor(at: center) * 1.01
    return box.distance(to: center) <= reach
  }
}

extension DemandReach {
  /// Whether its nearest station is no farther than `radius`.
  func isReached(within radius: Meters) -> Bool {
    nearest.map { $0.distance <= radius } ?? false
  }
}
