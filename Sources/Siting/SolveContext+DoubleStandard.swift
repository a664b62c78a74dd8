/// The double standard: all within an outer radius, a share within an inner one, and as much of it twice
/// as can be.
extension SolveContext {
  func solveDoubleStandard() -> SitingPlan {
    guard case .doubleStandard(let inner, let outer, let share) = model else {
      preconditionFailure("not a double standard")
    }
    let (outerRows, lost) = openRows(outer)
    if !lost.isEmpty { return infeasible(lost) }
    let near = reach(inner)
    let reachable = instance.demands.indices.reduce(0) {
      near.starts[$1] < near.starts[$1 + 1] ? $0 + instance.weights[$1] : $0
    }
    let wanted = share * instance.totalWeight
    guard reachable >= wanted - 1e-9 * max(1, wanted) else {
      return infeasible(
        instance.demands.indices.filter {
          near.starts[$0] == near.starts[$0 + 1] && instance.weights[$0] > 0
        })
    }
    var program = coverProgram(RowDominance.minimal(outerRows))
    program.costs = [Double](repeating: 0, count: siteCount)
    var byRow: [[Int32]: Double] = [:]
    for demand in instance.demands.indices where instance.weights[demand] > 0 {
      byRow[Array(near.sites[near.starts[demand]..<near.starts[demand + 1]]), default: 0] +=
        instance.weights[demand]
    }
    var covered: [(column: Int, value: Double)] = []
    var nearRows: [[Int32]] = []
    for (row, weight) in byRow.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where !row.isEmpty {
      let once = program.addColumn()
      // Minimised: the weight that is not covered twice.
      let missing = program.addColumn(cost: weight)
      let sites = row.map { (column: Int($0), value: 1.0) }
      program.rows.append(sites + [(once, -1), (missing, 1)], from: 1)
      // Twice is once at least: 1 − missing ≤ once.
      program.rows.append([(once, 1), (missing, 1)], from: 1)
      program.rows.append(sites + [(once, -1)], from: 0)
      covered.append((once, weight))
      nearRows.append(row)
    }
    program.rows.append(covered, from: wanted - 1e-9 * max(1, wanted))
    let start = doubleStart(outerRows, near, wanted: wanted).map { point in
      // The columns behind the sites': each row's once and missing, as they were added.
      var solution = point
      for row in nearRows {
        let count = row.reduce(0) { $0 + point[Int($1)] }
        solution += [count > 0.5 ? 1 : 0, count < 1.5 ? 1 : 0]
      }
      return solution
    }
    let outcome = program.solve(start: start, deadline: deadline).fallingBack(on: start, program)
    guard let solution = outcome.point else {
      return outcome.isFinished
        ? infeasible([]) : plan(.unknown, shown: { $0 }, steps: { _ in nil })
    }
    let outside = byRow[[]] ?? 0
    // What two vehicles cannot reach at all is missing from every plan.
    let least = byRow.reduce(0.0) { sum, entry in
      let room = entry.key.reduce(0) { $0 + rules.upper[Int($1)] }
      return !entry.key.isEmpty && room < 1.5 ? sum + entry.value : sum
    }
    let point = Array(solution[..<siteCount])
    var found = Found(
      point: point, value: outcome.value + outside,
      bound: min(max(outcome.bound, least), outcome.value) + outside,
      isFinished: outcome.isFinished)
    func worth(_ point: [Double]) -> Double {
      instance.demands.indices.reduce(0) { sum, demand in
        let count = (near.starts[demand]..<near.starts[demand + 1]).reduce(0) {
          $0 + point[Int(near.sites[$1])]
        }
        return count < 1.5 ? sum + instance.weights[demand] : sum
      }
    }
    if outcome.isFinished {
      let most = cutoff(found.value)
      let ties = ties(of: program, value: outcome.value) { solution in
        let point = Array(solution[..<siteCount])
        let once = instance.demands.indices.reduce(0) { sum, demand in
          let isCovered = (near.starts[demand]..<near.starts[demand + 1]).contains {
            point[Int(near.sites[$0])] > 0.5
          }
          return isCovered ? sum + instance.weights[demand] : sum
        }
        return once >= wanted - 1e-9 * max(1, wanted) && worth(point) <= most
      }
      found.ties = ties.points.map { ($0, worth($0)) }
      found.hasAllTies = ties.isComplete
    }
    return plan(found, shown: { instance.totalWeight - $0 }, steps: worth)
  }

  /// A plan for the double standard: every outer row reached, weight `wanted` within the inner radius,
  /// then as much of it reached twice as sites one by one bring.
  ///
  /// - Parameter near: the sites within the inner radius, as `reach` gives them.
  /// - Returns: `nil` where none is found.
  /// - Complexity: O(vehicles × pairs within the inner radius).
  private func doubleStart(
    _ outerRows: [[Int32]], _ near: (starts: [Int], sites: [Int32]), wanted: Double
  ) -> [Double]? {
    func isEnough(_ point: [Double]) -> Bool {
      let once = instance.demands.indices.reduce(0.0) { sum, demand in
        let sites = near.sites[near.starts[demand]..<near.starts[demand + 1]]
        return sites.contains { point[Int($0)] > 0.5 } ? sum + instance.weights[demand] : sum
      }
      return once >= wanted && rules.allows(point)
    }
    guard rules.isSimple, let add = rules.add,
      var point = searchedCover(outerRows) ?? greedyCover(outerRows, rules.openingCosts)
    else { return coverStart(outerRows, rules.openingCosts).flatMap { isEnough($0) ? $0 : nil } }
    var left = Double(add)
    for site in point.indices where !rules.isExisting[site] { left -= point[site] }
    while left > 0 {
      var once = 0.0
      var (first, second) = (
        [Double](repeating: 0, count: siteCount), [Double](repeating: 0, count: siteCount)
      )
      for demand in instance.demands.indices {
        let sites = near.sites[near.starts[demand]..<near.starts[demand + 1]]
        let count = sites.reduce(0) { $0 + point[Int($1)] }
        let weight = instance.weights[demand]
        if count > 0.5 { once += weight }
        if count < 0.5 {
          for site in sites { first[Int(site)] += weight }
        } else if count < 1.5 {
          for site in sites { second[Int(site)] += weight }
        }
      }
      // What is asked for first counts alone until it is there.
      let gains = once < wanted ? first : zip(second, first).map { $0 + $1 * 1e-6 }
      var best: Int?
      for site in 0..<siteCount where !rules.isExisting[site] && point[site] < rules.upper[site] {
        if best.map({ gains[site] > gains[$0] }) ?? true { best = site }
      }
      guard let best else { break }
      point[best] += 1
      left -= 1
    }
    return isEnough(point) ? point : nil
  }
}
