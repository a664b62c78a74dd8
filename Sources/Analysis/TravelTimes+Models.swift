public import Coverage
import Geometry
public import Inspection
import Quantities
import ResponseModel
import Routing

extension TravelTimes {
  /// On roads, by day, at the speeds of the model's profile.
  ///
  /// - Complexity: O(nodes + arcs).
  public static func onRoads(_ roads: RoadModel) -> TravelTimes {
    let search = NearestPlaceSearch(roads)
    let description = roads.network.description
    let period = roads.dayPeriod.map { "/\($0)" } ?? ""
    return TravelTimes(
      method: TravelMethod.road.rawValue, evidence: roads.evidence,
      note: LocalizedText(
        zh:
          "行程时间按路网（\(description.source)）和速度方案 \(roads.profile.id)\(period) 计算，自居住地到机构",
        en: "travel times are by road (\(description.source)) at the speeds of profile"
          + " \(roads.profile.id)\(period), from home to institution"),
      digest: "\(description.sourceDigest) \(roads.travelTimeDigest)"
    ) { from, to in
      let found = search.nearest(from: from, to: to)
      return Ways(
        found.ways.map { way in
          switch way {
          case .place(let index, let time): .place(index, time)
          case .noWay: .noWay
          case .unknown: .unknown
          }
        }, unknownPlaces: found.unknownPlaces.count)
    }
  }

  /// By straight line × detour ÷ speed, as response times are modelled without roads.
  public static func straightLine(_ terms: ResponseTerms) -> TravelTimes {
    let (speed, detour) = (terms.speedKilometersPerHour.value, terms.detour.value)
    return TravelTimes(
      method: TravelMethod.straightLine.rawValue, evidence: terms.straightLineEvidence,
      note: LocalizedText(
        zh: "未用路网：行程时间按直线距离 × \(detour) ÷ \(speed) km/h 推算，非实际道路时间",
        en:
          "no roads are used: times are straight line × \(detour) ÷ \(speed) km/h, which is no road"
          + " time"), digest: "straight line \(detour) \(speed)"
    ) { from, to in
      Ways(
        from.map { origin in
          let distances = to.map { Geodesic.distance(origin, $0).value }
          guard let index = distances.indices.min(by: { distances[$0] < distances[$1] }) else {
            return .noWay
          }
          return .place(index, Seconds(distances[index] * detour / (speed / 3.6)))
        }, unknownPlaces: 0)
    }
  }
}
