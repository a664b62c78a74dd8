import Analysis
import Coverage
import Foundation
import Geometry
import Quantities
import ResponseModel
import Siting
import Standards
import TestSupport
import Testing

@Suite("Siting in a county")
struct SitingAnalysisTests {
  static let day = CalendarDate(year: 2026, month: 1, day: 1)

  private func solve(
    _ sketch: SitingSketch, _ goal: SitingRequest.Goal, _ standard: Standard = SitingSketch.usual,
    change: (inout SitingRequest) -> Void = { _ in }
  ) async throws -> SitingAnalysis {
    var request = sketch.request(goal)
    change(&request)
    return try await SitingAnalysis.run(
      on: sketch.data, request: request, standard: standard, date: try #require(Self.day))
  }

  /// Limits that counties drawn by lot can keep, but not without new stations.
  static let wide = SitingSketch.standard([
    SitingSketch.rule("urban-radius", SitingSketch.within(.urban, 10)),
    SitingSketch.rule("urban-mean", SitingSketch.mean(.urban, 25)),
    SitingSketch.rule("rural-radius", SitingSketch.within(.rural, 11, lenient: 15)),
    SitingSketch.rule("rural-mean", SitingSketch.mean(.rural, 30)),
    SitingSketch.rule("share", SitingSketch.share(.all, 40, 80)),
  ])

  /// What the ordinary analyses say of the county with some candidates built.
  private func passes(
    _ sketch: SitingSketch, _ codes: [String], _ standard: Standard
  ) async throws -> Bool {
    var data = sketch.data
    for site in sketch.data.candidates where codes.contains(site.id) {
      data.stations.append(
        Station(
          code: site.id, name: site.name, countyCode: site.countyCode,
          hostTownshipCode: site.townshipCode, position: site.position, evidence: .assumed))
    }
    let day = try #require(Self.day)
    let coverage = try await CoverageAnalysis.run(
      on: data, standard: standard, date: day, outlines: false)
    let response = try await ResponseAnalysis.run(
      on: data, calls: nil, standard: standard, date: day, choice: .modelled)
    let byID = Dictionary(
      (coverage.counties[0].verdicts + response.counties[0].verdicts).map { ($0.ruleID, $0) },
      uniquingKeysWith: { first, second in first.outcome == .notAssessable ? second : first })
    return standard.rules.allSatisfy { byID[$0.id]?.outcome == .pass }
  }

  private func subsets(_ ids: [String]) -> [[String]] {
    (0..<(1 << ids.count)).map { mask in
      ids.indices.filter { mask >> $0 & 1 == 1 }.map { ids[$0] }
    }.sorted { ($0.count, $0.joined()) < ($1.count, $1.joined()) }
  }

  @Test(
    "meets the rules with as few stations as trying every set of candidates does",
    arguments: [1, 2, 3, 5, 8, 13, 21, 34])
  func fewest(seed: UInt64) async throws {
    let sketch = try SitingSketch.random(seed)
    let ids = sketch.data.candidates.map(\.id)
    var least: Int?
    for set in subsets(ids) where try await passes(sketch, set, Self.wide) {
      least = set.count
      break
    }
    let plan = try await solve(sketch, .untilCompliant, Self.wide)
    if let least {
      #expect(plan.status == .optimal)
      #expect(plan.chosen.count == least)
      #expect(plan.objective == Double(least) && plan.bound == plan.objective)
      #expect(plan.outcome == .compliant)
      #expect(try await passes(sketch, plan.chosen.map(\.code), Self.wide))
    } else {
      #expect(plan.status == .infeasible)
      #expect(plan.chosen.isEmpty)
      #expect(!plan.infeasible.isEmpty)
    }
  }

  /// The formula of the response time, by hand.
  private func minutes(_ sketch: SitingSketch, _ point: DemandPoint, _ open: [GeographicCoordinate])
    -> Double
  {
    let nearest = open.map { Geodesic.distance(point.position ?? $0, $0).value }.min() ?? .infinity
    return 1 + 2.06 + nearest * 1.6 / (32.17 / 3.6) / 60
  }

  @Test(
    "places three where trying every set of three would", arguments: [1, 2, 3],
    [SitingObjective.time, .mean, .worst, .distance])
  func best(seed: UInt64, objective: SitingObjective) async throws {
    let sketch = try SitingSketch.random(seed, candidates: 8)
    let standing = sketch.data.stations.map(\.position)
    func value(_ codes: [String]) -> Double {
      let open =
        standing + sketch.data.candidates.filter { codes.contains($0.id) }.map(\.position)
      let demand = sketch.data.demandPoints
      let total = demand.reduce(0) { $0 + $1.residents }
      switch objective {
      case .time:
        return demand.reduce(0) {
          minutes(sketch, $1, open) < ($1.areaClass == .urban ? 11 : 14) ? $0 + $1.residents : $0
        }
      case .distance:
        return demand.reduce(0) { sum, point in
          let nearest = open.map { Geodesic.distance(point.position ?? $0, $0).kilometers }.min()
          return (nearest ?? .infinity) <= (point.areaClass == .urban ? 3.5 : 10)
            ? sum + point.residents : sum
        }
      case .mean: return demand.reduce(0) { $0 + minutes(sketch, $1, open) * $1.residents } / total
      default: return demand.map { minutes(sketch, $0, open) }.max() ?? 0
      }
    }
    let values = subsets(sketch.data.candidates.map(\.id)).filter { $0.count == 3 }.map(value)
    let isMaximized = objective == .time || objective == .distance
    let best = try #require(isMaximized ? values.max() : values.min())
    let plan = try await solve(sketch, .add(3, objective))
    #expect(plan.status == .optimal)
    #expect(plan.chosen.count == 3)
    let own = value(plan.chosen.map(\.code))
    #expect(abs(own - best) < 1e-6)
    #expect(abs(try #require(plan.objective) - best) < 1e-6)
    // The steps' gains add up to what the plan gives.
    if isMaximized {
      let gains = plan.steps.compactMap(\.gain).reduce(0, +)
      #expect(abs(value([]) + gains - best) < 1e-6)
      #expect(plan.coveredWeight == best)
    }
  }

  @Test("takes the cheaper branch and shows both")
  func branches() async throws {
    var sketch = try SitingSketch()
    let place = sketch.place
    sketch.station(0, 0)
    sketch.demand(.urban, 1000, 0, 500)
    // Two towns: one seat without a station is cheaper than three places beyond 10 km.
    for number in 1...4 {
      let spot = (Double(number) * 9000 - 22_000, 15_000.0)
      sketch.demand(.rural, spot.0, spot.1, 10)
      sketch.candidate("c\(number)", spot.0, spot.1)
    }
    sketch.data.townships = [
      place.township(1, at: (0, 0), boundary: try place.rectangle(-40_000, -40_000, 40_000, 9_000)),
      place.township(2, at: (0, 9), boundary: try place.rectangle(-40_000, 9_000, 40_000, 40_000)),
    ]
    let standard = SitingSketch.standard(
      SitingSketch.usual.rules.filter { $0.id == "rural-siting" })
    let plan = try await solve(sketch, .untilCompliant, standard)
    let compliance = try #require(plan.compliance)
    let counts = compliance.variants.map { $0.plan.objective }
    #expect(
      compliance.variants.map { $0.ways[0].label } == [
        "rural-siting/radius/strict", "rural-siting/radius/lenient", "rural-siting/presence",
      ])
    #expect(counts == [4, 2, 1])
    #expect(compliance.taken == 2)
    #expect(plan.chosen.count == 1)
    #expect(plan.outcome == .compliant)
    #expect(plan.rules[0].before.outcome == .fail && plan.rules[0].after.outcome == .pass)
    #expect(plan.steps[0].flips.map(\.ruleID) == ["rural-siting"])
  }

