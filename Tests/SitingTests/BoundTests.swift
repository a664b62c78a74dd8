import TestSupport
import Testing

@testable import Siting

/// The bounds and starts that proofs rest on.
@Suite("Bounds of siting searches")
struct BoundTests {
  private func lacking(_ point: [Double], share: Double) -> Double {
    let cover = CoverObjective(
      siteCount: point.count, starts: [0, point.count], sites: (0..<Int32(point.count)).map { $0 },
      weights: [1], service: .backup(primaryShare: share))
    var planes: [Plane] = []
    cover.planes(at: point, into: &planes)
    return planes.reduce(0) { $0 + $1.value }
  }

  @Test("A demand that is backed up uses up two of its sites")
  func backupTakesTwoSites() {
    // Three thirds are one site: at most half backed up, not two thirds.
    #expect(abs(lacking([1.0 / 3, 1.0 / 3, 1.0 / 3], share: 0) - 0.5) < 1e-12)
    // What reaches once cannot back up as well.
    #expect(abs(lacking([0.5, 0.5], share: 0.6) - 0.4) < 1e-12)
    #expect(abs(lacking([1, 0.25], share: 0) - 0.75) < 1e-12)
    #expect(lacking([1, 1, 0], share: 0.2) == 0)
  }

  @Test("Planes of backup cover lie below it at every whole point and touch it")
  func backupPlanesAreValid() {
    var numbers = SeededGenerator(seed: 5)
    for share in [0, 0.3, 0.5, 0.8, 1] {
      let cover = CoverObjective(
        siteCount: 4, starts: [0, 4], sites: [0, 1, 2, 3], weights: [1],
        service: .backup(primaryShare: share))
      for _ in 0..<200 {
        let point = (0..<4).map { _ in numbers.number(in: 0...1) }
        var planes: [Plane] = []
        cover.planes(at: point, into: &planes)
        for mask in 0..<16 {
          let whole = (0..<4).map { Double(mask >> $0 & 1) }
          let below = planes.reduce(0) { sum, plane in
            plane.slopes.reduce(sum + plane.constant) { $0 + $1.value * whole[$1.column] }
          }
          #expect(below <= cover.value(at: whole) + 1e-9)
          #expect(abs(lacking(whole, share: share) - cover.value(at: whole)) < 1e-9)
        }
      }
    }
  }

  @Test("Local search covers every row, and no cover is smaller on small rows", arguments: 1...10)
  func coverSearch(seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let rows: [[Int32]] = (0..<14).map { _ in
      let row = (0..<9).filter { _ in numbers.number(in: 0...1) < 0.3 }.map(Int32.init)
      return row.isEmpty ? [Int32(numbers.integer(in: 0...8))] : row
    }
    var search = CoverSearch(rows: rows, siteCount: 9)
    let limits = SearchLimits()
    let cover = search.run(seed: 1, steps: 3000, enough: 0, deadline: Deadline(limits))
    #expect(rows.allSatisfy { $0.contains { cover.contains(Int($0)) } })
    let least = (0..<512).filter { mask in
      rows.allSatisfy { $0.contains { mask >> Int($0) & 1 == 1 } }
    }.map(\.nonzeroBitCount).min()
    #expect(cover.count == least)
  }

  @Test("Equity lists every plan as good as the best, existing stations kept", arguments: 1...8)
  func equityTies(seed: UInt64) throws {
    for (share, existing) in [(0.05, []), (0.2, ["12"]), (0.5, ["12"]), (1, [])]
      as [(Double, [String])]
    {
      let sketch = try SitingSketch(seed: seed, demands: 14, sites: 8, missing: 0.1)
      var rules = SitingRules()
      (rules.add, rules.existing) = (2, existing)
      let plan = try SitingSolver.solve(
        .worstShare(share: share), sketch.instance, rules: rules,
        limits: SearchLimits(alternatives: 100))
      let kept = existing.isEmpty ? 0 : 1
      let best = sketch.best(
        maximize: false,
        where: { $0.count == 2 + kept && (kept == 0 || $0.contains(2)) }
      ) { open -> Double? in
        let served = zip(sketch.nearest(open), sketch.weights).filter { $0.1 > 0 }
        guard served.allSatisfy({ $0.0 != nil }) else { return nil }
        return PlanEquity.worstMean(
          served.map { (cost: $0.0 ?? 0, weight: $0.1) }.sorted { $0 < $1 }, share: share)
      }
      guard let best else {
        #expect(plan.status == .infeasible)
        continue
      }
      #expect(plan.status == .optimal)
      #expect(abs((plan.objective ?? -1) - best.value) < 1e-9 * max(1, best.value))
      #expect(plan.hasAllAlternatives)
      #expect(tiedSets(plan) == best.sets)
      #expect((plan.chosen + plan.kept).sorted() == best.sets[0])
    }
  }
}
