public import Quantities

/// Travel times from each of some origins to each of some destinations.
public struct TravelTimeMatrix: Sendable {
  public let originCount: Int
  public let destinationCount: Int
  /// By origin, then destination; `SearchTime.unreachable` where a time is above the limit or there is
  /// no way.
  public private(set) var milliseconds: [UInt32]
  /// How it was searched for, and why so.
  public let plan: SearchPlan

  init(originCount: Int, destinationCount: Int, milliseconds: [UInt32], plan: SearchPlan) {
    precondition(milliseconds.count == originCount * destinationCount, "a time for each pair")
    self.originCount = originCount
    self.destinationCount = destinationCount
    self.milliseconds = milliseconds
    self.plan = plan
  }

  /// `nil` where the destination is not reached within the limit.
  public subscript(origin: Int, destination: Int) -> Seconds? {
    SearchTime.seconds(milliseconds[origin * destinationCount + destination])
  }

  /// Lets a way that the graph does not know count where it is faster: along one segment.
  public mutating func improve(_ origin: Int, _ destination: Int, to time: UInt32) {
    guard time < SearchTime.horizon else { return }
    let place = origin * destinationCount + destination
    milliseconds[place] = min(milliseconds[place], time)
  }

  /// Adds the drives that never leave a segment: an origin and a destination may lie on the same one,
  /// and no search from node to node sees that.
  ///
  /// - Parameter limit: that of the search.
  /// - Complexity: O(origins + destinations + pairs on one segment).
  public mutating func addDirectDrives(
    from origins: RoadPlaces, to destinations: RoadPlaces, limit: Seconds?
  ) {
    guard let latest = SearchTime.latest(limit) else { return }
    var bySegment: [Int: [Int]] = [:]
    for (destination, snap) in destinations.snaps.enumerated() {
      if let point = snap.point { bySegment[point.segment, default: []].append(destination) }
    }
    for (origin, snap) in origins.snaps.enumerated() {
      guard let point = snap.point else { continue }
      for destination in bySegment[point.segment] ?? [] {
        let direct = origins.milliseconds(
          from: origin, to: destination, of: destinations, found: nil)
        if let direct, direct <= latest { improve(origin, destination, to: direct) }
      }
    }
  }
}
