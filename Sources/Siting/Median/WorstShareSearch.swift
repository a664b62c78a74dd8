/// The least mean cost of the worst-off share of the weight, by p-median problems.
///
/// With η the cost at which the worst-off begin, the mean is at most
/// F(y, η) = η + Σ wᵢ max(0, dᵢ(y) − η) / (share × Σ w), and equals it at the best η, which is one of
/// the costs (Rockafellar and Uryasev 2000, see `SitingModel.worstShare`). For one η this is a
/// p-median. For an interval of costs [a, b) the p-median in which a cost c counts c − a from b on
/// and nothing below is a bound: (c − a) there is what F holds at η = a of costs from b on, between
/// a and b that part of F is linear in η, and at b the next interval takes over. An interval whose
/// p-median goes past the best plan is done; any other is halved, down to single costs, where the
/// p-median is F itself. Far from the best η wide intervals will do.
final class WorstShareSearch {
  private struct Interval {
    /// Indices of `levels`; the interval is [levels[low], levels[high]).
    var low: Int
    var high: Int
    var bound: Double
  }

  private let objective: WorstShareObjective
  private let required: [Int]
  private let free: [Int]
  private let choose: Int
  private let seed: UInt64
  private let deadline: Deadline
  /// Every cost, ascending, and one just beyond all; unserved rows cost more.
  private let levels: [Double]
  private var best: [Int] = []
  private(set) var bestValue = Double.infinity
  /// Intervals without a better plan, for the search for ties.
  private var closed: [Interval] = []

  struct Result {
    /// The chosen sites, the required ones among them, ascending.
    var chosen: [Int]
    var value: Double
    var bound: Double
    var isProven: Bool
  }

  /// - Parameters:
  ///   - required, free: sites that are in every plan, and those of which `choose` are taken.
  init(
    _ objective: WorstShareObjective, required: [Int], free: [Int], choose: Int, seed: UInt64,
    deadline: Deadline
  ) {
    self.objective = objective
    (self.required, self.free, self.choose) = (required, free, choose)
    (self.seed, self.deadline) = (seed, deadline)
    var levels = objective.allCosts.sorted()
    var count = 0
    for level in levels where count == 0 || levels[count - 1] != level {
      levels[count] = level
      count += 1
    }
    levels.removeLast(levels.count - count)
    self.levels = levels + [(levels.last ?? 0).nextUp]
  }

  /// - Complexity: O(intervals × a p-median search); intervals grow with the plans near the best.
  func solve() -> Result {
    findStart()
    // The worst-off cannot begin above their mean.
    let last = levels.partitioningIndex { $0 > bestValue }
    var open = [Interval(low: 0, high: max(1, min(last, levels.count - 1)), bound: 0)]
    while let next = open.indices.min(by: { open[$0].bound < open[$1].bound }) {
      if deadline.hasPassed { break }
      var interval = open.remove(at: next)
      if levels[interval.low] > bestValue { continue }
      let problem = problem(levels[interval.low], levels[interval.high])
      let search = MedianSearch(
        problem, seed: seed, deadline: deadline, cutoff: bestValue)
      let result = search.solve()
      if result.value < bestValue {
        let isBetter = take(plan(result.chosen, problem))
        if interval.high - interval.low > 1 {
          let middle = (interval.low + interval.high) / 2
          let bound = max(interval.bound, min(result.bound, bestValue))
          open.append(Interval(low: interval.low, high: middle, bound: bound))
          open.append(Interval(low: middle, high: interval.high, bound: bound))
        } else if isBetter {
          open.append(interval)
        } else {
          // Better by less than sums can tell.
          closed.append(interval)
        }
      } else if result.isProven {
        interval.bound = max(interval.bound, result.bound)
        closed.append(interval)
      } else {
        interval.bound = max(interval.bound, min(result.bound, bestValue))
        open.append(interval)
        break
      }
    }
    let bound = open.reduce(bestValue) { min($0, $1.bound) }
    return Result(chosen: best, value: bestValue, bound: bound, isProven: open.isEmpty)
  }

