import Coverage
import Quantities
public import ResponseModel
import Siting
public import Standards

/// One way to meet one rule: a branch of an any-of, one end of a range.
public struct RuleWay: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case distance(DistanceRequirement)
    case presence(TownshipRequirement)
    case response(ResponseRequirement)
  }

  public let ruleID: String
  /// `nil` for a rule without branches.
  public let branchID: String?
  /// `nil` where the text gives one number.
  public let tier: Tier?
  public let title: LocalizedText
  let kind: Kind
  /// In the rule's own unit; relaxed where a plan is sought that cannot keep it.
  public var limit: Double
  /// Township codes that a relaxed presence rule leaves out.
  var exempt: Set<String> = []

  public var label: String {
    ruleID + (branchID.map { "/" + $0 } ?? "") + (tier.map { "/" + $0.rawValue } ?? "")
  }
}

/// A rule no plan can aim at, and why.
public struct UnplannedRule: Sendable, Hashable {
  public let ruleID: String
  public let title: LocalizedText
  public let reason: LocalizedText
}

/// The ways in which the rules of a standard can be met by stations.
struct ComplianceWays {
  /// One list of ways per rule, the stricter first.
  private(set) var rules: [[RuleWay]] = []
  private(set) var unplanned: [UnplannedRule] = []

  /// - Throws: `AnalysisError` for a rule that is not in the standard, one that stations do not decide
  ///   and was asked for by name, or where none is left.
  init(_ standard: Standard, only ids: [String]?, _ frame: SitingFrame) throws {
    if let ids {
      let known = Set(standard.rules.map(\.id))
      for id in ids where !known.contains(id) {
        let all = standard.rules.filter { Self.isAboutStations($0.requirement) }.map(\.id)
        throw AnalysisError(
          .badParameter,
          LocalizedText(
            zh: "标准 \(standard.id) 没有条款 \(id)；与布点有关的有：\(all.joined(separator: "、"))",
            en: "\(standard.id) has no rule \(id); stations decide: \(all.joined(separator: ", "))")
        )
      }
    }
    for rule in standard.rules where ids?.contains(rule.id) ?? true {
      let requirement = rule.requirement.beside(standard.rules)
      guard Self.isAboutStations(requirement) else {
        guard ids != nil else { continue }
        throw AnalysisError(
          .badParameter,
          LocalizedText(
            zh: "条款 \(rule.id)（\(rule.title.zh)）不由站点位置决定，不能作为选址目标",
            en: "rule \(rule.id) (\(rule.title.en)) is not decided by where stations stand"))
      }
      var reasons: [LocalizedText] = []
      var ways: [RuleWay] = []
      func take(_ requirement: Requirement, _ branch: Branch?) {
        switch Self.obstacle(requirement, frame) {
        case let reason?: reasons.append(reason)
        case nil: ways += Self.ways(requirement, of: rule, branch)
        }
      }
      if case .anyOf(let branches) = requirement {
        for branch in branches { take(branch.requirement, branch) }
      } else {
        take(requirement, nil)
      }
      if ways.isEmpty {
        unplanned.append(
          UnplannedRule(
            ruleID: rule.id, title: rule.title,
            reason: reasons.first ?? LocalizedText(zh: "无法规划", en: "cannot be planned for")))
      } else {
        rules.append(ways)
      }
    }
    guard !rules.isEmpty else {
      let why = unplanned.first.map {
        LocalizedText(zh: "：\($0.reason.zh)", en: ": \($0.reason.en)")
      }
      throw AnalysisError(
        .badParameter,
        LocalizedText(
          zh: "标准 \(standard.id) 没有可由新增站点满足的条款" + (why?.zh ?? ""),
          en: "\(standard.id) has no rule that new stations can meet" + (why?.en ?? "")))
    }
  }

  /// Every combination of one way per rule, at most `limit`, the stricter ways first.
  func combinations(limit: Int = 64) -> [[RuleWay]] {
    rules.reduce([[]]) { partial, ways in
      Array(partial.flatMap { head in ways.map { head + [$0] } }.prefix(limit))
    }
  }

