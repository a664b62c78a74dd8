import Geometry
import Quantities
import ResponseModel

/// The area within reach of a station, softly filled from the largest radius to the smallest.
struct MapCoverageLayer: MapLayer {
  let view: MapView
  private let figures: [MapContent.RadiusFigures]
  private let shapes: [MultiPolygon<PlanarPoint>]
  /// Residents and area that shares are of.
  private let residents: Double
  private let area: Double?
  private let hasLand: Bool

  /// - Parameter circles: fill all of these where a county has no boundary to cut them to.
  init(
    _ content: MapContent, circles: MapCircleLayer, view: MapView, _ geos: GEOSContext
  ) throws(GeometryError) {
    self.view = view
    figures = content.radii
    hasLand = content.counties.contains { $0.boundary != nil }
    residents = content.residents
    area = content.area
    guard content.counties.allSatisfy({ $0.boundary != nil }) else {
      shapes = circles.outlines
      return
    }
    shapes = try content.radii.map { radius throws(GeometryError) in
      let parts = try radius.shapes.map { shape throws(GeometryError) in
        try view.simplified(shape, geos).polygons
      }
      return MultiPolygon(parts.flatMap { $0 })
    }
  }

  func elements() -> [SVGElement] {
    shapes.indices.reversed().compactMap { index in
      let path = SVGPath([shapes[index]], in: view).text
      guard !path.isEmpty else { return nil }
      return SVGElement(
        "path",
        [
          ("fill", SVGValue(MapStyle.coverageFill(index, of: shapes.count))),
          ("fill-rule", "evenodd"), ("d", SVGValue(path)),
        ])
    }
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    let box: [(String, SVGValue?)] = [
      ("x", 1), ("y", -8), ("width", 32), ("height", 16), ("rx", 3),
    ]
    let circles = figures.indices.map { index in
      let share = residents > 0 ? figures[index].residents / residents : nil
      let part = figures[index].area.flatMap { covered in area.map { covered / $0 } }
      return MapLegendEntry(
        .coverage, pictureHeight: 18,
        picture: [
          SVGElement(
            "rect",
            box + [("fill", SVGValue(MapStyle.coverageFill(index, of: figures.count)))]),
          SVGElement("rect", box + MapStyle.circleStroke(index)),
        ],
        text: texts.within(figures[index].radius),
        detail: texts.shares(residents: share, area: part))
    }
    let land = SVGElement(
      "rect",
      box + [
        ("fill", SVGValue(hasLand ? MapStyle.land : MapStyle.surroundings)),
        ("stroke", SVGValue(MapStyle.rule)),
        ("stroke-width", 1),
      ])
    return circles
      + [MapLegendEntry(.coverage, pictureHeight: 18, picture: [land], text: texts.beyond)]
  }
}

/// The line around everything within one radius of a station: all circles as one, beyond the
/// borders too.
struct MapCircleLayer: MapLayer {
  let view: MapView
  let outlines: [MultiPolygon<PlanarPoint>]

  init(_ content: MapContent, view: MapView, _ geos: GEOSContext) throws(GeometryError) {
    self.view = view
    let centers = try view.plane.project(content.stations.map(\.station.position))
    outlines = try content.radii.map { figures throws(GeometryError) in
      guard !centers.isEmpty else { return MultiPolygon() }
      let circles = centers.map {
        view.plane.circle(center: $0, radius: figures.radius, segments: 128)
      }
      return try geos.union(of: circles).multiPolygon()
    }
  }

  func elements() -> [SVGElement] {
    outlines.indices.reversed().compactMap { index in
      let path = SVGPath([outlines[index]], in: view).text
      return path.isEmpty
        ? nil : SVGElement("path", MapStyle.circleStroke(index) + [("d", SVGValue(path))])
    }
  }

  var lines: [MapBox] {
    outlines.flatMap(\.rings).flatMap { ring in
      let points = ring.points.map(view.page)
      return zip(points, points.dropFirst()).flatMap { MapBox.along($0, $1, step: 4) }
        .filter(view.frame.overlaps)
    }
  }

  /// The line is in the picture of the covered area already.
  func legend(_ texts: MapTexts) -> [MapLegendEntry] { [] }
}
