public import Geometry
import ResponseModel
import Routing

extension RoadModel {
  /// What the roads say of a place for a station.
  public enum Siting: Sendable, Hashable {
    /// The nearest point on a road that an ambulance can leave from.
    case onRoad(GeographicCoordinate)
    /// Too far from any open road.
    case offRoad
    /// Outside the area of the network, which says nothing of it.
    case unknown
  }

  /// - Complexity: O(log segments).
  public func siting(_ place: GeographicCoordinate) -> Siting {
    let snap = timing(.day).snapper.snap(place, as: .origin)
    guard covers(place, snap) else { return .unknown }
    guard let point = snap.point else { return .offRoad }
    return .onRoad(point.coordinate)
  }
}
