import Quantities
public import ResponseModel

/// The modelled times of one county as numbers, without names: what figures over many counties are
/// made of. Some 40 bytes a place, a tenth of what the model itself takes.
public struct ModelledTimes: Sendable {
  /// What places are told apart by.
  public typealias Kind = ResponseFacts.Stratum

  public let countyCode: String
  public let dayHours: DayHours
  /// Of the model.
  public let method: ResponseMethod
  /// The method of each kind of place, those without a position left out.
  let methods: [Kind: Set<TravelMethod>]
  let evidence: [Kind: Evidence]
  let hasMountainMarks: Bool
  private var kinds: [UInt8] = []
  private var residents: [Double] = []
  /// To the nearest station by straight line; infinite where there is none.
  private var nearestMeters: [Double] = []
  /// How many options each place has by day, and by night where those are others.
  private var dayCounts: [UInt32] = []
  private var nightCounts: [UInt32] = []
  /// Of all options, place by place, by day and then by night.
  private var fixed: [Double] = []
  private var travel: [Double] = []

  private static let hasPosition: UInt8 = 4
  private static let isSameAllDay: UInt8 = 8

  /// - Complexity: O(options).
  public init(_ model: ModelledResponse) {
    countyCode = model.countyCode
    dayHours = model.dayHours
    method = model.method
    var methods: [Kind: Set<TravelMethod>] = [:]
    for place in model.places {
      let kind = Kind(
        areaClass: place.areaClass, isMountainOrIsland: place.isMountainOrIsland ?? false)
      if let method = place.method { methods[kind, default: []].insert(method) }
    }
    self.methods = methods
    var evidence: [Kind: Evidence] = [:]
    for kind in Self.allKinds {
      evidence[kind] = model.evidence {
        $0.areaClass == kind.areaClass
          && ($0.isMountainOrIsland ?? false) == kind.isMountainOrIsland
      }
    }
    self.evidence = evidence
    hasMountainMarks = model.places.contains { $0.isMountainOrIsland != nil }
    let options = model.places.reduce(0) {
      $0 + $1.day.count + ($1.day == $1.night ? 0 : $1.night.count)
    }
    fixed.reserveCapacity(options)
    travel.reserveCapacity(options)
    kinds.reserveCapacity(model.places.count)
    residents.reserveCapacity(model.places.count)
    nearestMeters.reserveCapacity(model.places.count)
    dayCounts.reserveCapacity(model.places.count)
    nightCounts.reserveCapacity(model.places.count)
    for place in model.places { add(place) }
  }

  private mutating func add(_ place: PlaceResponse) {
    let isSame = place.day == place.night
    kinds.append(
      (place.areaClass == .rural ? 1 : 0) | ((place.isMountainOrIsland ?? false) ? 2 : 0)
        | (place.hasPosition ? Self.hasPosition : 0) | (isSame ? Self.isSameAllDay : 0))
    residents.append(place.residents)
    nearestMeters.append(place.nearest?.distance.value ?? .infinity)
    dayCounts.append(UInt32(place.day.count))
    nightCounts.append(isSame ? 0 : UInt32(place.night.count))
    for option in isSame ? place.day : place.day + place.night {
      fixed.append(option.fixed)
      travel.append(option.travel)
    }
  }

  static let allKinds: [Kind] = AreaClass.allCases.flatMap { areaClass in
    [false, true].map { Kind(areaClass: areaClass, isMountainOrIsland: $0) }
  }

  public var isEmpty: Bool { kinds.isEmpty }

  /// One place, while it is looked at.
  struct Place {
    let kind: Kind
    let residents: Double
    let hasPosition: Bool
    let nearestMeters: Double
    let isSameAllDay: Bool
    /// Positions among the options of the county.
    let day: Range<Int>
    let night: Range<Int>

    func options(_ period: DayPeriod) -> Range<Int> { period == .day ? day : night }
  }

  func forEach(_ body: (Place) -> Void) {
    var start = 0
    for index in kinds.indices {
      let bits = kinds[index]
      let isSame = bits & Self.isSameAllDay != 0
      let day = start..<start + Int(dayCounts[index])
      let night = isSame ? day : day.upperBound..<day.upperBound + Int(nightCounts[index])
      start = max(day.upperBound, night.upperBound)
      body(
        Place(
          kind: Kind(
            areaClass: bits & 1 != 0 ? .rural : .urban, isMountainOrIsland: bits & 2 != 0),
          residents: residents[index], hasPosition: bits & Self.hasPosition != 0,
          nearestMeters: nearestMeters[index], isSameAllDay: isSame, day: day, night: night))
    }
  }

