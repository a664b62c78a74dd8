public import Coverage
import FoundationEssentials
import Geometry
import Quantities
public import ResponseModel
import Siting
public import Standards

extension SitingAnalysis {
  /// Finds the stations, judges the county with them as `ambit coverage` and `ambit response` do, and
  /// tells what each of them changes.
  ///
  /// - Parameters:
  ///   - roads: travel times are by straight line where `nil`.
  ///   - outlines: whether `coverage` keeps its outlines, which maps draw.
  /// - Throws: `AnalysisError` for a question that makes no sense, data that cannot be analysed, and
  ///   a plan that the judge does not confirm, which is a defect of the program and never printed.
  public static func run(
    on data: ServiceData, request: SitingRequest, standard: Standard, date: CalendarDate,
    roads: RoadModel? = nil, outlines: Bool = false
  ) async throws -> SitingAnalysis {
    var data = data
    ModelledDemand.fill(&data)
    try ReferenceChecks.requireUnique(data)
    let codes = [request.countyCode]
    let reach = standard.radii.last ?? Meters(0)
    let cut = CountyCut(
      data,
      reach: roads == nil
        ? max(reach, ResponseAnalysis.straightLineReach) : ResponseAnalysis.roadReach,
      slack: ResponseAnalysis.slack(of: data, request.terms))
    guard let county = try CoverageAnalysis.select(codes, of: cut.counties).first
    else { preconditionFailure("a county that is asked for and known is selected") }
    let inputs = cut.inputs(of: county)
    let valid = try ValidatedCounty(inputs)
    let judge = SitingJudge(
      inputs: inputs, projected: valid.county, standard: standard, date: date, terms: request.terms,
      roads: roads)
    let candidates = try SitingCandidates(
      request.candidates, of: inputs, in: data, valid.county, spacing: request.spacing,
      roads: roads)
    let targets = SitingTargets(standard, minutes: request.targetMinutes, radius: request.radius)
    let frame = await SitingFrame(judge, candidates.all, targets)
    try check(request, frame, standard)
    let solving = try SitingSolving(frame, request, standard)
    let solved = try await solving.solve()
    let closed = Set(solved.closed)
    let added = frame.stations(solved.chosen)
    let support = SitingSupport(frame: frame, solving: solving, solved: solved)

    // The same judge as the ordinary analyses, on the store's data with the plan's stations.
    func analysed(
      _ stations: [Station], outlines: Bool
    ) async throws -> (CoverageAnalysis, ResponseAnalysis) {
      var changed = data
      changed.stations = stations
      return (
        try await CoverageAnalysis.run(
          on: changed, standard: standard, date: date, counties: codes, tasks: 1,
          outlines: outlines),
        try await ResponseAnalysis.run(
          on: changed, calls: nil, standard: standard, date: date, terms: request.terms,
          roads: roads, choice: .modelled, counties: codes, tasks: 1)
      )
    }
    let old = try await analysed(data.stations, outlines: false)
    let new = try await analysed(
      data.stations.filter { !closed.contains($0.code) } + added, outlines: outlines)
    let goals = Set(
      solved.compliance?.taken.map { index in
        (solved.compliance?.variants[index].ways ?? []).map(\.ruleID)
      } ?? [])
    let rules = zip(verdicts(old, standard), verdicts(new, standard)).compactMap {
      before, after -> RuleChange? in
      guard let rule = standard.rules.first(where: { $0.id == before.ruleID }) else { return nil }
      return RuleChange(
        rule: rule, before: before, after: after, isGoal: goals.contains(rule.id))
    }
    let unpositioned = valid.county.demand.reduce(0) {
      $0 + ($1.position == nil ? $1.residents : 0)
    }
    let (before, after) = (
      frame.figures(frame.open([])),
      frame.figures(frame.open(solved.chosen, closing: solved.closed))
    )
    try await confirm(rules, solved, judge, added, closed, after, unpositioned: unpositioned)
    let steps = try await support.steps()
    let extra = try await support.resolved()
    let serving = Set(
      new.0.servingStations.map(\.code) + new.1.counties.flatMap(\.servingCodes))
    let assumed = frame.existing.filter {
      serving.contains($0.code) && !closed.contains($0.code)
        && ($0.evidence == .assumed || $0.evidence == .default)
    }
    let covered = support.coveredWeight(after)
    return SitingAnalysis(
      request: request, standard: standard, date: date, inputs: valid.county, model: solved.model,
      status: solved.status, unit: support.unit, objective: solved.objective, bound: solved.bound,
      gap: solved.gap, wasInterrupted: solved.wasInterrupted, candidates: frame.candidates,
      sources: candidates.sources, existing: frame.existing,
      chosen: frame.candidates.filter { solved.chosen.contains($0.code) }, closed: solved.closed,
      compliance: solved.compliance, outcome: outcome(rules, goals), coveredWeight: covered,
      totalWeight: valid.county.demand.reduce(0) { $0 + $1.residents },
      unpositionedWeight: unpositioned, steps: steps, alternatives: support.alternatives(),
      hasAllAlternatives: solved.hasAllAlternatives, infeasible: support.infeasible(),
      before: before, after: after, rules: rules,
      townships: frame.townships(
        before: frame.open([]), after: frame.open(solved.chosen, closing: solved.closed)),
      curve: extra.curve, sensitivity: extra.sensitivity, omitted: extra.omitted,
      assumedStations: assumed, method: new.1.counties.first?.method ?? .straightLine,
      evidence: Evidence.weakest(
        new.1.counties.compactMap { $0.modelled?.evidence { _ in true } }
          + assumed.map(\.evidence)),
      issues: (old.0.issues + old.1.issues + candidates.issues).withoutRepeats,
      provenance: try Provenance(
        data: data, standard: standard, planes: [valid.county.plane],
        digest: InputDigest.sha256(of: data, siting: request, roads: roads)),
      coverage: new.0)
  }

