import CCbc
import Glibc

/// The dual of maximal covering's linear relaxation, kept in the solver and solved again and again
/// as constraints on the sites come and go.
///
/// Of min Σ wᵢ zᵢ, zᵢ + Σ over sites j of row i of xⱼ ≥ 1, Σ xⱼ = p, 0 ≤ x ≤ 1: one column uᵢ ≤ wᵢ for
/// each row and one row for each site, so that the basis has as many rows as there are sites however many
/// demands there are. A constraint on the sites is one more column, after which the last solution is
/// still feasible, and the simplex method goes on from there.
///
/// Owns the Clp model. Not Sendable: one search owns it.
final class CoverDual {
  /// At least, or at most, `count` of the sites are open.
  struct Constraint {
    let sites: [Int]
    let count: Int
    let isAtMost: Bool
  }

  enum Status {
    case optimal, unfinished
    /// No choice of sites keeps the constraints.
    case infeasible
  }

  struct Basis {
    fileprivate let columns: [UInt8]
    fileprivate let sites: [UInt8]
  }

  private let model: OpaquePointer
  private let problem: MedianProblem
  /// Makes the objective a size that the solver's tolerances are meant for.
  private let scale: Double
  private let rows: Int
  private let sites: Int
  private let baseColumns: Int
  private(set) var constraints: [Constraint] = []
  private var isOut: [Bool]

  /// - Parameter problem: every entry's cost is 0.
  init(_ problem: MedianProblem) {
    precondition(problem.isCover, "only a covering problem has this dual")
    guard let model = Clp_newModel() else { preconditionFailure("Clp gave no model") }
    self.model = OpaquePointer(model)
    self.problem = problem
    (rows, sites) = (problem.rowCount, problem.siteCount)
    baseColumns = rows + sites + 1
    isOut = [Bool](repeating: false, count: sites)
    scale = 1e4 / max(problem.ceilings.reduce(0, +), 1e-300)
    Clp_setLogLevel(model, 0)
    Clp_resize(model, Int32(sites), 0)
    let free = Double.greatestFiniteMagnitude
    Clp_chgRowLower(model, [Double](repeating: -free, count: sites))
    Clp_chgRowUpper(model, [Double](repeating: 0, count: sites))
    let every = (0..<sites).map(Int32.init)
    let (ceilings, scale, siteCount) = (problem.ceilings, scale, sites)
    // u, then the price of each site's upper bound, then that of their number.
    Clp_addColumns(
      model, Int32(baseColumns), [Double](repeating: 0, count: baseColumns),
      ceilings.map { $0 * scale } + [Double](repeating: free, count: siteCount)
        + [free],
      [Double](repeating: -1, count: rows) + [Double](repeating: 1, count: sites)
        + [Double(problem.choose)],
      problem.rowStarts.map { CoinBigIndex($0) }
        + (1...(sites + 1)).map {
          CoinBigIndex(problem.entryCount + ($0 <= siteCount ? $0 : 2 * siteCount))
        },
      problem.rowSites + every + every,
      [Double](repeating: 1, count: problem.entryCount)
        + [Double](repeating: -1, count: 2 * sites))
    Clp_setOptimizationDirection(model, 1)
  }

  deinit { Clp_deleteModel(pointer) }

