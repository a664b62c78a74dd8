import Geometry
import Inspection
import ResponseModel
import Standards

/// Small services whose findings can be counted by hand.
enum RosterSketch {
  static let shanghai = LocalClock(fixedMinutesEast: 480)
  static let crewRule = CrewRequirement(seats: [
    .init(roles: [.physician], minimum: 1, mark: .fullText),
    .init(roles: [.driver], minimum: 1, mark: .fullText),
    .init(roles: [.nurse, .stretcherBearer], minimum: 2, mark: .fullText),
  ])

  static func standard(_ rules: [Rule]? = nil) -> Standard {
    Standard(
      id: "test", name: LocalizedText(zh: "试", en: "test"), mark: .fullText,
      rules: rules ?? [rule("crew", .crewComposition(crewRule))])
  }

  static func rule(_ id: String, _ requirement: Requirement) -> Rule {
    Rule(
      id: id, title: LocalizedText(zh: id, en: id), clause: "1", mark: .fullText,
      requirement: requirement)
  }

  static func limits() -> InspectionLimits {
    var limits = InspectionLimits()
    limits.longestDutyHours = InspectionLimit(24, mark: .unverified)
    limits.shortestRestHours = InspectionLimit(8, mark: .unverified)
    limits.licenceNoticeDays = InspectionLimit(60, mark: .unverified)
    limits.licences = [.physician: [.physician], .nurse: [.nurse], .driver: [.driving]]
    return limits
  }

  static func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no date: \(text)") }
    return date
  }

  /// `2026-03-01 20:00` on Chinese clocks.
  static func at(_ text: String) -> Instant {
    guard let instant = Instant(text + ":00+08:00") else { preconditionFailure("no time: \(text)") }
    return instant
  }

  static func shift(
    _ plate: String, _ person: String, _ from: String, _ to: String, duty: DutyKind = .onDuty,
    role: CrewRole? = nil
  ) -> Shift {
    Shift(
      ambulancePlate: plate, crewMemberID: person, from: at(from), to: at(to), duty: duty,
      role: role)
  }

  private static var home: GeographicCoordinate {
    do {
      return try GeographicCoordinate(latitude: 28.4, longitude: 119.9)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// One county, one station, and what is given.
  static func data(
    ambulances: [Ambulance], crew: [CrewMember], equipment: [Equipment] = []
  ) -> ServiceData {
    ServiceData(
      counties: [County(code: "331102", name: "莲都区", residents: 60_000)],
      stations: [
        Station(
          code: "S1", name: "一站", countyCode: "331102", hostTownshipCode: nil,
          position: home, evidence: .reported)
      ], ambulances: ambulances, equipment: equipment, crew: crew)
  }

  static func inspect(
    _ data: ServiceData, _ shifts: [Shift], _ window: InspectionWindow,
    standard: Standard = standard(), each: EachReading = .duty,
    limits: InspectionLimits = limits(), complete: Set<Subject> = []
  ) -> InspectionResult {
    InspectionResult(
      InspectionRequest(
        data: data,
        roster: Roster(
          plates: data.ambulances.map(\.plate), people: data.crew.map(\.id), shifts: shifts),
        standard: standard, window: window, each: each, limits: limits,
        facts: data.counties.map { CountyFacts(countyCode: $0.code, countyName: $0.name) },
        completeRegisters: complete))
  }

  static func period(_ from: String, _ to: String, _ clock: LocalClock = shanghai)
    -> InspectionWindow
  {
    InspectionWindow(from: day(from), through: day(to), clock: clock)
  }

  static func moment(_ text: String) -> InspectionWindow {
    InspectionWindow(moment: at(text).milliseconds, clock: shanghai)
  }

  /// D1 physician, V1 driver, N1 and N2 nurses, B1 stretcher bearer, X1 nurse and driver.
  static let crew = [
    CrewMember(id: "D1", roles: [.physician], stationCode: "S1"),
    CrewMember(id: "D2", roles: [.physician], stationCode: "S1"),
    CrewMember(id: "V1", roles: [.driver], stationCode: "S1"),
    CrewMember(id: "V2", roles: [.driver], stationCode: "S1"),
    CrewMember(id: "N1", roles: [.nurse], stationCode: "S1"),
    CrewMember(id: "N2", roles: [.nurse], stationCode: "S1"),
    CrewMember(id: "B1", roles: [.stretcherBearer], stationCode: "S1"),
    CrewMember(id: "B2", roles: [.stretcherBearer], stationCode: "S1"),
    CrewMember(id: "X1", roles: [.nurse, .driver], stationCode: "S1"),
  ]
  static let car = Ambulance(plate: "A1", type: .b, stationCode: "S1")
}

extension InspectionResult {
  func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule == rule } }
  func findings(_ check: InspectionCheck) -> [Finding] { findings(check.rawValue) }
}