  static func isAboutStations(_ requirement: Requirement) -> Bool {
    switch requirement {
    case .distance, .responseStatistic: true
    case .townshipPresence(let rule): rule.subject == .station
    case .anyOf(let branches): branches.contains { isAboutStations($0.requirement) }
    default: false
    }
  }

  private static func ways(_ requirement: Requirement, of rule: Rule, _ branch: Branch?)
    -> [RuleWay]
  {
    func way(_ kind: RuleWay.Kind, _ limit: Double, _ tier: Tier? = nil) -> RuleWay {
      RuleWay(
        ruleID: rule.id, branchID: branch?.id, tier: tier, title: branch?.title ?? rule.title,
        kind: kind, limit: limit)
    }
    switch requirement {
    case .distance(let it):
      let tiers = it.limit.tiers
      return tiers.map { way(.distance(it), $0.limit, tiers.count > 1 ? $0.tier : nil) }
    case .townshipPresence(let it): return [way(.presence(it), it.limit.value)]
    case .responseStatistic(let it): return [way(.response(it), it.limit.value)]
    default: return []
    }
  }

  /// Why the rule cannot be aimed at; `nil` where it can.
  private static func obstacle(_ requirement: Requirement, _ frame: SitingFrame) -> LocalizedText? {
    let backwards = LocalizedText(
      zh: "比较方向不是上限", en: "its limit is no upper limit")
    func empty(_ isMeant: (Int) -> Bool) -> LocalizedText? {
      frame.points.indices.contains { frame.points[$0].residents > 0 && isMeant($0) }
        ? nil
        : LocalizedText(
          zh: "没有位置已知的有关居民", en: "no residents of known place that it speaks of")
    }
    switch requirement {
    case .distance(let rule):
      guard rule.judgedMetric == .straightLine else {
        return LocalizedText(zh: "按道路距离判定，缺少道路距离", en: "it is judged by road distance")
      }
      guard rule.limit.comparison.largerIsWorse else { return backwards }
      guard let classes = rule.area.classes else {
        return LocalizedText(zh: "需求点未区分此类地区", en: "demand points are not classed so")
      }
      if rule.statistic == .share, rule.share?.comparison.largerIsWorse ?? true { return backwards }
      return empty { classes.contains(frame.points[$0].areaClass) }
    case .responseStatistic(let rule):
      guard rule.judgedClock == .responseTime else {
        return LocalizedText(zh: "计时起止不是急救反应时间", en: "its clock is not the response time")
      }
      guard rule.limit.comparison.largerIsWorse, rule.limit.lenientValue == nil else {
        return backwards
      }
      if rule.statistic == .share, rule.share?.comparison.largerIsWorse ?? true { return backwards }
      if rule.area == .mountainOrIsland,
        !frame.judge.projected.townships.contains(where: { $0.isMountainOrIsland != nil })
      {
        return LocalizedText(zh: "未划定山区海岛", en: "no areas are marked as mountain or island")
      }
      return empty { rule.includes(frame.strata[$0]) }
    case .townshipPresence(let rule):
      guard rule.subject == .station else {
        return LocalizedText(zh: "不是急救站", en: "it is not about stations")
      }
      guard rule.limit.comparison == .atLeast, rule.limit.value > 0, rule.limit.value <= 1 else {
        return LocalizedText(
          zh: "只能规划“每个乡镇至少一个”", en: "only 'at least one in each township' can be planned for")
      }
      return frame.judge.projected.townships.contains { rule.townships.includes($0.kind) }
        ? nil : LocalizedText(zh: "本县没有此类乡镇", en: "the county has no such township")
    default:
      return LocalizedText(zh: "不由站点位置决定", en: "stations do not decide it")
    }
  }
}

extension JudgedArea {
  var classes: [AreaClass]? {
    switch self {
    case .urban: [.urban]
    case .rural: [.rural]
    case .all: AreaClass.allCases
    case .mountainOrIsland: nil
    }
  }
}
