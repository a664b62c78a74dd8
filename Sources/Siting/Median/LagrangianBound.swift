/// Lower bounds of a `MedianProblem` by Lagrangian relaxation.
///
/// Each row i pays a price λᵢ for being served; site j is then worth ρⱼ = Σᵢ min(0, cᵢⱼ − λᵢ), and
/// L(λ) = Σ λᵢ + the `choose` smallest ρⱼ is a lower bound for every λ with λᵢ ≤ ceilingᵢ. Its
/// maximum is the bound of the linear relaxation. λ is improved by a deflected subgradient with
/// Polyak's step (N. Christofides, J.E. Beasley, A tree search algorithm for the p-median problem,
/// European Journal of Operational Research 10 (1982) 196–204, doi 10.1016/0377-2217(82)90160-6;
/// F. Barahona, R. Anbil, The volume algorithm, Mathematical Programming 87 (2000) 385–399,
/// doi 10.1007/s101070050002).
///
/// Holds its work space as raw memory: the loops run over it several thousand times.
final class LagrangianBound {
  let problem: MedianProblem
  private let rows: Int
  private let sites: Int
  /// The price of each row.
  let price: UnsafeMutableBufferPointer<Double>
  private let bestPrice: UnsafeMutableBufferPointer<Double>
  private let direction: UnsafeMutableBufferPointer<Double>
  /// ρ at `price` after `evaluate`.
  let worth: UnsafeMutableBufferPointer<Double>
  let bestWorth: UnsafeMutableBufferPointer<Double>
  private let count: UnsafeMutableBufferPointer<Int32>
  private let cheapest: UnsafeMutableBufferPointer<Double>
  /// How often each site was among the chosen lately: the volume algorithm's primal estimate.
  let frequency: UnsafeMutableBufferPointer<Double>
  private(set) var selection: [Int] = []
  /// Worth of the worst chosen and the best not chosen free site at the best prices.
  private(set) var lastChosenWorth = 0.0
  private(set) var firstLeftWorth = 0.0
  private var order: [Int] = []

  init(_ problem: MedianProblem) {
    self.problem = problem
    rows = problem.rowCount
    sites = problem.siteCount
    price = .allocate(capacity: rows)
    bestPrice = .allocate(capacity: rows)
    direction = .allocate(capacity: rows)
    worth = .allocate(capacity: sites)
    bestWorth = .allocate(capacity: sites)
    count = .allocate(capacity: rows)
    cheapest = .allocate(capacity: rows)
    frequency = .allocate(capacity: sites)
    for buffer in [price, bestPrice, direction, cheapest, worth, bestWorth, frequency] {
      buffer.initialize(repeating: 0)
    }
    count.initialize(repeating: 0)
  }

  deinit {
    for buffer in [price, bestPrice, direction, cheapest, worth, bestWorth, frequency] {
      buffer.deallocate()
    }
    count.deallocate()
  }

  /// Prices between what each row pays in a plan and what it would pay without its nearest site.
  func start(from chosen: [Int]) {
    var isOpen = [Bool](repeating: false, count: sites)
    for site in chosen { isOpen[site] = true }
    for row in 0..<rows {
      var (first, second) = (problem.ceilings[row], problem.ceilings[row])
      var seen = 0
      for k in problem.rowStarts[row]..<problem.rowStarts[row + 1]
      where isOpen[Int(problem.rowSites[k])] {
        if seen == 0 { first = problem.rowCosts[k] } else { second = problem.rowCosts[k] }
        seen += 1
        if seen == 2 { break }
      }
      price[row] = (first + second) / 2
    }
  }

  func keepPrices() -> [Double] { Array(bestPrice) }

  func setPrices(_ values: [Double]) {
    for row in 0..<rows { price[row] = values[row] }
  }

  /// L at the present prices, without the problem's offset.
  ///
  /// Sets `worth` and `selection`.
  /// - Complexity: O(entries cheaper than their row's price + sites log sites).
  func evaluate(_ free: [Int], forced: [Int]) -> Double {
    let worth = self.worth
    worth.update(repeating: 0)
    var total = 0.0
    problem.rowSites.withUnsafeBufferPointer { rowSites in
      problem.rowCosts.withUnsafeBufferPointer { rowCosts in
        problem.rowStarts.withUnsafeBufferPointer { starts in
          for row in 0..<rows {
            let paid = price[row]
            total += paid
            var k = starts[row]
            let end = starts[row + 1]
            while k < end {
              let gain = rowCosts[k] - paid
              if gain >= 0 { break }
              worth[Int(rowSites[k])] += gain
              k += 1
            }
          }
        }
      }
    }
    for site in forced { total += worth[site] }
    let wanted = problem.choose - forced.count
    order = free
    precondition(wanted >= 0 && wanted <= order.count, "more sites wanted than there are")
    Self.partition(&order, worth, wanted)
    selection = forced
    selection.append(contentsOf: order[..<wanted])
    for site in order[..<wanted] { total += worth[site] }
    return total
  }

