public import Geometry
import Quantities

/// Puts places on the road network for one set of travel times.
///
/// A place goes to the nearest point of the nearest segment that is open, tunnels included. Where that
/// segment is not part of the main network but another one that is lies at most
/// `AccessRule.islandPreferenceMeters` farther, the place goes there instead, and the answer says so.
public struct RoadSnapper: Sendable {
  public let network: RoadNetwork
  public let times: ArcTimes
  public let components: RoadComponents
  let isOpen: [Bool]
  /// Segments from which the main network can be reached, and those that can be reached from it.
  private let servesOrigins: [Bool]
  let servesDestinations: [Bool]
  private let nearest: NearestSegment

  /// - Complexity: O(nodes + arcs).
  public init(_ network: RoadNetwork, _ times: ArcTimes) {
    self.init(network, times, RoadComponents(network, times))
  }

  /// - Parameter components: those of the same network and times.
  public init(_ network: RoadNetwork, _ times: ArcTimes, _ components: RoadComponents) {
    self.network = network
    self.times = times
    self.components = components
    var isOpen = [Bool](repeating: false, count: network.segmentCount)
    var origins = isOpen
    var destinations = isOpen
    for node in 0..<network.nodeCount {
      for arc in network.arcs(from: node) where times.isOpen(arc) {
        let segment = network.segment(of: arc)
        // Nobody gets on or off a ferry in open water.
        guard network.attributes(ofSegment: segment).roadClass != .ferry else { continue }
        isOpen[segment] = true
        if components.leadsToMain[Int(network.heads[arc])] { origins[segment] = true }
        if components.isReachedFromMain[node] { destinations[segment] = true }
      }
    }
    self.isOpen = isOpen
    servesOrigins = origins
    servesDestinations = destinations
    nearest = NearestSegment(network)
  }

  /// - Complexity: O(log segments) for a place among roads.
  public func snap(_ place: GeographicCoordinate, as role: RoadRole) -> RoadSnap {
    let access = times.access
    let limit = access.limitMeters.value
    let main = role == .origin ? servesOrigins : servesDestinations
    guard let any = nearest.find(place, within: .infinity, wanted: isOpen) else {
      return .noOpenRoad
    }
    let distance = Self.distance(place, any)
    guard distance.value <= limit else { return .beyondLimit(distance: distance) }
    if main[any.segment] { return .onRoad(point(place, any, isMain: true, passedOver: nil)) }
    let reach = min(limit, any.distance + access.islandPreferenceMeters.value)
    if let better = nearest.find(place, within: reach, wanted: main) {
      return .onRoad(point(place, better, isMain: true, passedOver: distance))
    }
    return .onRoad(point(place, any, isMain: false, passedOver: nil))
  }

  private static func distance(
    _ place: GeographicCoordinate, _ found: SegmentProjection
  ) -> Meters {
    Geodesic.distance(
      place, GeographicCoordinate(easting: found.longitude, northing: found.latitude))
  }

  private func point(
    _ place: GeographicCoordinate, _ found: SegmentProjection, isMain: Bool, passedOver: Meters?
  ) -> RoadPoint {
    let distance = Self.distance(place, found)
    let seconds = distance.value / (times.access.kilometersPerHour.value / 3.6)
    return RoadPoint(
      segment: found.segment, fraction: found.fraction,
      coordinate: GeographicCoordinate(easting: found.longitude, northing: found.latitude),
      accessDistance: distance,
      accessMilliseconds: distance.value > 0 ? max(1, ArcTimes.milliseconds(seconds)) : 0,
      isOnMainNetwork: isMain,
      island: Int(components.islandOfPlace[Int(network.segmentFrom[found.segment])]),
      passedOver: passedOver)
  }
}
