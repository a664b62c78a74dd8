public import Quantities
public import ResponseModel

/// One way to answer from one place: a station, with every term of its response time.
public struct ResponseOption: Sendable, Hashable {
  /// Position in `ModelledResponse.stations`.
  public let station: Int
  public let turnout: EvidencedTime
  /// Milliseconds until the wheels roll: call handling and turnout. Speeds do not change it.
  public let fixed: Double
  /// Milliseconds on the way at the model's own speeds, access at both ends included.
  public let travel: Double
  /// Milliseconds of `travel` between the road and the place, and between the station and its road; 0
  /// by straight line, whose detour factor is over the whole way.
  public let access: Double

  /// Milliseconds of `travel` on the road.
  public var drive: Double { travel - access }

  public init(station: Int, turnout: EvidencedTime, fixed: Double, travel: Double, access: Double) {
    self.station = station
    self.turnout = turnout
    self.fixed = fixed
    self.travel = travel
    self.access = access
  }

  /// The response where every speed is multiplied by `factor`.
  public func milliseconds(speedFactor factor: Double) -> Double { fixed + travel / factor }
}

/// How soon help comes to one demand point, and how that is known.
public struct PlaceResponse: Sendable, Hashable {
  public let demandID: String
  public let name: String
  public let townshipCode: String?
  public let areaClass: AreaClass
  /// `nil` where its township does not say.
  public let isMountainOrIsland: Bool?
  public let residents: Double
  public let evidence: Evidence
  public let hasPosition: Bool
  /// By straight line, for the question "in the circle?".
  public let nearest: NearestStation?
  /// `nil` where the place has no position.
  public let method: TravelMethod?
  /// Why there is no road time; `nil` where there is, and where there are no roads at all.
  public let methodReason: RoadReason?
  /// From the place to its road; `nil` by straight line.
  public let accessDistance: Meters?
  /// Every option that is best at some speed, by growing travel; by day and by night. Empty where
  /// the place has no position or no station reaches it.
  public let day: [ResponseOption]
  public let night: [ResponseOption]
  /// The station that answers second, by day; on roads only.
  public let second: ResponseOption?

  public init(
    demandID: String, name: String, townshipCode: String?, areaClass: AreaClass,
    isMountainOrIsland: Bool?, residents: Double, evidence: Evidence, hasPosition: Bool,
    nearest: NearestStation?, method: TravelMethod?, methodReason: RoadReason? = nil,
    accessDistance: Meters? = nil, day: [ResponseOption], night: [ResponseOption],
    second: ResponseOption? = nil
  ) {
    self.demandID = demandID
    self.name = name
    self.townshipCode = townshipCode
    self.areaClass = areaClass
    self.isMountainOrIsland = isMountainOrIsland
    self.residents = residents
    self.evidence = evidence
    self.hasPosition = hasPosition
    self.nearest = nearest
    self.method = method
    self.methodReason = methodReason
    self.accessDistance = accessDistance
    self.day = day
    self.night = night
    self.second = second
  }

  public func options(_ period: DayPeriod) -> [ResponseOption] { period == .day ? day : night }

  /// The station that answers first: not always the nearest, since turnouts differ. `nil` where
  /// none does. Ties go to the lowest station code, in whose order stations stand.
  public func best(_ period: DayPeriod, speedFactor: Double = 1) -> ResponseOption? {
    options(period).min {
      ($0.milliseconds(speedFactor: speedFactor), $0.station)
        < ($1.milliseconds(speedFactor: speedFactor), $1.station)
    }
  }

  /// Has a position, and no station reaches it.
  public var isUnreachable: Bool { hasPosition && day.isEmpty }
}

/// The response times of one county as a model gives them: call handling + turnout + travel.
public struct ModelledResponse: Sendable, Hashable {
  public let countyCode: String
  public let callHandling: EvidencedTime
  public let dayHours: DayHours
  /// Whether the county states `dayHours` itself.
  public let dayHoursAreKnown: Bool
  /// In order of their codes; the county's own and those across the border.
  public let stations: [Station]
  /// Turnout of each of `stations`, the default where it states none.
  public let turnouts: [StationTurnout]
  /// In the order of the county's demand points.
  public let places: [PlaceResponse]
  /// Evidence of the travel times by straight line, and on roads; `nil` without roads.
  public let travelEvidence: Evidence
  public let roadEvidence: Evidence?
  /// Evidence of the time between places and their roads; `nil` without roads.
  public let accessEvidence: Evidence?
  /// Part of every response on roads that no road explains.
  public let fixedDelayMilliseconds: Double
  /// `nil` where there is no such part.
  public let fixedDelayEvidence: Evidence?
  /// Stations that are too far from any road to be used.
  public let stationsOffRoad: [String]

