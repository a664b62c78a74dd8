public import Geometry
public import Quantities

/// Where one gets from an origin within a time.
///
/// A union of the cells of a grid. A cell that open roads pass through is in it where every piece of them
/// in the cell is reached within the limit; a cell without roads where its centre is, by the roads and
/// from the nearest one as a destination's access goes. So no node and no piece of road beyond the limit
/// is in it, nor one that cannot be reached at all, and what is misjudged in a cell is less than its
/// diagonal away from what is not. Holes are kept.
public struct Isochrone: Sendable {
  /// Index among the origins.
  public let origin: Int
  public let limit: Seconds
  /// Rings along the lines of the grid, shells counter-clockwise.
  public let area: MultiPolygon<GeographicCoordinate>
  /// On the ellipsoid.
  public let extent: SquareMeters
}
