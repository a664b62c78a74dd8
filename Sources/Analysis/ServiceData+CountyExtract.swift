public import Quantities
public import ResponseModel

extension ServiceData {
  /// The data cut into counties, in order of their codes: for each what its own analysis reads, and
  /// its rosters. A change elsewhere leaves a county's extract, and with it its digest, as it was.
  ///
  /// Analysing an extract for its first county gives that county's figures of the whole. Counties
  /// across the border, whose stations serve, follow the first by code and name alone.
  ///
  /// - Parameters:
  ///   - reach: how far from a county stations are of interest: the largest radius, and what travel
  ///     times are asked for.
  ///   - slack: how much farther than the nearest a station can be and still answer first.
  /// - Complexity: O(*n* log *n*).
  public func countyExtracts(reach: Meters, slack: Meters = Meters(0)) -> [ServiceData] {
    var data = self
    ModelledDemand.fill(&data)
    let names = Dictionary(
      counties.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let rosters = CountyRosters(data)
    let common = data.issues.filter { $0.countyCode == nil }
    let issues = Dictionary(grouping: data.issues) { $0.countyCode ?? "" }
    return data.countyInputs(reach: reach, slack: slack).map { inputs in
      let code = inputs.county.code
      let neighbors = Set(inputs.stations.compactMap(\.countyCode)).subtracting([code]).sorted()
        .compactMap { names[$0] }.map { County(code: $0.code, name: $0.name) }
      var extract = ServiceData(
        counties: [inputs.county] + neighbors, townships: inputs.townships,
        demandPoints: inputs.demand, stations: inputs.stations,
        issues: common + (issues[code] ?? []), sources: data.sources)
      rosters.fill(&extract, of: code)
      return extract
    }
  }
}

/// Rosters by county: vehicles and people by their station, shifts and devices by their vehicle.
private struct CountyRosters {
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
