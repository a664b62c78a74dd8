public import Geometry
public import Quantities

/// Whether one drives away from a place or towards it: a one-way road can serve the one and not the
/// other.
public enum RoadRole: String, Sendable, Hashable {
  /// A station.
  case origin
  /// A scene.
  case destination
}

/// A place beside the road, and where on the road it is reached from.
public struct RoadPoint: Sendable, Hashable {
  public let segment: Int
  /// How far along the segment: 0 at its start, 1 at its end.
  public let fraction: Double
  /// The point on the road.
  public let coordinate: GeographicCoordinate
  /// From the place to the point on the road, as the crow flies on the ellipsoid.
  public let accessDistance: Meters
  /// The time for that, on top of every travel time; 0 only where the distance is.
  public let accessMilliseconds: UInt32
  /// Whether the main network can be reached from here (an origin), or here from it (a destination).
  public let isOnMainNetwork: Bool
  /// The island of roads it is on, an index of `RoadComponents.islands`; −1 where unknown.
  public let island: Int
  /// Where a nearer road was passed over because it is not part of the main network: how far that is.
  public let passedOver: Meters?
}

/// What became of a place that was looked for on the road network.
public enum RoadSnap: Sendable, Hashable {
  case onRoad(RoadPoint)
  /// The nearest open road is farther than the profile's limit: the place is out of reach.
  case beyondLimit(distance: Meters)
  /// No road is open at all.
  case noOpenRoad

  public var point: RoadPoint? {
    if case .onRoad(let point) = self { point } else { nil }
  }

  /// Distance to the road that is used, or that is too far away.
  public var distance: Meters? {
    switch self {
    case .onRoad(let point): point.accessDistance
    case .beyondLimit(let distance): distance
    case .noOpenRoad: nil
    }
  }
}
