/// Solves a `MedianProblem` to proven optimality: interchange from several starts, Lagrangian
/// bounds, fixing of sites by their reduced costs, and branch and bound on what is left.
///
/// Everything but the stop at a time limit is counted in steps, not in seconds, so the same problem
/// and seed give the same result on every machine.
final class MedianSearch {
  struct Result {
    /// Indices of the problem that was given, ascending.
    var chosen: [Int]
    var value: Double
    var bound: Double
    var isProven: Bool
  }

  let problem: MedianProblem
  let seed: UInt64
  let deadline: Deadline
  /// Only plans below this are of interest, and the first one found ends the search.
  private let cutoff: Double?
  /// Nodes after which a covering problem goes from planes to neighbourhoods: what is easy for planes is
  /// done by then.
  private let planeNodes: Int
  var best: [Int] = []
  var bestValue = Double.infinity
  /// The best prices at the root, for the search for ties.
  private(set) var rootPrices: [Double] = []
  /// What adding the best site each time gives.
  private(set) var greedyValue: Double?

  init(
    _ problem: MedianProblem, seed: UInt64, deadline: Deadline, cutoff: Double? = nil,
    planeNodes: Int = 30
  ) {
    self.planeNodes = planeNodes
    self.problem = problem
    self.cutoff = cutoff
    self.seed = seed
    self.deadline = deadline
  }

  /// A bound above this shows that nothing better is left.
  func target(_ value: Double) -> Double { Self.target(value, problem.step) }

  static func target(_ value: Double, _ step: Double) -> Double {
    // Whole numbers differ by a whole step: a bound just above the value before is enough.
    step > 0
      ? value - step + max(1e-6 * step, 1e-11 * abs(value))
      : value - 1e-9 * max(abs(value), 1e-6)
  }

  func solve() -> Result {
    guard problem.choose < problem.siteCount else {
      let all = Array(0..<problem.siteCount)
      let value = problem.value(of: all)
      return Result(chosen: all, value: value, bound: value, isProven: true)
    }
    guard problem.choose > 0, problem.rowCount > 0 else {
      let first = Array(0..<problem.choose)
      let value = problem.value(of: first)
      return Result(chosen: first, value: value, bound: value, isProven: true)
    }
    findStart()
    var bound = -Double.infinity
    if let cutoff {
      if isBelowCutoff { return open(bound) }
      bestValue = cutoff
    }
    var work = problem
    var round = 0
    while true {
      // `work` keeps the names of the caller; here they stand for indices of `problem`.
      let relaxation = LagrangianBound(work)
      relaxation.start(from: startingPoint(in: work))
      let free = Array(0..<work.siteCount)
      let outcome = relaxation.improve(
        free: free, forced: [], iterations: round == 0 ? 600 : 200,
        target: target(bestValue), upper: { self.bestValue },
        isCancelled: { self.deadline.hasPassed || self.isBelowCutoff },
        found: { value, selection in self.consider(value, selection, in: work) })
      bound = max(bound, outcome.bound)
      if round == 0 { rootPrices = relaxation.keepPrices() }
      if isBelowCutoff { return open(bound) }
      if outcome.isPruned || bound > target(bestValue) { return proven() }
      if deadline.hasPassed { return open(bound) }
      // Sites that cannot be in, or cannot be left out of, a better plan.
      let (kept, forced) = fixed(relaxation, outcome.bound, target(bestValue))
      if kept.count + forced.count < work.choose || forced.count > work.choose { return proven() }
      let shrunk = kept.count < free.count * 9 / 10 || !forced.isEmpty
      guard shrunk, round < 2 else {
        return finishWithPlanes(work, relaxation, bound)
      }
      work = restrict(work, kept, forced)
      if let result = settled(work) { return result }
      round += 1
    }
  }

