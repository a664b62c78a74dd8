import Coverage
import Quantities
import ResponseModel
import Standards

/// Makes the figures of one kind of places out of an analysis: of one county, or of all as a whole.
/// Over several, residents and events are thrown together; means are never averaged.
struct ResponseGroups {
  let frame: ResponseFrame
  let counties: [ResponsePart]
  /// Verdicts on the modelled and on the observed times, in the order of the rules; empty where they
  /// are not judged.
  let modelledVerdicts: [Verdict]
  let observedVerdicts: [Verdict]

  private var models: [ModelledTimes] { counties.compactMap(\.times) }

  /// The rule that speaks of exactly these places.
  func rule(_ area: JudgedArea) -> Rule? {
    frame.standard.rules.first {
      if case .responseStatistic(let it) = $0.requirement { it.area == area } else { false }
    }
  }

  func requirement(_ area: JudgedArea) -> ResponseRequirement? {
    guard case .responseStatistic(let it)? = rule(area)?.requirement else { return nil }
    return it
  }

  private func verdict(_ area: JudgedArea, _ verdicts: [Verdict]) -> Outcome? {
    rule(area).flatMap { rule in verdicts.first { $0.ruleID == rule.id }?.outcome }
  }

  /// Whether the standard has a limit of its own for mountains and islands.
  var hasMountainRule: Bool { rule(.mountainOrIsland) != nil }

  func holds(_ milliseconds: Double, _ rule: ResponseRequirement) -> Bool {
    let unit: Double = rule.limit.unit == .seconds ? 1000 : 60_000
    return rule.limit.comparison.holds(milliseconds / unit, rule.limit.value)
  }

  private func targetMinutes(_ rule: ResponseRequirement) -> Double {
    rule.limit.unit == .seconds ? rule.limit.value / 60 : rule.limit.value
  }

  func isMeant(_ area: JudgedArea, _ areaClass: AreaClass?, isMountain: Bool) -> Bool {
    switch area {
    case .all: true
    case .urban: areaClass == .urban
    case .rural: areaClass == .rural && !(hasMountainRule && isMountain)
    case .mountainOrIsland: isMountain
    }
  }

  // MARK: Modelled

  func modelled(_ area: JudgedArea) -> ResponseReport.Group {
    func isMeant(_ kind: ModelledTimes.Kind) -> Bool {
      self.isMeant(area, kind.areaClass, isMountain: kind.isMountainOrIsland)
    }
    let models = models
    let methods = models.reduce(into: Set()) { $0.formUnion($1.methods(where: isMeant)) }
    let sample = ModelledTimes.sample(of: models, where: isMeant)
    let rule = requirement(area)
    let unpositioned = models.reduce(0) { $0 + $1.unpositionedResidents(where: isMeant) }
    var group = ResponseReport.Group(
      method: Self.method(of: methods), sample: sample.filter(\.isFinite),
      evidence: Evidence.weakest(models.compactMap { $0.evidence(where: isMeant) }))
    group.count = models.reduce(0) { $0 + $1.inhabitedPlaces(where: isMeant) }
    group.population = models.allSatisfy(\.isEmpty) ? nil : sample.weight + unpositioned
    group.unreachablePopulation = sample.weight { !$0.isFinite }
    group.unpositionedPopulation = unpositioned
    func mean(_ period: DayPeriod) -> Double? {
      ModelledTimes.sample(of: models, period: period, where: isMeant)
        .filter(\.isFinite).mean.map { $0 / 60_000 }
    }
    group.dayMeanMin = mean(.day)
    group.nightMeanMin = mean(.night)
    if let rule {
      judge(&group, rule, area, sample, untimed: unpositioned, modelledVerdicts)
      group.breakEvenSpeedFactor = breakEven(rule, ResponseCurve(models, where: isMeant))
      group.circleTime = circleTime(area, rule, isMeant)
    }
    group.sensitivity = ResponseAnalysis.speedFactors.map { factor in
      step(factor, area, rule, isMeant, untimed: unpositioned)
    }
    return group
  }

