public import Geometry
public import Quantities

/// Where one gets from an origin within a time.
///
/// A union of the cells of a grid. A cell is in it where the time to its centre (by the roads and from
/// there as a destination's access goes) is within the limit, and so is every node and every piece of
/// an open road that it contains. So no node beyond the limit is in it, nor one that cannot be reached
/// at all; a place inside that is not a cell's centre is at most half a cell's diagonal from one that is
/// reached in time. Holes are kept.
public struct Isochrone: Sendable {
  /// Index among the origins.
  public let origin: Int
  public let limit: Seconds
  /// Rings along the lines of the grid, shells counter-clockwise.
  public let area: MultiPolygon<GeographicCoordinate>
  /// On the ellipsoid.
  public let extent: SquareMeters
}
