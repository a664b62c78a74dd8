import Quantities
public import ResponseModel

/// A number and how far it can be trusted.
public struct EvidencedNumber: Sendable, Hashable {
  public let value: Double
  public let evidence: Evidence

  public init(_ value: Double, _ evidence: Evidence) {
    self.value = value
    self.evidence = evidence
  }
}

/// What response times are modelled with where the data do not say: the terms beside the way, and
/// the way where there are no roads.
public struct ResponseTerms: Sendable, Hashable {
  /// Of counties that state none.
  public var callHandling: EvidencedTime
  /// Of stations that state none.
  public var turnout: EvidencedTime
  /// Mean speed of an ambulance, km/h, along the way that `detour` makes of a straight line.
  public var speedKilometersPerHour: EvidencedNumber
  /// Road distance over straight-line distance.
  public var detour: EvidencedNumber

  public init(
    callHandling: EvidencedTime, turnout: EvidencedTime, speedKilometersPerHour: EvidencedNumber,
    detour: EvidencedNumber
  ) {
    precondition(speedKilometersPerHour.value > 0 && detour.value >= 1)
    self.callHandling = callHandling
    self.turnout = turnout
    self.speedKilometersPerHour = speedKilometersPerHour
    self.detour = detour
  }

  /// Call handling 60 s has no source. Turnout 2.06 min and 32.17 km/h: Zigong 2007, 3,336 missions;
  /// detour 1.6: Beijing 2011; all read in excerpts only. Of no place that is analysed here.
  public static let usual = ResponseTerms(
    callHandling: EvidencedTime(Seconds(60), .default),
    turnout: EvidencedTime(Seconds(minutes: 2.06), .default),
    speedKilometersPerHour: EvidencedNumber(32.17, .default), detour: EvidencedNumber(1.6, .default)
  )

  /// The usual terms with some in their place. What is given here was chosen by somebody and observed
  /// by nobody: it counts as assumed.
  public init(
    turnoutSeconds: Double?, callHandlingSeconds: Double?, speedKilometersPerHour: Double?,
    detour: Double?
  ) {
    self = .usual
    if let turnoutSeconds { turnout = EvidencedTime(Seconds(turnoutSeconds), .assumed) }
    if let callHandlingSeconds {
      callHandling = EvidencedTime(Seconds(callHandlingSeconds), .assumed)
    }
    if let speedKilometersPerHour {
      self.speedKilometersPerHour = EvidencedNumber(speedKilometersPerHour, .assumed)
    }
    if let detour { self.detour = EvidencedNumber(detour, .assumed) }
  }

  /// Milliseconds that a metre of straight line takes.
  var millisecondsPerMeter: Double {
    detour.value / (speedKilometersPerHour.value / 3.6) * 1000
  }

  /// Evidence of a travel time by straight line.
  public var straightLineEvidence: Evidence {
    Evidence.weakest([.modelled, speedKilometersPerHour.evidence, detour.evidence]) ?? .modelled
  }
}

/// How a travel time was found.
public enum TravelMethod: String, Sendable, Hashable, Codable, CaseIterable {
  case road
  /// Straight line × detour ÷ speed.
  case straightLine = "straight_line"
}

/// Where response times come from.
public enum ResponseMethod: String, Sendable, Hashable, Codable, CaseIterable {
  case observed, road
  case straightLine = "straight_line"
  /// Some places by road, some by straight line; or some counties this way, some that.
  case mixed
}