  private func judge(
    _ group: inout ResponseReport.Group, _ rule: ResponseRequirement, _ area: JudgedArea,
    _ sample: TimeSample, untimed: Double, _ verdicts: [Verdict]
  ) {
    group.targetMin = targetMinutes(rule)
    group.comparison = rule.limit.comparison.rawValue
    let total = sample.weight + untimed
    group.shareWithin = total > 0 ? sample.weight { holds($0, rule) } / total : nil
    group.rule = self.rule(area)?.id
    group.verdict = verdict(area, verdicts)?.rawValue
  }

  private func breakEven(_ rule: ResponseRequirement, _ curve: ResponseCurve) -> Double? {
    guard rule.limit.comparison.largerIsWorse else { return nil }
    let limit = rule.limit.value * (rule.limit.unit == .seconds ? 1000 : 60_000)
    return switch rule.statistic {
    case .mean: curve.breakEven(mean: limit)
    case .median: curve.breakEven(part: 0.5, within: limit)
    case .p90: curve.breakEven(part: 0.9, within: limit)
    case .share: rule.share.flatMap { curve.breakEven(part: $0.value / 100, within: limit) }
    case .every: curve.breakEven(part: 1, within: limit)
    case .per, .yearlyChange: nil
    }
  }

  private func step(
    _ factor: Double, _ area: JudgedArea, _ rule: ResponseRequirement?,
    _ isMeant: (ModelledTimes.Kind) -> Bool, untimed: Double
  ) -> ResponseReport.SpeedStep {
    let sample = ModelledTimes.sample(of: models, speedFactor: factor, where: isMeant)
    let reached = sample.filter(\.isFinite)
    var outcome: Outcome?
    if let rule = self.rule(area) {
      let outcomes = models.map { model in
        Verdict(
          of: rule, in: frame.standard, on: frame.date,
          facts: CountyFacts(
            countyCode: model.countyCode, countyName: "",
            response: model.facts(speedFactor: factor))
        ).outcome
      }
      outcome =
        outcomes.contains(.fail)
        ? .fail : outcomes.contains(.notAssessable) ? .notAssessable : .pass
    }
    let total = sample.weight + untimed
    return ResponseReport.SpeedStep(
      speedFactor: factor, meanMin: reached.mean.map { $0 / 60_000 },
      medianMin: reached.median.map { $0 / 60_000 }, p90Min: reached.p90.map { $0 / 60_000 },
      shareWithin: rule.flatMap { rule in
        total > 0 ? sample.weight { holds($0, rule) } / total : nil
      }, verdict: outcome?.rawValue)
  }

  /// Whether a place is in a circle and whether it is in time, day and night by their hours; empty
  /// where there are no residents to count, since zeros would look like an answer.
  private func circleTime(
    _ area: JudgedArea, _ rule: ResponseRequirement, _ isMeant: (ModelledTimes.Kind) -> Bool
  ) -> [ResponseReport.CircleTime] {
    guard models.contains(where: { $0.inhabitedPlaces(where: isMeant) > 0 }) else { return [] }
    return (frame.circles[area] ?? frame.circles[.all] ?? []).map { radius in
      var table = ResponseReport.CircleTime(
        radiusM: radius.value, targetMin: targetMinutes(rule), inCircleInTime: 0, inCircleLate: 0,
        outsideInTime: 0, outsideLate: 0, unknown: 0)
      for model in models {
        model.forEachInhabited(where: isMeant) { residents, hasPosition, nearest, day, night in
          guard hasPosition else {
            table.unknown += residents
            return
          }
          let isInside = nearest <= radius.value
          func isInTime(_ milliseconds: Double?) -> Bool {
            milliseconds.map { holds($0, rule) } ?? false
          }
          // Whole residents stay whole where day and night agree.
          if isInTime(day) == isInTime(night) {
            table.add(residents, isInside: isInside, isInTime: isInTime(day))
          } else {
            for period in DayPeriod.allCases {
              table.add(
                residents * model.dayHours.share(period), isInside: isInside,
                isInTime: isInTime(period == .day ? day : night))
            }
          }
        }
      }
      return table
    }
  }

  // MARK: Observed

  private var events: [ObservedResponse] { counties.compactMap(\.observed) }

