public import Geometry
public import Quantities
import ResponseModel
import Routing

extension RoadModel {
  /// What the roads say of the way from one place to the nearest of several.
  public enum Nearest: Sendable, Hashable {
    /// Its index and the time to it.
    case place(Int, Seconds)
    /// None of them can be reached.
    case noWay
    /// The place is outside the area of the network, which says nothing of it.
    case unknown
  }
}

/// The way from many places to the nearest of several, by a road model's speeds of the day.
///
/// Made once: the graph is turned round, so that one search from all destinations serves every origin.
public struct NearestPlaceSearch: Sendable {
  private let roads: RoadModel
  private let reversed: TravelTimeSearch

  /// - Complexity: O(nodes + arcs).
  public init(_ roads: RoadModel) {
    self.roads = roads
    reversed = TravelTimeSearch(roads.timing(.day).search.graph.reversed().graph)
  }

  /// - Returns: one for each origin, and which places the network says nothing of.
  /// - Complexity: that of two of Dijkstra's searches, and O(log segments) for each place.
  public func nearest(
    from origins: [GeographicCoordinate], to places: [GeographicCoordinate]
  ) -> (ways: [RoadModel.Nearest], unknownPlaces: [Int]) {
    let snapper = roads.timing(.day).snapper
    let ends = RoadPlaces(places, as: .destination, on: snapper)
    let sources = reversed.nearestSources(from: ends.searchPlaces)
    var bySegment: [Int: [Int]] = [:]
    var unknown: [Int] = []
    for (index, snap) in ends.snaps.enumerated() {
      if let point = snap.point {
        bySegment[point.segment, default: []].append(index)
      } else if !roads.covers(places[index], snap) {
        unknown.append(index)
      }
    }
    let ways = origins.map { origin -> RoadModel.Nearest in
      let snap = snapper.snap(origin, as: .origin)
      guard roads.covers(origin, snap) else { return .unknown }
      guard let start = snap.point else { return .noWay }
      let found = sources.nearest(to: snapper.originOffsets(of: start)).first
      var best = found.map { (place: $0.source, time: $0.time) }
      // A drive that never leaves its segment passes no node.
      for index in bySegment[start.segment] ?? [] {
        guard let end = ends.snaps[index].point,
          let direct = snapper.directMilliseconds(from: start, to: end)
        else { continue }
        let time = Seconds(Double(direct) / 1000)
        if best.map({ time < $0.time }) ?? true { best = (index, time) }
      }
      return best.map { .place($0.place, $0.time) } ?? .noWay
    }
    return (ways, unknown)
  }
}
