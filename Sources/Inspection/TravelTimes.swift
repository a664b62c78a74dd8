public import Geometry
public import Quantities
public import ResponseModel
public import Standards

/// The way from a place to the nearest of several.
public enum NearestWay: Sendable, Hashable {
  /// Index of the one that is reached first, and the time to it.
  case place(Int, Seconds)
  /// None of them can be reached.
  case noWay
  /// Nothing is known of the roads there.
  case unknown

  public var time: Seconds? { if case .place(_, let time) = self { time } else { nil } }
}

/// Travel times, by whoever knows the roads.
public struct TravelTimes: Sendable {
  /// Ways from many places to the nearest of several.
  public struct Ways: Sendable {
    /// In the order of the origins.
    public let ways: [NearestWay]
    /// Destinations of which the roads say nothing: one of them may be nearer than what was found.
    public let unknownPlaces: Int

    public init(_ ways: [NearestWay], unknownPlaces: Int) {
      self.ways = ways
      self.unknownPlaces = unknownPlaces
    }
  }

  /// `road`, or `straight_line` where straight lines stand in for roads.
  public let method: String
  /// How well they are known.
  public let evidence: Evidence
  /// What they rest on, e.g. the roads and the speed profile.
  public let note: LocalizedText
  /// Changes where any time does.
  public let digest: String
  /// From each of the first places to the nearest of the second.
  public let nearest:
    @Sendable (_ from: [GeographicCoordinate], _ to: [GeographicCoordinate]) -> Ways

  public init(
    method: String, evidence: Evidence, note: LocalizedText, digest: String = "",
    nearest:
      @escaping @Sendable (_ from: [GeographicCoordinate], _ to: [GeographicCoordinate]) -> Ways
  ) {
    self.method = method
    self.evidence = evidence
    self.note = note
    self.digest = digest
    self.nearest = nearest
  }
}

/// Travel times by how one travels.
public struct TravelTimesByMode: Sendable {
  /// Where a rule does not say how, and between institutions.
  public var unstated: TravelTimes?
  public var modes: [TravelMode: TravelTimes]

  public init(unstated: TravelTimes? = nil, modes: [TravelMode: TravelTimes] = [:]) {
    self.unstated = unstated
    self.modes = modes
  }

  /// - Returns: `nil` where nobody knows times of this mode: a car's never stand in for a walk.
  public func times(_ mode: TravelMode?) -> TravelTimes? {
    mode.map { modes[$0] } ?? unstated
  }
}
