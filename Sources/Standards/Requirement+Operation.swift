public import ResponseModel

/// Who must be on board.
public struct CrewRequirement: Sendable, Hashable {
  /// A number of seats that people of certain roles fill; one person fills one seat.
  public struct Seats: Sendable, Hashable {
    /// Any of these roles fills a seat.
    public let roles: [CrewRole]
    public let minimum: Int
    public let mark: Mark

    public init(roles: [CrewRole], minimum: Int, mark: Mark) {
      self.roles = roles
      self.minimum = minimum
      self.mark = mark
    }
  }

  public let seats: [Seats]

  public init(seats: [Seats]) { self.seats = seats }
}

/// A thing named by the standard itself: an item of equipment, an attribute of a vehicle.
public struct NamedItem: Sendable, Hashable {
  /// The word that stands for it in the data.
  public let id: String
  public let name: LocalizedText

  public init(id: String, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

/// So many of an item in service on each ambulance.
public struct EquipmentRequirement: Sendable, Hashable {
  public let item: NamedItem
  public let limit: Threshold

  public init(item: NamedItem, limit: Threshold) {
    self.item = item
    self.limit = limit
  }
}

/// `limit` ambulances for every `per` people.
public struct VehicleRequirement: Sendable, Hashable {
  public let limit: Threshold
  public let per: Double
  public let denominator: Denominator
  public let scope: Scope

  public init(limit: Threshold, per: Double, denominator: Denominator, scope: Scope = .county) {
    self.limit = limit
    self.per = per
    self.denominator = denominator
    self.scope = scope
  }
}

/// The share of ambulances with an attribute.
public struct FleetShareRequirement: Sendable, Hashable {
  public let attribute: NamedItem
  public let limit: Threshold

  public init(attribute: NamedItem, limit: Threshold) {
    self.attribute = attribute
    self.limit = limit
  }
}

/// The time between two moments of an event, for every event or for a share of them.
public struct EventRequirement: Sendable, Hashable {
  /// `nil` where the text does not say from when.
  public let start: ClockMark?
  public let stop: ClockMark
  /// `every` or `share`.
  public let statistic: Statistic
  /// In seconds, minutes or years.
  public let limit: Threshold
  /// The share of events within `limit`; only with the statistic `share`.
  public let share: Threshold?

  public init(
    start: ClockMark?, stop: ClockMark, statistic: Statistic, limit: Threshold,
    share: Threshold? = nil
  ) {
    self.start = start
    self.stop = stop
    self.statistic = statistic
    self.limit = limit
    self.share = share
  }
}

/// Visits to each village in each period.
public struct VisitRequirement: Sendable, Hashable {
  public let denominator: Denominator
  public let limit: Threshold
  public let every: VisitPeriod

  public init(denominator: Denominator, limit: Threshold, every: VisitPeriod) {
    self.denominator = denominator
    self.limit = limit
    self.every = every
  }
}
