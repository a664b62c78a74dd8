public import Geometry
public import Quantities
public import ResponseModel

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
      fixed: [.day: fixed(.day), .night: fixed(.night)], travel: [.day: travel, .night: travel])
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
    return fixed + travel / speedFactor
  }

  /// Whether day and night differ for no pair.
  public var isSameAllDay: Bool { fixed[.day] == fixed[.night] && travel[.day] == travel[.night] }
}
