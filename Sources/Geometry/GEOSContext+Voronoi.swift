internal import Glibc

extension GEOSContext {
  /// For each site the part of `bounds` that is nearer to it than to any other, in the order of
  /// `sites`. Of several sites at one place the first has the cell and the others none.
  ///
  /// Each cell is the box cut by the bisectors to the sites around it, nearest first, until no
  /// further site can reach it (the half-plane definition of G. Voronoi's diagram; F. Aurenhammer,
  /// ACM Computing Surveys 23 (1991) 345–405, doi 10.1145/116873.116880). Cutting is exact where
  /// GEOS 3.11's own builder is not: that one can lose cells at the hull, returns them in no order,
  /// and none at all for one site.
  ///
  /// - Throws: `GeometryError.outOfRange` for a site that is not finite.
  /// - Complexity: O(*n* log *n*) for sites spread evenly, O(*n*²) at worst.
  public func voronoiCells(
    of sites: [PlanarPoint], within bounds: Bounds<PlanarPoint>
  ) throws(GeometryError) -> [MultiPolygon<PlanarPoint>] {
    guard let extent = Bounds(containing: sites) else { return [] }
    let index = try SpatialIndex(points: sites, in: self)
    let everything = extent.union(bounds)
    let reach = hypot(
      everything.maximum.x - everything.minimum.x, everything.maximum.y - everything.minimum.y)
    // About nine sites in the first box where they are spread evenly.
    let start = max(reach, 1) * 2 / Double(sites.count).squareRoot()
    var cells: [MultiPolygon<PlanarPoint>] = []
    for site in sites.indices {
      var cell = VoronoiCell(bounds)
      var box = start
      var searched = -1.0
      var isDuplicate = false
      while !isDuplicate, searched < 2 * cell.radius(around: sites[site]), searched < 2 * reach {
        isDuplicate = try cell.cut(
          site, of: sites, index: index, beyond: searched, upTo: box)
        searched = box
        box *= 2
      }
      cells.append(isDuplicate ? MultiPolygon() : cell.shape)
    }
    return cells
  }
}

/// A convex cell on its way from the whole box to its final form.
private struct VoronoiCell {
  private var corners: [PlanarPoint]

  init(_ bounds: Bounds<PlanarPoint>) {
    let (low, high) = (bounds.minimum, bounds.maximum)
    corners = [low, PlanarPoint(x: high.x, y: low.y), high, PlanarPoint(x: low.x, y: high.y)]
  }

  var shape: MultiPolygon<PlanarPoint> {
    var ring: [PlanarPoint] = []
    for corner in corners where corner != ring.last { ring.append(corner) }
    if ring.count > 1, ring.first == ring.last { ring.removeLast() }
    guard ring.count >= 3 else { return MultiPolygon() }
    return MultiPolygon([Polygon(shell: LinearRing(closed: ring + [ring[0]]))])
  }

  /// Distance of the farthest corner: a site at more than twice that cannot cut.
  func radius(around site: PlanarPoint) -> Double {
    corners.reduce(0) { max($0, $1.distance(to: site)) }
  }

  /// Cuts by the sites at a distance in (`beyond`, `upTo`], nearest first; true where a site before
  /// this one has the same place.
  mutating func cut(
    _ site: Int, of sites: [PlanarPoint], index: SpatialIndex, beyond: Double, upTo: Double
  ) throws(GeometryError) -> Bool {
    let center = sites[site]
    let box = Bounds(
      minimum: PlanarPoint(x: center.x - upTo, y: center.y - upTo),
      maximum: PlanarPoint(x: center.x + upTo, y: center.y + upTo))
    let others = try index.query(box)
      .map { (distance: sites[$0].distance(to: center), site: $0) }
      .filter { $0.site != site && $0.distance > beyond && $0.distance <= upTo }
      .sorted { $0 < $1 }
    for other in others {
      guard other.distance > 0 else {
        if other.site < site { return true }
        continue
      }
      if other.distance > 2 * radius(around: center) { break }
      clip(nearerTo: center, than: sites[other.site])
    }
    return false
  }

  /// Sutherland–Hodgman against one line.
  private mutating func clip(nearerTo site: PlanarPoint, than other: PlanarPoint) {
    let normal = PlanarPoint(x: other.x - site.x, y: other.y - site.y)
    let middle = PlanarPoint(x: (other.x + site.x) / 2, y: (other.y + site.y) / 2)
    func excess(_ point: PlanarPoint) -> Double {
      (point.x - middle.x) * normal.x + (point.y - middle.y) * normal.y
    }
    var kept: [PlanarPoint] = []
    for (index, from) in corners.enumerated() {
      let to = corners[(index + 1) % corners.count]
      let (a, b) = (excess(from), excess(to))
      if a <= 0 { kept.append(from) }
      if (a < 0 && b > 0) || (a > 0 && b < 0) {
        let share = a / (a - b)
        kept.append(
          PlanarPoint(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y)))
      }
    }
    corners = kept
  }
}
