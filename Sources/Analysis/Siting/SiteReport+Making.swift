import Coverage
import Geometry
import Quantities
public import ResponseModel
import Siting
import Standards

extension SiteReport {
  /// - Parameter language: of names of rules, messages and labels; figures do not depend on it.
  public init(_ analysis: SitingAnalysis, language: Language) {
    let county = analysis.inputs.county
    let chosen = Set(analysis.chosen.map(\.code))
    var (add, objective): (Int?, SitingObjective?)
    if case .add(let count, let wanted) = analysis.request.goal {
      (add, objective) = (count, wanted)
    }
    let origin = analysis.provenance
    self.init(
      standard: analysis.standard.id, standardName: analysis.standard.name[language],
      county: county.code,
      countyName: language == .en ? county.nameInEnglish ?? county.name : county.name,
      goal: add == nil ? "until_compliant" : "add", add: add, objectiveName: objective?.rawValue,
      model: analysis.model, status: analysis.status.rawValue, unit: analysis.unit,
      gainUnit: objective == nil ? "residents" : analysis.unit, objective: analysis.objective,
      bound: analysis.bound, gap: analysis.gap, wasInterrupted: analysis.wasInterrupted,
      compliance: analysis.outcome.rawValue, chosen: analysis.chosen.map(\.code),
      closed: analysis.closed, coveredWeight: analysis.coveredWeight,
      totalWeight: analysis.totalWeight, unpositionedWeight: analysis.unpositionedWeight,
      method: analysis.method.rawValue, evidence: analysis.evidence,
      assumedStations: analysis.assumedStations.map(\.code),
      candidateSource: analysis.request.candidates.rawValue,
      candidateSources: analysis.sources.map(\.rawValue),
      candidates: analysis.candidates.map { Site($0, isChosen: chosen.contains($0.code)) },
      stations: analysis.existing.map { station in
        Station(
          code: station.code, name: station.name, county: station.countyCode,
          evidence: station.evidence, latitude: station.position.latitude,
          longitude: station.position.longitude, isClosed: analysis.closed.contains(station.code))
      },
      steps: analysis.steps.map { Step($0, language) },
      alternatives: analysis.alternatives.map { plan in
        Alternative(
          chosen: plan.chosen, closed: plan.closed, objective: plan.objective, shared: plan.shared,
          figures: Figures(plan.figures))
      }, hasAllAlternatives: analysis.hasAllAlternatives,
      infeasible: analysis.infeasible.map { unserved in
        Unserved(
          demand: unserved.demandID, name: unserved.name, population: unserved.residents,
          nearestSite: unserved.nearestSite, cost: unserved.cost, unit: unserved.unit,
          rule: unserved.ruleID)
      }, before: Figures(analysis.before), after: Figures(analysis.after),
      rules: analysis.rules.map { change in
        RuleChange(
          rule: change.rule.id, isGoal: change.isGoal,
          before: CoverageReport.RuleVerdict(change.before, of: change.rule, language: language),
          after: CoverageReport.RuleVerdict(change.after, of: change.rule, language: language))
      }, townships: analysis.townships.map { TownshipChange($0, language) },
      curve: analysis.curve.map { point in
        CurvePoint(
          stations: point.stations, status: point.status.rawValue, objective: point.objective,
          gain: point.gain, chosen: point.chosen)
      },
      sensitivity: analysis.sensitivity.map { row in
        Sensitivity(
          id: row.id, label: row.label[language], status: row.status.rawValue, chosen: row.chosen,
          isChanged: row.isChanged, change: row.change.rawValue, best: row.best,
          recommended: row.recommended,
          regret: row.regret)
      }, omitted: analysis.omitted?[language], variants: Self.variants(analysis, language),
      relaxations: Self.relaxations(analysis, language),
      unplannedRules: (analysis.compliance?.unplanned ?? []).map { rule in
        Unplanned(rule: rule.ruleID, title: rule.title[language], reason: rule.reason[language])
      }, issues: analysis.issues.map { ResponseReport.Issue($0, language: language) },
      provenance: Origin(
        program: origin.program, version: origin.version, inputSha256: origin.inputDigest,
        standardSha256: origin.standardDigest, components: origin.components,
        on: analysis.date.description, sources: origin.sources, methods: Self.methods(analysis)))
  }

  private static func methods(_ analysis: SitingAnalysis) -> [String: String] {
    let terms = analysis.request.terms
    return [
      "distance": "straight line, geodesic on the ellipsoid GRS 80",
      "response": analysis.method == .straightLine
        ? "call handling + turnout + straight line x \(terms.detour.value) /"
          + " \(terms.speedKilometersPerHour.value) km/h"
        : "call handling + turnout + fastest path by the speed profile, straight line where there"
          + " are no roads",
      "new_stations": "turnout of the analysis' default; evidence assumed until they stand",
      "step_order": analysis.request.goal == .untilCompliant
        ? "each next station lowers the mean response most"
        : "each next station improves the objective most",
      "verdicts": "of ambit coverage and ambit response (modelled) on the stations with the plan's",
    ]
  }

