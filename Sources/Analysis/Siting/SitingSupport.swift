import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

/// What helps to decide about a plan: what each station brings, what else would do, what would change
/// it.
struct SitingSupport {
  let frame: SitingFrame
  let solving: SitingSolving
  let solved: SolvedSiting

  private var request: SitingRequest { solving.request }

  private var objective: SitingObjective? {
    if case .add(_, let objective) = request.goal { objective } else { nil }
  }

  var unit: String {
    switch objective {
    case nil:
      request.isCheapest
        ? frame.candidates.compactMap(\.costUnit).first ?? "cost" : "stations"
    case .time, .distance, .backup, .survival: "residents"
    case .mean, .worst, .equity: "minutes"
    }
  }

  /// Residents covered by the yardstick that the plan was made for.
  func coveredWeight(_ figures: SitingFigures) -> Double {
    objective == .distance ? figures.inCircle : figures.inTime
  }

  // MARK: Steps

  func steps() async throws -> [SitingAnalysis.Step] {
    let order = orderedSites()
    var built: [String] = []
    var open = frame.open([], closing: solved.closed)
    var figures = frame.figures(open)
    var verdicts = try await frame.judge.verdicts(adding: [], closing: Set(solved.closed))
    var steps: [SitingAnalysis.Step] = []
    for (code, gain) in order {
      guard let candidate = frame.candidates.first(where: { $0.code == code }) else { continue }
      built.append(code)
      let next = frame.open(built, closing: solved.closed)
      let after = frame.figures(next)
      let judged = try await frame.judge.verdicts(
        adding: frame.stations(built), closing: Set(solved.closed))
      let flips = zip(verdicts, judged).filter { $0.outcome != $1.outcome }.map {
        SitingAnalysis.Flip(ruleID: $0.ruleID, before: $0.outcome, after: $1.outcome)
      }
      steps.append(
        SitingAnalysis.Step(
          candidate: candidate,
          gain: objective == nil ? after.inTime - figures.inTime : gain, figures: after,
          newlyInTime: newly(open, next) { row, isOpen in
            frame.first(row, isOpen).map { frame.isInTime(row, $0.milliseconds) } ?? false
          },
          newlyInCircle: newly(open, next) { row, isOpen in
            frame.nearest(row.place, isOpen).map { frame.isInCircle(row.place, $0) } ?? false
          }, flips: flips))
      (open, figures, verdicts) = (next, after, judged)
    }
    return steps
  }

  /// A plan for so many has the order of its gains; a compliance plan the one in which each station
  /// lowers the mean response most.
  private func orderedSites() -> [(code: String, gain: Double?)] {
    if objective != nil { return solved.order.map { ($0.site, $0.gain) } }
    var left = solved.chosen
    var built: [String] = []
    while !left.isEmpty {
      let means = left.map { frame.figures(frame.open(built + [$0])).mean ?? .infinity }
      let best = left.indices.min { (means[$0], left[$0]) < (means[$1], left[$1]) } ?? 0
      built.append(left.remove(at: best))
    }
    return built.map { ($0, nil) }
  }

  private func newly(
    _ before: [Bool], _ after: [Bool], _ isServed: (SitingFrame.Row, [Bool]) -> Bool
  ) -> [SitingAnalysis.TownshipResidents] {
    var residents: [String: Double] = [:]
    for row in frame.rows where frame.weight(row) > 0 {
      guard !isServed(row, before), isServed(row, after) else { continue }
      residents[frame.points[row.place].townshipCode ?? "", default: 0] += frame.weight(row)
    }
    let names = Dictionary(
      frame.judge.projected.townships.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    return residents.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      SitingAnalysis.TownshipResidents(
        code: $0.key, name: names[$0.key] ?? $0.key, residents: $0.value)
    }
  }

  // MARK: Other plans

  /// Of the near-best plans as many as were asked for, each as unlike those before it as there are.
  func alternatives() -> [SitingAnalysis.Alternative] {
    var pool = solved.alternatives
    var taken: [Set<String>] = [Set(solved.chosen)]
    var result: [SitingAnalysis.Alternative] = []
    while result.count < request.alternatives, !pool.isEmpty {
      let likeness = pool.map { plan in
        taken.map { $0.intersection(plan.chosen).count }.max() ?? 0
      }
      let best = pool.indices.min { (likeness[$0], $0) < (likeness[$1], $1) } ?? 0
      let plan = pool.remove(at: best)
      taken.append(Set(plan.chosen))
      result.append(
        SitingAnalysis.Alternative(
          chosen: plan.chosen, closed: plan.closed, objective: plan.objective,
          shared: Set(solved.chosen).intersection(plan.chosen).count,
          figures: frame.figures(frame.open(plan.chosen, closing: plan.closed))))
    }
    return result
  }

  /// Who cannot be served as asked.
  func infeasible() -> [SitingAnalysis.Unserved] {
    if let compliance = solved.compliance {
      guard compliance.taken == nil else { return [] }
      var seen: Set<String> = []
      return compliance.variants.flatMap(\.obstacles).flatMap(\.unserved)
        .filter { seen.insert("\($0.ruleID ?? "")/\($0.demandID)").inserted }
    }
    let names = Dictionary(
      frame.points.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return solved.infeasible.map { unserved in
      let id = unserved.demand.split(separator: "@").first.map(String.init) ?? unserved.demand
      return SitingAnalysis.Unserved(
        demandID: id, name: names[id]?.name ?? id, residents: names[id]?.residents ?? 0,
        nearestSite: unserved.nearestSite, cost: unserved.cost, unit: "min", ruleID: nil)
    }
  }
}
