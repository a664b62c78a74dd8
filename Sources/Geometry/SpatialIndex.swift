internal import CGEOS

/// A packed R-tree over boxes or points (GEOS's STRtree), answering with their positions in the
/// array it was made from.
///
/// S. Leutenegger, M. Lopez, J. Edgington: STR, a simple and efficient algorithm for R-tree packing,
/// ICDE 1997, doi 10.1109/ICDE.1997.582015.
///
/// Not `Sendable`: GEOS builds the tree at the first question.
public final class SpatialIndex {
  private let context: GEOSContext
  private let tree: OpaquePointer
  private let boxes: [Bounds<PlanarPoint>]

  /// - Throws: `GeometryError.outOfRange` for a box that is not finite.
  /// - Complexity: O(*n* log *n*).
  public init(
    _ boxes: [Bounds<PlanarPoint>], in context: GEOSContext
  ) throws(GeometryError) {
    tree = try context.borrowed("GEOSSTRtree_create_r", GEOSSTRtree_create_r(context.handle, 10))
    self.context = context
    self.boxes = boxes
    for (index, box) in boxes.enumerated() {
      try Self.check(box)
      // The tree copies the envelope and keeps the item; the geometry may go.
      let geometry = try context.geometry(box)
      GEOSSTRtree_insert_r(context.handle, tree, geometry.pointer, Self.item(index))
    }
  }

  public convenience init(
    points: [PlanarPoint], in context: GEOSContext
  ) throws(GeometryError) {
    try self.init(points.map { Bounds(minimum: $0, maximum: $0) }, in: context)
  }

  deinit { GEOSSTRtree_destroy_r(context.handle, tree) }

  public var count: Int { boxes.count }

  /// Positions of the boxes that meet `bounds`, ascending.
  ///
  /// - Complexity: O(log *n* + *k* log *k*) for *k* results.
  public func query(_ bounds: Bounds<PlanarPoint>) throws(GeometryError) -> [Int] {
    try Self.check(bounds)
    let area = try context.geometry(bounds)
    var found: [Int] = []
    withUnsafeMutablePointer(to: &found) { found in
      GEOSSTRtree_query_r(
        context.handle, tree, area.pointer,
        { item, userData in
          guard let item, let userData else { return }
          userData.assumingMemoryBound(to: [Int].self).pointee.append(SpatialIndex.index(item))
        }, found)
    }
    // The order inside the tree is an accident of packing.
    return found.sorted()
  }

  /// Position of the box nearest to `point`, the lowest one where several are; `nil` where there is
  /// none.
  ///
  /// - Complexity: O(log *n*).
  public func nearest(to point: PlanarPoint) throws(GeometryError) -> Int? {
    guard !boxes.isEmpty else { return nil }
    try PlanarPoint.check(easting: point.x, northing: point.y)
    let geometry = try context.geometry(point)
    var search = NearestSearch(point: point, boxes: boxes)
    let result = withUnsafeMutablePointer(to: &search) { search in
      GEOSSTRtree_nearest_generic_r(
        context.handle, tree, UnsafeRawPointer(search), geometry.pointer,
        { item, _, distance, userData in
          guard let item, let distance, let userData else { return 0 }
          let search = userData.assumingMemoryBound(to: NearestSearch.self)
          distance.pointee = search.pointee.distance(to: SpatialIndex.index(item))
          return 1
        }, search)
    }
    guard let result else { throw context.failure("GEOSSTRtree_nearest_generic_r") }
    return try lowestTie(with: Self.index(result), search)
  }

  /// Which of several nearest boxes GEOS returns depends on the packing; the lowest does not.
  private func lowestTie(with index: Int, _ search: NearestSearch) throws(GeometryError) -> Int {
    let distance = search.distance(to: index)
    let point = search.point
    let around = Bounds(
      minimum: PlanarPoint(x: point.x - distance, y: point.y - distance),
      maximum: PlanarPoint(x: point.x + distance, y: point.y + distance))
    return try query(around).first { search.distance(to: $0) <= distance } ?? index
  }

  private static func check(_ box: Bounds<PlanarPoint>) throws(GeometryError) {
    try PlanarPoint.check(easting: box.minimum.x, northing: box.minimum.y)
    try PlanarPoint.check(easting: box.maximum.x, northing: box.maximum.y)
  }

  /// Items are positions plus one in the shape of a pointer: GEOS never looks at them, but NULL
  /// means "nothing".
  private static func item(_ index: Int) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: index + 1)
  }

  private static func index(_ item: UnsafeRawPointer) -> Int { Int(bitPattern: item) - 1 }
}

private struct NearestSearch {
  let point: PlanarPoint
  let boxes: [Bounds<PlanarPoint>]

  func distance(to index: Int) -> Double { boxes[index].distance(to: point) }
}