  private static func variants(_ analysis: SitingAnalysis, _ language: Language) -> [Variant] {
    guard let compliance = analysis.compliance else { return [] }
    return compliance.variants.enumerated().map { index, variant in
      Variant(
        ways: variant.ways.map { Way($0, language) }, status: variant.plan.status.rawValue,
        objective: variant.plan.objective, bound: variant.plan.bound,
        // Of its equals the one that is recommended.
        chosen: index == compliance.taken
          ? analysis.chosen.map(\.code) : variant.plan.chosen.sorted(),
        isTaken: index == compliance.taken,
        obstacles: variant.obstacles.map { obstacle in
          Obstacle(
            way: Way(obstacle.way, language), attainable: obstacle.attainable,
            speedFactor: obstacle.speedFactor, townshipsWithoutSite: obstacle.townships,
            demandPoints: obstacle.unserved.map(\.demandID))
        })
    }
  }

  private static func relaxations(
    _ analysis: SitingAnalysis, _ language: Language
  ) -> [Relaxation] {
    guard let compliance = analysis.compliance else { return [] }
    return compliance.relaxations.map { relaxation in
      Relaxation(
        ways: relaxation.ways.map { Way($0, language) }, stations: relaxation.stations,
        sitesToFind: relaxation.missingSites,
        townshipsWithoutSite: compliance.variants[relaxation.variant].obstacles
          .flatMap(\.townships), chosen: relaxation.plan.chosen.sorted())
    }
  }
}

extension SiteReport {
  /// Residents whose record names no township stand in one row of their own.
  fileprivate static func townshipName(_ code: String, _ name: String, _ language: Language)
    -> String
  {
    guard code.isEmpty else { return name }
    return LocalizedText(zh: "（未归入乡镇）", en: "(of no township)")[language]
  }
}

extension SiteReport.Figures {
  fileprivate init(_ figures: SitingFigures) {
    self.init(
      population: figures.residents, inTimePopulation: figures.inTime,
      inCirclePopulation: figures.inCircle, unreachedPopulation: figures.unreached,
      meanMin: figures.mean, urbanMeanMin: figures.urbanMean, ruralMeanMin: figures.ruralMean,
      maxMin: figures.worst, maxDemand: figures.worstPlace,
      worst5MeanMin: figures.equity?.worstShareMean, gini: figures.equity?.gini,
      jain: figures.equity?.jain)
  }
}

extension SiteReport.Step {
  fileprivate init(_ step: SitingAnalysis.Step, _ language: Language) {
    func townships(_ rows: [SitingAnalysis.TownshipResidents]) -> [SiteReport.Township] {
      rows.map {
        SiteReport.Township(
          code: $0.code, name: SiteReport.townshipName($0.code, $0.name, language),
          population: $0.residents)
      }
    }
    func sum(_ rows: [SitingAnalysis.TownshipResidents]) -> Double {
      rows.reduce(0) { $0 + $1.residents }
    }
    let cost = step.candidate.cost
    var price: Double?
    if let cost, let gain = step.gain, gain > 0 { price = cost / gain }
    self.init(
      add: step.candidate.code, name: step.candidate.station.name,
      township: step.candidate.station.hostTownshipCode, gain: step.gain, cost: cost,
      costPerGain: price, newlyInTimePopulation: sum(step.newlyInTime),
      newlyInTime: townships(step.newlyInTime),
      newlyInCirclePopulation: sum(step.newlyInCircle),
      newlyInCircle: townships(step.newlyInCircle),
      flips: step.flips.map {
        SiteReport.Flip(rule: $0.ruleID, before: $0.before.rawValue, after: $0.after.rawValue)
      }, figures: SiteReport.Figures(step.figures))
  }
}

extension SiteReport.Site {
  fileprivate init(_ candidate: Candidate, isChosen: Bool) {
    self.init(
      code: candidate.code, name: candidate.station.name, source: candidate.source.rawValue,
      township: candidate.station.hostTownshipCode, facility: candidate.facilityID,
      latitude: candidate.station.position.latitude,
      longitude: candidate.station.position.longitude, cost: candidate.cost,
      costUnit: candidate.costUnit, isChosen: isChosen)
  }
}

extension SiteReport.TownshipChange {
  fileprivate init(_ change: Analysis.TownshipChange, _ language: Language) {
    self.init(
      code: change.code,
      name: SiteReport.townshipName(change.code, change.name, language),
      population: change.residents,
      unpositionedPopulation: change.unpositioned, change: change.kind.rawValue,
      beforeMeanMin: change.before.mean, afterMeanMin: change.after.mean,
      beforeMaxMin: change.before.worst, afterMaxMin: change.after.worst,
      beforeInTimePopulation: change.before.inTime, afterInTimePopulation: change.after.inTime,
      beforeDistanceKm: change.nearestBefore?.kilometers,
      afterDistanceKm: change.nearestAfter?.kilometers, beforeStation: change.firstBefore,
      afterStation: change.firstAfter)
  }
}

extension SiteReport.Way {
  fileprivate init(_ way: RuleWay, _ language: Language) {
    self.init(
      rule: way.ruleID, branch: way.branchID, tier: way.tier?.rawValue, title: way.title[language],
      limit: way.limit)
  }
}
