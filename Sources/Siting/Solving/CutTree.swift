/// Branch and Benders' cut: a small master over the sites' variables, a plane per group where the
/// master underestimates it, and branching on what stays fractional.
///
/// min Σ θ_g over rows of the program, θ_g ≥ every plane found so far. At the root the planes are
/// taken at a point between the master's solution and a point inside (M. Fischetti, I. Ljubić,
/// M. Sinnl, Redesigning Benders decomposition for large-scale facility location, Management Science
/// 63 (2017) 2146–2162, doi 10.1287/mnsc.2016.2461), which needs far fewer of them.
final class CutTree {
  struct Outcome {
    var point: [Double]?
    /// `infinity` where there is no plan.
    var value: Double
    var bound: Double
    var isFinished: Bool
  }

  private struct Node {
    var fixings: [(column: Int, lower: Double, upper: Double)]
    var bound: Double
  }

  private let objective: any SeparableObjective
  let program: LinearProgram
  let deadline: Deadline
  let scale: Double
  private let isWhole: [Bool]
  let variables: Int
  var rootLower: [Double]
  var rootUpper: [Double]
  private let firstPlane: Int
  private(set) var best: [Double]?
  private(set) var bestValue: Double
  private(set) var nodes = 0
  /// Asked at the root for a whole point near a fractional one.
  var round: ([Double]) -> [Double]? = { _ in nil }
  private var open: [Node] = []
  private var bound = -Double.infinity

  /// The cost of each column beside the planes.
  private let linearCosts: [Double]
  /// 1: the planes are the objective. 0: they stand in the rows alone.
  let planeCost: Double
  private let step: Double
  /// Whether a whole point may be taken although its planes were not looked at.
  let accepts: ([Double]) -> Bool

  /// - Parameters:
  ///   - lower, upper, isWhole: of the columns that the objective or the rows know.
  ///   - linearCosts: added to the planes, or the whole objective where there are `limits`.
  ///   - limits: what sums of θ may not exceed; the planes then cost nothing.
  ///   - step: the objective's own where `nil`.
  ///   - start: a plan to begin with.
  init(
    _ objective: any SeparableObjective, lower: [Double], upper: [Double], isWhole: [Bool],
    constraints: LinearRows, linearCosts: [Double]? = nil, limits: [PlaneLimit]? = nil,
    step: Double? = nil, start: (point: [Double], value: Double)?, deadline: Deadline,
    accepts: @escaping ([Double]) -> Bool = { _ in true }
  ) {
    self.objective = objective
    self.deadline = deadline
    self.isWhole = isWhole
    self.accepts = accepts
    variables = lower.count
    scale = 1e4 / max(objective.magnitude, 1e-300)
    planeCost = limits == nil ? 1 : 0
    self.linearCosts = linearCosts ?? [Double](repeating: 0, count: lower.count)
    self.step = step ?? (linearCosts == nil ? objective.step : 0)
    let groups = objective.groupCount
    rootLower = lower + [Double](repeating: 0, count: groups)
    rootUpper = upper + [Double](repeating: Double.greatestFiniteMagnitude, count: groups)
    let costScale = limits == nil ? scale : 1
    program = LinearProgram(
      lower: rootLower, upper: rootUpper,
      objective: self.linearCosts.map { $0 * costScale }
        + [Double](repeating: planeCost, count: groups))
    var rows = constraints
    for limit in limits ?? [] {
      rows.append(limit.groups.map { (lower.count + $0, 1.0) }, to: limit.most * scale)
    }
    program.add(rows)
    firstPlane = rows.count
    best = start?.point
    bestValue = start?.value ?? .infinity
  }

  /// A master's value above this shows that nothing better is left.
  var target: Double {
    if let cutoff { return cutoff }
    guard bestValue < .infinity else { return .infinity }
    return step > 0
      ? bestValue - step * 0.99 : bestValue - 1e-7 * max(abs(bestValue), 1e-6)
  }

  /// While ties are listed: what is still of interest.
  var cutoff: Double?

  /// The objective of a whole point.
  func value(of point: [Double]) -> Double {
    var value = planeCost == 1 ? objective.value(at: point) : 0
    for column in 0..<variables where linearCosts[column] != 0 {
      value += linearCosts[column] * point[column]
    }
    return value
  }

  func unscaled(_ value: Double) -> Double {
    planeCost == 1 ? value / scale + objective.offset : value
  }

