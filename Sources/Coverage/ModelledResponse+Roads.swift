import Geometry
import Quantities
import ResponseModel
import Routing

/// Why a demand point has no road time.
public enum RoadReason: String, Sendable, Hashable, CaseIterable {
  /// Outside the box of the roads, or more than 10 km from any: straight line instead.
  case noRoadsNear = "no_roads_near"
  /// No station of the county's list is on the roads: straight line instead.
  case noStationOnRoads = "no_station_on_roads"
  /// Farther from the nearest road than the profile allows: out of reach.
  case beyondLimit = "beyond_limit"
  /// On a road that no station's road leads to: out of reach.
  case noPath = "no_path"
}

extension ModelledResponse {
  /// Models one county's response times on roads, place by place: a place that the network says
  /// nothing about gets the straight line, and says so.
  ///
  /// From every station to every place, so that the one that answers first is found whatever its
  /// turnout and at whatever speed.
  /// - Throws: `GeometryError` where a position cannot be projected.
  /// - Complexity: one search from each station, by day and, where speeds differ, by night.
  public static func onRoads(
    _ county: ProjectedCounty, terms: ResponseTerms, _ roads: RoadModel, tasks: Int = 1
  ) async throws -> ModelledResponse {
    let straight = try straightLine(county, terms: terms)
    let positions = straight.stations.map(\.position)
    let day = await RoadReach(roads.day, positions, county.demand, tasks: tasks)
    let night =
      roads.isSameAllDay
      ? day : await RoadReach(roads.night, positions, county.demand, tasks: tasks)
    let places = zip(straight.places, county.demand).enumerated().map { index, pair in
      let (place, point) = pair
      guard let position = point.position, let snap = day.snap(of: index) else { return place }
      guard roads.covers(position, snap) else { return place.by(.straightLine, .noRoadsNear) }
      guard day.hasOrigins else { return place.by(.straightLine, .noStationOnRoads) }
      guard case .onRoad = snap else {
        return place.by(.road, .beyondLimit, access: snap.distance, day: [], night: [])
      }
      func options(_ reach: RoadReach, _ period: DayPeriod) -> [ResponseOption] {
        straight.stations.indices.compactMap { station in
          guard let time = reach.milliseconds(from: station, to: index) else { return nil }
          let turnout = straight.turnouts[station].time(period)
          return ResponseOption(
            station: station, turnout: turnout,
            fixed: (straight.callHandling.time.value + turnout.time.value) * 1000
              + roads.fixedDelayMilliseconds,
            travel: Double(time), access: Double(reach.access(from: station, to: index)))
        }
      }
      let (byDay, byNight) = (options(day, .day), options(night, .night))
      return place.by(
        .road, byDay.isEmpty ? .noPath : nil, access: snap.distance,
        day: ResponseOption.front(of: byDay), night: ResponseOption.front(of: byNight),
        second: byDay.sorted {
          ($0.milliseconds(speedFactor: 1), $0.station)
            < ($1.milliseconds(speedFactor: 1), $1.station)
        }.dropFirst().first)
    }
    return ModelledResponse(
      countyCode: straight.countyCode, callHandling: straight.callHandling,
      dayHours: straight.dayHours, dayHoursAreKnown: straight.dayHoursAreKnown,
      stations: straight.stations, turnouts: straight.turnouts, places: places,
      travelEvidence: straight.travelEvidence, roadEvidence: roads.evidence,
      accessEvidence: roads.accessEvidence, fixedDelayMilliseconds: roads.fixedDelayMilliseconds,
      fixedDelayEvidence: roads.fixedDelayEvidence,
      stationsOffRoad: day.offRoad.map { straight.stations[$0].code })
  }
}

/// Travel times between the stations and the demand points of one county.
struct RoadReach {
  private let origins: RoadPlaces
  private let destinations: RoadPlaces
  private let matrix: TravelTimeMatrix
  /// Position of each demand point among those that have one; −1 for the others.
  private let numbers: [Int]

  init(
    _ timing: RoadModel.Timing, _ stations: [GeographicCoordinate], _ demand: [DemandPoint],
    tasks: Int
  ) async {
    var numbers: [Int] = []
    var places: [GeographicCoordinate] = []
    for point in demand {
      numbers.append(point.position == nil ? -1 : places.count)
      if let position = point.position { places.append(position) }
    }
    self.numbers = numbers
    origins = RoadPlaces(stations, as: .origin, on: timing.snapper)
    destinations = RoadPlaces(places, as: .destination, on: timing.snapper)
    matrix = await timing.search.matrix(
      from: origins.searchPlaces, to: destinations.searchPlaces, tasks: tasks)
  }

  var hasOrigins: Bool { origins.snaps.contains { $0.point != nil } }

  /// Stations that are on no road.
  var offRoad: [Int] { origins.snaps.indices.filter { origins.snaps[$0].point == nil } }

  func snap(of demand: Int) -> RoadSnap? {
    numbers[demand] < 0 ? nil : destinations.snaps[numbers[demand]]
  }

  /// `nil` where there is no way.
  func milliseconds(from station: Int, to demand: Int) -> UInt32? {
    let place = numbers[demand]
    guard place >= 0 else { return nil }
    let found = matrix.milliseconds[station * matrix.destinationCount + place]
    return origins.milliseconds(
      from: station, to: place, of: destinations,
      found: found == SearchTime.unreachable ? nil : found)
  }

  /// Milliseconds between roads and places at both ends.
  func access(from station: Int, to demand: Int) -> UInt32 {
    (origins.snaps[station].point?.accessMilliseconds ?? 0)
      + (destinations.snaps[numbers[demand]].point?.accessMilliseconds ?? 0)
  }
}

extension PlaceResponse {
  /// The same place with another way to it.
  fileprivate func by(
    _ method: TravelMethod, _ reason: RoadReason?, access: Meters? = nil,
    day: [ResponseOption]? = nil, night: [ResponseOption]? = nil, second: ResponseOption? = nil
  ) -> PlaceResponse {
    PlaceResponse(
      demandID: demandID, name: name, townshipCode: townshipCode, areaClass: areaClass,
      isMountainOrIsland: isMountainOrIsland, residents: residents, evidence: evidence,
      hasPosition: hasPosition, nearest: nearest, method: method, methodReason: reason,
      accessDistance: access, day: day ?? self.day, night: night ?? self.night,
      second: second ?? (day == nil ? self.second : nil))
  }
}
