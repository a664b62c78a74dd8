public import Quantities
public import ResponseModel

/// A number of a profile with where it comes from.
public struct SourcedValue: Sendable, Hashable {
  public var value: Double
  /// A document, a measurement, or `default`.
  public var source: String
  public var evidence: Evidence

  public init(_ value: Double, source: String = "default", evidence: Evidence = .default) {
    self.value = value
    self.source = source
    self.evidence = evidence
  }
}

/// How fast an ambulance drives: every number that turns a road network into travel times.
///
/// A profile is a file that its user reads and changes (`docs/roads.md`); `SegmentSpeed` says how the
/// rules are applied, one after the other.
public struct SpeedProfile: Sendable, Hashable {
  public var id: String
  public var title: LocalizedText
  public var note: LocalizedText?

  /// Classes that are not named are closed.
  public var classes: [RoadClass: ClassSpeed]
  public var maximumKilometersPerHour: SourcedValue
  public var minimumKilometersPerHour: SourcedValue
  public var speedLimit: SpeedLimitRule
  /// Factors at most 1 times what the class allows; 0 closes the road. A surface that is not named has
  /// the factor 1.
  public var surfaces: [RoadSurface: SourcedValue]
  public var smoothness: [RoadSmoothness: SourcedValue]
  public var tunnelFactor: SourcedValue?
  public var bridgeFactor: SourcedValue?
  public var urban: UrbanRule?
  public var bends: BendRule?
  /// Seconds that a traffic signal costs.
  public var signalSeconds: SourcedValue
  /// Seconds that a gate costs which has to be opened.
  public var gateSeconds: SourcedValue
  /// Seconds of waiting for a ferry, once a crossing.
  public var ferryWaitSeconds: SourcedValue
  public var opensPrivateRoads: Bool
  public var opensPedestrianZones: Bool
  public var periods: [Period]
  public var access: AccessRule
  /// Seconds between turnout and the first metre that no road explains; found by calibration. Travel
  /// times do not contain it: the response time adds it once.
  public var fixedDelaySeconds: SourcedValue

  public init(
    id: String, title: LocalizedText, note: LocalizedText? = nil,
    classes: [RoadClass: ClassSpeed],
    maximumKilometersPerHour: SourcedValue = SourcedValue(120),
    minimumKilometersPerHour: SourcedValue = SourcedValue(3),
    speedLimit: SpeedLimitRule = SpeedLimitRule(use: .cap, factor: SourcedValue(1)),
    surfaces: [RoadSurface: SourcedValue] = [:],
    smoothness: [RoadSmoothness: SourcedValue] = [:], tunnelFactor: SourcedValue? = nil,
    bridgeFactor: SourcedValue? = nil, urban: UrbanRule? = nil, bends: BendRule? = nil,
    signalSeconds: SourcedValue = SourcedValue(0), gateSeconds: SourcedValue = SourcedValue(0),
    ferryWaitSeconds: SourcedValue = SourcedValue(0), opensPrivateRoads: Bool = false,
    opensPedestrianZones: Bool = false, periods: [Period] = [],
    access: AccessRule = AccessRule(), fixedDelaySeconds: SourcedValue = SourcedValue(0)
  ) {
    self.id = id
    self.title = title
    self.note = note
    self.classes = classes
    self.maximumKilometersPerHour = maximumKilometersPerHour
    self.minimumKilometersPerHour = minimumKilometersPerHour
    self.speedLimit = speedLimit
    self.surfaces = surfaces
    self.smoothness = smoothness
    self.tunnelFactor = tunnelFactor
    self.bridgeFactor = bridgeFactor
    self.urban = urban
    self.bends = bends
    self.signalSeconds = signalSeconds
    self.gateSeconds = gateSeconds
    self.ferryWaitSeconds = ferryWaitSeconds
    self.opensPrivateRoads = opensPrivateRoads
    self.opensPedestrianZones = opensPedestrianZones
    self.periods = periods
    self.access = access
    self.fixedDelaySeconds = fixedDelaySeconds
  }

