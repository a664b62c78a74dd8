public import Coverage
import ResponseModel

extension Verdict {
  /// A statistic of response times. Where they are modelled, residents without a position can break
  /// no rule and vouch for none, and a mean cannot be met while it leaves out residents whom no
  /// station reaches. Where they are observed, calls that do not say whether they are urban or rural
  /// are tried both ways, and the rule stays open where that turns it.
  mutating func judge(_ rule: ResponseRequirement, facts: CountyFacts) {
    guard let response = facts.response else {
      missing = Requirement.responseStatistic(rule).missingData
      return
    }
    if let reading = rule.reading { notes.append(reading) }
    guard rule.judgedClock == .responseTime else {
      let (start, stop) = (rule.judgedClock.start.label, rule.judgedClock.stop.label)
      return leaveOpen(
        missing: LocalizedText(
          zh: "没有自\(start.zh)至\(stop.zh)的时间统计", en: "no times from \(start.en) to \(stop.en)"))
    }
    if rule.area == .mountainOrIsland, !response.hasMountainMarks {
      return leaveOpen(
        missing: LocalizedText(zh: "未划定山区海岛", en: "no areas are marked as mountain or island"))
    }
    let judged = JudgedTimes(response, of: rule)
    guard !judged.isEmpty else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "\(rule.area.label.zh)没有\(response.isObserved ? "可计入的呼叫" : "有常住人口的需求点")",
          en: response.isObserved
            ? "no calls that count in \(rule.area.label.en)"
            : "no demand point with residents in \(rule.area.label.en)"))
    }
    evidence =
      rule.area.areaClass.map { response.evidence[$0] } ?? response.evidence[nil] ?? nil
    denominators = [
      DenominatorCount(response.isObserved ? .calls : .residents, count: judged.total)
    ]
    outcome = judged.outcome
    value = outcome == .notAssessable ? nil : judged.value
    explain(rule, response, judged)
  }

  private mutating func explain(
    _ rule: ResponseRequirement, _ response: ResponseFacts, _ judged: JudgedTimes
  ) {
    switch response.method {
    case .observed: break
    case .straightLine:
      notes.append(
        LocalizedText(
          zh: "按直线距离推算（straight_line），不是实测",
          en: "modelled by straight line (straight_line), not observed"))
    case .road:
      notes.append(LocalizedText(zh: "按道路网推算，不是实测", en: "modelled on roads, not observed"))
    case .mixed:
      notes.append(
        LocalizedText(
          zh: "部分按道路网、部分按直线距离（straight_line）推算，不是实测",
          en: "modelled partly on roads, partly by straight line (straight_line), not observed"))
    }
    if rule.area == .rural, rule.isBesideMountainRule, !response.hasMountainMarks {
      notes.append(
        LocalizedText(
          zh: "未划定山区海岛，乡村全部按乡村限值判定",
          en: "no areas are marked as mountain or island: all rural places are judged by this limit"
        ))
    }
    var open: [LocalizedText] = []
    if judged.untimed > 0 {
      open.append(
        LocalizedText(
          zh: "\(judged.untimed.plain)名居民没有位置，无法推算",
          en: "\(judged.untimed.plain) residents have no position and no time"))
    }
    if judged.unreached > 0 {
      open.append(
        LocalizedText(
          zh: "\(judged.unreached.plain)名居民没有站点可以到达",
          en: "residents reached by no station: \(judged.unreached.plain)"))
    }
    if !judged.unclassed.isEmpty {
      open.append(
        LocalizedText(
          zh: "\(judged.unclassed.count)个呼叫事件未区分城乡",
          en: "\(judged.unclassed.count, of: "event does", "events do") not say"
            + " whether urban or rural"))
    }
    if outcome == .notAssessable { missing += open } else { notes += open }
    if response.excluded > 0 {
      notes.append(
        LocalizedText(
          zh: "另有\(response.excluded)个事件不能计入（取消、缺时刻或时刻不可能）",
          en: "\(response.excluded) more events do not count (cancelled, without times or with"
            + " impossible ones)"))
    }
  }
}

/// The times that one rule looks at.
struct JudgedTimes {
  let rule: ResponseRequirement
  /// Milliseconds in one of the rule's unit.
  private let unit: Double
  /// Known to belong to the rule's places; infinite where no station reaches.
  let known: TimeSample
  /// Calls that may belong to them.
  let unclassed: TimeSample
  /// Residents without a position.
  let untimed: Double

