import Coverage
import Quantities
import ResponseModel
import Siting
import Standards

extension SitingSupport {
  /// What takes solving again: other numbers of stations, other speeds, detours and residents.
  func resolved() async throws -> (
    curve: [SitingAnalysis.CurvePoint], sensitivity: [SitingAnalysis.Sensitivity],
    omitted: LocalizedText?
  ) {
    let request = solving.request
    guard frame.pairCount <= SitingRequest.mostPairsResolved else {
      return (
        [], [],
        LocalizedText(
          zh: "需求点与站点共 \(frame.pairCount) 对，未做敏感性和数量曲线",
          en: "\(frame.pairCount, of: "pair") of demand and station: no sensitivity and no curve")
      )
    }
    guard solved.status != .infeasible, !request.isCancelled(), !solved.wasInterrupted else {
      return (
        [], [],
        LocalizedText(
          zh: "没有已证明的方案，未做敏感性和数量曲线", en: "no finished plan: no sensitivity and no curve")
      )
    }
    var sensitivity: [SitingAnalysis.Sensitivity] = []
    for scenario in scenarios() where !request.isCancelled() {
      sensitivity.append(try await outcome(scenario))
    }
    return (try curve(), sensitivity, nil)
  }

  /// One station fewer and more, up to twelve from the first.
  private func curve() throws -> [SitingAnalysis.CurvePoint] {
    let request = solving.request
    guard case .add(let count, let objective) = request.goal, request.closures == 0 else {
      return []
    }
    let available = frame.candidates.count - request.forbidden.count
    let first = count <= 12 ? max(1, request.fixed.count) : count - 1
    var points: [SitingAnalysis.CurvePoint] = []
    var last: Double? =
      first == 1 && request.fixed.isEmpty
      ? try value(0, objective) : nil
    for number in max(first, 1)...max(min(count + 1, available), 1) {
      let best =
        number == count
        ? solved : try solving.add(number, objective, .base, fixing: request.fixed)
      let gain: Double? =
        if let last, let value = best.objective { abs(value - last) } else { nil }
      points.append(
        SitingAnalysis.CurvePoint(
          stations: number, status: best.status, objective: best.objective, gain: gain,
          chosen: best.chosen))
      last = best.objective
    }
    return points
  }

  /// The objective of what stands; `nil` where it has none.
  private func value(_ count: Int, _ objective: SitingObjective) throws -> Double? {
    let none = try solving.add(count, objective, .base, fixing: [])
    return none.status == .infeasible ? nil : none.objective
  }

  private struct Case {
    let id: String
    let label: LocalizedText
    let scenario: SitingFrame.Scenario
  }

  private func scenarios() -> [Case] {
    var cases: [Case] = []
    for factor in ResponseAnalysis.speedFactors where factor != 1 {
      cases.append(
        Case(
          id: "speed-\(factor)", label: LocalizedText(zh: "车速×\(factor)", en: "speed x \(factor)"),
          scenario: SitingFrame.Scenario(speedFactor: factor)))
    }
    let detour = solving.request.terms.detour.value
    if frame.table.methods.allSatisfy({ $0 == .straightLine }) {
      for factor in [0.8, 1.2] where detour * factor >= 1 {
        let shown = (detour * factor * 100).rounded() / 100
        cases.append(
          Case(
            id: "detour-\(shown)",
            label: LocalizedText(zh: "绕行系数 \(shown)", en: "detour \(shown)"),
            scenario: SitingFrame.Scenario(speedFactor: 1 / factor)))
      }
    }
    for areaClass in AreaClass.allCases {
      let (zh, en) = areaClass == .urban ? ("城市", "urban") : ("乡村", "rural")
      for (factor, sign) in [(0.8, "-20 %"), (1.2, "+20 %")] {
        cases.append(
          Case(
            id: "demand-\(en)-\(factor)",
            label: LocalizedText(zh: "\(zh)居民 \(sign)", en: "\(en) residents \(sign)"),
            scenario: SitingFrame.Scenario(
              demandFactors: frame.points.map { $0.areaClass == areaClass ? factor : 1 })))
      }
    }
    // Every place by itself, as far as 20 % either way: the same draws every run.
    for draw in 1...5 {
      var state = solving.request.seed &* 1_000_003 &+ UInt64(draw)
      let factors = frame.points.map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 0.8 + 0.4 * Double(state >> 11) / Double(UInt64(1) << 53)
      }
      cases.append(
        Case(
          id: "demand-random-\(draw)",
          label: LocalizedText(
            zh: "各点居民随机 ±20 %（第 \(draw) 次）",
            en: "residents of each place ±20 % at random, no. \(draw)"),
          scenario: SitingFrame.Scenario(demandFactors: factors)))
    }
    return cases
  }

  private func outcome(_ it: Case) async throws -> SitingAnalysis.Sensitivity {
    let best = try await solving.solve(it.scenario)
    let isSame = Set(best.chosen) == Set(solved.chosen) && best.closed == solved.closed
    // The best that still builds the plan; the stations of a compliance plan may not be enough then.
    let kept =
      isSame
      ? best
      : solved.closed.isEmpty
        ? try await solving.solve(it.scenario, fixing: solved.chosen) : nil
    let recommended = kept?.objective
    var change = SitingAnalysis.Sensitivity.Change.replaced
    if isSame {
      change = .none
    } else if let found = best.objective, let kept, let recommended,
      abs(found - recommended) <= 1e-9 * max(1, abs(found))
    {
      // A plan that does as well stays the recommendation: only other codes would take its place.
      change = Set(kept.chosen) == Set(solved.chosen) ? .none : .extended
    }
    let chosen =
      switch change {
      case .none: solved.chosen
      case .extended: kept?.chosen ?? best.chosen
      case .replaced: best.chosen
      }
    return SitingAnalysis.Sensitivity(
      id: it.id, label: it.label, status: best.status, chosen: chosen, change: change,
      best: best.objective, recommended: recommended)
  }
}
