public import Quantities
public import ResponseModel

/// Data cut into counties, in order of their codes: for each what its own analysis reads, and its
/// rosters. A change elsewhere leaves a county's extract, and with it its digest, as it was.
///
/// Analysing an extract for its first county gives that county's figures of the whole. Counties
/// across the border, whose stations serve, follow the first by code and name alone.
///
/// An extract is made when it is asked for, and again when it is asked for again: those of all
/// counties are as large as the data.
public struct CountyExtracts: RandomAccessCollection, Sendable {
  private let cut: CountyCut
  private let rosters: CountyRosters
  private let counties: [County]
  private let names: [String: County]
  private let common: [DataIssue]
  private let issues: [String: [DataIssue]]
  private let sources: [SourceFile]

  fileprivate init(_ data: ServiceData, reach: Meters, slack: Meters) {
    var data = data
    ModelledDemand.fill(&data)
    names = Dictionary(
      data.counties.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    rosters = CountyRosters(data)
    common = data.issues.filter { $0.countyCode == nil }
    issues = Dictionary(grouping: data.issues) { $0.countyCode ?? "" }
    sources = data.sources
    cut = CountyCut(data, reach: reach, slack: slack)
    counties = cut.counties
  }

  private init(_ all: CountyExtracts, _ counties: [County]) {
    (cut, rosters, names) = (all.cut, all.rosters, all.names)
    (common, issues, sources) = (all.common, all.issues, all.sources)
    self.counties = counties
  }

  /// Those of some counties.
  public func restricted(to codes: Set<String>) -> CountyExtracts {
    CountyExtracts(self, counties.filter { codes.contains($0.code) })
  }

  public var codes: [String] { counties.map(\.code) }
  public var startIndex: Int { 0 }
  public var endIndex: Int { counties.count }

  /// - Complexity: O(rows of the county).
  public subscript(index: Int) -> ServiceData {
    let inputs = cut.inputs(of: counties[index])
    let code = inputs.county.code
    let neighbors = Set(inputs.stations.compactMap(\.countyCode)).subtracting([code]).sorted()
      .compactMap { names[$0] }.map { County(code: $0.code, name: $0.name) }
    var extract = ServiceData(
      counties: [inputs.county] + neighbors, townships: inputs.townships,
      demandPoints: inputs.demand, stations: inputs.stations,
      issues: common + (issues[code] ?? []), sources: sources)
    rosters.fill(&extract, of: code)
    return extract
  }
}

extension ServiceData {
  /// - Parameters:
  ///   - reach: how far from a county stations are of interest: the largest radius, and what travel
  ///     times are asked for.
  ///   - slack: how much farther than the nearest a station can be and still answer first.
  /// - Complexity: O(*n* log *n*).
  public func countyExtracts(reach: Meters, slack: Meters = Meters(0)) -> CountyExtracts {
    CountyExtracts(self, reach: reach, slack: slack)
  }
}

/// Rosters by county: vehicles and people by their station, shifts and devices by their vehicle.
private struct CountyRosters: Sendable {
  private let facilities: [String: [Facility]]
  private let consortium: [String: [ConsortiumMembership]]
  private let candidates: [String: [CandidateSite]]
  private let ambulances: [String: [Ambulance]]
  private let equipment: [String: [Equipment]]
  private let crew: [String: [CrewMember]]
  private let shifts: [String: [Shift]]
  private let calls: [String: [Call]]
  private let visits: [String: [MobileVisit]]

  /// - Complexity: O(rows).
  init(_ data: ServiceData) {
    let townships = Dictionary(
      data.townships.map { ($0.code, $0.countyCode) }, uniquingKeysWith: { first, _ in first })
    let stations = Dictionary(
      data.stations.map { ($0.code, $0.countyCode ?? "") }, uniquingKeysWith: { first, _ in first })
    let plates = Dictionary(
      data.ambulances.map { ($0.plate, $0.stationCode.flatMap { stations[$0] } ?? "") },
      uniquingKeysWith: { first, _ in first })
    facilities = Dictionary(grouping: data.facilities, by: \.countyCode)
    consortium = Dictionary(grouping: data.consortium) {
      $0.townshipCode.flatMap { townships[$0] } ?? ""
    }
    candidates = Dictionary(grouping: data.candidates, by: \.countyCode)
    ambulances = Dictionary(grouping: data.ambulances) { plates[$0.plate] ?? "" }
    equipment = Dictionary(grouping: data.equipment) { plates[$0.ambulancePlate] ?? "" }
    shifts = Dictionary(grouping: data.shifts) { plates[$0.ambulancePlate] ?? "" }
    crew = Dictionary(grouping: data.crew) { $0.stationCode.flatMap { stations[$0] } ?? "" }
    calls = Dictionary(grouping: data.calls) {
      $0.countyCode ?? $0.stationCode.flatMap { stations[$0] } ?? ""
    }
    visits = Dictionary(grouping: data.visits) { townships[$0.townshipCode] ?? "" }
  }

  func fill(_ data: inout ServiceData, of county: String) {
    data.facilities = facilities[county] ?? []
    data.consortium = consortium[county] ?? []
    data.candidates = candidates[county] ?? []
    data.ambulances = ambulances[county] ?? []
    data.equipment = equipment[county] ?? []
    data.crew = crew[county] ?? []
    data.shifts = shifts[county] ?? []
    data.calls = calls[county] ?? []
    data.visits = visits[county] ?? []
  }
}
