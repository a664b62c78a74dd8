public import Geometry
public import Quantities
import ResponseModel
public import Routing

extension RoadModel {
  /// Where one gets from some places by day within some times of driving, access included.
  ///
  /// - Parameters:
  ///   - limits: above 0.
  ///   - cell: how finely; see `IsochroneSearch`.
  /// - Returns: by place, then by limit.
  /// - Complexity: that of `IsochroneSearch`.
  public func isochrones(
    from places: [GeographicCoordinate], limits: [Seconds], cell: Meters
  ) async -> [[Isochrone]] {
    let origins = RoadPlaces(places, as: .origin, on: day.snapper)
    return await IsochroneSearch(day.snapper, search: day.search, cell: cell)
      .isochrones(from: origins, limits: limits)
  }

  /// The roads of some classes that begin, end or pass with a node in a box, as lines.
  ///
  /// - Complexity: O(segments).
  public func lines(
    within box: Bounds<GeographicCoordinate>, of wanted: Set<RoadClass>
  ) -> [(roadClass: RoadClass, points: [GeographicCoordinate])] {
    (0..<network.segmentCount).compactMap { segment in
      guard let roadClass = RoadClass(rawValue: classes[segment]), wanted.contains(roadClass)
      else { return nil }
      let ends = [network.segmentFrom[segment], network.segmentTo[segment]]
        .map { network.coordinate(of: Int($0)) }
      guard ends.contains(where: box.contains) else { return nil }
      return (roadClass, network.shape(ofSegment: segment))
    }
  }
}
