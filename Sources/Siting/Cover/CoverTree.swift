/// Branch and bound for maximal covering, where a branch says how many sites of a neighbourhood are
/// open instead of whether one site is.
///
/// In the linear relaxation of a dense network every station is smeared over several sites close to
/// each other. One site less changes nothing then, since its neighbour takes its part: a tree over
/// single sites hardly moves the bound. Of a set of neighbours whose parts sum to about k + ½ either at
/// most k or at least k + 1 are open, and both are felt (branching on constraints: D.M. Ryan, B.A.
/// Foster, An integer programming approach to scheduling, in: A. Wren (ed.), Computer Scheduling of
/// Public Transport, North-Holland 1981, 269–280). Of a few such sets the one is taken that moves the
/// bound most within some iterations of the simplex method (T. Achterberg, T. Koch, A. Martin, Branching
/// rules revisited, Operations Research Letters 33 (2005) 42–54, doi 10.1016/j.orl.2004.04.002).
///
/// The node with the smallest bound is the next; each is a step.
final class CoverTree {
  private struct Node {
    var constraints: [CoverDual.Constraint]
    /// Sites that no better plan below this node has.
    var isOut: [Bool]
    var bound: Double
    /// The sites that are open at least in part, and how far.
    var opening: [(site: Int, part: Double)]
    var basis: CoverDual.Basis
  }

  private let problem: MedianProblem
  private let dual: CoverDual
  private let deadline: Deadline
  /// A bound above this shows that nothing better is left.
  private let target: () -> Double
  /// Told of a plan that a relaxation suggests.
  private let suggest: ([Int]) -> Void
  private var open: [Node] = []
  /// The smallest bound of what was left unsolved.
  private var abandoned = Double.infinity
  /// The weight that two sites reach both.
  private var shared: [Double] = []

  /// Above these sizes a relaxation takes too long, or open nodes and neighbourhoods too much room.
  static func isFit(_ problem: MedianProblem) -> Bool {
    guard problem.isCover, problem.siteCount <= 2_000, problem.rowCount <= 100_000,
      problem.entryCount <= 1_000_000, problem.choose > 0, problem.choose < problem.siteCount
    else { return false }
    return (0..<problem.rowCount).reduce(0) { sum, row in
      let count = problem.rowStarts[row + 1] - problem.rowStarts[row]
      return sum + count * count
    } <= 300_000_000
  }

  init(
    _ problem: MedianProblem, deadline: Deadline, target: @escaping () -> Double,
    suggest: @escaping ([Int]) -> Void
  ) {
    self.problem = problem
    self.deadline = deadline
    self.target = target
    self.suggest = suggest
    dual = CoverDual(problem)
  }

  struct Root {
    var bound: Double
    /// Sites that may be in a better plan, and of the others those that every better plan has.
    var kept: [Int]
    var forced: [Int]
  }

  /// Solves the relaxation; `nil` where numerical trouble or the deadline leaves it unsolved.
  func solveRoot() -> Root? {
    guard dual.solveRoot(while: { !self.deadline.isDue }) == .optimal else { return nil }
    let exact = dual.exactBound()
    let none = [Bool](repeating: false, count: problem.siteCount)
    let node = node(constraints: [], without: none, bound: exact.value)
    open = [node]
    suggest(rounded(node.opening))
    var root = Root(bound: exact.value, kept: [], forced: [])
    let most = target()
    for site in 0..<problem.siteCount {
      if exact.against[site] <= most {
        root.kept.append(site)
      } else if exact.isChosen[site] {
        root.forced.append(site)
      }
    }
    return root
  }

  /// Branches until nothing is open or the deadline has passed; to be called after `solveRoot`.
  /// - Returns: the smallest bound that is left; above the target where the search is finished.
  func run() -> Double {
    if !deadline.isDue { shared = Self.sharedWeights(problem) }
    while let index = open.indices.min(by: { open[$0].bound < open[$1].bound }) {
      if open[index].bound > target() || shared.isEmpty || deadline.hasPassed { break }
      expand(open.remove(at: index))
    }
    return open.reduce(abandoned) { min($0, $1.bound) }
  }

  private func node(
    constraints: [CoverDual.Constraint], without isOut: [Bool], bound: Double
  ) -> Node {
    let opening = dual.opening.enumerated().compactMap { site, part in
      part > 1e-6 ? (site: site, part: part) : nil
    }
    return Node(
      constraints: constraints, isOut: isOut, bound: bound, opening: opening, basis: dual.basis)
  }

  private func rounded(_ opening: [(site: Int, part: Double)]) -> [Int] {
    var chosen = opening.sorted { ($1.part, $0.site) < ($0.part, $1.site) }
      .prefix(problem.choose).map(\.site)
    let taken = Set(chosen)
    chosen.append(
      contentsOf: (0..<problem.siteCount).lazy.filter { !taken.contains($0) }
        .prefix(problem.choose - chosen.count))
    return chosen.sorted()
  }

  // MARK: Branching

