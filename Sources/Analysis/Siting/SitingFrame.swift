import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// One county with the stations it has and the ones it could have, and what each takes to each place.
struct SitingFrame {
  /// A demand point at one half of the day, or over all of it where the halves do not differ.
  struct Row {
    /// Position in the table's places.
    let place: Int
    let period: DayPeriod
    /// Of the demand point's residents, 0…1.
    let share: Double
  }

  /// A county as it is not, to see whether the plan would be another.
  struct Scenario: Sendable {
    var speedFactor = 1.0
    /// By place; 1 where empty.
    var demandFactors: [Double] = []
    static let base = Scenario()
  }

  let judge: SitingJudge
  /// Stations that stand, in order of their codes; then candidates.
  let existing: [Station]
  let candidates: [Candidate]
  let table: ResponseTable
  let rows: [Row]
  /// Demand point, stratum and limits of each of the table's places.
  let points: [DemandPoint]
  let strata: [ResponseFacts.Stratum]
  let targets: SitingTargets

  var stations: [Station] { table.stations }
  var pairCount: Int { rows.count * stations.count }

  init(_ judge: SitingJudge, _ candidates: [Candidate], _ targets: SitingTargets) async {
    self.judge = judge
    self.candidates = candidates
    self.targets = targets
    existing = judge.inputs.stations.sorted { $0.code < $1.code }
    let all = existing + candidates.map(\.station)
    if let roads = judge.roads {
      table = await ResponseTable.onRoads(
        judge.projected, stations: all, terms: judge.terms, roads)
    } else {
      table = ResponseTable.straightLine(judge.projected, stations: all, terms: judge.terms)
    }
    let demand = judge.projected.demand
    points = table.places.map { demand[$0] }
    let mountains = Dictionary(
      judge.projected.townships.map { ($0.code, $0.isMountainOrIsland ?? false) },
      uniquingKeysWith: { first, _ in first })
    strata = points.map { point in
      ResponseFacts.Stratum(
        areaClass: point.areaClass,
        isMountainOrIsland: point.townshipCode.flatMap { mountains[$0] } ?? false)
    }
    let table = self.table
    let periods: [(DayPeriod, Double)] =
      table.isSameAllDay
      ? [(.day, 1)] : DayPeriod.allCases.map { ($0, table.dayHours.share($0)) }
    rows = table.places.indices.flatMap { place in
      periods.map { Row(place: place, period: $0.0, share: $0.1) }
    }
  }

  func weight(_ row: Row, _ scenario: Scenario = .base) -> Double {
    points[row.place].residents * row.share
      * (scenario.demandFactors.isEmpty ? 1 : scenario.demandFactors[row.place])
  }

  func name(of row: Row) -> String {
    points[row.place].id + (row.period == .night ? "@night" : "")
  }

  func response(_ row: Row, _ station: Int, _ scenario: Scenario = .base) -> Double? {
    table.response(row.place, station, row.period, speedFactor: scenario.speedFactor)
  }

  /// Milliseconds until the first of the open stations arrives, and which it is.
  func first(
    _ row: Row, _ isOpen: [Bool], _ scenario: Scenario = .base
  ) -> (milliseconds: Double, station: Int)? {
    var best: (milliseconds: Double, station: Int)?
    for station in stations.indices where isOpen[station] {
      guard let time = response(row, station, scenario) else { continue }
      if best.map({ time < $0.milliseconds }) ?? true { best = (time, station) }
    }
    return best
  }

  /// Whether each station is open: all that stand but the closed, and the chosen candidates.
  func open(_ chosen: [String], closing closed: [String] = []) -> [Bool] {
    let (chosen, closed) = (Set(chosen), Set(closed))
    return existing.map { !closed.contains($0.code) }
      + candidates.map { chosen.contains($0.code) }
  }

  func stations(_ chosen: [String]) -> [Station] {
    candidates.filter { chosen.contains($0.code) }.map(\.station)
  }

  func isInTime(_ row: Row, _ milliseconds: Double) -> Bool {
    targets.time(of: strata[row.place]).map { $0.holds(milliseconds) } ?? false
  }

  func isInCircle(_ place: Int, _ distance: Meters) -> Bool {
    targets.radius(of: points[place].areaClass).map { $0.holds(distance) } ?? false
  }

  func nearest(_ place: Int, _ isOpen: [Bool]) -> Meters? {
    stations.indices.filter { isOpen[$0] }.map { table.distance(place, $0) }.min()
  }
}

/// What counts as in time and as covered.
struct SitingTargets {
  struct Time: Sendable, Hashable {
    let comparison: Comparison
    let minutes: Double
    func holds(_ milliseconds: Double) -> Bool { comparison.holds(milliseconds / 60_000, minutes) }
  }

  struct Circle: Sendable, Hashable {
    let comparison: Comparison
    let radius: Meters
    func holds(_ distance: Meters) -> Bool {
      comparison.holds(distance.value / 1000, radius.value / 1000)
    }
  }

  private let times: [(rule: ResponseRequirement, time: Time)]
  private let circles: [(area: JudgedArea, circle: Circle)]
  private let given: (time: Time?, circle: Circle?)

  init(_ standard: Standard, minutes: Double?, radius: Meters?) {
    given = (
      minutes.map { Time(comparison: .atMost, minutes: $0) },
      radius.map { Circle(comparison: .atMost, radius: $0) }
    )
    var (times, circles): ([(ResponseRequirement, Time)], [(JudgedArea, Circle)]) = ([], [])
    func take(_ requirement: Requirement) {
      switch requirement.beside(standard.rules) {
      case .responseStatistic(let rule) where rule.limit.comparison.largerIsWorse:
        let size = rule.limit.unit == .seconds ? 60.0 : 1
        let limit = rule.limit.lenientValue ?? rule.limit.value
        times.append((rule, Time(comparison: rule.limit.comparison, minutes: limit / size)))
      case .distance(let rule) where rule.limit.comparison.largerIsWorse:
        let limit = rule.limit.lenientValue ?? rule.limit.value
        circles.append(
          (
            rule.area,
            Circle(
              comparison: rule.limit.comparison,
              radius: rule.limit.unit == .meters ? Meters(limit) : Meters(kilometers: limit))
          ))
      case .anyOf(let branches): for branch in branches { take(branch.requirement) }
      default: break
      }
    }
    for rule in standard.rules { take(rule.requirement) }
    self.times = times
    self.circles = circles
  }

  /// The limit on response times of one kind of places; `nil` where the standard has none.
  func time(of stratum: ResponseFacts.Stratum) -> Time? {
    given.time ?? times.first { $0.rule.includes(stratum) }?.time
  }

  func radius(of areaClass: AreaClass) -> Circle? {
    given.circle
      ?? circles.first {
        switch $0.area {
        case .urban: areaClass == .urban
        case .rural: areaClass == .rural
        case .all: true
        case .mountainOrIsland: false
        }
      }?.circle
  }
}