  /// Brings the `wanted` sites of the smallest worth to the front; ties go to the lower index.
  private static func partition(
    _ order: inout [Int], _ worth: UnsafeMutableBufferPointer<Double>, _ wanted: Int
  ) {
    guard wanted > 0, wanted < order.count else { return }
    order.withUnsafeMutableBufferPointer { order in
      func before(_ a: Int, _ b: Int) -> Bool {
        worth[a] < worth[b] || (worth[a] == worth[b] && a < b)
      }
      var (low, high) = (0, order.count - 1)
      while low < high {
        let middle = order[(low + high) / 2]
        var (i, j) = (low, high)
        while i <= j {
          while before(order[i], middle) { i += 1 }
          while before(middle, order[j]) { j -= 1 }
          if i <= j {
            order.swapAt(i, j)
            i += 1
            j -= 1
          }
        }
        if wanted - 1 <= j {
          high = j
        } else if wanted - 1 >= i {
          low = i
        } else {
          return
        }
      }
    }
  }

  /// The objective of the present selection, and the count of selected sites each row would use.
  private func followSelection() -> Double {
    let (count, cheapest, price) = (self.count, self.cheapest, self.price)
    count.update(repeating: 0)
    for row in 0..<rows { cheapest[row] = problem.ceilings[row] }
    problem.columnRows.withUnsafeBufferPointer { columnRows in
      problem.columnCosts.withUnsafeBufferPointer { columnCosts in
        for site in selection {
          for k in problem.columnStarts[site]..<problem.columnStarts[site + 1] {
            let row = Int(columnRows[k])
            let cost = columnCosts[k]
            if cost < price[row] { count[row] += 1 }
            if cost < cheapest[row] { cheapest[row] = cost }
          }
        }
      }
    }
    var total = problem.offset
    for row in 0..<rows { total += cheapest[row] }
    return total
  }

  struct Outcome {
    /// The best lower bound, offset included.
    var bound: Double
    /// Whether the bound shows that nothing below the target is left here.
    var isPruned: Bool
  }

  /// Improves the prices until `iterations` are used or the bound reaches `target`.
  ///
  /// - Parameters:
  ///   - target: the bound at which nothing of interest is left.
  ///   - upper: an objective known to be reached, for the step length.
  ///   - found: told of every selection's objective that is below `upper`.
  /// - Complexity: O(iterations × `evaluate`).
  func improve(
    free: [Int], forced: [Int], iterations: Int, target: Double,
    upper: () -> Double, isCancelled: () -> Bool, found: (Double, [Int]) -> Void
  ) -> Outcome {
    var best = -Double.infinity
    var scale = 1.0
    var idle = 0
    let patience = iterations > 100 ? 20 : 6
    direction.update(repeating: 0)
    for site in 0..<sites { frequency[site] = 0 }
    var norm = 0.0
    for iteration in 0..<max(1, iterations) {
      let bound = evaluate(free, forced: forced) + problem.offset
      let value = followSelection()
      if value < upper() || (iteration % 20 == 10 && iterations > 100) { found(value, selection) }
      for site in free { frequency[site] *= 0.9 }
      for site in selection { frequency[site] += 0.1 }
      if bound > best {
        if bound > best + 1e-4 * abs(upper() - best) { idle = 0 } else { idle += 1 }
        best = bound
        for row in 0..<rows { bestPrice[row] = price[row] }
        for site in 0..<sites { bestWorth[site] = worth[site] }
        noteBoundary(forced)
      } else {
        idle += 1
      }
      if best > target { return Outcome(bound: best, isPruned: true) }
      if free.isEmpty || iteration + 1 == iterations { break }
      if iteration % 16 == 15, isCancelled() { break }
      if idle >= patience {
        scale /= 2
        idle = 0
        for row in 0..<rows { price[row] = bestPrice[row] }
        direction.update(repeating: 0)
        if scale < 0.004 { break }
        continue
      }
      // One more served than paid for lowers the price, none raises it.
      norm = 0
      for row in 0..<rows {
        let surplus =
          Double(1 - count[row]) - (price[row] >= problem.ceilings[row] && count[row] == 0 ? 1 : 0)
        let step = surplus + 0.6 * direction[row]
        direction[row] = step
        norm += step * step
      }
      guard norm > 0 else { break }
      let length = scale * max(upper() - bound, 1e-9 * abs(bound)) / norm
      for row in 0..<rows {
        price[row] = min(max(price[row] + length * direction[row], 0), problem.ceilings[row])
      }
    }
    return Outcome(bound: best, isPruned: best > target)
  }

  /// The sites selected at the best prices, forced ones first.
  private(set) var bestSelection: [Int] = []

  private func noteBoundary(_ forced: [Int]) {
    bestSelection = selection
    let wanted = problem.choose - forced.count
    lastChosenWorth = order[..<wanted].reduce(-Double.infinity) { max($0, worth[$1]) }
    firstLeftWorth = order[wanted...].reduce(Double.infinity) { min($0, worth[$1]) }
  }

  /// What the bound becomes where the free site is taken in although it was not chosen, or left out
  /// although it was.
  func boundAgainst(_ site: Int, isChosen: Bool, bound: Double) -> Double {
    isChosen
      ? bound - bestWorth[site] + firstLeftWorth
      : bound + bestWorth[site] - lastChosenWorth
  }
}