  private var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(model) }

  /// Solves without constraints, from nothing, as long as it may go on.
  func solveRoot(while mayGoOn: () -> Bool) -> Status {
    Clp_setMaximumIterations(pointer, 1000)
    repeat { Clp_dual(pointer, 0) } while canGoOn && mayGoOn()
    return status()
  }

  /// Solves from the present solution, at most so many iterations.
  func solve(iterations most: Int) -> Status {
    Clp_setMaximumIterations(pointer, Int32(most))
    Clp_primal(pointer, 0)
    return status()
  }

  private func status() -> Status {
    switch Clp_status(pointer) {
    case 0: .optimal
    // What is unbounded here has no solution there.
    case 2: .infeasible
    default: .unfinished
    }
  }

  /// Whether the last solve ended for want of iterations alone.
  var canGoOn: Bool { Clp_status(pointer) == 3 }

  var basis: Basis {
    let columns = baseColumns + constraints.count
    guard let status = Clp_statusArray(pointer) else { preconditionFailure("Clp gave no basis") }
    return Basis(
      columns: Array(UnsafeBufferPointer(start: status, count: columns)),
      sites: Array(UnsafeBufferPointer(start: status + columns, count: sites)))
  }

  /// Puts these constraints in the place of the present ones.
  /// - Parameters:
  ///   - isOut: the sites that stay closed.
  ///   - basis: of a solution with all of the constraints but the last ones.
  func load(_ wanted: [Constraint], without isOut: [Bool], from basis: Basis) {
    Clp_chgRowUpper(pointer, isOut.map { $0 ? Double.greatestFiniteMagnitude : 0 })
    self.isOut = isOut
    if !constraints.isEmpty {
      Clp_deleteColumns(
        pointer, Int32(constraints.count),
        constraints.indices.map { Int32(baseColumns + $0) })
    }
    constraints = wanted
    var (starts, rows, values) = ([CoinBigIndex(0)], [Int32](), [Double]())
    for constraint in wanted {
      rows.append(contentsOf: constraint.sites.map(Int32.init))
      values.append(
        contentsOf: constraint.sites.map { _ in constraint.isAtMost ? -1.0 : 1.0 })
      starts.append(CoinBigIndex(rows.count))
    }
    Clp_addColumns(
      pointer, Int32(wanted.count), [Double](repeating: 0, count: wanted.count),
      [Double](repeating: .greatestFiniteMagnitude, count: wanted.count),
      wanted.map { Double($0.isAtMost ? $0.count : -$0.count) }, starts, rows, values)
    let atLower: UInt8 = 3
    let fresh = baseColumns + wanted.count - basis.columns.count
    Clp_copyinStatus(
      pointer, basis.columns + [UInt8](repeating: atLower, count: fresh) + basis.sites)
  }

  /// The objective of the present solution, a bound as far as the solver's tolerances go.
  var value: Double { -Clp_objectiveValue(pointer) / scale + problem.offset }

  /// How far each site is open in the linear relaxation; of an optimal solution.
  var opening: [Double] {
    let prices = UnsafeBufferPointer(start: Clp_dualRowSolution(pointer), count: sites)
    return prices.map { min(max(-$0, 0), 1) }
  }

  /// A bound that holds whatever the solver's tolerances are: the Lagrangian function at the prices
  /// found, every one of them within its limits, with the best choice of exactly p sites for them.
  /// - Returns: the bound, offset included, and what it becomes with one site in or out; see
  ///   `LagrangianBound.boundAgainst`.
  /// - Complexity: O(entries + sites log sites).
  func exactBound() -> (value: Double, against: [Double], isChosen: [Bool]) {
    exactBound(
      at: UnsafeBufferPointer(
        start: Clp_primalColumnSolution(pointer), count: baseColumns + constraints.count))
  }

  /// The exact bound far enough along the direction in which the last solve found no end; the one at
  /// the present solution where there is no such direction.
  /// - Parameter wanted: what it is to exceed.
  func boundAlongRay(beyond wanted: Double) -> Double {
    let count = baseColumns + constraints.count
    let here = exactBound().value
    guard let ray = Clp_unboundedRay(pointer) else { return here }
    defer { free(ray) }
    let costs = UnsafeBufferPointer(start: Clp_objective(pointer), count: count)
    let slope = (0..<count).reduce(0.0) { $0 - costs[$1] * ray[$1] }
    guard slope > 0, wanted < .infinity else { return here }
    let length = 2 * max(wanted - value, abs(wanted), 1) * scale / slope
    let solution = UnsafeBufferPointer(start: Clp_primalColumnSolution(pointer), count: count)
    let far = (0..<count).map { solution[$0] + length * ray[$0] }
    return max(here, far.withUnsafeBufferPointer { exactBound(at: $0).value })
  }

  private func exactBound(
    at solution: UnsafeBufferPointer<Double>
  ) -> (value: Double, against: [Double], isChosen: [Bool]) {
    var worth = [Double](repeating: 0, count: sites)
    var total = problem.offset
    for row in 0..<rows {
      let price = min(max(solution[row] / scale, 0), problem.ceilings[row])
      guard price > 0 else { continue }
      total += price
      for k in problem.rowStarts[row]..<problem.rowStarts[row + 1] {
        worth[Int(problem.rowSites[k])] -= price
      }
    }
    for (index, constraint) in constraints.enumerated() {
      let price = max(solution[baseColumns + index] / scale, 0)
      let signed = constraint.isAtMost ? price : -price
      total -= signed * Double(constraint.count)
      for site in constraint.sites { worth[site] += signed }
    }
    // Closed sites are dearer than any other.
    for site in 0..<sites where isOut[site] { worth[site] = .infinity }
    let order = (0..<sites).sorted { (worth[$0], $0) < (worth[$1], $1) }
    var isChosen = [Bool](repeating: false, count: sites)
    for site in order[..<problem.choose] {
      total += worth[site]
      isChosen[site] = true
    }
    let last = order[..<problem.choose].last.map { worth[$0] } ?? -.infinity
    let next = order[problem.choose...].first.map { worth[$0] } ?? .infinity
    let against = (0..<sites).map { site in
      isChosen[site] ? total - worth[site] + next : total + worth[site] - last
    }
    return (total, against, isChosen)
  }
}
