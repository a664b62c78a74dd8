import Geometry
import Quantities
import ResponseModel

extension ModelledResponse {
  /// Models one county's response times by straight line × detour ÷ speed.
  ///
  /// The station that answers first is found and not the nearest: one farther away can be faster
  /// where its crew turns out sooner.
  /// - Throws: `GeometryError` where a position cannot be projected.
  /// - Complexity: O(places) where turnouts are alike, O(places × stations) at worst.
  public static func straightLine(
    _ county: ProjectedCounty, terms: ResponseTerms
  ) throws(any Error) -> ModelledResponse {
    let order = county.stations.indices.sorted {
      county.stations[$0].code < county.stations[$1].code
    }
    let stations = order.map { county.stations[$0] }
    let turnouts = stations.map { station in
      StationTurnout(
        day: station.turnout?.time(.day) ?? terms.turnout,
        night: station.turnout?.time(.night) ?? terms.turnout)
    }
    let handling = county.county.callHandling ?? terms.callHandling
    let index = Dictionary(
      stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let nearest = NearestStationSearch(county, cell: 10_000).nearest(
      to: Array(zip(county.demand.map(\.position), county.demandPositions)))
    let mountains = Dictionary(
      county.townships.map { ($0.code, $0.isMountainOrIsland) }, uniquingKeysWith: { $1 })
    let perMeter = terms.millisecondsPerMeter
    let places = zip(county.demand, nearest).map { point, nearest in
      func options(_ period: DayPeriod) -> [ResponseOption] {
        guard let position = point.position, let nearest, let first = index[nearest.stationCode]
        else { return [] }
        func option(_ station: Int, _ distance: Meters) -> ResponseOption {
          let turnout = turnouts[station].time(period)
          return ResponseOption(
            station: station, turnout: turnout,
            fixed: (handling.time.value + turnout.time.value) * 1000,
            travel: distance.value * perMeter, access: 0)
        }
        let closest = option(first, nearest.distance)
        // A station farther away answers sooner only where it turns out sooner.
        let quicker = stations.indices.filter {
          turnouts[$0].time(period).time < closest.turnout.time
        }.map { option($0, Geodesic.distance(position, stations[$0].position)) }
        return ResponseOption.front(of: [closest] + quicker)
      }
      return PlaceResponse(
        demandID: point.id, name: point.name, townshipCode: point.townshipCode,
        areaClass: point.areaClass,
        isMountainOrIsland: point.townshipCode.flatMap { mountains[$0] } ?? nil,
        residents: point.residents, evidence: point.evidence,
        hasPosition: point.position != nil, nearest: nearest,
        method: point.position == nil ? nil : .straightLine, day: options(.day),
        night: options(.night))
    }
    return ModelledResponse(
      countyCode: county.county.code, callHandling: handling,
      dayHours: county.county.dayHours ?? .usual, dayHoursAreKnown: county.county.dayHours != nil,
      stations: stations, turnouts: turnouts, places: places,
      travelEvidence: terms.straightLineEvidence)
  }
}

extension ResponseOption {
  /// The options that are best at some speed: with growing travel, each turns out sooner than all
  /// before it. Of equal ones the lowest station stays.
  static func front(of options: [ResponseOption]) -> [ResponseOption] {
    var front: [ResponseOption] = []
    for option in options.sorted(by: {
      ($0.travel, $0.fixed, $0.station) < ($1.travel, $1.fixed, $1.station)
    }) where option.travel.isFinite {
      if front.allSatisfy({ option.fixed < $0.fixed }) { front.append(option) }
    }
    return front
  }
}