  private func expand(_ node: Node) {
    let sets = neighbourhoods(node)
    guard let first = sets.first else {
      // Whole: the bound is what the plan costs, and `suggest` has seen the plan.
      if node.bound <= target() { abandoned = min(abandoned, node.bound) }
      return
    }
    let wanted = sets.count > 1 ? strongest(sets, at: node) ?? first : first
    for constraint in Self.branches(wanted) {
      let constraints = node.constraints + [constraint]
      dual.load(constraints, without: node.isOut, from: node.basis)
      solve(constraints, below: node)
    }
  }

  private func solve(_ constraints: [CoverDual.Constraint], below parent: Node) {
    for _ in 0..<400 {
      switch dual.solve(iterations: 250) {
      case .infeasible:
        // Told by tolerances; the direction that tells it proves it, or the branch stays open.
        if dual.boundAlongRay(beyond: target()) > target() { return }
        return abandon(below: parent)
      case .optimal:
        let exact = dual.exactBound()
        let bound = max(parent.bound, exact.value)
        guard bound <= target() else { return }
        var child = node(constraints: constraints, without: parent.isOut, bound: bound)
        suggest(rounded(child.opening))
        let most = target()
        guard bound <= most else { return }
        for site in child.isOut.indices where !exact.isChosen[site] && exact.against[site] > most {
          child.isOut[site] = true
        }
        open.append(child)
        return
      case .unfinished:
        // Any prices give a bound.
        if dual.value > target(), dual.exactBound().value > target() { return }
        guard dual.canGoOn, !deadline.isDue else { return abandon(below: parent) }
      }
    }
    abandon(below: parent)
  }

  private func abandon(below parent: Node) {
    abandoned = min(abandoned, max(parent.bound, dual.exactBound().value))
  }

  private static func branches(
    _ set: (sites: [Int], sum: Double)
  ) -> [CoverDual.Constraint] {
    let low = Int(set.sum.rounded(.down))
    return [
      CoverDual.Constraint(sites: set.sites, count: low, isAtMost: true),
      CoverDual.Constraint(sites: set.sites, count: low + 1, isAtMost: false),
    ]
  }

  /// The set whose branches move the bound most, the lesser of the two above all.
  private func strongest(
    _ sets: [(sites: [Int], sum: Double)], at node: Node
  ) -> (sites: [Int], sum: Double)? {
    var best: (score: Double, index: Int)?
    for (index, set) in sets.enumerated() where !deadline.isDue {
      var gains: [Double] = []
      for constraint in Self.branches(set) {
        dual.load(node.constraints + [constraint], without: node.isOut, from: node.basis)
        let status = dual.solve(iterations: 25)
        gains.append(
          status == .infeasible ? problem.ceilings.reduce(0, +) : dual.value - node.bound)
      }
      let score = min(gains[0], gains[1]) + 0.2 * max(gains[0], gains[1])
      if score > (best?.score ?? -.infinity) { best = (score, index) }
    }
    return best.map { sets[$0.index] }
  }

  /// A few sets of neighbours with a sum well between whole numbers, the most promising first.
  ///
  /// Each grows around one site that is partly open, the sites first that share most of what they reach
  /// with it.
  private func neighbourhoods(_ node: Node) -> [(sites: [Int], sum: Double)] {
    let parts = node.opening
    let count = problem.siteCount
    var found: [(score: Double, sites: [Int], sum: Double)] = []
    var seen: Set<[Int]> = []
    for (seed, _) in parts {
      let near = parts.map { site, part in
        (
          kinship: shared[seed * count + site]
            / max(shared[site * count + site], 1e-300).squareRoot(),
          site: site, part: part
        )
      }.sorted { ($1.kinship, $0.site) < ($0.kinship, $1.site) }
      var (sum, sites) = (0.0, [Int]())
      for entry in near {
        sum += entry.part
        if sum > 2 { break }
        sites.append(entry.site)
        let whole = sum.rounded(.down)
        let part = sum - whole
        guard abs(part - 0.4) < 0.3 else { continue }
        let set = sites.sorted()
        if seen.insert(set).inserted { found.append((abs(part - 0.4) + whole, set, sum)) }
      }
    }
    if found.isEmpty {
      // Nothing but single sites near 0 or 1 is left.
      let farthest = parts.max {
        (min($0.part, 1 - $0.part), $1.site) < (min($1.part, 1 - $1.part), $0.site)
      }
      guard let farthest, min(farthest.part, 1 - farthest.part) > 1e-5 else { return [] }
      return [([farthest.site], farthest.part)]
    }
    found.sort { a, b in
      a.score != b.score ? a.score < b.score : a.sites.lexicographicallyPrecedes(b.sites)
    }
    return found.prefix(6).map { ($0.sites, $0.sum) }
  }

  /// - Complexity: O(Σ over rows of the square of their sites).
  private static func sharedWeights(_ problem: MedianProblem) -> [Double] {
    let count = problem.siteCount
    var shared = [Double](repeating: 0, count: count * count)
    for row in 0..<problem.rowCount {
      let range = problem.rowStarts[row]..<problem.rowStarts[row + 1]
      for a in range {
        let line = Int(problem.rowSites[a]) * count
        for b in range { shared[line + Int(problem.rowSites[b])] += problem.ceilings[row] }
      }
    }
    return shared
  }
}