  /// - Parameter core: a fractional point that satisfies the rows, as far from their edges as can
  ///   be.
  /// - Parameter most: how many nodes may be looked at.
  func run(core: [Double]?, nodes most: Int = .max) -> Outcome {
    guard solveRoot(core: core) else { return finish() }
    while let node = next() {
      if node.bound > target { continue }
      if nodes >= most || deadline.hasPassed {
        open.append(node)
        break
      }
      expand(node)
    }
    return finish()
  }

  private func finish() -> Outcome {
    let left = open.reduce(abandoned) { min($0, $1.bound) }
    let isFinished =
      open.allSatisfy { $0.bound > target }
      && (abandoned == .infinity || abandoned > target)
    return Outcome(
      point: best, value: bestValue, bound: isFinished ? bestValue : min(left, bestValue),
      isFinished: isFinished)
  }

  // MARK: Nodes

  /// The child just made while there is one, else the open node with the smallest bound.
  private var isDiving = false

  private func next() -> Node? {
    if isDiving { return open.popLast() }
    guard let index = open.indices.min(by: { open[$0].bound < open[$1].bound }) else { return nil }
    return open.remove(at: index)
  }

  private func apply(_ node: Node) {
    var (lower, upper) = (rootLower, rootUpper)
    for fixing in node.fixings {
      lower[fixing.column] = max(lower[fixing.column], fixing.lower)
      upper[fixing.column] = min(upper[fixing.column], fixing.upper)
    }
    program.setBounds(lower: lower, upper: upper)
  }

  private func expand(_ node: Node) {
    nodes += 1
    purge()
    isDiving = false
    apply(node)
    var last = -Double.infinity
    for pass in 0..<200 {
      switch program.solve() {
      case .optimal: break
      case .infeasible: return
      case .unfinished:
        abandoned = min(abandoned, node.bound)
        return
      }
      let value = unscaled(program.value)
      if value > target { return }
      let solution = program.solution
      let point = Array(solution[..<variables])
      let added = separate(at: point, thetas: solution)
      if fractional(point) == nil {
        if planeCost == 1 || added == 0 { offer(point) }
        if added > 0 { continue }
        // At a whole point the planes are exact: with none violated the node is solved, unless the
        // point is one that only the tolerance of the linear program lets through.
        if !accepts(rounded(point)), let column = undecided() {
          split(node, max(node.bound, value), column, at: point[column].rounded())
        }
        return
      }
      if added == 0 || (pass >= 1 && value - last < 0.05 * abs(target - value)) || pass > 12 {
        branch(node, max(node.bound, value), point)
        return
      }
      last = value
    }
    abandoned = min(abandoned, node.bound)
  }

  /// The smallest bound of nodes that numerical trouble left unsolved.
  private var abandoned = Double.infinity

  /// A whole column that the present node leaves free.
  private func undecided() -> Int? {
    (0..<variables).first { isWhole[$0] && program.lower[$0] < program.upper[$0] }
  }

  /// Children that have the column at, below and above a whole value.
  private func split(_ node: Node, _ bound: Double, _ column: Int, at value: Double) {
    for (low, high) in [
      (-Double.infinity, value - 1), (value + 1, Double.infinity), (value, value),
    ] {
      guard low <= program.upper[column], high >= program.lower[column] else { continue }
      var child = Node(fixings: node.fixings, bound: bound)
      child.fixings.append((column, low, high))
      open.append(child)
    }
    isDiving = true
  }

  private func branch(_ node: Node, _ bound: Double, _ point: [Double]) {
    guard let column = fractional(point) else { return }
    let value = point[column]
    var down = Node(fixings: node.fixings, bound: bound)
    down.fixings.append((column, -.infinity, value.rounded(.down)))
    var up = Node(fixings: node.fixings, bound: bound)
    up.fixings.append((column, value.rounded(.up), .infinity))
    if value - value.rounded(.down) > 0.5 {
      open.append(down)
      open.append(up)
    } else {
      open.append(up)
      open.append(down)
    }
    isDiving = true
  }

  /// The whole column that is furthest from a whole value; `nil` where all are whole.
  private func fractional(_ point: [Double]) -> Int? {
    var best = (distance: 1e-6, column: -1)
    for column in 0..<variables where isWhole[column] {
      let part = point[column] - point[column].rounded(.down)
      let distance = min(part, 1 - part)
      if distance > best.distance { best = (distance, column) }
    }
    return best.column >= 0 ? best.column : nil
  }

  private func rounded(_ point: [Double]) -> [Double] {
    var whole = point
    for column in 0..<variables where isWhole[column] { whole[column] = point[column].rounded() }
    return whole
  }

