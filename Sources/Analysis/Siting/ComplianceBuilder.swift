import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// Turns ways to meet rules into requirements on the stations that stand and the candidates.
struct ComplianceBuilder {
  let frame: SitingFrame
  let scenario: SitingFrame.Scenario
  let presence: TownshipPlaces
  /// Minutes from every station to every row, in the order of the instance's sites.
  let instance: SitingInstance
  /// The instance's sites as indices of the frame's stations.
  private let sites: [Int]

  /// - Parameter prices: of the candidates; what stands costs nothing.
  init(
    _ frame: SitingFrame, _ scenario: SitingFrame.Scenario, _ presence: TownshipPlaces,
    prices: [Double]
  ) throws(SitingError) {
    self.frame = frame
    self.scenario = scenario
    self.presence = presence
    let codes = frame.stations.map(\.code)
    // Sites stand in the instance's own order, which breaks ties: costs are laid out in it.
    let plain = try SitingInstance(
      demands: ["-"], weights: [0], sites: codes,
      costs: try CostMatrix([codes.map { _ in nil }], siteCount: codes.count))
    let place = Dictionary(
      codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let order = plain.sites.compactMap { place[$0] }
    sites = order
    let standing = frame.existing.count
    instance = try SitingInstance(
      demands: frame.rows.map(frame.name), weights: frame.rows.map { frame.weight($0, scenario) },
      sites: plain.sites, openingCosts: order.map { $0 < standing ? 0 : prices[$0 - standing] },
      costs: try Self.matrix(frame, order) { frame.response($0, $1, scenario).map { $0 / 60_000 } })
  }

  private static func matrix(
    _ frame: SitingFrame, _ order: [Int], _ cost: (SitingFrame.Row, Int) -> Double?
  ) throws(SitingError) -> CostMatrix {
    var (starts, sites, costs) = ([0], [Int32](), [Double]())
    for row in frame.rows {
      for (site, station) in order.enumerated() {
        guard let value = cost(row, station) else { continue }
        sites.append(Int32(site))
        costs.append(value)
      }
      starts.append(sites.count)
    }
    return try CostMatrix(siteCount: order.count, starts: starts, sites: sites, costs: costs)
  }

  private func matrix(
    _ cost: (SitingFrame.Row, Int) -> Double?
  ) throws(SitingError) -> CostMatrix {
    try Self.matrix(frame, sites, cost)
  }

  /// One requirement for each way, named by the way's label.
  func requirement(_ way: RuleWay) throws(SitingError) -> ComplianceRequirement {
    switch way.kind {
    case .response(let rule):
      let size = rule.limit.unit == .seconds ? 1000.0 : 60_000
      return try statistic(
        way, rule.statistic, rule.limit.comparison, share: rule.share,
        demands: frame.rows.indices.filter {
          rule.includes(frame.strata[frame.rows[$0].place])
            && frame.weight(frame.rows[$0], scenario) > 0
        }
      ) { frame.response($0, $1, scenario).map { $0 / size } }
    case .distance(let rule):
      let size = rule.limit.unit == .kilometers ? 1000.0 : 1
      let classes = rule.area.classes ?? []
      return try statistic(
        way, rule.statistic, rule.limit.comparison, share: rule.share,
        demands: frame.rows.indices.filter {
          classes.contains(frame.points[frame.rows[$0].place].areaClass)
            && frame.weight(frame.rows[$0], scenario) > 0
        }
      ) { frame.table.distance($0.place, $1).value / size }
    case .presence(let rule):
      return .presence(
        name: way.label,
        areas: presence.townships.filter {
          rule.townships.includes($0.kind) && !way.exempt.contains($0.code)
        }.map { ComplianceRequirement.Area(code: $0.code, sites: $0.stations) })
    }
  }

  /// How a limit on a statistic is asked for: every single one within it; a mean below it; a share
  /// within it, as the mean of "not within", which is 0 or 1.
  private func statistic(
    _ way: RuleWay, _ statistic: Statistic, _ comparison: Comparison, share: Threshold?,
    demands: [Int], _ cost: (SitingFrame.Row, Int) -> Double?
  ) throws(SitingError) -> ComplianceRequirement {
    switch statistic {
    case .every:
      // A pair that does not keep the limit is none: the comparison is the rule's own.
      return .within(
        name: way.label, demands: demands,
        costs: try matrix { row, station in
          cost(row, station).flatMap { comparison.holds($0, way.limit) ? $0 : nil }
        }, limit: .greatestFiniteMagnitude)
    case .mean:
      return .meanBelow(
        name: way.label, demands: demands, costs: try matrix(cost),
        limit: comparison == .lessThan ? way.limit : way.limit.nextUp)
    default:
      let (part, isStrict) = Self.part(statistic, share)
      // Strictly below, and a little more where reaching just the share is enough.
      let missed = 1 - part
      return .meanBelow(
        name: way.label, demands: demands,
        costs: try matrix { row, station in
          cost(row, station).map { comparison.holds($0, way.limit) } ?? false ? 0 : 1
        }, limit: isStrict ? missed : missed + 1e-9)
    }
  }

  private static func part(_ statistic: Statistic, _ share: Threshold?) -> (Double, Bool) {
    switch statistic {
    case .median: (0.5, false)
    case .p90: (0.9, false)
    default: ((share?.value ?? 100) / 100, share?.comparison == .moreThan)
    }
  }
}

/// Which stations, standing or possible, count for which township: what the judge says with all of
/// them open.
struct TownshipPlaces {
  struct Entry {
    let code: String
    let kind: TownshipKind
    let stations: [String]
  }

  let townships: [Entry]

  init(_ frame: SitingFrame) throws {
    let everything = try frame.judge.county(
      adding: frame.candidates.map(\.station), closing: []
    ).1
    let coverage = try CountyCoverage.assessing(everything, radii: [])
    townships = coverage.presence.townships.map {
      Entry(code: $0.townshipCode, kind: $0.kind, stations: $0.stationCodes)
    }
  }
}
