import Geometry
public import Quantities
public import ResponseModel
import Routing

/// What each of several stations would take to each demand point of a county, with the same terms as
/// `ModelledResponse`: what a choice among stations is made by.
public struct ResponseTable: Sendable {
  public let stations: [Station]
  /// Demand points with a position, as indices of the county's demand.
  public let places: [Int]
  /// Metres of straight line on the ellipsoid, by place, then by station.
  public let distances: [Double]
  /// How the travel time of each place was found.
  public let methods: [TravelMethod]
  public let dayHours: DayHours
  /// Milliseconds that no road explains, by place.
  private let delays: [Double]
  private let fixed: [DayPeriod: [Double]]
  private let travel: [DayPeriod: [Double]]

  /// Straight line × detour ÷ speed.
  /// - Complexity: O(places × stations).
  public static func straightLine(
    _ county: ProjectedCounty, stations: [Station], terms: ResponseTerms
  ) -> ResponseTable {
    let places = county.demand.indices.filter { county.demand[$0].position != nil }
    let handling = (county.county.callHandling ?? terms.callHandling).time.value
    func fixed(_ period: DayPeriod) -> [Double] {
      stations.map { (handling + ($0.turnout?.time(period) ?? terms.turnout).time.value) * 1000 }
    }
    var distances: [Double] = []
    distances.reserveCapacity(places.count * stations.count)
    for place in places {
      guard let position = county.demand[place].position else { continue }
      for station in stations {
        distances.append(Geodesic.distance(position, station.position).value)
      }
    }
    let perMeter = terms.millisecondsPerMeter
    let travel = distances.map { $0 * perMeter }
    return ResponseTable(
      stations: stations, places: places, distances: distances,
      methods: places.map { _ in .straightLine }, dayHours: county.county.dayHours ?? .usual,
      delays: places.map { _ in 0 },
      fixed: [.day: fixed(.day), .night: fixed(.night)], travel: [.day: travel, .night: travel])
  }

  /// On roads, place by place as `ModelledResponse.onRoads` has it: by straight line where the
  /// network says nothing.
  /// - Complexity: one search from each station, by day and, where speeds differ, by night.
  public static func onRoads(
    _ county: ProjectedCounty, stations: [Station], terms: ResponseTerms, _ roads: RoadModel,
    tasks: Int = 1
  ) async -> ResponseTable {
    let straight = straightLine(county, stations: stations, terms: terms)
    let positions = stations.map(\.position)
    let day = await RoadReach(roads.day, positions, county.demand, tasks: tasks)
    let night =
      roads.isSameAllDay
      ? day : await RoadReach(roads.night, positions, county.demand, tasks: tasks)
    guard day.hasOrigins else { return straight }
    var (methods, delays, travel) = (straight.methods, straight.delays, straight.travel)
    for (index, place) in straight.places.enumerated() {
      guard let position = county.demand[place].position, let snap = day.snap(of: place),
        roads.covers(position, snap)
      else { continue }
      methods[index] = .road
      delays[index] = roads.fixedDelayMilliseconds
      for (period, reach) in [(DayPeriod.day, day), (.night, night)] {
        for station in stations.indices {
          // Beyond the limit of the profile a place is out of reach.
          let time: UInt32? =
            if case .onRoad = snap { reach.milliseconds(from: station, to: place) } else { nil }
          travel[period]?[index * stations.count + station] = time.map(Double.init) ?? .infinity
        }
      }
    }
    return ResponseTable(
      stations: stations, places: straight.places, distances: straight.distances,
      methods: methods, dayHours: straight.dayHours, delays: delays, fixed: straight.fixed,
      travel: travel)
  }

  public func distance(_ place: Int, _ station: Int) -> Meters {
    Meters(distances[place * stations.count + station])
  }

  /// Milliseconds from the call to the arrival where every speed is multiplied by a factor; `nil`
  /// where there is no way.
  public func response(
    _ place: Int, _ station: Int, _ period: DayPeriod, speedFactor: Double = 1
  ) -> Double? {
    guard let fixed = fixed[period]?[station],
      let travel = travel[period]?[place * stations.count + station], travel.isFinite
    else { return nil }
    return fixed + delays[place] + travel / speedFactor
  }

  /// Whether day and night differ for no pair.
  public var isSameAllDay: Bool { fixed[.day] == fixed[.night] && travel[.day] == travel[.night] }
}