  /// Milliseconds of the best of some options; `nil` where there is none.
  func best(_ options: Range<Int>, speedFactor: Double = 1) -> Double? {
    options.lazy.map { fixed[$0] + travel[$0] / speedFactor }.min()
  }

  /// The terms of an option: milliseconds until the wheels roll, and on the way.
  func terms(_ option: Int) -> (fixed: Double, travel: Double) { (fixed[option], travel[option]) }
}

extension ModelledTimes {
  /// Times and residents of some places of several counties as one, see `ModelledResponse.sample`.
  /// - Complexity: O(*n* log *n*) in the places.
  public static func sample(
    of counties: [ModelledTimes], period: DayPeriod? = nil, speedFactor: Double = 1,
    where isMeant: (Kind) -> Bool
  ) -> TimeSample {
    var times: [(milliseconds: Double, residents: Double)] = []
    for county in counties {
      county.forEach { place in
        guard place.hasPosition, place.residents > 0, isMeant(place.kind) else { return }
        func time(_ period: DayPeriod) -> Double {
          county.best(place.options(period), speedFactor: speedFactor) ?? .infinity
        }
        if let period {
          times.append((time(period), place.residents))
        } else if place.isSameAllDay {
          times.append((time(.day), place.residents))
        } else {
          for period in DayPeriod.allCases {
            times.append((time(period), place.residents * county.dayHours.share(period)))
          }
        }
      }
    }
    return TimeSample(places: times)
  }

  public func unpositionedResidents(where isMeant: (Kind) -> Bool) -> Double {
    var sum = 0.0
    forEach { if !$0.hasPosition && isMeant($0.kind) { sum += $0.residents } }
    return sum
  }

  /// Places with residents.
  public func inhabitedPlaces(where isMeant: (Kind) -> Bool) -> Int {
    var count = 0
    forEach { if $0.residents > 0 && isMeant($0.kind) { count += 1 } }
    return count
  }

  public func methods(where isMeant: (Kind) -> Bool) -> Set<TravelMethod> {
    methods.filter { isMeant($0.key) }.values.reduce(into: []) { $0.formUnion($1) }
  }

  /// The weakest evidence that the times of some places rest on, see `ModelledResponse.evidence`.
  public func evidence(where isMeant: (Kind) -> Bool) -> Evidence? {
    Evidence.weakest(evidence.filter { isMeant($0.key) }.values)
  }

  /// Every inhabited place in turn: its residents, how far its nearest station is in metres, and its
  /// times by day and by night in milliseconds, `nil` where none reaches it.
  public func forEachInhabited(
    where isMeant: (Kind) -> Bool,
    _ body: (
      _ residents: Double, _ hasPosition: Bool, _ nearestMeters: Double, _ day: Double?,
      _ night: Double?
    ) -> Void
  ) {
    forEach { place in
      guard place.residents > 0, isMeant(place.kind) else { return }
      body(
        place.residents, place.hasPosition, place.nearestMeters, best(place.day),
        best(place.night))
    }
  }

  /// What a standard judges, where every speed is multiplied by `speedFactor`.
  /// - Parameter period: by day, by night, or over the whole day where `nil`.
  public func facts(speedFactor: Double = 1, period: DayPeriod? = nil) -> ResponseFacts {
    var times: [Kind: TimeSample] = [:]
    var untimed: [Kind: Double] = [:]
    for kind in Self.allKinds {
      let sample = Self.sample(of: [self], period: period, speedFactor: speedFactor) { $0 == kind }
      if !sample.isEmpty { times[kind] = sample }
      let unknown = unpositionedResidents { $0 == kind }
      if unknown > 0 { untimed[kind] = unknown }
    }
    var evidence: [AreaClass?: Evidence] = [:]
    for areaClass in AreaClass.allCases {
      evidence[areaClass] = self.evidence { $0.areaClass == areaClass }
    }
    evidence[nil] = Evidence.weakest(evidence.values)
    return ResponseFacts(
      method: method, times: times, untimed: untimed, hasMountainMarks: hasMountainMarks,
      evidence: evidence)
  }
}
