import Coverage
import Quantities
import ResponseModel

extension Verdict {
  /// A distance rule over demand points with residents. A point without a position can break no
  /// rule and vouch for none: the rule stays open unless the others already fail it. Where there
  /// is no station at all, it fails.
  mutating func judge(_ rule: DistanceRequirement, facts: CountyFacts) {
    if rule.limit.lenientValue != nil {
      tiers = rule.limit.tiers.map {
        TierOutcome(tier: $0.tier, limit: $0.limit, outcome: .notAssessable)
      }
    }
    if let reading = rule.reading { notes.append(reading) }
    guard rule.judgedMetric == .straightLine else {
      return leaveOpen(
        missing: LocalizedText(zh: "缺少道路距离", en: "no road distances to the nearest station"))
    }
    guard let coverage = facts.coverage else { return leaveOpen(missing: .noCoverage) }
    guard let classes = rule.area.areaClasses else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "需求点未区分\(rule.area.label.zh)",
          en: "demand points are not classed as \(rule.area.label.en)"))
    }
    guard !coverage.demand.isEmpty else {
      return leaveOpen(missing: LocalizedText(zh: "缺少需求点", en: "no demand points"))
    }
    let judged = JudgedDemand(
      coverage.demand.filter { classes.contains($0.areaClass) && $0.residents > 0 },
      metersPerUnit: rule.limit.unit == .kilometers ? 1000 : 1,
      noStation: coverage.hasNoStation)
    guard !judged.points.isEmpty else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "\(rule.area.label.zh)无有常住人口的需求点",
          en: "no demand point with residents in \(rule.area.label.en)"))
    }
    evidence = Evidence.weakest([facts.demandEvidence, facts.stationEvidence].compactMap(\.self))
    denominators = [DenominatorCount(.residents, count: judged.residents)]
    offenders = judged.offenders(beyond: rule.limit)
    let outcomes = rule.limit.tiers.map { judged.outcome(of: rule, limit: $0.limit) }
    settle(rule, judged, outcomes: outcomes)
    explain(rule, judged)
  }

  /// The lenient end satisfies the wording of a range, so it decides the rule; the strict end keeps
  /// an outcome of its own (`GeoData/standards/README.md`, "Ranges").
  private mutating func settle(
    _ rule: DistanceRequirement, _ judged: JudgedDemand, outcomes: [Outcome]
  ) {
    let ends = rule.limit.tiers
    outcome = outcomes[outcomes.count - 1]
    let decisive = outcomes.firstIndex(of: .pass) ?? ends.count - 1
    for index in tiers.indices { tiers[index].outcome = outcomes[index] }
    value = judged.value(of: rule, limit: ends[decisive].limit)
    if rule.share == nil { limit = ends[decisive].limit }
  }

  private mutating func explain(_ rule: DistanceRequirement, _ judged: JudgedDemand) {
    let limits = rule.limit
    if let lenient = limits.lenientValue, passedTier == .lenient {
      let symbol = limits.unit.symbol
      notes.append(
        LocalizedText(
          zh: "仅满足宽松一端（\(lenient.plain)\(symbol.zh)），未满足\(limits.value.plain)\(symbol.zh)",
          en: "meets only the lenient end of the range (\(lenient.plain) \(symbol.en)), "
            + "not \(limits.value.plain) \(symbol.en)"))
    }
    if judged.noStation {
      notes.append(
        LocalizedText(zh: "没有可达的急救站（点）", en: "there is no station at all"))
    }
    if !judged.unplaced.isEmpty {
      let count = judged.unplaced.count
      let residents = judged.unplacedResidents.plain
      let text = LocalizedText(
        zh: "\(count)个需求点（常住人口\(residents)）没有位置",
        en: "\(count, of: "demand point has", "demand points have") no position"
          + " (residents: \(residents))")
      if outcome == .notAssessable { missing.append(text) } else { notes.append(text) }
    }
  }
}

extension CountyCoverage {
  /// Whether no place of the county has a nearest station and none is named.
  var hasNoStation: Bool {
    ownStationCodes.isEmpty && neighborStationCodes.isEmpty
      && demand.allSatisfy { $0.nearest == nil } && townships.allSatisfy { $0.nearest == nil }
  }
}

extension JudgedArea {
  /// The classes of demand points it holds; `nil` where the data makes no such difference.
  var areaClasses: [AreaClass]? {
    switch self {
    case .urban: [.urban]
    case .rural: [.rural]
    case .all: AreaClass.allCases
    case .mountainOrIsland: nil
    }
  }
}

extension LocalizedText {
  static let noCoverage = LocalizedText(
    zh: "缺少覆盖分析（站点与需求点）", en: "no coverage analysis (stations and demand points)")
}