  func observed(_ area: JudgedArea) -> ResponseReport.Group {
    let mountains = mountainCodes
    let sample = observedSample { event in
      isMeant(
        area, event.areaClass,
        isMountain: event.townshipCode.map(mountains.contains) ?? false)
    }
    var group = observedGroup(sample)
    let classes: [AreaClass?] =
      area == .urban ? [.urban] : area == .rural ? [.rural] : [.urban, .rural, nil]
    if area != .mountainOrIsland, !(area == .rural && hasMountainRule) {
      let missions = TimeSample(
        merging: events.flatMap { event in classes.compactMap { event.missionTimes[$0] } })
      group.missions = missions.count
      group.missionMeanMin = missions.mean.map { $0 / 60_000 }
    }
    group.population = population(area)
    if let rule = requirement(area) {
      judge(&group, rule, area, sample, untimed: 0, observedVerdicts)
    }
    return group
  }

  func unclassed() -> ResponseReport.Group {
    observedGroup(observedSample { $0.areaClass == nil })
  }

  private func observedSample(where isMeant: (ObservedEvent) -> Bool) -> TimeSample {
    TimeSample(merging: events.map { $0.sample(where: isMeant) })
  }

  private func observedGroup(_ sample: TimeSample) -> ResponseReport.Group {
    ResponseReport.Group(
      method: .observed, sample: sample, evidence: sample.isEmpty ? nil : .observed)
  }

  private var mountainCodes: Set<String> {
    counties.reduce(into: []) { $0.formUnion($1.mountains) }
  }

  private func population(_ area: JudgedArea) -> Double? {
    guard counties.contains(where: { !$0.people.isEmpty }) else { return nil }
    var sum = 0.0
    for county in counties {
      for (residents, kind) in county.people
      where isMeant(area, kind.areaClass, isMountain: kind.isMountainOrIsland) {
        sum += residents
      }
    }
    return sum
  }

  private static func method(of methods: Set<TravelMethod>) -> ResponseMethod {
    guard methods.count < 2 else { return .mixed }
    return methods.first == .road ? .road : .straightLine
  }
}

extension ResponseReport.CircleTime {
  fileprivate mutating func add(_ residents: Double, isInside: Bool, isInTime: Bool) {
    switch (isInside, isInTime) {
    case (true, true): inCircleInTime += residents
    case (true, false): inCircleLate += residents
    case (false, true): outsideInTime += residents
    case (false, false): outsideLate += residents
    }
  }
}

extension ResponseReport.Group {
  /// The figures of a sample of finite times.
  init(method: ResponseMethod, sample: TimeSample, evidence: Evidence?) {
    let slice = ResponseReport.Slice(key: "", sample)
    self.init(
      method: method, meanMin: slice.meanMin, meanLowMin: slice.meanLowMin,
      meanHighMin: slice.meanHighMin, medianMin: slice.medianMin, medianLowMin: slice.medianLowMin,
      medianHighMin: slice.medianHighMin, p90Min: slice.p90Min, p90LowMin: slice.p90LowMin,
      p90HighMin: slice.p90HighMin, maxMin: slice.maxMin, count: sample.count, population: nil,
      unreachablePopulation: nil, unpositionedPopulation: nil, targetMin: nil, comparison: nil,
      shareWithin: nil, evidence: evidence, rule: nil, verdict: nil, dayMeanMin: nil,
      nightMeanMin: nil, breakEvenSpeedFactor: nil, sensitivity: [], circleTime: [],
      missions: nil, missionMeanMin: nil)
  }
}

extension ResponseReport.Slice {
  init(key: String, _ sample: TimeSample) {
    func minutes(_ milliseconds: Double?) -> Double? { milliseconds.map { $0 / 60_000 } }
    let (mean, median, p90) = (
      sample.meanInterval, sample.quantileInterval(0.5), sample.quantileInterval(0.9)
    )
    self.init(
      key: key, count: sample.count, meanMin: minutes(sample.mean),
      meanLowMin: minutes(mean?.lower), meanHighMin: minutes(mean?.upper),
      medianMin: minutes(sample.median), medianLowMin: minutes(median?.lower),
      medianHighMin: minutes(median?.upper), p90Min: minutes(sample.p90),
      p90LowMin: minutes(p90?.lower), p90HighMin: minutes(p90?.upper),
      maxMin: minutes(sample.longest))
  }
}