  private static func check(
    _ request: SitingRequest, _ frame: SitingFrame, _ standard: Standard
  ) throws {
    func refuse(_ zh: String, _ en: String) -> AnalysisError {
      AnalysisError(.badParameter, LocalizedText(zh: zh, en: en))
    }
    switch request.goal {
    case .untilCompliant:
      guard request.closures == 0 else {
        throw refuse("--until-compliant 不能与 --closures 同用", "--closures goes with --add only")
      }
    case .add(_, let objective):
      guard request.ruleIDs == nil, !request.isCheapest else {
        throw refuse(
          "--rules 和 --cheapest 只能与 --until-compliant 同用",
          "--rules and --cheapest go with --until-compliant only")
      }
      let lacksTime = frame.strata.contains { frame.targets.time(of: $0) == nil }
      if objective == .time || objective == .backup, lacksTime {
        throw refuse(
          "标准 \(standard.id) 没有对所有地区的反应时间限值：请用 --target 给出分钟数，或换 --objective",
          "\(standard.id) has no limit on response times for every area: give --target in minutes,"
            + " or another --objective")
      }
      let lacksRadius = frame.points.contains { frame.targets.radius(of: $0.areaClass) == nil }
      if objective == .distance, lacksRadius {
        throw refuse(
          "标准 \(standard.id) 没有对所有地区的服务半径：请用 --radius 给出，或换 --objective",
          "\(standard.id) has no service radius for every area: give --radius, or another"
            + " --objective")
      }
    }
  }

  /// One verdict per rule that stations decide, in the standard's order.
  private static func verdicts(
    _ analyses: (CoverageAnalysis, ResponseAnalysis), _ standard: Standard
  ) -> [Verdict] {
    let coverage = analyses.0.counties.flatMap(\.verdicts)
    let response = analyses.1.counties.flatMap(\.verdicts)
    return standard.rules.filter { ComplianceWays.isAboutStations($0.requirement) }.compactMap {
      rule in
      (rule.requirement.isAboutResponse ? response : coverage).first { $0.ruleID == rule.id }
    }
  }

