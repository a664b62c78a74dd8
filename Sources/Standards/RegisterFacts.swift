public import ResponseModel

/// How many of something a register shows, and how many more it may hold because a field is empty:
/// the true number lies between `known` and `known + unknown`.
public struct Tally: Sendable, Hashable {
  public var known: Double
  public var unknown: Double
  /// Of how many, for a share; `nil` for a plain number.
  public var total: Double?

  public init(_ known: Double, unknown: Double = 0, of total: Double? = nil) {
    self.known = known
    self.unknown = unknown
    self.total = total
  }

  public static func + (lhs: Tally, rhs: Tally) -> Tally {
    let total: Double? =
      lhs.total == nil && rhs.total == nil ? nil : (lhs.total ?? 0) + (rhs.total ?? 0)
    return Tally(lhs.known + rhs.known, unknown: lhs.unknown + rhs.unknown, of: total)
  }
}

/// A rule that every unit of something must meet, already judged unit by unit.
public struct UnitCheck: Sendable, Hashable {
  /// Units that were judged.
  public var judged = 0
  public var failing = 0
  /// Units that cannot be judged.
  public var open = 0
  /// Why units are open, or why none could be judged.
  public var missing: [LocalizedText] = []
  public var notes: [LocalizedText] = []

  public init() {}
}

/// Institutions of one kind by township.
public struct TownshipRegister: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public let code: String
    public let kind: TownshipKind
    public let count: Int

    public init(code: String, kind: TownshipKind, count: Int) {
      self.code = code
      self.kind = kind
      self.count = count
    }
  }

  /// Every township of the county.
  public var entries: [Entry]
  /// Institutions whose township is not known.
  public var unplaced: Int

  public init(entries: [Entry], unplaced: Int) {
    self.entries = entries
    self.unplaced = unplaced
  }
}

/// What came into being: when, where that is recorded, and under which name.
public struct Opening: Sendable, Hashable {
  public let name: String
  public let date: CalendarDate?

  public init(name: String, date: CalendarDate?) {
    self.name = name
    self.date = date
  }
}

/// Residents by their travel time to the nearest facility of a rule.
public struct ReachTally: Sendable, Hashable {
  /// Residents within the limit, and those whose time is not known.
  public var residents: Tally
  public var evidence: Evidence
  public var notes: [LocalizedText]

  public init(residents: Tally, evidence: Evidence, notes: [LocalizedText] = []) {
    self.residents = residents
    self.evidence = evidence
    self.notes = notes
  }
}

/// What the registers of a store say of one county. Keys that are absent are not known: a register
/// without a single row of a kind, in any county, was never loaded, and proves nothing.
public struct RegisterFacts: Sendable, Hashable {
  /// The day it is judged on.
  public var date: CalendarDate
  /// Ambulances that are not retired.
  public var fleet: [Scope: Tally] = [:]
  /// `residents` and `registered`, where they are known for the whole scope.
  public var people: [Scope: [Denominator: Double]] = [:]
  /// The share of ambulances with an attribute, by its id.
  public var attributes: [String: Tally] = [:]
  public var crew: [CrewRequirement: UnitCheck] = [:]
  public var equipment: [EquipmentRequirement: UnitCheck] = [:]
  public var visits: [VisitRequirement: UnitCheck] = [:]
  /// Institutions by what they are.
  public var counts: [Scope: [Subject: Tally]] = [:]
  public var openings: [Scope: [Subject: [Opening]]] = [:]
  public var townships: [Subject: TownshipRegister] = [:]
  /// Shares by what they count; the total is of the denominator that belongs to it.
  public var shares: [Numerator: Tally] = [:]
  public var licences: [ServiceLevel: Tally] = [:]
  public var reach: [TravelTimeRequirement: ReachTally] = [:]

  public init(on date: CalendarDate) { self.date = date }
}
