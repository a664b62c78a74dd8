import TestSupport
import Testing

@testable import Siting

/// Branching on neighbourhoods, against everything there is to try.
@Suite("Maximal covering by neighbourhoods")
struct CoverTreeTests {
  private static let sites = 13
  private static let choose = 4

  /// Rows as circles along a line make: neighbours share most of what they reach.
  private func problem(seed: UInt64, wholeWeights: Bool) -> MedianProblem {
    var numbers = SeededGenerator(seed: seed)
    var (starts, sites, ceilings) = ([0], [Int32](), [Double]())
    for _ in 0..<60 {
      let (middle, reach) = (numbers.number(in: 0...13), numbers.number(in: 0.4...2.2))
      sites.append(
        contentsOf: (0..<Self.sites).filter {
          abs(Double($0) - middle) < reach || numbers.number(in: 0...1) < 0.06
        }.map(Int32.init))
      starts.append(sites.count)
      ceilings.append(
        wholeWeights ? Double(numbers.integer(in: 1...30)) : numbers.number(in: 0.1...30))
    }
    return MedianProblem(
      rowStarts: starts, rowSites: sites, rowCosts: [Double](repeating: 0, count: sites.count),
      ceilings: ceilings, choose: Self.choose, offset: 0, names: Array(0..<Self.sites))
  }

  private func plans(_ problem: MedianProblem) -> [(chosen: [Int], value: Double)] {
    (0..<(1 << Self.sites)).filter { $0.nonzeroBitCount == Self.choose }.map { mask in
      let chosen = (0..<Self.sites).filter { mask >> $0 & 1 == 1 }
      return (chosen, problem.value(of: chosen))
    }
  }

  private final class Best {
    var value = Double.infinity
  }

  private func search(
    _ problem: MedianProblem, limits: SearchLimits = SearchLimits()
  ) throws -> (best: Double, bound: Double, root: CoverTree.Root, isProven: Bool) {
    let best = Best()
    let tree = CoverTree(
      problem, deadline: Deadline(limits),
      target: { MedianSearch.target(best.value, problem.step) },
      suggest: { best.value = min(best.value, problem.value(of: $0)) })
    let root = try #require(tree.solveRoot())
    let bound = tree.run()
    return (best.value, bound, root, bound > MedianSearch.target(best.value, problem.step))
  }

  @Test("The tree ends with the best plan, proven", arguments: 1...25)
  func optimum(seed: UInt64) throws {
    for whole in [true, false] {
      let problem = problem(seed: seed, wholeWeights: whole)
      let least = try #require(plans(problem).map(\.value).min())
      let found = try search(problem)
      #expect(abs(found.best - least) < 1e-9 * max(1, least))
      #expect(found.isProven)
      #expect(found.root.bound <= least + 1e-9)
    }
  }

  @Test("Sites that the root leaves out or forces agree with every better plan", arguments: 1...25)
  func root(seed: UInt64) throws {
    let problem = problem(seed: seed, wholeWeights: true)
    let all = plans(problem)
    // Of a plan that is not the best: what is better must remain.
    let known = all.map(\.value).sorted()[5]
    let target = MedianSearch.target(known, problem.step)
    let tree = CoverTree(
      problem, deadline: Deadline(SearchLimits()), target: { target }, suggest: { _ in })
    let root = try #require(tree.solveRoot())
    for plan in all where plan.value <= target {
      #expect(Set(plan.chosen).isSubset(of: root.kept + root.forced))
      #expect(Set(root.forced).isSubset(of: plan.chosen))
    }
  }

  @Test("A bound holds wherever the search is stopped", arguments: 1...12)
  func stopped(seed: UInt64) throws {
    let problem = problem(seed: seed, wholeWeights: false)
    let least = try #require(plans(problem).map(\.value).min())
    for steps in 0...4 {
      let found = try search(problem, limits: SearchLimits(steps: steps))
      #expect(found.bound <= least + 1e-9 || found.isProven)
      #expect(found.best >= least - 1e-9)
    }
  }

  @Test("Exact bounds under constraints and closures lie below every plan that keeps them")
  func bounds() throws {
    var numbers = SeededGenerator(seed: 4)
    for seed in 1...12 {
      let problem = problem(seed: UInt64(seed), wholeWeights: false)
      let dual = CoverDual(problem)
      #expect(dual.solveRoot(while: { true }) == .optimal)
      let basis = dual.basis
      let (first, last) = (numbers.integer(in: 0...8), numbers.integer(in: 2...4))
      let constraint = CoverDual.Constraint(
        sites: Array(first...(first + last)), count: numbers.integer(in: 0...2),
        isAtMost: numbers.number(in: 0...1) < 0.5)
      var isOut = [Bool](repeating: false, count: Self.sites)
      isOut[numbers.integer(in: 0...12)] = true
      let least = plans(problem).filter { plan in
        let inside = plan.chosen.count { constraint.sites.contains($0) }
        return (constraint.isAtMost ? inside <= constraint.count : inside >= constraint.count)
          && !plan.chosen.contains { isOut[$0] }
      }.map(\.value).min()
      for iterations in [0, 1, 3, 10, 1000] {
        dual.load([constraint], without: isOut, from: basis)
        let status = dual.solve(iterations: iterations)
        guard let least else { continue }
        #expect(dual.exactBound().value <= least + 1e-9)
        if iterations == 1000 {
          #expect(status == .optimal)
          #expect(abs(dual.value - dual.exactBound().value) < 1e-6 * max(1, abs(dual.value)))
        }
      }
    }
  }

  @Test("That no plan keeps the constraints is proven by the direction that says so")
  func infeasible() throws {
    let problem = problem(seed: 3, wholeWeights: false)
    let dual = CoverDual(problem)
    #expect(dual.solveRoot(while: { true }) == .optimal)
    let basis = dual.basis
    let none = [Bool](repeating: false, count: Self.sites)
    // Five sites of which at least five are open, where four are chosen.
    let tooMany = CoverDual.Constraint(sites: [0, 2, 4, 6, 8], count: 5, isAtMost: false)
    dual.load([tooMany], without: none, from: basis)
    #expect(dual.solve(iterations: 10_000) == .infeasible)
    let most = problem.ceilings.reduce(0, +)
    #expect(dual.boundAlongRay(beyond: most) > most)
    // Three of those can be kept, and no direction says otherwise.
    let some = CoverDual.Constraint(sites: [0, 2, 4, 6, 8], count: 3, isAtMost: false)
    dual.load([some], without: none, from: basis)
    #expect(dual.solve(iterations: 10_000) == .optimal)
    let least = try #require(
      plans(problem).filter { $0.chosen.count { some.sites.contains($0) } >= 3 }.map(\.value).min())
    #expect(dual.boundAlongRay(beyond: most) <= least + 1e-9)
  }

  @Test("A search that leaves planes for neighbourhoods finds the same", arguments: 1...12)
  func sameAsPlanes(seed: UInt64) throws {
    let problem = problem(seed: seed, wholeWeights: true)
    let least = try #require(plans(problem).map(\.value).min())
    for planeNodes in [0, 1, 30] {
      let search = MedianSearch(
        problem, seed: 1, deadline: Deadline(SearchLimits()), planeNodes: planeNodes)
      let result = search.solve()
      #expect(result.isProven && result.value == least)
      #expect(problem.value(of: result.chosen) == least)
    }
  }
}
