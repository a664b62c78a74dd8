import Geometry
public import Quantities
import ResponseModel
public import Standards

/// The way from a township's seat to the nearest treatment centre of a kind.
public struct CentreTime: Sendable, Hashable {
  public let county: String
  public let township: String
  public let centre: Subject
  /// Id and name of the institution; `nil` where none is reached, or nothing is known of the roads.
  public let facility: String?
  public let facilityName: String?
  public let time: Seconds?
  /// Whether the seat has a position and the roads say something of it; without a time there is then
  /// no way.
  public let isKnown: Bool
  /// `road` or `straight_line`.
  public let method: String
}

/// Travel times of residents and townships to institutions.
extension Inspector {
  static let treatmentCentres: [Subject] = [
    .chestPainCentre, .strokeCentre, .traumaCentre, .maternalCentre, .childAndNewbornCentre,
  ]

  /// Residents by travel time to the nearest facility of each rule. Without travel times there are
  /// none, and a distance is no time.
  ///
  /// - Complexity: one search of the roads for each rule, whatever the number of counties.
  mutating func fillReach() {
    for rule in request.standard.rules {
      for reach in rule.requirement.facilityTravelTimes where !reach.facilities.isEmpty {
        guard let travel = request.travelTimes.times(reach.travelMode) else { continue }
        let demand = data.demandPoints.filter {
          counties.contains($0.countyCode) && $0.residents > 0
        }
        fill(reach, demand, travel)
      }
    }
  }

  private mutating func fill(
    _ reach: TravelTimeRequirement, _ demand: [DemandPoint], _ travel: TravelTimes
  ) {
    // Those across the border serve too.
    let places = data.facilities.filter { facility in
      reach.facilities.contains { isOne(facility, $0) == true }
    }
    let positions = places.compactMap(\.position)
    guard !positions.isEmpty, !demand.isEmpty else { return }
    let placed = demand.filter { $0.position != nil }
    let found = travel.nearest(placed.compactMap(\.position), positions)
    let ways = Dictionary(zip(placed.map(\.id), found.ways)) { first, _ in first }
    let unloaded = reach.facilities.filter { subject in
      !isComplete(subject) && !places.contains { isOne($0, subject) == true }
    }
    let lost = places.count - positions.count + found.unknownPlaces
    let limit = reach.limit.unit == .minutes ? reach.limit.value * 60 : reach.limit.value
    for (code, points) in Dictionary(grouping: demand, by: \.countyCode) {
      var tally = Tally(0, of: 0)
      for point in points {
        tally.total = (tally.total ?? 0) + point.residents
        switch ways[point.id] ?? .unknown {
        case .place(_, let time) where reach.limit.comparison.holds(time.value, limit):
          tally.known += point.residents
        case .place, .noWay:
          // Nearer than the nearest known one there may be one that nobody placed or loaded.
          if lost > 0 || !unloaded.isEmpty { tally.unknown += point.residents }
        case .unknown: tally.unknown += point.residents
        }
      }
      let reached = ReachTally(
        residents: tally,
        evidence: Evidence.weakest([travel.evidence] + points.map(\.evidence)) ?? travel.evidence,
        notes: notes(travel, lost: lost, unloaded: unloaded, tally))
      registers[code]?.reach[reach] = reached
    }
  }

  private func notes(
    _ travel: TravelTimes, lost: Int, unloaded: [Subject], _ tally: Tally
  ) -> [LocalizedText] {
    var notes = [travel.note]
    if lost > 0 {
      notes.append(
        LocalizedText(
          zh: "\(lost) 个服务点没有坐标或不在路网范围内",
          en: "\(lost) facilities have no position or lie outside the roads"))
    }
    for subject in unloaded {
      notes.append(
        LocalizedText(
          zh: "缺少\(subject.label.zh)名录", en: "no register of \(subject.label.en)s"))
    }
    if tally.unknown > 0 {
      notes.append(
        LocalizedText(
          zh: "\(Self.whole(tally.unknown)) 名居民的行程时间不明，未计入达到者",
          en:
            "the time of \(Self.whole(tally.unknown)) residents is not known; they do not count as"
            + " within"))
    }
    return notes
  }

  private static func whole(_ number: Double) -> String { "\(Int(number.rounded()))" }

  /// From the seat of each township to the nearest centre of each kind that is registered.
  ///
  /// - Complexity: one search of the roads for each kind.
  func centreTimes() -> [CentreTime] {
    guard let travel = request.travelTimes.unstated else { return [] }
    let townships = data.townships.filter { counties.contains($0.countyCode) }
    let seats = townships.compactMap(\.seat)
    var times: [CentreTime] = []
    for centre in Self.treatmentCentres {
      let places = data.facilities.filter { $0.position != nil && isOne($0, centre) == true }
      guard !places.isEmpty else { continue }
      var ways = travel.nearest(seats, places.compactMap(\.position)).ways.makeIterator()
      for township in townships {
        let way = township.seat == nil ? .unknown : ways.next() ?? .unknown
        var facility: Facility?
        if case .place(let index, _) = way { facility = places[index] }
        times.append(
          CentreTime(
            county: township.countyCode, township: township.code, centre: centre,
            facility: facility?.id, facilityName: facility?.name, time: way.time,
            isKnown: way != .unknown, method: travel.method))
      }
    }
    return times
  }
}

extension Requirement {
  /// What it asks of travel times to facilities, in any of its branches.
  var facilityTravelTimes: [TravelTimeRequirement] {
    switch self {
    case .facilityTravelTime(let it): [it]
    case .anyOf(let branches): branches.flatMap(\.requirement.facilityTravelTimes)
    default: []
    }
  }
}
