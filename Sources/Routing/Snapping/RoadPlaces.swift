public import Geometry

/// Many places on the road network, in the form in which searches take them.
public struct RoadPlaces: Sendable {
  public let role: RoadRole
  public let snaps: [RoadSnap]
  /// By place; no offsets where it is out of reach.
  public let searchPlaces: SearchPlaces
  private let snapper: RoadSnapper

  /// - Complexity: O(places · log segments).
  public init(_ places: [GeographicCoordinate], as role: RoadRole, on snapper: RoadSnapper) {
    self.role = role
    self.snapper = snapper
    let snaps = places.map { snapper.snap($0, as: role) }
    self.snaps = snaps
    searchPlaces = SearchPlaces(
      snaps.map { snap in
        guard let point = snap.point else { return [] }
        return role == .origin
          ? snapper.originOffsets(of: point) : snapper.destinationOffsets(of: point)
      })
  }

  public var count: Int { snaps.count }

  /// The travel time between an origin of this value and a destination of another, given the one that
  /// was found over nodes: less where both are on one segment and the drive never leaves it.
  ///
  /// - Parameter found: milliseconds with all offsets counted; `nil` where no path was found.
  public func milliseconds(
    from origin: Int, to destination: Int, of destinations: RoadPlaces, found: UInt32?
  ) -> UInt32? {
    guard let start = snaps[origin].point, let end = destinations.snaps[destination].point,
      let direct = snapper.directMilliseconds(from: start, to: end)
    else { return found }
    return min(direct, found ?? .max)
  }
}
