import Geometry

/// Where the name of an area may stand: on a grid of points inside it, best first.
struct MapAreaLabel {
  let label: MapLabel

  private static let step = 7.0

  /// - Parameters:
  ///   - symbols: the fewer of them a place covers, the better.
  ///   - lines: likewise, but less so.
  /// - Complexity: O(grid points × symbols near each), and the point-in-polygon test of all of them.
  init(
    _ name: String, in shape: MultiPolygon<PlanarPoint>, view: MapView,
    avoiding symbols: MapBoxIndex, lines: MapBoxIndex, _ geos: GEOSContext
  ) throws(GeometryError) {
    let style = MapLabel.Style(
      size: MapStyle.countyNameSize, isBold: true, color: MapStyle.countyName,
      spacing: SVGTextWidth.isWide(name) ? 0.12 : 0.04)
    let words = SVGTextLines.balanced(name, size: style.size, width: 110, bold: true, limit: 3)
    let draft = MapLabel(
      lines: words, style: style, anchor: .area(centers: []), priority: .county)
    let centers = try Self.centers(
      for: draft, in: shape, view: view, avoiding: symbols, lines: lines, geos)
    label = MapLabel(
      lines: words, style: style, anchor: .area(centers: centers), priority: .county)
  }

  private static func centers(
    for label: MapLabel, in shape: MultiPolygon<PlanarPoint>, view: MapView,
    avoiding symbols: MapBoxIndex, lines: MapBoxIndex, _ geos: GEOSContext
  ) throws(GeometryError) -> [MapPoint] {
    let middle = view.page(try geos.geometry(shape).pointOnSurface())
    guard let bounds = shape.bounds else { return [] }
    let corner = view.page(PlanarPoint(x: bounds.minimum.x, y: bounds.maximum.y))
    let opposite = view.page(PlanarPoint(x: bounds.maximum.x, y: bounds.minimum.y))
    let center = MapPoint(x: (corner.x + opposite.x) / 2, y: (corner.y + opposite.y) / 2)
    // Coarser on a large page than on a small one: some thousand candidates at most.
    let step = max(Self.step, max(opposite.x - corner.x, opposite.y - corner.y) / 60)
    var candidates = [middle]
    for y in stride(from: corner.y, through: opposite.y, by: step) {
      for x in stride(from: corner.x, through: opposite.x, by: step) {
        candidates.append(MapPoint(x: x, y: y))
      }
    }
    let inside = try shares(of: label, at: candidates, inside: shape, view: view, geos)
    let reach = max(center.distance(to: corner), 1)
    let (width, height) = (label.width, label.height)
    func cost(_ candidate: MapPoint, _ share: Double) -> Double {
      let box = MapBox(
        x: candidate.x - width / 2, y: candidate.y - height / 2, width: width, height: height)
      // A name half outside its county is worse than one on a dot, and both than one off-centre.
      return (1 - share) * 20 + (symbols.overlaps(box) ? 4 : 0)
        + (symbols.overlaps(box.grown(by: 6)) ? 0.5 : 0) + (lines.overlaps(box) ? 0.8 : 0)
        + center.distance(to: candidate) / reach
    }
    return candidates.indices.filter { inside[$0] >= 0.6 }
      .map { (cost: cost(candidates[$0], inside[$0]), index: $0) }
      .sorted { $0 < $1 }.map { candidates[$0.index] }
  }

  /// For each place, how much of the label's outline would lie inside the shape.
  private static func shares(
    of label: MapLabel, at centers: [MapPoint], inside shape: MultiPolygon<PlanarPoint>,
    view: MapView, _ geos: GEOSContext
  ) throws(GeometryError) -> [Double] {
    let (dx, dy) = (label.width / 2 + 3, label.height / 2 + 2)
    let offsets = [
      (0.0, 0.0), (-dx, -dy), (0, -dy), (dx, -dy), (dx, 0), (dx, dy), (0, dy), (-dx, dy), (-dx, 0),
    ]
    let points = centers.flatMap { center in
      offsets.map { view.plane(MapPoint(x: center.x + $0.0, y: center.y + $0.1)) }
    }
    let inside = try geos.geometry(shape).prepared().contains(points)
    return centers.indices.map { index in
      let first = index * offsets.count
      return Double(inside[first..<first + offsets.count].count { $0 }) / Double(offsets.count)
    }
  }
}