  /// The linear relaxation's own bound, and branch and Benders' cut from there.
  private func finishWithPlanes(
    _ work: MedianProblem, _ relaxation: LagrangianBound, _ bound: Double
  ) -> Result {
    let sites = work.siteCount
    var constraints = LinearRows()
    constraints.append(
      (0..<sites).map { ($0, 1.0) }, from: Double(work.choose), to: Double(work.choose))
    var point = [Double](repeating: 0, count: sites)
    for site in startingPoint(in: work) { point[site] = 1 }
    let known = work.value(of: startingPoint(in: work))
    let tree = CutTree(
      MedianObjective(work, groups: 100),
      lower: [Double](repeating: 0, count: sites), upper: [Double](repeating: 1, count: sites),
      isWhole: [Bool](repeating: true, count: sites), constraints: constraints,
      // What is left may know larger steps than the best plan so far was counted in.
      step: problem.step,
      start: (point, cutoff == nil ? max(known, bestValue) : bestValue), deadline: deadline)
    tree.round = { fractional in
      let order = (0..<sites).sorted {
        fractional[$0] != fractional[$1] ? fractional[$0] > fractional[$1] : $0 < $1
      }
      let selection = order[..<work.choose].sorted()
      self.consider(work.value(of: selection), selection, in: work)
      guard self.bestValue < tree.bestValue else { return nil }
      var plan = [Double](repeating: 0, count: sites)
      for site in self.startingPoint(in: work) { plan[site] = 1 }
      return plan
    }
    let core = [Double](repeating: Double(work.choose) / Double(sites), count: sites)
    // A tree that does not end soon is of the kind that neighbourhoods were made for.
    let hasSecond = cutoff == nil && CoverTree.isFit(work)
    let outcome = tree.run(core: core, nodes: hasSecond ? planeNodes : .max)
    if let point = outcome.point, outcome.value < bestValue {
      consider(outcome.value, point.indices.filter { point[$0] > 0.5 }, in: work)
    }
    if outcome.isFinished { return proven() }
    let reached = max(bound, outcome.bound)
    guard hasSecond, !deadline.isDue else { return open(reached) }
    // What the first tree's reduced costs have decided need not be found again.
    let forced = (0..<sites).filter { tree.rootLower[$0] > 0.5 }
    let kept = (0..<sites).filter { tree.rootLower[$0] < 0.5 && tree.rootUpper[$0] > 0.5 }
    let smaller = restrict(work, kept, forced)
    return settled(smaller) ?? finishWithNeighbourhoods(smaller, reached)
  }

  /// What is left to choose where nothing is: all sites or none. `nil` where there is a choice.
  private func settled(_ work: MedianProblem) -> Result? {
    guard work.choose >= 0, work.choose <= work.siteCount else { return proven() }
    guard work.choose == 0 || work.choose == work.siteCount || work.rowCount == 0 else {
      return nil
    }
    let rest = Array(0..<work.choose)
    consider(work.value(of: rest), rest, in: work)
    return proven()
  }

  /// Branch and bound over neighbourhoods, on the sites that the linear relaxation leaves.
  private func finishWithNeighbourhoods(_ given: MedianProblem, _ reached: Double) -> Result {
    var (work, bound) = (given, reached)
    while true {
      let current = work
      let tree = CoverTree(
        current, deadline: deadline, target: { self.target(self.bestValue) },
        suggest: { self.consider(current.value(of: $0), $0, in: current) })
      guard let root = tree.solveRoot() else { return open(bound) }
      bound = max(bound, root.bound)
      if bound > target(bestValue) { return proven() }
      guard root.kept.count < work.siteCount * 9 / 10, !deadline.isDue else {
        bound = max(bound, tree.run())
        return bound > target(bestValue) ? proven() : open(bound)
      }
      work = restrict(work, root.kept, root.forced)
      if let result = settled(work) { return result }
    }
  }

  private var isBelowCutoff: Bool { cutoff.map { bestValue < target($0) } ?? false }

  /// Sites forced on the way down to the present restricted problem, as indices of `problem`.
  private(set) var taken: [Int] = []

  private func restrict(_ work: MedianProblem, _ kept: [Int], _ forced: [Int]) -> MedianProblem {
    taken.append(contentsOf: forced.map { index(work.names[$0]) })
    // Selections are numbered by what is left.
    tried.removeAll()
    return work.restricted(to: kept, taking: forced)
  }

