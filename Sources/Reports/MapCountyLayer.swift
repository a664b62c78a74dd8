import Geometry
import ResponseModel

/// The counties: their land under everything, and their names.
struct MapCountyLayer: MapLayer {
  let view: MapView
  let shapes: [MultiPolygon<PlanarPoint>]
  let labels: [MapLabel]

  /// - Parameters:
  ///   - names: of the counties; `nil` where none is wanted.
  ///   - symbols: what county names should keep off where they can: they have all of the county to
  ///     stand in, other names have not.
  ///   - lines: what they should keep off after that.
  init(
    _ counties: [County], names: [String]?, view: MapView, avoiding symbols: [MapBox],
    lines: [MapBox], _ geos: GEOSContext
  ) throws(GeometryError) {
    self.view = view
    shapes = try counties.map { county throws(GeometryError) in
      try county.boundary.map { shape throws(GeometryError) in
        try view.simplified(shape, geos)
      } ?? MultiPolygon()
    }
    var index = MapBoxIndex()
    for symbol in symbols { index.insert(symbol) }
    var lineIndex = MapBoxIndex()
    for line in lines { lineIndex.insert(line) }
    var labels: [MapLabel] = []
    if let names {
      for (name, shape) in zip(names, shapes) where !shape.isEmpty {
        labels.append(
          try MapAreaLabel(
            name, in: shape, view: view, avoiding: index, lines: lineIndex, geos
          ).label)
      }
    }
    self.labels = labels
  }

  func elements() -> [SVGElement] {
    let land = SVGPath(shapes, in: view).text
    return land.isEmpty
      ? []
      : [
        SVGElement(
          "path",
          [("fill", SVGValue(MapStyle.land)), ("fill-rule", "evenodd"), ("d", SVGValue(land))])
      ]
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] { [] }
}

/// County boundaries, above the covered areas.
struct MapBorderLayer: MapLayer {
  let view: MapView
  let shapes: [MultiPolygon<PlanarPoint>]

  func elements() -> [SVGElement] {
    let lines = shapes.map { SVGPath([$0], in: view).text }.filter { !$0.isEmpty }
    guard !lines.isEmpty else { return [] }
    return [.group(Self.stroke, lines.map { SVGElement("path", [("d", SVGValue($0))]) })]
  }

  var lines: [MapBox] {
    shapes.flatMap(\.rings).flatMap { ring in
      let points = ring.points.map(view.page)
      return zip(points, points.dropFirst()).flatMap { MapBox.along($0, $1, step: 4) }
    }
  }

  private static let stroke: [(String, SVGValue?)] = [
    ("fill", "none"), ("stroke", SVGValue(MapStyle.border)), ("stroke-width", 1.3),
    ("stroke-linejoin", "round"),
  ]

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    guard shapes.contains(where: { !$0.isEmpty }) else { return [] }
    let line = SVGElement("path", Self.stroke + [("d", "m0 0h34")])
    return [MapLegendEntry(.places, picture: [line], text: texts.countyBorder)]
  }
}