  public struct StationTurnout: Sendable, Hashable {
    public let day: EvidencedTime
    public let night: EvidencedTime

    public func time(_ period: DayPeriod) -> EvidencedTime { period == .day ? day : night }
  }

  public init(
    countyCode: String, callHandling: EvidencedTime, dayHours: DayHours, dayHoursAreKnown: Bool,
    stations: [Station], turnouts: [StationTurnout], places: [PlaceResponse],
    travelEvidence: Evidence, roadEvidence: Evidence? = nil, accessEvidence: Evidence? = nil,
    fixedDelayMilliseconds: Double = 0, fixedDelayEvidence: Evidence? = nil,
    stationsOffRoad: [String] = []
  ) {
    self.countyCode = countyCode
    self.callHandling = callHandling
    self.dayHours = dayHours
    self.dayHoursAreKnown = dayHoursAreKnown
    self.stations = stations
    self.turnouts = turnouts
    self.places = places
    self.travelEvidence = travelEvidence
    self.roadEvidence = roadEvidence
    self.accessEvidence = accessEvidence
    self.fixedDelayMilliseconds = fixedDelayMilliseconds
    self.fixedDelayEvidence = fixedDelayEvidence
    self.stationsOffRoad = stationsOffRoad
  }

  /// `road` or `straight_line` where all places are of one kind, `mixed` where not.
  public var method: ResponseMethod {
    let methods = Set(places.compactMap(\.method))
    guard methods.count == 1, let only = methods.first else {
      return methods.isEmpty ? .straightLine : .mixed
    }
    return only == .road ? .road : .straightLine
  }
}

extension ModelledResponse {
  /// Times and residents of some places at a speed factor: by day, by night, or where `period` is
  /// `nil` over the whole day, a place's residents shared between its halves by their hours.
  ///
  /// Unreachable places are in it with an infinite time; places without a position are not, see
  /// `unpositionedResidents`.
  /// - Complexity: O(*n* log *n*) in the places.
  public func sample(
    period: DayPeriod? = nil, speedFactor: Double = 1, where isMeant: (PlaceResponse) -> Bool
  ) -> TimeSample {
    var times: [(milliseconds: Double, residents: Double)] = []
    for place in places where place.hasPosition && isMeant(place) {
      func time(_ period: DayPeriod) -> Double {
        place.best(period, speedFactor: speedFactor)?.milliseconds(speedFactor: speedFactor)
          ?? .infinity
      }
      if let period {
        times.append((time(period), place.residents))
      } else if place.day == place.night {
        times.append((time(.day), place.residents))
      } else {
        for period in DayPeriod.allCases {
          times.append((time(period), place.residents * dayHours.share(period)))
        }
      }
    }
    return TimeSample(places: times)
  }

  public func unpositionedResidents(where isMeant: (PlaceResponse) -> Bool) -> Double {
    places.reduce(0) { !$1.hasPosition && isMeant($1) ? $0 + $1.residents : $0 }
  }

  /// The weakest evidence that the times of some places rest on: their residents, the stations that
  /// answer, call handling, turnout and travel.
  public func evidence(where isMeant: (PlaceResponse) -> Bool) -> Evidence? {
    var found: Set<Evidence> = []
    for place in places where place.residents > 0 && isMeant(place) {
      found.formUnion(evidences(of: place))
    }
    return Evidence.weakest(found)
  }
  /// The weakest evidence that the times of one place rest on.
  public func evidence(of place: PlaceResponse) -> Evidence? {
    Evidence.weakest(evidences(of: place))
  }

  private func evidences(of place: PlaceResponse) -> Set<Evidence> {
    var found: Set<Evidence> = [place.evidence]
    for option in [place.best(.day), place.best(.night)].compactMap(\.self) {
      found.formUnion([
        stations[option.station].evidence, option.turnout.evidence, callHandling.evidence,
        travelEvidence(of: place),
      ])
      guard place.method == .road else { continue }
      if option.access > 0, let accessEvidence { found.insert(accessEvidence) }
      if let fixedDelayEvidence { found.insert(fixedDelayEvidence) }
    }
    return found
  }

  /// Evidence of the drive to a place, by its method.
  public func travelEvidence(of place: PlaceResponse) -> Evidence {
    place.method == .road ? roadEvidence ?? travelEvidence : travelEvidence
  }
}