  @Test("names the place at fault, the radius that would do, and the cheapest relaxation")
  func infeasible() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.urban, 1000, 0, 500)
    sketch.demand(.urban, 9000, 0, 200)
    sketch.candidate("near", 4000, 0)
    let standard = SitingSketch.standard([
      SitingSketch.rule("urban-radius", SitingSketch.within(.urban, 3.5))
    ])
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.status == .infeasible)
    #expect(plan.chosen.isEmpty && plan.objective == nil)
    #expect(plan.infeasible.map(\.demandID) == ["100001-D2"])
    #expect(plan.infeasible[0].nearestSite == "near")
    #expect(abs((plan.infeasible[0].cost ?? 0) - 5) < 0.001)
    let obstacle = try #require(plan.compliance?.variants[0].obstacles.first)
    #expect(abs((obstacle.attainable ?? 0) - 5) < 0.001)
    let relaxation = try #require(plan.compliance?.relaxations.first)
    #expect(relaxation.ways[0].limit >= 5 && relaxation.ways[0].limit <= 5.2)
    #expect(relaxation.stations == 1)
  }

  @Test("relaxes a limit to a clean tenth")
  func cleanTenth() async throws {
    var sketch = try SitingSketch()
    sketch.station(-38_000, 0)
    sketch.demand(.urban, 35_150, 0, 200)
    sketch.candidate("near", -30_000, 0)
    let standard = SitingSketch.standard([
      SitingSketch.rule("urban-radius", SitingSketch.within(.urban, 3.5))
    ])
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.compliance?.relaxations.first?.ways[0].limit == 65.2)
  }

  @Test("says what speed would do where a mean cannot be met")
  func speed() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.rural, 10_000, 0, 100)
    sketch.candidate("far", -10_000, 0)
    let standard = SitingSketch.standard([
      SitingSketch.rule("rural-mean", SitingSketch.mean(.rural, 14))
    ])
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.status == .infeasible)
    let obstacle = try #require(plan.compliance?.variants[0].obstacles.first)
    let travel = 10_000 * 1.6 / (32.17 / 3.6) / 60
    #expect(abs((obstacle.attainable ?? 0) - (3.06 + travel)) < 1e-3)
    #expect(abs((obstacle.speedFactor ?? 0) - travel / (14 - 3.06)) < 1e-3)
  }

  @Test("needs nothing where everything holds already")
  func nothing() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.urban, 1000, 0, 500)
    sketch.demand(.rural, 2000, 0, 500)
    sketch.candidate("c", 4000, 0)
    let standard = SitingSketch.standard(
      SitingSketch.usual.rules.filter { $0.id != "rural-siting" })
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.status == .optimal && plan.objective == 0)
    #expect(plan.chosen.isEmpty && plan.steps.isEmpty && plan.outcome == .compliant)
  }

  @Test("is compliant only as far as is known where residents have no place")
  func unpositioned() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.urban, 9000, 0, 500)
    sketch.data.demandPoints.append(sketch.place.demand(9, .urban, at: nil, residents: 70))
    sketch.candidate("c", 9000, 100)
    let standard = SitingSketch.standard([
      SitingSketch.rule("urban-radius", SitingSketch.within(.urban, 3.5)),
      SitingSketch.rule("urban-mean", SitingSketch.mean(.urban, 11)),
    ])
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.chosen.map(\.code) == ["c"])
    #expect(plan.unpositionedWeight == 70 && plan.totalWeight == 570)
    #expect(plan.outcome == .asFarAsKnown)
    #expect(plan.rules.allSatisfy { $0.after.outcome == .notAssessable })
  }

  @Test("a mean that equals its limit is not below it, and needs a station more")
  func strictMean() async throws {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.rural, 5_000, 0, 100)
    sketch.candidate("nearer", 4_000, 0)
    // The mean to the last bit, as the ordinary analysis has it.
    let response = try await ResponseAnalysis.run(
      on: sketch.data, calls: nil, standard: SitingSketch.usual, date: try #require(Self.day),
      choice: .modelled)
    let verdict = response.counties[0].verdicts.first { $0.ruleID == "rural-mean" }
    let today = try #require(verdict?.value)
    for (limit, comparison, count) in [
      (today, Comparison.lessThan, 1), (today + 1e-4, .lessThan, 0), (today + 1e-6, .atMost, 0),
    ] {
      let standard = SitingSketch.standard([
        SitingSketch.rule("rural-mean", SitingSketch.mean(.rural, limit, comparison))
      ])
      let plan = try await solve(sketch, .untilCompliant, standard)
      #expect(plan.chosen.count == count)
    }
  }

  @Test("keeps fixed sites, leaves forbidden ones, and finds the cheapest by their costs")
  func rulesOfChoice() async throws {
    var sketch = try SitingSketch()
    sketch.station(-20_000, 0)
    sketch.demand(.urban, 0, 0, 500)
    sketch.candidate("a", 1000, 0, cost: 900)
    sketch.candidate("b", 2000, 0, cost: 100)
    sketch.candidate("c", 3000, 0, cost: 400)
    let standard = SitingSketch.standard([
      SitingSketch.rule("urban-radius", SitingSketch.within(.urban, 3.5))
    ])
    let plain = try await solve(sketch, .untilCompliant, standard)
    // All three do; the lowest mean response decides.
    #expect(plain.chosen.map(\.code) == ["a"])
    #expect(plain.alternatives.count == 2)
    let cheap = try await solve(sketch, .untilCompliant, standard) { $0.isCheapest = true }
    #expect(cheap.chosen.map(\.code) == ["b"] && cheap.objective == 100 && cheap.unit == "CNY")
    let forbidden = try await solve(sketch, .untilCompliant, standard) {
      $0.forbidden = ["a", "b"]
    }
    #expect(forbidden.chosen.map(\.code) == ["c"])
    let fixed = try await solve(sketch, .untilCompliant, standard) { $0.fixed = ["c"] }
    #expect(fixed.chosen.map(\.code) == ["c"] && fixed.objective == 1)
  }

  @Test(
    "more candidates are never worse, and twice the residents leave the plan",
    arguments: Seeds.some)
  func metamorphic(seed: UInt64) async throws {
    let sketch = try SitingSketch.random(seed, candidates: 9)
    var fewer = sketch
    fewer.data.candidates.removeLast(4)
    let all = try await solve(sketch, .add(2, .mean))
    let some = try await solve(fewer, .add(2, .mean))
    #expect((all.objective ?? .infinity) <= (some.objective ?? 0) + 1e-9)
    var doubled = sketch
    doubled.data.demandPoints = sketch.data.demandPoints.map {
      DemandPoint(
        id: $0.id, countyCode: $0.countyCode, townshipCode: $0.townshipCode, name: $0.name,
        areaClass: $0.areaClass, residents: $0.residents * 2, position: $0.position,
        evidence: $0.evidence, source: $0.source)
    }
    let twice = try await solve(doubled, .add(2, .mean))
    #expect(twice.chosen.map(\.code) == all.chosen.map(\.code))
    for row in all.sensitivity {
      let (best, own) = (try #require(row.best), try #require(row.recommended))
      #expect(own >= best - 1e-6)
    }
  }

  @Test("a compliance plan that is too little under other assumptions is not said to hold")
  func sensitivityExtends() async throws {
    var sketch = try SitingSketch()
    sketch.station(-20_000, 0)
    sketch.demand(.urban, 0, 0, 100)
    sketch.demand(.urban, 4_400, 0, 100)
    sketch.candidate("west", 0, 0)
    sketch.candidate("east", 4_400, 0)
    // 2.2 km on average keep 11 minutes at the usual speed, and do not at 0.7 of it.
    let standard = SitingSketch.standard([
      SitingSketch.rule("urban-mean", SitingSketch.mean(.urban, 11))
    ])
    let plan = try await solve(sketch, .untilCompliant, standard)
    #expect(plan.chosen.count == 1)
    let slow = try #require(plan.sensitivity.first { $0.id == "speed-0.7" })
    #expect(slow.change == .extended && slow.isChanged)
    #expect(slow.best == 2 && slow.recommended == 2 && Set(slow.chosen) == ["west", "east"])
    let fast = try #require(plan.sensitivity.first { $0.id == "speed-1.2" })
    #expect(fast.change == .none && !fast.isChanged && fast.best == 1)
    #expect(fast.chosen == plan.chosen.map(\.code))
  }

  @Test("where other residents call for another station, the plan is replaced, with its regret")
  func sensitivityReplaces() async throws {
    var sketch = try SitingSketch()
    sketch.station(-20_000, 0)
    sketch.demand(.urban, 0, 0, 100)
    sketch.demand(.rural, 20_000, 0, 90)
    sketch.candidate("west", 0, 0)
    sketch.candidate("east", 20_000, 0)
    let plan = try await solve(sketch, .add(1, .time))
    #expect(plan.chosen.map(\.code) == ["west"])
    let fewer = try #require(plan.sensitivity.first { $0.id == "demand-urban-0.8" })
    #expect(fewer.change == .replaced && fewer.chosen == ["east"])
    let regret = try #require(fewer.regret)
    #expect(abs(regret - 10) < 1e-9)
  }

  @Test("a station that closes for a better place loses nobody it should not")
  func relocation() async throws {
    var sketch = try SitingSketch()
    sketch.station(-20_000, 0)
    sketch.station(20_000, 0)
    sketch.demand(.urban, 0, 0, 500)
    sketch.demand(.urban, 20_000, 0, 400)
    sketch.candidate("middle", 0, 100)
    let plan = try await solve(sketch, .add(1, .time)) { $0.closures = 1 }
    #expect(plan.chosen.map(\.code) == ["middle"])
    #expect(plan.coveredWeight == 900)
  }
}
