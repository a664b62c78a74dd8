import Geometry
import Quantities

/// Where on the page a place of the map comes to lie: one plane for all of it, one scale, north up.
struct MapView: Sendable {
  let plane: AnalysisPlane
  /// The rectangle of the page that the map fills; what lies outside is cut off.
  let frame: MapBox
  /// The planar point in the middle of the frame.
  let center: PlanarPoint
  /// Units of the page per metre of the plane.
  let scale: Double

  /// Fits `extent` into the frame, with a margin on every side.
  init(_ extent: MapExtent, in frame: MapBox) {
    plane = extent.plane
    self.frame = frame
    center = extent.bounds.center
    scale = extent.scale(in: frame)
  }

  func page(_ point: PlanarPoint) -> MapPoint {
    let middle = frame.center
    return MapPoint(
      x: middle.x + (point.x - center.x) * scale, y: middle.y - (point.y - center.y) * scale)
  }

  func plane(_ point: MapPoint) -> PlanarPoint {
    let middle = frame.center
    return PlanarPoint(
      x: center.x + (point.x - middle.x) / scale, y: center.y - (point.y - middle.y) / scale)
  }

  func page(_ positions: [GeographicCoordinate]) throws(GeometryError) -> [MapPoint] {
    try plane.project(positions).map(page)
  }

  /// Units of the page per metre on the ground at the middle of the map. The plane stretches with
  /// the distance from its meridian, so this is not `scale`.
  var groundScale: Double { scale * plane.scaleFactor(at: center) }

  /// How far the page's up is turned clockwise from true north at the middle of the map, degrees.
  func trueNorth() throws(GeometryError) -> Double {
    let middle = try plane.unproject([center])[0]
    // Southwards where the map comes near to the pole.
    let step = middle.latitude > 80 ? -0.01 : 0.01
    let north = try plane.project([
      GeographicCoordinate(easting: middle.longitude, northing: middle.latitude + step)
    ])[0]
    let (dx, dy) = ((north.x - center.x) * step, (north.y - center.y) * step)
    return MapAngle.degrees(x: dx, y: dy)
  }

  /// The shape with the detail that the page can show, and no more.
  func simplified(
    _ shape: MultiPolygon<GeographicCoordinate>, _ geos: GEOSContext
  ) throws(GeometryError) -> MultiPolygon<PlanarPoint> {
    guard !shape.isEmpty else { return MultiPolygon() }
    let tolerance = Meters(MapStyle.smallestDetail / scale)
    return try geos.geometry(try plane.project(shape)).simplifiedPreservingTopology(tolerance)
      .multiPolygon()
  }
}

/// The part of the world a map shows, in the map's plane.
struct MapExtent: Sendable {
  let plane: AnalysisPlane
  let bounds: Bounds<PlanarPoint>

  /// Share of the frame left free on each side.
  private static let margin = 0.035

  /// Units of the page per metre of the plane, so that all of it fits into `frame`.
  func scale(in frame: MapBox) -> Double {
    let usable = 1 - 2 * Self.margin
    return min(
      frame.width * usable / (bounds.maximum.x - bounds.minimum.x),
      frame.height * usable / (bounds.maximum.y - bounds.minimum.y))
  }
}