  private func offer(_ point: [Double]) {
    let whole = rounded(point)
    guard accepts(whole) else { return }
    let value = value(of: whole)
    if value < bestValue { (best, bestValue) = (whole, value) }
  }

  // MARK: Planes

  /// Adds the planes that the master violates.
  func separate(at point: [Double], thetas: [Double]) -> Int {
    var planes: [Plane] = []
    objective.planes(at: point, into: &planes)
    var rows = LinearRows()
    for plane in planes {
      // The plane's value at the master's own point, which may not be the one it touches at.
      var value = plane.constant
      for slope in plane.slopes { value += slope.value * thetas[slope.column] }
      let violation = value * scale - thetas[variables + plane.group]
      guard violation > 1e-6 + 1e-7 * abs(value * scale) else { continue }
      var entries = plane.slopes.map { (column: $0.column, value: -$0.value * scale) }
      entries.append((variables + plane.group, 1))
      rows.append(entries, from: plane.constant * scale)
    }
    program.add(rows)
    return rows.count
  }

  /// Drops planes that do not bind, so that the master stays small.
  func purge() {
    let limit = firstPlane + max(400, 5 * objective.groupCount)
    guard program.rowCount > limit else { return }
    let prices = program.rowPrices
    let idle = (firstPlane..<program.rowCount).filter { abs(prices[$0]) < 1e-12 }
    program.remove(rows: idle.map(Int32.init))
  }

  // MARK: Root

  /// - Returns: whether there is anything to branch on.
  private func solveRoot(core: [Double]?) -> Bool {
    var inner = core
    // How far the separation point goes towards the master's solution.
    var reach = core == nil ? 1.0 : 0.3
    var (last, idle, passes) = (-Double.infinity, 0, 0)
    // A first set of planes, so that the master is bounded by more than zero.
    if let core {
      var planes: [Plane] = []
      objective.planes(at: core, into: &planes)
      add(planes)
    }
    while true {
      passes += 1
      let status = program.solve(primal: passes == 1)
      guard status == .optimal else {
        if status == .unfinished { open = [Node(fixings: [], bound: bound)] }
        return false
      }
      let value = unscaled(program.value)
      bound = max(bound, value)
      if bound > target {
        return false
      }
      let solution = program.solution
      let point = Array(solution[..<variables])
      if deadline.hasPassed {
        open = [Node(fixings: [], bound: bound)]
        return false
      }
      if value > last + 1e-5 * abs(min(bestValue, 2 * abs(value)) - value) {
        (last, idle) = (value, 0)
      } else {
        idle += 1
      }
      if idle >= 3, reach < 1 {
        reach = 1
        idle = 0
      }
      purge()
      var separation = point
      if let middle = inner, reach < 1 {
        let moved = (0..<variables).map { (middle[$0] + point[$0]) / 2 }
        inner = moved
        separation = (0..<variables).map { reach * point[$0] + (1 - reach) * moved[$0] }
      }
      let added = separate(at: separation, thetas: solution)
      if let plan = round(point) { offer(plan) }
      if added == 0 {
        if reach < 1 {
          reach = 1
          continue
        }
        if fractional(point) == nil {
          offer(point)
          if bestValue <= value + 1e-7 * max(abs(value), 1e-6) { return false }
        }
        break
      }
      if idle >= 8 { break }
    }
    fixByReducedCosts()
    open = [Node(fixings: [], bound: bound)]
    return true
  }

  private func add(_ planes: [Plane]) {
    var rows = LinearRows()
    for plane in planes {
      var entries = plane.slopes.map { (column: $0.column, value: -$0.value * scale) }
      entries.append((variables + plane.group, 1))
      rows.append(entries, from: plane.constant * scale)
    }
    program.add(rows)
  }

  /// Columns whose reduced cost shows that no better plan has them elsewhere.
  private func fixByReducedCosts() {
    guard bestValue < .infinity, program.solve() == .optimal else { return }
    let (costs, solution) = (program.reducedCosts, program.solution)
    let value = unscaled(program.value)
    for column in 0..<variables where isWhole[column] && rootLower[column] < rootUpper[column] {
      let cost = costs[column] / scale
      if cost > 0, solution[column] < rootLower[column] + 1e-9, value + cost > target {
        rootUpper[column] = rootLower[column]
      } else if cost < 0, solution[column] > rootUpper[column] - 1e-9, value - cost > target {
        rootLower[column] = rootUpper[column]
      }
    }
  }
}

/// Σ of the planes of some groups may not exceed `most`.
struct PlaneLimit {
  let groups: Range<Int>
  let most: Double
}
