import Coverage
import Geometry
import Quantities
import ResponseModel
import Standards

/// What the standard says of a county with other stations than it has: the evaluation of
/// `ambit coverage` and `ambit response` on a changed list of stations.
struct SitingJudge {
  let inputs: CountyInputs
  let projected: ProjectedCounty
  let standard: Standard
  let date: CalendarDate
  let terms: ResponseTerms
  /// By straight line where `nil`.
  let roads: RoadModel?

  func county(adding: [Station], closing: Set<String>) throws -> (CountyInputs, ProjectedCounty) {
    var changed = inputs
    changed.stations = (inputs.stations.filter { !closing.contains($0.code) } + adding)
      .sorted { $0.code < $1.code }
    return (
      changed,
      try ProjectedCounty(
        county: projected.county, townships: projected.townships, demand: projected.demand,
        stations: changed.stations, plane: projected.plane)
    )
  }

  /// Verdicts in the order of the standard's rules.
  func verdicts(adding: [Station], closing: Set<String> = []) async throws -> [Verdict] {
    let (changed, county) = try county(adding: adding, closing: closing)
    var facts = CountyFacts(changed, try CountyCoverage.assessing(county, radii: []))
    facts.response = try await modelled(county).facts()
    return standard.rules.map { Verdict(of: $0, in: standard, on: date, facts: facts) }
  }

  func modelled(adding: [Station], closing: Set<String> = []) async throws -> ModelledResponse {
    try await modelled(try county(adding: adding, closing: closing).1)
  }

  private func modelled(_ county: ProjectedCounty) async throws -> ModelledResponse {
    guard let roads else { return try ModelledResponse.straightLine(county, terms: terms) }
    return try await ModelledResponse.onRoads(county, terms: terms, roads)
  }
}