  init(_ response: ResponseFacts, of rule: ResponseRequirement) {
    self.rule = rule
    unit = rule.limit.unit == .seconds ? 1000 : 60_000
    func parts(_ isMeant: (ResponseFacts.Stratum) -> Bool) -> TimeSample {
      TimeSample(
        merging: response.times.filter { isMeant($0.key) }
          .sorted { ($0.key.order, $0.value.count) < ($1.key.order, $1.value.count) }
          .map(\.value))
    }
    known = parts(rule.includes)
    unclassed = parts { rule.mayInclude($0) && !rule.includes($0) }
    untimed = response.untimed.reduce(0) {
      rule.includes($1.key) ? $0 + $1.value : $0
    }
  }

  var isEmpty: Bool { known.isEmpty && untimed == 0 }
  var total: Double { known.weight + untimed }
  var unreached: Double { known.weight { !$0.isFinite } }

  private func holds(_ milliseconds: Double) -> Bool {
    rule.limit.comparison.holds(milliseconds / unit, rule.limit.value)
  }

  /// Pass where it holds however the unknown turn out, fail where it cannot hold.
  var outcome: Outcome {
    let worst = TimeSample(merging: [known, unclassed.filter { !holds($0) }])
    let best = TimeSample(merging: [known, unclassed.filter(holds)])
    let (low, high) = (
      isMet(worst, untimedHolds: false, unreachedCounts: true),
      isMet(best, untimedHolds: true, unreachedCounts: false)
    )
    return low == high ? (low ? .pass : .fail) : .notAssessable
  }

  /// - Parameter untimedHolds: whether those without a time are taken to be within the limit, at no
  ///   time at all.
  /// - Parameter unreachedCounts: whether a mean that leaves someone out can be met.
  private func isMet(_ sample: TimeSample, untimedHolds: Bool, unreachedCounts: Bool) -> Bool {
    let total = sample.weight + untimed
    guard total > 0 else { return false }
    switch rule.statistic {
    case .mean:
      // Who is not reached has no time to take a mean of; leaving him out is the best case.
      let reached = sample.filter(\.isFinite)
      if unreachedCounts, unreached > 0 || untimed > 0 { return false }
      guard let mean = reached.mean else { return untimedHolds && unreached == 0 }
      return holds(untimed > 0 ? mean * reached.weight / (reached.weight + untimed) : mean)
    case .median, .p90:
      guard untimed > 0 else { return quantile(sample).map(holds) ?? false }
      let bounded = TimeSample(merging: [
        sample,
        TimeSample(places: [(untimedHolds ? 0 : .infinity, untimed)]),
      ])
      return quantile(bounded).map(holds) ?? false
    case .share:
      guard let share = rule.share else { return false }
      return share.comparison.holds(
        (sample.weight(where: holds) + (untimedHolds ? untimed : 0)) / total * 100, share.value)
    case .every:
      return sample.milliseconds.allSatisfy(holds) && (untimed == 0 || untimedHolds)
    case .per, .yearlyChange:
      return false
    }
  }

  private func quantile(_ sample: TimeSample) -> Double? {
    sample.quantile(rule.statistic == .median ? 0.5 : 0.9)
  }

  /// What the verdict shows as found, in the rule's unit; a share in percent. Of those who are
  /// reached, for a mean.
  var value: Double? {
    let value: Double? =
      switch rule.statistic {
      case .mean: known.filter(\.isFinite).mean
      case .median, .p90: quantile(known)
      case .every: known.longest
      case .share: total > 0 ? known.weight(where: holds) / total * 100 : nil
      case .per, .yearlyChange: nil
      }
    guard let value, value.isFinite else { return nil }
    return rule.statistic == .share ? value : value / unit
  }
}

extension ResponseFacts.Stratum {
  fileprivate var order: Int {
    (areaClass == .urban ? 0 : areaClass == .rural ? 2 : 4) + (isMountainOrIsland ? 1 : 0)
  }
}

extension JudgedArea {
  /// The one class of places it holds; `nil` for several.
  var areaClass: AreaClass? {
    switch self {
    case .urban: .urban
    case .rural: .rural
    case .all, .mountainOrIsland: nil
    }
  }
}

extension ResponseRequirement {
  /// Whether its places surely hold those of `stratum`. Where the standard has a limit of its own for
  /// mountains and islands, those are not judged by the rural one as well.
  public func includes(_ stratum: ResponseFacts.Stratum) -> Bool {
    switch area {
    case .all: true
    case .mountainOrIsland: stratum.isMountainOrIsland
    case .urban: stratum.areaClass == .urban
    case .rural:
      stratum.areaClass == .rural && !(isBesideMountainRule && stratum.isMountainOrIsland)
    }
  }

  /// Whether they may hold them: a call without a class.
  func mayInclude(_ stratum: ResponseFacts.Stratum) -> Bool {
    switch area {
    case .all, .mountainOrIsland: includes(stratum)
    case .urban: stratum.areaClass != .rural
    case .rural:
      stratum.areaClass != .urban && !(isBesideMountainRule && stratum.isMountainOrIsland)
    }
  }
}
