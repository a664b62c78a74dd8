import ResponseModel
import Standards

/// Makes an inspection, check after check.
///
/// - Complexity: O(*n* log *k*) for *n* shifts, *k* of one ambulance or person; the other checks are
///   linear in their registers.
struct Inspector {
  let request: InspectionRequest
  let window: InspectionWindow
  let data: ServiceData
  let roster: Roster
  let stations: [String: Station]
  let ambulances: [String: Ambulance]
  let crew: [String: CrewMember]
  /// Codes of the counties to inspect.
  let counties: Set<String>
  /// Whether every county of the store is inspected: then also what belongs to none.
  let isWhole: Bool
  /// Indices into the roster.
  let ambulanceIndex: [String: Int]
  let rolesOf: [RoleSet]
  let isPlateInScope: [Bool]

  var findings: [Finding] = []
  var open: [OpenCheck] = []
  var posts: [PostNeed] = []
  var checked = CheckedCounts()
  /// The same by county; what belongs to none is in none.
  var checkedByCounty: [String: CheckedCounts] = [:]
  var judged: Set<String> = []
  var unjudged: Set<String> = []
  /// By county code.
  var registers: [String: RegisterFacts] = [:]

  init(_ request: InspectionRequest) {
    self.request = request
    window = request.window
    data = request.data
    roster = request.roster
    stations = Dictionary(data.stations.map { ($0.code, $0) }) { first, _ in first }
    ambulances = Dictionary(data.ambulances.map { ($0.plate, $0) }) { first, _ in first }
    let crew = Dictionary(data.crew.map { ($0.id, $0) }) { first, _ in first }
    self.crew = crew
    counties = Set(request.facts.map(\.countyCode))
    let inspected = counties
    isWhole = data.counties.allSatisfy { inspected.contains($0.code) }
    ambulanceIndex = Dictionary(zip(roster.plates, roster.plates.indices)) { first, _ in first }
    var roles = roster.people.map { RoleSet(crew[$0]?.roles ?? []) }
    // Who has no role on the books is taken for what the roster seats them as.
    let unsaid = roles.map(\.isEmpty)
    if unsaid.contains(true) {
      for row in roster.assignments where unsaid[Int(row.person)] {
        if let seat = row.seat { roles[Int(row.person)].formUnion(RoleSet([seat])) }
      }
    }
    rolesOf = roles
    let (stations, ambulances, counties, isWhole) = (stations, ambulances, counties, isWhole)
    isPlateInScope = roster.plates.map { plate in
      guard let code = ambulances[plate]?.stationCode, let county = stations[code]?.countyCode
      else { return isWhole }
      return counties.contains(county)
    }
  }

  /// County of a station; `nil` for none.
  func county(ofStation code: String?) -> String? {
    code.flatMap { stations[$0]?.countyCode }
  }

  func isInScope(station code: String?) -> Bool {
    guard let county = county(ofStation: code) else { return isWhole }
    return counties.contains(county)
  }

  /// Ambulances to inspect, in the order of the register.
  var scopedAmbulances: [Ambulance] {
    data.ambulances.filter { isInScope(station: $0.stationCode) }
  }

  /// Counts something looked at, in all and in its county.
  mutating func count(in county: String?, _ change: (inout CheckedCounts) -> Void) {
    change(&checked)
    if let county { change(&checkedByCounty[county, default: CheckedCounts()]) }
  }

  /// Whether anybody at all is on duty in the days looked at: else the roster was not loaded for
  /// them, and nothing can be said of crews.
  var rosterReachesWindow: Bool {
    let days = window.isMoment ? window.days : window.span
    return roster.assignments.contains {
      $0.fromMS < days.upperBound && $0.toMS > days.lowerBound
    }
  }

  /// Adds a finding with its place and deadline.
  mutating func add(_ finding: Finding, station: String?, county: String? = nil) {
    var finding = finding
    finding.station = station
    finding.county = county ?? self.county(ofStation: station)
    if let station = station.flatMap({ stations[$0] }) {
      finding.rest(
        on: station.evidence,
        LocalizedText(
          zh: "所属急救站 \(station.code) 为假定站点，须先核实",
          en: "its station \(station.code) is assumed: make sure of it first"))
    }
    if finding.deadline == nil, let days = request.limits.cureDays[finding.severity] {
      finding.deadline = window.lastDay.adding(days: Int(days.value))
    }
    findings.append(finding)
  }
}

extension InspectionResult {
  /// Inspects the counties of the request.
  public init(_ request: InspectionRequest) {
    var inspector = Inspector(request)
    for county in request.facts {
      inspector.registers[county.countyCode] =
        county.registers ?? RegisterFacts(on: request.window.lastDay)
    }
    inspector.inspectCrews()
    inspector.inspectPeople()
    inspector.inspectLicences()
    inspector.inspectAmbulances()
    inspector.inspectEquipment()
    inspector.fillRegisters()
    inspector.inspectVisits()
    inspector.inspectConsortium()
    let counties = inspector.judgeCounties()
    standard = request.standard
    window = request.window
    each = request.each
    limits = request.limits
    self.counties = counties
    findings = inspector.findings.sorted {
      ($0.severity, $0.county ?? "", $0.station ?? "", $0.rule, $0.subject, $0.detail)
        < ($1.severity, $1.county ?? "", $1.station ?? "", $1.rule, $1.subject, $1.detail)
    }
    open = inspector.open
    posts = inspector.posts
    centreTimes = inspector.centreTimes()
    checked = inspector.checked
    checkedByCounty = inspector.checkedByCounty
    rosterSpan = request.roster.span
    judged = inspector.judged
    unjudged = inspector.unjudged
    isWhole = inspector.isWhole
  }
}
