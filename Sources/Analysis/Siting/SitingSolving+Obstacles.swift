import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

extension SitingSolving {
  /// Every station that could be open.
  private var everything: [Bool] {
    frame.existing.map { _ in true }
      + frame.candidates.map { !request.forbidden.contains($0.code) }
  }

  /// Why a way cannot be met with every candidate open, and what it would take.
  func obstacle(_ way: RuleWay, _ builder: ComplianceBuilder) async throws
    -> ComplianceResult.Obstacle
  {
    switch way.kind {
    case .presence(let rule):
      let lacking = presence.townships.filter { entry in
        rule.townships.includes(entry.kind)
          && entry.stations.allSatisfy(request.forbidden.contains)
      }.map(\.code)
      return ComplianceResult.Obstacle(
        way: way, attainable: nil, speedFactor: nil, unserved: [], townships: lacking)
    case .distance(let rule): return distanceObstacle(way, rule)
    case .response(let rule): return try await responseObstacle(way, rule, builder.scenario)
    }
  }

  private func distanceObstacle(
    _ way: RuleWay, _ rule: DistanceRequirement
  ) -> ComplianceResult.Obstacle {
    let size = rule.limit.unit == .kilometers ? 1000.0 : 1
    let classes = rule.area.classes ?? []
    let open = everything
    var costs: [(place: Int, value: Double, site: String)] = []
    for place in frame.points.indices
    where classes.contains(frame.points[place].areaClass) && frame.points[place].residents > 0 {
      let best = frame.stations.indices.filter { open[$0] }
        .map { (frame.table.distance(place, $0).value, $0) }.min { $0 < $1 }
      guard let best else { continue }
      costs.append((place, best.0 / size, frame.stations[best.1].code))
    }
    let beyond = costs.filter { !rule.limit.comparison.holds($0.value, way.limit) }
      .sorted { ($1.value, $0.place) < ($0.value, $1.place) }
    return ComplianceResult.Obstacle(
      way: way,
      attainable: attained(
        rule.statistic, rule.share, costs.map { ($0.value, frame.points[$0.place].residents) }),
      speedFactor: nil,
      unserved: beyond.map {
        unserved($0.place, $0.site, $0.value, rule.limit.unit == .kilometers ? "km" : "m", way)
      }, townships: [])
  }

  private func responseObstacle(
    _ way: RuleWay, _ rule: ResponseRequirement, _ scenario: SitingFrame.Scenario
  ) async throws -> ComplianceResult.Obstacle {
    let size = rule.limit.unit == .seconds ? 1000.0 : 60_000
    let open = everything
    var costs: [(row: SitingFrame.Row, value: Double, site: String?)] = []
    for row in frame.rows
    where rule.includes(frame.strata[row.place]) && frame.weight(row, scenario) > 0 {
      let first = frame.first(row, open, scenario)
      costs.append(
        (
          row, first.map { $0.milliseconds / size } ?? .infinity,
          first.map { frame.stations[$0.station].code }
        ))
    }
    func excess(_ entry: (row: SitingFrame.Row, value: Double, site: String?)) -> Double {
      frame.weight(entry.row, scenario) * (entry.value - way.limit)
    }
    // Those that lift the mean most come first.
    let beyond = costs.filter { !rule.limit.comparison.holds($0.value, way.limit) }
      .sorted { (excess($1), $0.row.place) < (excess($0), $1.row.place) }
    let all = try await frame.judge.modelled(
      adding: frame.candidates.filter { !request.forbidden.contains($0.code) }.map(\.station))
    let isMeant = { (place: PlaceResponse) in
      rule.includes(
        ResponseFacts.Stratum(
          areaClass: place.areaClass, isMountainOrIsland: place.isMountainOrIsland ?? false))
    }
    let curve = ResponseCurve([all], where: isMeant)
    let factor: Double? =
      switch rule.statistic {
      case .mean: curve.breakEven(mean: way.limit * size)
      case .median: curve.breakEven(part: 0.5, within: way.limit * size)
      case .p90: curve.breakEven(part: 0.9, within: way.limit * size)
      case .share: curve.breakEven(part: (rule.share?.value ?? 100) / 100, within: way.limit * size)
      case .every: curve.breakEven(part: 1, within: way.limit * size)
      case .per, .yearlyChange: nil
      }
    return ComplianceResult.Obstacle(
      way: way,
      attainable: attained(
        rule.statistic, rule.share, costs.map { ($0.value, frame.weight($0.row, scenario)) }),
      speedFactor: factor,
      unserved: beyond.map {
        unserved($0.row.place, $0.site, $0.value, rule.limit.unit == .seconds ? "s" : "min", way)
      }, townships: [])
  }

  private func unserved(
    _ place: Int, _ site: String?, _ cost: Double, _ unit: String, _ way: RuleWay
  ) -> SitingAnalysis.Unserved {
    SitingAnalysis.Unserved(
      demandID: frame.points[place].id, name: frame.points[place].name,
      residents: frame.points[place].residents, nearestSite: site,
      cost: cost.isFinite ? cost : nil, unit: unit, ruleID: way.ruleID)
  }

  /// What a statistic comes to; `nil` where somebody is out of reach.
  private func attained(
    _ statistic: Statistic, _ share: Threshold?, _ values: [(value: Double, weight: Double)]
  ) -> Double? {
    let total = values.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    let result: Double?
    switch statistic {
    case .mean: result = values.reduce(0) { $0 + $1.value * $1.weight } / total
    case .every: result = values.map(\.value).max()
    default:
      let part =
        statistic == .median ? 0.5 : statistic == .p90 ? 0.9 : (share?.value ?? 100) / 100
      var within = 0.0
      result =
        values.sorted { $0.value < $1.value }.first { entry in
          within += entry.weight
          return within >= part * total * (1 - 1e-12)
        }?.value
    }
    return result.flatMap { $0.isFinite ? $0 : nil }
  }

  /// For each variant the limits it takes, and the fewest stations with them; the cheapest first.
  ///
  /// A limit is eased to what all candidates together attain, rounded up to a tenth of its unit: to
  /// the very value every candidate would be needed. Townships without a candidate are taken to get
  /// one.
  func relaxations(
    _ variants: [ComplianceResult.Variant], _ builder: ComplianceBuilder
  ) throws -> [ComplianceResult.Relaxation] {
    var found: [ComplianceResult.Relaxation] = []
    for (index, variant) in variants.enumerated() where !variant.obstacles.isEmpty {
      var missing = 0
      var ways = variant.ways
      for obstacle in variant.obstacles {
        guard let place = ways.firstIndex(where: { $0.label == obstacle.way.label }) else {
          continue
        }
        if obstacle.townships.isEmpty {
          guard let attainable = obstacle.attainable else { continue }
          // The next tenth: 65.2 and not 65.19999999999999.
          ways[place].limit = ((attainable * 10).rounded(.down) + 1) / 10
        } else {
          ways[place].exempt = Set(obstacle.townships)
          missing += obstacle.townships.count
        }
      }
      let plan = try complied(ways, builder, fixing: request.fixed).plan
      guard plan.objective != nil else { continue }
      found.append(
        ComplianceResult.Relaxation(variant: index, ways: ways, plan: plan, missingSites: missing))
    }
    return found.enumerated().sorted {
      ($0.element.stations, $0.offset) < ($1.element.stations, $1.offset)
    }.map(\.element)
  }
}
