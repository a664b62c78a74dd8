import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// Turns ways to meet rules into a `ComplianceProblem` on the county's candidates.
struct ComplianceBuilder {
  let frame: SitingFrame
  let scenario: SitingFrame.Scenario
  /// Stations of each township, by what the judge says of every candidate.
  let presence: TownshipPlaces
  let prices: [Double]
  let fixed: Set<Int>
  let forbidden: Set<Int>

  private var standingCount: Int { frame.existing.count }
  private var siteRange: Range<Int> { frame.candidates.indices }

  func problem(_ ways: [RuleWay]) -> ComplianceProblem {
    var demands = frame.rows.map { row in
      demand(weight: frame.weight(row, scenario)) { frame.response(row, $0, scenario) }
    }
    let ranked = demands.count
    var requirements: [ComplianceProblem.Requirement] = []
    for way in ways {
      switch way.kind {
      case .response(let rule): requirements.append(response(rule, way.limit))
      case .distance(let rule): requirements.append(distance(rule, way.limit, &demands))
      case .presence(let rule): requirements += townships(rule, exempt: way.exempt)
      }
    }
    return ComplianceProblem(
      sites: frame.candidates.map(\.code), prices: prices, fixed: fixed, forbidden: forbidden,
      demands: demands, rankedCount: ranked, requirements: requirements)
  }

  /// How many requirements each way becomes, so that an impossible one can be traced back.
  func owner(of requirement: Int, _ ways: [RuleWay]) -> RuleWay {
    var next = 0
    for way in ways {
      switch way.kind {
      case .presence(let rule): next += townships(rule, exempt: way.exempt).count
      default: next += 1
      }
      if requirement < next { return way }
    }
    preconditionFailure("every requirement belongs to a way")
  }

  private func demand(
    weight: Double, _ cost: (Int) -> Double?
  ) -> ComplianceProblem.Demand {
    let standing = (0..<standingCount).compactMap(cost).min()
    var (sites, costs): ([Int32], [Double]) = ([], [])
    for site in siteRange {
      guard let value = cost(standingCount + site), value < standing ?? .infinity else { continue }
      sites.append(Int32(site))
      costs.append(value)
    }
    return ComplianceProblem.Demand(weight: weight, standing: standing, sites: sites, costs: costs)
  }

  /// Rows of the sites for which `holds`, of units that no standing station serves.
  private func reaching<Unit>(
    _ units: some Sequence<Unit>, _ holds: (Unit, Int) -> Bool
  ) -> (rows: [(unit: Unit, sites: [Int32])], standing: [Unit]) {
    var (rows, standing): ([(unit: Unit, sites: [Int32])], [Unit]) = ([], [])
    for unit in units {
      if (0..<standingCount).contains(where: { holds(unit, $0) }) {
        standing.append(unit)
      } else {
        rows.append((unit, siteRange.filter { holds(unit, standingCount + $0) }.map(Int32.init)))
      }
    }
    return (rows, standing)
  }

  /// At least `part` of the units' weight is reached.
  private func share<Unit>(
    _ units: [Unit], part: Double, isStrict: Bool, weight: (Unit) -> Double,
    _ holds: (Unit, Int) -> Bool
  ) -> ComplianceProblem.Requirement {
    let (rows, standing) = reaching(units, holds)
    return .share(
      standing: standing.reduce(0) { $0 + weight($1) },
      rows: rows.map { (weight($0.unit), $0.sites) }, least: part,
      total: units.reduce(0) { $0 + weight($1) }, isStrict: isStrict)
  }

  private func response(
    _ rule: ResponseRequirement, _ limit: Double
  ) -> ComplianceProblem.Requirement {
    let indices = frame.rows.indices.filter {
      rule.includes(frame.strata[frame.rows[$0].place]) && frame.weight(frame.rows[$0], scenario) > 0
    }
    let size = rule.limit.unit == .seconds ? 1000.0 : 60_000
    func holds(_ index: Int, _ station: Int) -> Bool {
      frame.response(frame.rows[index], station, scenario).map {
        rule.limit.comparison.holds($0 / size, limit)
      } ?? false
    }
    switch rule.statistic {
    case .mean:
      return .mean(indices, limit: limit * size, isStrict: rule.limit.comparison == .lessThan)
    case .every: return .reach(reaching(indices, holds).rows.map(\.sites))
    default:
      let (part, isStrict) = Self.part(rule.statistic, rule.share)
      return share(
        indices, part: part, isStrict: isStrict,
        weight: { frame.weight(frame.rows[$0], scenario) }, holds)
    }
  }

  private func distance(
    _ rule: DistanceRequirement, _ limit: Double, _ demands: inout [ComplianceProblem.Demand]
  ) -> ComplianceProblem.Requirement {
    let classes = rule.area.classes ?? []
    let places = frame.points.indices.filter {
      classes.contains(frame.points[$0].areaClass) && frame.points[$0].residents > 0
    }
    let size = rule.limit.unit == .kilometers ? 1000.0 : 1
    func holds(_ place: Int, _ station: Int) -> Bool {
      rule.limit.comparison.holds(frame.table.distance(place, station).value / size, limit)
    }
    func weight(_ place: Int) -> Double {
      frame.points[place].residents
        * (scenario.demandFactors.isEmpty ? 1 : scenario.demandFactors[place])
    }
    switch rule.statistic {
    case .every: return .reach(reaching(places, holds).rows.map(\.sites))
    case .mean:
      let first = demands.count
      demands += places.map { place in
        demand(weight: weight(place)) { frame.table.distance(place, $0).value }
      }
      return .mean(
        Array(first..<demands.count), limit: limit * size,
        isStrict: rule.limit.comparison == .lessThan)
    default:
      let (part, isStrict) = Self.part(rule.statistic, rule.share)
      return share(places, part: part, isStrict: isStrict, weight: weight, holds)
    }
  }

  private static func part(_ statistic: Statistic, _ share: Threshold?) -> (Double, Bool) {
    switch statistic {
    case .median: (0.5, false)
    case .p90: (0.9, false)
    default: ((share?.value ?? 100) / 100, share?.comparison == .moreThan)
    }
  }

  /// One requirement for each township that lacks stations.
  private func townships(
    _ rule: TownshipRequirement, exempt: Set<String>
  ) -> [ComplianceProblem.Requirement] {
    presence.townships.filter { rule.townships.includes($0.kind) && !exempt.contains($0.code) }
      .compactMap { township in
        let needed =
          rule.limit.comparison == .moreThan
          ? Int(rule.limit.value.rounded(.down)) + 1 : Int(rule.limit.value.rounded(.up))
        guard township.standing < needed else { return nil }
        return .count(township.sites, least: needed - township.standing)
      }
  }
}

/// Which candidates would count for which township: what the judge says with all of them open.
struct TownshipPlaces {
  struct Entry {
    let code: String
    let kind: TownshipKind
    let standing: Int
    let sites: [Int32]
  }

  let townships: [Entry]

  init(_ frame: SitingFrame) throws {
    let index = Dictionary(
      frame.candidates.enumerated().map { ($1.code, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    let everything = try frame.judge.county(
      adding: frame.candidates.map(\.station), closing: []
    ).1
    let coverage = try CountyCoverage.assessing(everything, radii: [])
    townships = coverage.presence.townships.map { entry in
      let sites = entry.stationCodes.compactMap { index[$0] }
      return Entry(
        code: entry.townshipCode, kind: entry.kind, standing: entry.stationCodes.count - sites.count,
        sites: sites.sorted())
    }
  }
}
