import Geometry
import Quantities
public import ResponseModel
public import Routing

/// A road network with what a speed profile makes of it, by day and by night: built once, shared by
/// all counties.
///
/// Whoever asks names the profile's period for each half of the day; where none is named it drives at
/// the profile's own speeds.
public struct RoadModel: Sendable {
  struct Timing: Sendable {
    let times: ArcTimes
    let snapper: RoadSnapper
    let search: TravelTimeSearch
  }

  public let network: RoadNetwork
  public let profile: SpeedProfile
  let day: Timing
  let night: Timing
  /// The box of the roads.
  let box: Bounds<GeographicCoordinate>?
  /// `RoadClass` of each segment.
  let classes: [UInt8]
  /// How far travel times by these speeds can be trusted.
  public let evidence: Evidence
  /// The same of the way between a place and its road.
  public let accessEvidence: Evidence
  /// `nil` where the profile adds nothing.
  let fixedDelayEvidence: Evidence?

  /// Farther from every road than this, metres, a place is not in the network's area: nobody can say
  /// that it has no road.
  public static let farthestFromRoads = 10_000.0

  /// Ids of the profile's periods that are used; `nil` for none.
  public let dayPeriod: String?
  public let nightPeriod: String?

  /// - Throws: `RoutingError` where the profile has no such period.
  /// - Complexity: O(nodes + arcs).
  public init(
    _ network: RoadNetwork, _ profile: SpeedProfile, dayPeriod: String? = nil,
    nightPeriod: String? = nil
  ) throws(RoutingError) {
    self.network = network
    self.profile = profile
    self.dayPeriod = dayPeriod
    self.nightPeriod = nightPeriod
    func timing(_ id: String?) throws(RoutingError) -> Timing {
      let times = try network.travelTimes(profile, period: id)
      let graph = SearchGraph(
        firstArc: network.firstArc.array, heads: network.heads.array,
        milliseconds: times.milliseconds)
      return Timing(
        times: times, snapper: RoadSnapper(network, times), search: TravelTimeSearch(graph))
    }
    day = try timing(dayPeriod)
    night = dayPeriod == nightPeriod ? day : try timing(nightPeriod)
    travelTimeDigest = [day, night].reduce(0xcbf2_9ce4_8422_2325) { hash, timing in
      timing.times.milliseconds.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    box = Bounds(containing: network.positions.map(\.coordinate))
    classes = (0..<network.segmentCount).map {
      network.attributes(ofSegment: $0).roadClass.rawValue
    }
    let used = Set(classes).compactMap(RoadClass.init(rawValue:)).compactMap { profile.classes[$0] }
    let evidences = used.map { speed in
      // A factor that was fitted gives back the times it was fitted to, whatever the base speed.
      speed.emergencyFactor.evidence == .fitted
        ? .fitted
        : Evidence.weakest([speed.kilometersPerHour.evidence, speed.emergencyFactor.evidence])
          ?? .default
    }
    evidence = Evidence.weakest(evidences + [.modelled]) ?? .modelled
    accessEvidence =
      Evidence.weakest([.modelled, profile.access.kilometersPerHour.evidence]) ?? .modelled
    fixedDelayEvidence =
      profile.fixedDelaySeconds.value > 0 ? profile.fixedDelaySeconds.evidence : nil
  }

  func timing(_ period: DayPeriod) -> Timing { period == .day ? day : night }

  /// Whether day and night have the same speeds.
  var isSameAllDay: Bool { dayPeriod == nightPeriod }

  /// A number that changes where any travel time does (FNV-1a over arcs, by day and by night).
  public let travelTimeDigest: UInt64

  /// Seconds that no road explains, added once to every response.
  var fixedDelayMilliseconds: Double { profile.fixedDelaySeconds.value * 1000 }

  /// Whether the network says anything about a place that was looked for on it.
  func covers(_ place: GeographicCoordinate, _ snap: RoadSnap) -> Bool {
    switch snap {
    case .onRoad: true
    case .beyondLimit(let distance):
      distance.value <= Self.farthestFromRoads && (box?.contains(place) ?? false)
    case .noOpenRoad: false
    }
  }
}

extension Bounds where Point == GeographicCoordinate {
  func contains(_ point: GeographicCoordinate) -> Bool {
    point.latitude >= minimum.latitude && point.latitude <= maximum.latitude
      && point.longitude >= minimum.longitude && point.longitude <= maximum.longitude
  }
}