  private lazy var indexOfName: [Int: Int] = Dictionary(
    uniqueKeysWithValues: problem.names.enumerated().map { ($1, $0) })

  private func index(_ name: Int) -> Int { indexOfName[name] ?? 0 }

  private func proven() -> Result {
    Result(chosen: best, value: bestValue, bound: bestValue, isProven: true)
  }

  private func open(_ bound: Double) -> Result {
    Result(chosen: best, value: bestValue, bound: min(bound, bestValue), isProven: false)
  }

  private func startingPoint(in work: MedianProblem) -> [Int] {
    let open = Set(best)
    return (0..<work.siteCount).filter { open.contains(index(work.names[$0])) }
  }

  /// Takes note of a choice of a restricted problem.
  func consider(_ value: Double, _ selection: [Int], in work: MedianProblem) {
    let isBetter = value < bestValue - 1e-9 * abs(bestValue)
    if isBetter {
      let plan = (selection.map { index(work.names[$0]) } + taken).sorted()
      adopt(plan, problem.value(of: plan))
    }
    // A plan that a bound suggests is rarely the best of its neighbours.
    guard tried.insert(selection.sorted()).inserted else { return }
    let improved = Interchange(problem: work).improved(
      selection, isCancelled: { self.deadline.hasPassed })
    if improved.value < bestValue {
      let better = (improved.chosen.map { index(work.names[$0]) } + taken).sorted()
      adopt(better, problem.value(of: better))
    }
  }

  /// Selections that have been improved already.
  private var tried: Set<[Int]> = []

  private func adopt(_ plan: [Int], _ value: Double) {
    if value < bestValue { (best, bestValue) = (plan, value) }
  }

  func fixed(
    _ relaxation: LagrangianBound, _ bound: Double, _ target: Double
  ) -> (kept: [Int], forced: [Int]) {
    var kept: [Int] = []
    var forced: [Int] = []
    let chosen = Set(relaxation.bestSelection)
    for site in 0..<relaxation.problem.siteCount {
      let isChosen = chosen.contains(site)
      let against = relaxation.boundAgainst(site, isChosen: isChosen, bound: bound)
      if against > target {
        if isChosen { forced.append(site) }
      } else {
        kept.append(site)
      }
    }
    return (kept, forced)
  }

  /// Greedy, interchange, and restarts that throw a part of the best plan away.
  private func findStart() {
    let interchange = Interchange(problem: problem)
    let greedy = interchange.greedy()
    let first = interchange.improved(greedy, isCancelled: { self.deadline.hasPassed })
    (best, bestValue) = (first.chosen, first.value)
    greedyValue = problem.value(of: greedy)
    var numbers = SeededNumbers(seed: seed)
    // One exchange costs about one pass over the entries; 3·10⁸ steps are a fraction of a second.
    let cost = max(1, problem.entryCount + problem.siteCount * problem.choose)
    let restarts =
      cutoff == nil ? min(60, max(2, 300_000_000 / cost / max(4, problem.choose))) : 0
    for round in 0..<restarts {
      if deadline.hasPassed { return }
      // Shake the best plan a little, a lot, or start anew.
      let drop = min(
        [max(1, problem.choose / 5), max(1, problem.choose / 2), problem.choose][round % 3],
        problem.siteCount - problem.choose)
      var kept = best
      for _ in 0..<drop { kept.remove(at: numbers.below(kept.count)) }
      let random = round % 3 == 2 ? drop : max(1, drop / 2)
      var isOpen = [Bool](repeating: false, count: problem.siteCount)
      for site in kept { isOpen[site] = true }
      for _ in 0..<random {
        var site = numbers.below(problem.siteCount)
        while isOpen[site] { site = (site + 1) % problem.siteCount }
        isOpen[site] = true
        kept.append(site)
      }
      let next = interchange.improved(
        interchange.greedy(from: kept), isCancelled: { self.deadline.hasPassed })
      if next.value < bestValue { (best, bestValue) = (next.chosen, next.value) }
    }
  }
}