  /// Every plan up to the cutoff, those with the lowest sites first, as far as the work allows.
  func ties(cutoff: Double, limit: Int, work: Int) -> (plans: [[Int]], isComplete: Bool) {
    var (plans, isComplete) = (Set([best]), true)
    for interval in closed {
      // A plan may be below the cutoff only where the interval's p-median is.
      guard !deadline.hasPassed else { return (sorted(plans), false) }
      let problem = problem(levels[interval.low], levels[interval.high])
      let search = MedianSearch(
        problem, seed: seed, deadline: deadline, cutoff: cutoff + 1e-9 * abs(cutoff))
      let result = search.solve()
      if result.isProven, result.value > cutoff { continue }
      let listed = MedianSearch(problem, seed: seed, deadline: deadline).solvedTies(
        cutoff: cutoff, limit: limit, work: work)
      isComplete = isComplete && listed.isComplete
      for tie in listed.plans {
        let chosen = plan(tie.chosen, problem)
        if value(of: chosen) <= cutoff { plans.insert(chosen) }
      }
    }
    // Beyond the last interval the worst-off begin above the best mean.
    if levels.partitioningIndex(where: { $0 > cutoff })
      > (closed.map(\.high).max() ?? 0)
    {
      isComplete = false
    }
    return (sorted(plans), isComplete)
  }

  private func sorted(_ plans: Set<[Int]>) -> [[Int]] {
    plans.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func problem(_ low: Double, _ high: Double) -> MedianProblem {
    objective.median(from: low, beyond: high, choose: choose + required.count)
      .restricted(to: free, taking: required)
  }

  private func plan(_ chosen: [Int], _ problem: MedianProblem) -> [Int] {
    (chosen.map { problem.names[$0] } + required).sorted()
  }

  private func value(of chosen: [Int]) -> Double {
    var point = [Double](repeating: 0, count: objective.siteCount + 1)
    for site in chosen { point[site] = 1 }
    return objective.value(at: point)
  }

  private func take(_ chosen: [Int]) -> Bool {
    let value = value(of: chosen)
    guard value < bestValue - 1e-9 * abs(bestValue) || best.isEmpty else { return false }
    (best, bestValue) = (chosen, value)
    return true
  }

  /// Exchanges in the p-median of a cost, and again in that of the cost at which the worst-off
  /// begin in what came out, from several costs and shaken plans.
  private func findStart() {
    var numbers = SeededNumbers(seed: seed)
    for round in 0..<12 {
      var chosen: [Int]?
      if round > 0 {
        if deadline.hasPassed { return }
        // The best plan with a third of its free sites thrown away.
        var kept = best.filter { !required.contains($0) }
        for _ in 0..<max(1, kept.count / 3) where !kept.isEmpty {
          kept.remove(at: numbers.below(kept.count))
        }
        chosen = kept
      }
      var level = round == 0 ? 0 : objective.threshold(of: point(best))
      var last = Double.infinity
      for _ in 0..<20 {
        let problem = problem(level, level.nextUp)
        let places = Dictionary(
          uniqueKeysWithValues: problem.names.enumerated().map { ($1, $0) })
        let interchange = Interchange(problem: problem)
        let start = interchange.greedy(from: (chosen ?? []).compactMap { places[$0] })
        let next = plan(
          interchange.improved(start, isCancelled: { self.deadline.hasPassed }).chosen, problem)
        let reached = value(of: next)
        if reached >= last - 1e-9 * abs(last) { break }
        (last, chosen) = (reached, next)
        _ = take(next)
        level = objective.threshold(of: point(next))
      }
    }
  }

  private func point(_ chosen: [Int]) -> [Double] {
    var point = [Double](repeating: 0, count: objective.siteCount)
    for site in chosen { point[site] = 1 }
    return point
  }
}

extension Array {
  /// The first index from which on `isPast` holds, in an array ordered by it.
  /// - Complexity: O(log *n*).
  fileprivate func partitioningIndex(where isPast: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
