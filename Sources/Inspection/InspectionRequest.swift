public import ResponseModel
public import Standards

/// What to inspect.
public struct InspectionRequest: Sendable {
  /// Everything but shifts and calls, of every county: registers are judged as a whole.
  public var data: ServiceData
  public var roster: Roster
  public var standard: Standard
  public var window: InspectionWindow
  public var each: EachReading
  public var limits: InspectionLimits
  /// One for each county to inspect, with what is known of it already, e.g. its coverage.
  public var facts: [CountyFacts]
  /// Empty where no roads are loaded.
  public var travelTimes: TravelTimesByMode
  /// Registers that are said to be complete: none of a kind then means none.
  public var completeRegisters: Set<Subject>

  public init(
    data: ServiceData, roster: Roster, standard: Standard, window: InspectionWindow,
    each: EachReading = .duty, limits: InspectionLimits = InspectionLimits(), facts: [CountyFacts],
    travelTimes: TravelTimesByMode = TravelTimesByMode(), completeRegisters: Set<Subject> = []
  ) {
    self.data = data
    self.roster = roster
    self.standard = standard
    self.window = window
    self.each = each
    self.limits = limits
    self.facts = facts
    self.travelTimes = travelTimes
    self.completeRegisters = completeRegisters
  }
}

/// Posts that round-the-clock cover of a station's ambulances takes, and people there are.
public struct PostNeed: Sendable, Hashable {
  public let county: String?
  public let station: String
  public let rule: String
  /// Ambulances to be manned.
  public let ambulances: Int
  /// The seat's key, e.g. `nurse_or_stretcher_bearer`, and how a person calls it.
  public let seat: String
  public let label: LocalizedText
  /// Posts for one ambulance, and for all of the station: not rounded.
  public let postsPerAmbulance: Double
  public let needed: Double
  /// People registered at the station for this seat, each counted for one seat only.
  public let people: Int
  /// People who could take this seat and whose record names no station: they may belong here.
  public let unplacedPeople: Int
  /// Whole people lacking; `nil` where some seem to lack and people without a station could fill it.
  public let shortfall: Int?
}

/// Ambulances of a county by status and age.
public struct FleetSummary: Sendable, Hashable {
  public let county: String
  public var total = 0
  public var byStatus: [AmbulanceStatus: Int] = [:]
  public var negativePressure = 0
  public var negativePressureUnknown = 0
  /// Whole years in service, of those whose first day is known.
  public var ages: [Int] = []
  public var ageUnknown = 0
  public var residents: Double?
  public var registered: Double?

  public init(county: String) { self.county = county }

  /// Mean age in whole years of service.
  public var meanAge: Double? {
    ages.isEmpty ? nil : Double(ages.reduce(0, +)) / Double(ages.count)
  }
}

/// One county of an inspection.
public struct InspectedCounty: Sendable, Hashable {
  public let code: String
  public let name: String
  /// In the order of the standard's rules.
  public let verdicts: [Verdict]
  public let fleet: FleetSummary
}

/// What was looked at.
public struct CheckedCounts: Sendable, Hashable {
  public var ambulances = 0
  /// Rows of the roster in the window.
  public var shifts = 0
  public var crew = 0
  public var stations = 0
  /// Stretches of time with a crew that does not change.
  public var crewStretches = 0
  public var judgedMilliseconds: Int64 = 0
}

/// An inspection: everything a report of it shows.
public struct InspectionResult: Sendable {
  public let standard: Standard
  public let window: InspectionWindow
  public let each: EachReading
  public let limits: InspectionLimits
  public let counties: [InspectedCounty]
  /// The gravest first, then by county, station, rule and subject.
  public let findings: [Finding]
  public let open: [OpenCheck]
  public let posts: [PostNeed]
  /// Empty without travel times or without treatment centres.
  public let centreTimes: [CentreTime]
  public let checked: CheckedCounts
  /// The same by county.
  public let checkedByCounty: [String: CheckedCounts]
  /// First start and last end of the whole roster.
  public let rosterSpan: Range<Int64>?
  /// The rules and checks that were judged: only of these can an earlier finding be called cured.
  public let judged: Set<String>
  /// Rule and ambulance, `crew|浙K0001`, where the ambulance is on the books and nobody was on it: a
  /// crew that was not there has cured nothing.
  public let unjudged: Set<String>
  /// Whether every county of the store was inspected.
  public let isWhole: Bool
}