  private static func outcome(_ rules: [RuleChange], _ goals: Set<String>) -> Compliance {
    let meant = goals.isEmpty ? rules : rules.filter { goals.contains($0.rule.id) }
    if meant.contains(where: { $0.after.outcome == .fail }) { return .notCompliant }
    return meant.allSatisfy { $0.after.outcome == .pass } ? .compliant : .asFarAsKnown
  }

  /// The plan as its own model sees it must be the plan as the judge sees it.
  private static func confirm(
    _ rules: [RuleChange], _ solved: SolvedSiting, _ judge: SitingJudge, _ added: [Station],
    _ closed: Set<String>, _ figures: SitingFigures, unpositioned: Double
  ) async throws {
    func defect(_ what: String) -> AnalysisError {
      AnalysisError(
        .defect,
        LocalizedText(
          zh: "选址方案与覆盖、反应时间分析不一致（\(what)），不予输出；请报告此缺陷",
          en: "the plan and the analysis of coverage and response disagree (\(what)): it is not"
            + " printed; please report this defect"))
    }
    for change in rules where change.isGoal {
      switch change.after.outcome {
      case .pass: continue
      case .fail: throw defect("\(change.rule.id): fail")
      case .notAssessable:
        // Open because of what is not known of the data; never because of the plan.
        let isOpen = unpositioned > 0 || !change.after.missing.isEmpty
        guard isOpen, change.before.outcome != .pass else {
          throw defect("\(change.rule.id): not assessable")
        }
      }
    }
    let lean = try await judge.verdicts(adding: added, closing: closed)
    for change in rules {
      guard let other = lean.first(where: { $0.ruleID == change.rule.id }) else { continue }
      if case .anyOf = change.rule.requirement, change.rule.requirement.isAboutResponse { continue }
      guard other.outcome == change.after.outcome else { throw defect(change.rule.id) }
    }
    let model = try await judge.modelled(adding: added, closing: closed)
    let mean = model.sample { $0.residents > 0 }.filter(\.isFinite).mean.map { $0 / 60_000 }
    if let mean, let own = figures.mean, abs(mean - own) > 1e-6 {
      throw defect("mean \(own) / \(mean) min")
    }
  }
}

extension AssessedResponse {
  /// Stations that some place is reached from first.
  fileprivate var servingCodes: [String] {
    guard let modelled else { return [] }
    let used = modelled.places.flatMap { place in
      DayPeriod.allCases.compactMap { place.best($0)?.station }
    }
    return Set(used).map { modelled.stations[$0].code }
  }
}

extension InputDigest {
  /// Of everything a plan is made from.
  static func sha256(of data: ServiceData, siting request: SitingRequest, roads: RoadModel?)
    -> String
  {
    var digest = Digest()
    digest.add(sha256(of: data, terms: request.terms, roads: roads, observed: []))
    digest.layer("candidates", data.candidates.sorted { $0.id < $1.id }) { digest, site in
      digest.add(
        site.id, site.name, site.countyCode, site.townshipCode, site.facilityID,
        site.cost.map(bits), site.costUnit, site.evidence.rawValue)
      digest.add(site.position)
    }
    digest.layer("facilities", data.facilities.sorted { $0.id < $1.id }) { digest, facility in
      digest.add(
        facility.id, facility.name, facility.countyCode, facility.townshipCode,
        facility.kind.rawValue, facility.isAreaCentre ? "1" : "0")
      digest.add(facility.position)
    }
    digest.add("\(request.goal)", request.countyCode, request.candidates.rawValue)
    digest.add((request.spacing?.value).map(bits), request.ruleIDs?.joined(separator: ","))
    digest.add(request.fixed.joined(separator: ","), request.forbidden.joined(separator: ","))
    digest.add(
      String(request.closures), String(request.isCheapest), request.targetMinutes.map(bits),
      (request.radius?.value).map(bits), String(request.seed), request.stepLimit.map { "\($0)" })
    return digest.hexadecimal
  }
}
