public import Coverage
public import Quantities
public import ResponseModel
import Standards

/// How far a county's coverage depends on what is uncertain: the radius, and stations that nobody
/// vouches for. Each case is a coverage analysis of its own, nothing is extrapolated.
public struct CoverageSensitivity: Sendable {
  public enum Change: String, Sendable, Hashable, Codable, CaseIterable {
    /// As analysed.
    case none
    /// Every radius a tenth smaller: about what a wrong datum or a position to the nearest village
    /// does to 3.5 km.
    case smallerRadius = "radius_minus_10_percent"
    case largerRadius = "radius_plus_10_percent"
    /// Without the stations whose evidence is `assumed` or `default`.
    case withoutAssumedStations = "without_assumed_stations"
  }

  public struct Case: Sendable {
    public let change: Change
    /// As in the standard, and as used.
    public let radius: Meters
    public let usedRadius: Meters
    public let coverage: RadiusCoverage
  }

  /// By radius, and for each radius by change.
  public let cases: [Case]

  /// - Parameters:
  ///   - data: an extract of `countyExtracts`; its first county is analysed.
  ///   - analysis: of the same data, unchanged.
  /// - Throws: what `CoverageAnalysis.run` throws.
  /// - Complexity: that of three analyses of the county.
  public init(of analysis: CoverageAnalysis, on data: ServiceData) async throws {
    guard let county = data.counties.first?.code, let own = analysis.counties.first else {
      cases = []
      return
    }
    func coverage(_ data: ServiceData, _ radii: [Meters]) async throws -> [RadiusCoverage] {
      try await CoverageAnalysis.run(
        on: data, standard: analysis.standard, date: analysis.date, radii: radii,
        counties: [county], tasks: 1, outlines: false
      ).counties.first?.coverage.radii ?? []
    }
    let changed = analysis.radii.flatMap { [Meters($0.value * 0.9), Meters($0.value * 1.1)] }
    let scaled = try await coverage(data, changed)
    let isAssumed = { (station: Station) in
      station.evidence == .assumed || station.evidence == .default
    }
    var certain: [RadiusCoverage] = []
    if data.stations.contains(where: isAssumed) {
      var known = data
      known.stations.removeAll(where: isAssumed)
      certain = try await coverage(known, analysis.radii)
    }
    cases = analysis.radii.indices.flatMap { index in
      let radius = analysis.radii[index]
      func found(_ change: Change, _ used: Meters, in list: [RadiusCoverage]) -> [Case] {
        list.filter { $0.radius == used }.prefix(1)
          .map { Case(change: change, radius: radius, usedRadius: used, coverage: $0) }
      }
      return found(.none, radius, in: own.coverage.radii)
        + found(.smallerRadius, Meters(radius.value * 0.9), in: scaled)
        + found(.largerRadius, Meters(radius.value * 1.1), in: scaled)
        + found(.withoutAssumedStations, radius, in: certain)
    }
  }
}