  /// One speed for every class and nothing else: what tests and comparisons need.
  public static func uniform(kilometersPerHour: Double, id: String = "uniform") -> SpeedProfile {
    let speed = ClassSpeed(kilometersPerHour: SourcedValue(kilometersPerHour))
    return SpeedProfile(
      id: id, title: LocalizedText(zh: "统一速度", en: "one speed"),
      classes: Dictionary(uniqueKeysWithValues: RoadClass.allCases.map { ($0, speed) }),
      maximumKilometersPerHour: SourcedValue(max(kilometersPerHour, 1)),
      speedLimit: SpeedLimitRule(use: .ignore, factor: SourcedValue(1)))
  }
}

/// The speed of a class of roads.
public struct ClassSpeed: Sendable, Hashable {
  /// What an ordinary car drives on a good and free road of this class.
  public var kilometersPerHour: SourcedValue
  /// How much faster an ambulance on a call is, everything else considered.
  public var emergencyFactor: SourcedValue

  public init(kilometersPerHour: SourcedValue, emergencyFactor: SourcedValue = SourcedValue(1)) {
    self.kilometersPerHour = kilometersPerHour
    self.emergencyFactor = emergencyFactor
  }
}

/// What a posted speed limit does.
public struct SpeedLimitRule: Sendable, Hashable {
  public enum Use: String, Sendable, Hashable, CaseIterable {
    /// The class's speed, but no faster than the limit.
    case cap
    /// The limit instead of the class's speed.
    case replace
    case ignore
  }

  public var use: Use
  /// Times the limit: below 1 where traffic does not reach it.
  public var factor: SourcedValue

  public init(use: Use, factor: SourcedValue) {
    self.use = use
    self.factor = factor
  }
}

/// What a built-up area does.
public struct UrbanRule: Sendable, Hashable {
  /// Kilometres of street per square kilometre from which a road without a tag counts as urban.
  public var streetDensity: SourcedValue
  public var factor: SourcedValue

  public init(streetDensity: SourcedValue, factor: SourcedValue) {
    self.streetDensity = streetDensity
    self.factor = factor
  }
}

/// What bends do: no faster than the sideways acceleration allows on the radius of the shape.
public struct BendRule: Sendable, Hashable {
  /// Metres per second squared.
  public var lateralAcceleration: SourcedValue
  /// A bend is never taken slower than this.
  public var minimumKilometersPerHour: SourcedValue

  public init(lateralAcceleration: SourcedValue, minimumKilometersPerHour: SourcedValue) {
    self.lateralAcceleration = lateralAcceleration
    self.minimumKilometersPerHour = minimumKilometersPerHour
  }
}

/// A time of the day or the week with other speeds.
public struct Period: Sendable, Hashable {
  public var id: String
  public var title: LocalizedText
  /// Times every speed.
  public var factor: SourcedValue
  /// Times the speed in built-up areas, on top.
  public var urbanFactor: SourcedValue
  /// Times the speed of a class, on top.
  public var classFactors: [RoadClass: SourcedValue]
  /// Minutes of the day from which it counts, and until which; `from` may be later than `to`, over
  /// midnight. What the clock says chooses nothing by itself: a command names the period.
  public var fromMinute: Int?
  public var toMinute: Int?

  public init(
    id: String, title: LocalizedText, factor: SourcedValue = SourcedValue(1),
    urbanFactor: SourcedValue = SourcedValue(1), classFactors: [RoadClass: SourcedValue] = [:],
    fromMinute: Int? = nil, toMinute: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.factor = factor
    self.urbanFactor = urbanFactor
    self.classFactors = classFactors
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }
}

/// How a place beside the road is reached from it.
public struct AccessRule: Sendable, Hashable {
  public var kilometersPerHour: SourcedValue
  /// Farther from any road, a place is out of reach.
  public var limitMeters: SourcedValue
  /// A place takes the main network rather than an island of roads that is this much nearer.
  public var islandPreferenceMeters: SourcedValue

  public init(
    kilometersPerHour: SourcedValue = SourcedValue(5),
    limitMeters: SourcedValue = SourcedValue(2000),
    islandPreferenceMeters: SourcedValue = SourcedValue(500)
  ) {
    self.kilometersPerHour = kilometersPerHour
    self.limitMeters = limitMeters
    self.islandPreferenceMeters = islandPreferenceMeters
  }

  public var limit: Meters { Meters(limitMeters.value) }
}
