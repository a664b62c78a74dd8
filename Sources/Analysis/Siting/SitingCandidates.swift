import Coverage
import FoundationEssentials
import Geometry
import Quantities
public import ResponseModel

/// A place where a station could be built, as the analysis sees it.
public struct Candidate: Sendable, Hashable {
  /// What would stand there.
  public let station: Station
  public let source: CandidateSource
  public let facilityID: String?
  public let cost: Double?
  public let costUnit: String?

  public var code: String { station.code }

  func moved(to position: GeographicCoordinate) -> Candidate {
    Candidate(
      station: Station(
        code: station.code, name: station.name, countyCode: station.countyCode,
        hostTownshipCode: station.hostTownshipCode, position: position, evidence: station.evidence),
      source: source, facilityID: facilityID, cost: cost, costUnit: costUnit)
  }
}

/// The candidates of one county, and those that were not taken, with the reason.
struct SitingCandidates {
  private(set) var all: [Candidate] = []
  private(set) var issues: [DataIssue] = []
  /// What was really used, where `automatic` was asked for.
  private(set) var sources: [CandidateSource] = []
  private let county: CountyInputs
  private let projected: ProjectedCounty

  /// - Throws: `AnalysisError` where there is none, or a grid of a county without a boundary.
  /// - Complexity: O(candidates²) with a spacing, else O(candidates × (stations + border)).
  init(
    _ source: CandidateSource, of inputs: CountyInputs, in data: ServiceData,
    _ projected: ProjectedCounty, spacing: Meters?, roads: RoadModel?
  ) throws {
    county = inputs
    self.projected = projected
    switch source {
    case .candidates: layer(data)
    case .facilities: facilities(data, kinds: nil)
    case .townships: seats(inputs.townships)
    case .grid: try grid(spacing ?? SitingRequest.usualGridSpacing)
    case .automatic:
      layer(data)
      if all.isEmpty {
        facilities(data, kinds: [.townshipHospital])
        let served = Set(all.compactMap(\.station.hostTownshipCode))
        seats(inputs.townships.filter { !served.contains($0.code) })
      }
    }
    sources = CandidateSource.allCases.filter { kind in all.contains { $0.source == kind } }
    if let roads { removeOffRoad(roads) }
    try removeOutside()
    removeDoubles()
    // Points of a grid are apart until roads pull them together.
    if source == .grid {
      if roads != nil { thin(spacing ?? SitingRequest.usualGridSpacing) }
    } else if let spacing {
      thin(spacing)
    }
    guard !all.isEmpty else {
      let (zh, en) =
        source == .grid
        ? ("请减小 --spacing，或导入候选点", "take a smaller --spacing, or import candidates")
        : (
          "请导入候选点或有坐标的医疗机构，或改用 grid",
          "import candidates or facilities with positions, or use grid"
        )
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(inputs.county.name)没有候选点（--candidates \(source.rawValue)）：\(zh)",
          en: "\(InputChecks.english(inputs.county)) has no candidate site (--candidates"
            + " \(source.rawValue)): \(en)"))
    }
    all.sort { $0.code < $1.code }
  }

  private mutating func add(
    _ code: String, _ name: String, _ township: String?, _ position: GeographicCoordinate,
    _ source: CandidateSource, facility: String? = nil, cost: Double? = nil, unit: String? = nil
  ) {
    // What is only proposed stands nowhere yet: its figures are assumptions.
    all.append(
      Candidate(
        station: Station(
          code: code, name: name, countyCode: county.county.code, hostTownshipCode: township,
          position: position, evidence: .assumed),
        source: source, facilityID: facility, cost: cost, costUnit: unit))
  }

  private mutating func layer(_ data: ServiceData) {
    for site in data.candidates where site.countyCode == county.county.code {
      add(
        site.id, site.name, site.townshipCode, site.position, .candidates,
        facility: site.facilityID, cost: site.cost, unit: site.costUnit)
    }
  }

  private mutating func facilities(_ data: ServiceData, kinds: Set<FacilityKind>?) {
    let usual: Set<FacilityKind> = [
      .hospital, .townshipHospital, .communityHealthCentre, .emergencyCentre, .emergencySubcentre,
    ]
    var unplaced = 0
    for facility in data.facilities
    where facility.countyCode == county.county.code
      && (facility.isAreaCentre || (kinds ?? usual).contains(facility.kind))
    {
      guard let position = facility.position else {
        unplaced += 1
        continue
      }
      add(
        facility.id, facility.name, facility.townshipCode, position, .facilities,
        facility: facility.id)
    }
    if unplaced > 0 {
      issues.append(
        issue(
          "candidates-without-position", .note,
          "\(county.county.name)有 \(unplaced) 家医疗机构没有坐标，不能作候选点",
          "\(unplaced) facilities of \(InputChecks.english(county.county)) have no position and are"
            + " no candidates"))
    }
  }

  private mutating func seats(_ townships: [Township]) {
    for township in townships {
      guard let seat = township.seat else { continue }
      add(township.code, township.name, township.code, seat, .townships)
    }
  }

  /// Points `spacing` apart inside the boundary, in the county's plane, from its south-west corner.
  private mutating func grid(_ spacing: Meters) throws {
    guard let boundary = projected.boundary, let box = boundary.bounds else {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(county.county.name)没有边界，不能布设网格：请导入边界，或改用 --candidates townships",
          en:
            "\(InputChecks.english(county.county)) has no boundary to lay a grid in: import it, or"
            + " use --candidates townships"))
    }
    let columns = Int((box.maximum.x - box.minimum.x) / spacing.value) + 1
    let rows = Int((box.maximum.y - box.minimum.y) / spacing.value) + 1
    guard columns * rows <= 250_000 else {
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "--spacing \(Int(spacing.value)) 米太密：网格有 \(columns * rows) 个点",
          en: "--spacing of \(Int(spacing.value)) m is too dense: the grid has \(columns * rows)"
            + " points"))
    }
    let geos = try GEOSContext()
    let inside = try geos.geometry(boundary).prepared()
    let projection = try PlaneProjection(projected.plane)
    let digits = String(max(columns, rows) - 1).count
    func padded(_ number: Int) -> String {
      String(repeating: "0", count: digits - String(number).count) + String(number)
    }
    for row in 0..<rows {
      let points = (0..<columns).map { column in
        PlanarPoint(
          x: box.minimum.x + (Double(column) + 0.5) * spacing.value,
          y: box.minimum.y + (Double(row) + 0.5) * spacing.value)
      }
      let isInside = try inside.contains(points)
      let kept = points.indices.filter { isInside[$0] }
      let positions = try projection.unproject(kept.map { points[$0] })
      for (column, position) in zip(kept, positions) {
        let code = "grid-\(padded(row))-\(padded(column))"
        add(code, code, nil, position, .grid)
      }
    }
  }

  /// Points outside the boundary are no sites of the county.
  private mutating func removeOutside() throws {
    guard let boundary = projected.boundary else { return }
    let inside = try GEOSContext().geometry(boundary).prepared()
    let isInside = try inside.contains(
      try projected.plane.project(all.map(\.station.position)))
    // Points of a grid were inside, and only their roads are not.
    for (candidate, isInside) in zip(all, isInside) where !isInside && candidate.source != .grid {
      issues.append(
        issue(
          "candidate-outside-county", .warning,
          "候选点\(candidate.station.name)（\(candidate.code)）在\(county.county.name)边界之外，未采用",
          "candidate \(candidate.station.name) (\(candidate.code)) lies outside the boundary of"
            + " \(InputChecks.english(county.county)) and is left out", candidate.code))
    }
    all = zip(all, isInside).filter(\.1).map(\.0)
  }

  /// A station that no ambulance can leave by road is none; a point of a grid moves to its road.
  private mutating func removeOffRoad(_ roads: RoadModel) {
    var kept: [Candidate] = []
    for candidate in all {
      switch roads.siting(candidate.station.position) {
      case .unknown: kept.append(candidate)
      case .onRoad(let position):
        kept.append(candidate.source == .grid ? candidate.moved(to: position) : candidate)
      case .offRoad where candidate.source == .grid: continue
      case .offRoad:
        issues.append(
          issue(
            "candidate-off-road", .warning,
            "候选点\(candidate.station.name)（\(candidate.code)）离道路太远，未采用",
            "candidate \(candidate.station.name) (\(candidate.code)) is too far from any road and is"
              + " left out", candidate.code))
      }
    }
    all = kept
  }

  /// A candidate where a station stands, or another candidate, is not a new site. One in a township
  /// that has no station yet stays: a rule may ask for a station in each.
  private mutating func removeDoubles() {
    let hosts = Set(
      county.stations.filter { $0.countyCode == county.county.code }.compactMap(\.hostTownshipCode))
    let codes = Set(county.stations.map(\.code))
    var kept: [Candidate] = []
    for candidate in all.sorted(by: isPreferred) {
      let place = candidate.station.position
      let twin =
        county.stations.first { $0.code == candidate.code }
        ?? county.stations.first { station in
          Geodesic.distance(place, station.position) <= SitingRequest.sameSite
            && (candidate.station.hostTownshipCode.map(hosts.contains) ?? true)
        }
      if let twin {
        issues.append(
          issue(
            "candidate-is-station", .note,
            "候选点\(candidate.station.name)（\(candidate.code)）就在急救站\(twin.name)处，不重复计",
            "candidate \(candidate.station.name) (\(candidate.code)) is where the station"
              + " \(twin.name) stands: not a new site", candidate.code))
        continue
      }
      if codes.contains(candidate.code) || kept.contains(where: { $0.code == candidate.code }) {
        continue
      }
      kept.append(candidate)
    }
    all = kept
  }

  /// Township hospitals and area centres before seats, then by code.
  private func isPreferred(_ a: Candidate, _ b: Candidate) -> Bool {
    let (x, y) = (a.source == .townships ? 1 : 0, b.source == .townships ? 1 : 0)
    return (x, a.code) < (y, b.code)
  }

  /// Keeps candidates at least `spacing` apart, the preferred first.
  private mutating func thin(_ spacing: Meters) {
    var kept: [Candidate] = []
    for candidate in all.sorted(by: isPreferred)
    where kept.allSatisfy({
      Geodesic.distance($0.station.position, candidate.station.position) >= spacing
    }) {
      kept.append(candidate)
    }
    if kept.count < all.count {
      issues.append(
        issue(
          "candidates-too-near", .note,
          "有 \(all.count - kept.count) 个候选点与其他候选点相距不足 \(Int(spacing.value)) 米，未采用",
          "left out, since nearer than \(Int(spacing.value)) m to another:"
            + " \(all.count - kept.count, of: "candidate")"))
    }
    all = kept
  }

  private func issue(
    _ code: String, _ severity: DataIssue.Severity, _ zh: String, _ en: String,
    _ subject: String? = nil
  ) -> DataIssue {
    DataIssue(
      severity, code: code, LocalizedText(zh: zh, en: en), subject: subject,
      countyCode: county.county.code)
  }
}
