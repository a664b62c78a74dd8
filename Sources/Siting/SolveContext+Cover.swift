/// Set cover, with and without backup, and p-center.
extension SolveContext {
  /// Distinct rows of sites that some plan must reach and required sites do not reach already.
  func openRows(_ radius: Double) -> (rows: [[Int32]], lost: [Int]) {
    let (starts, sites) = reach(radius)
    var (kept, keptStarts, index) = ([Int32](), [0], RowIndex())
    var (rows, lost): ([[Int32]], [Int]) = ([], [])
    for demand in instance.demands.indices {
      let row = sites[starts[demand]..<starts[demand + 1]]
      if row.isEmpty { lost.append(demand) }
      if row.isEmpty || row.contains(where: { rules.lower[Int($0)] > 0 }) { continue }
      let begin = kept.count
      kept.append(contentsOf: row)
      if index.find(kept, keptStarts, begin) != nil {
        kept.removeLast(kept.count - begin)
        continue
      }
      index.insert(rows.count)
      keptStarts.append(kept.count)
      rows.append(Array(row))
    }
    return (rows, lost)
  }

  /// What a set cover pays for: existing stations stand already.
  private var prices: [Double] {
    (0..<siteCount).map { rules.isExisting[$0] ? 0 : rules.openingCosts[$0] }
  }

  private struct CoverResult {
    var point: [Double]
    var cost: Double
    var bound: Double
    var isFinished: Bool
  }

  /// The cheapest cover under the rules; `nil` where there is none.
  private func cheapestCover(_ rows: [[Int32]], _ prices: [Double]) -> CoverResult? {
    var point = rules.lower
    if rules.isSimple {
      var cover = SetCover(rows: rows, costs: prices)
      let outcome = cover.solve(deadline: deadline)
      for site in outcome.chosen { point[site] = 1 }
      let fixed = rules.required.reduce(0) { $0 + prices[$1] }
      return CoverResult(
        point: point, cost: outcome.cost + fixed, bound: outcome.bound + fixed,
        isFinished: outcome.isFinished)
    }
    var program = coverProgram(RowDominance.minimal(rows))
    program.costs = prices
    let start = coverStart(rows, prices)
    let outcome = program.solve(start: start, deadline: deadline).fallingBack(on: start, program)
    guard let found = outcome.point else {
      return outcome.isFinished
        ? nil : CoverResult(point: [], cost: .infinity, bound: -.infinity, isFinished: false)
    }
    let fixed = rules.required.reduce(0) { $0 + prices[$1] }
    return CoverResult(
      point: found, cost: outcome.value, bound: min(max(outcome.bound, fixed), outcome.value),
      isFinished: outcome.isFinished)
  }

  func coverProgram(_ rows: [[Int32]]) -> IntegerProgram {
    var program = IntegerProgram()
    for site in 0..<siteCount {
      _ = program.addColumn(from: rules.lower[site], to: rules.upper[site])
    }
    program.rows = rules.rows
    for row in rows { program.rows.append(row.map { (Int($0), 1.0) }, from: 1) }
    return program
  }

  /// Ties of a program that CBC has solved.
  func ties(
    of program: IntegerProgram, value: Double, accepts: @escaping ([Double]) -> Bool = { _ in true }
  ) -> (points: [[Double]], isComplete: Bool) {
    let entries = program.rows.columns.count
    guard entries <= 20_000 else { return ([], false) }
    let tree = CutTree(
      NoPlanes(variableCount: program.lower.count), lower: program.lower, upper: program.upper,
      isWhole: program.isWhole, constraints: program.rows, linearCosts: program.costs,
      step: 0, start: nil, deadline: deadline, accepts: accepts)
    let cutoff = value + max(1e-7 * max(abs(value), 1e-6), limits.tolerance * abs(value))
    let found = tree.ties(
      upTo: cutoff, sites: siteCount, limit: tieLimit, work: tieWork(entries: entries))
    return (found.points, found.isComplete)
  }

  // MARK: Set cover

  func solveSetCover() -> SitingPlan {
    guard let radius = model.radius else { preconditionFailure("a set cover has a radius") }
    let (rows, lost) = openRows(radius)
    if !lost.isEmpty { return infeasible(lost) }
    let prices = self.prices
    guard let cover = cheapestCover(rows, prices) else { return infeasible([]) }
    if cover.point.isEmpty { return plan(.unknown, shown: { $0 }, steps: { _ in nil }) }
    var found = Found(
      point: cover.point, value: cover.cost, bound: cover.bound, isFinished: cover.isFinished)
    if case .setCoverWithBackup = model { return withBackup(cover, rows, prices, radius) }
    if cover.isFinished {
      var program = coverProgram(RowDominance.minimal(rows))
      program.costs = prices
      let ties = ties(of: program, value: cover.cost)
      found.ties = ties.points.map { point in
        (point, zip(prices, point).reduce(0) { $0 + $1.0 * $1.1 })
      }
      found.hasAllTies = ties.isComplete
    }
    return coverPlan(found, radius)
  }

  /// The steps of a cover are told in weight, since every plan short of it covers too little.
  /// - Complexity: O(pairs within the radius + steps × chosen sites).
  private func coverPlan(_ found: Found, _ radius: Double) -> SitingPlan {
    var plan = plan(found, shown: { $0 }, steps: { _ in nil })
    let left = plan.chosen.compactMap { instance.siteIndex[$0] }
    var place = [Int](repeating: -1, count: siteCount)
    for (index, site) in left.enumerated() { place[site] = index }
    var isStanding = rules.isExisting
    for code in plan.closed { if let site = instance.siteIndex[code] { isStanding[site] = false } }
    // What each chosen site reaches that nothing built reaches yet.
    let (starts, sites) = reach(radius)
    var gains = [Double](repeating: 0, count: left.count)
    var reached = [[Int]](repeating: [], count: left.count)
    var isOpen = [Bool](repeating: true, count: instance.demands.count)
    for demand in instance.demands.indices {
      let row = sites[starts[demand]..<starts[demand + 1]]
      isOpen[demand] = !row.contains { isStanding[Int($0)] }
      for site in row where isOpen[demand] && place[Int(site)] >= 0 {
        gains[place[Int(site)]] += instance.weights[demand]
        reached[place[Int(site)]].append(demand)
      }
    }
    plan.steps = []
    var order = Array(left.indices)
    while let best = order.indices.max(by: {
      (gains[order[$0]], $1) < (gains[order[$1]], $0)
    }) {
      let index = order.remove(at: best)
      // Summed anew: what is left after subtracting is a hair off where weights are not whole.
      let gain = reached[index].reduce(0.0) { isOpen[$1] ? $0 + instance.weights[$1] : $0 }
      plan.steps.append(SitingPlan.Step(add: instance.sites[left[index]], gain: gain))
      for demand in reached[index] where isOpen[demand] {
        isOpen[demand] = false
        for site in sites[starts[demand]..<starts[demand + 1]] where place[Int(site)] >= 0 {
          gains[place[Int(site)]] -= instance.weights[demand]
        }
      }
    }
    return plan
  }

  /// Of the cheapest covers the one with the most weight reached twice.
  private func withBackup(
    _ cover: CoverResult, _ rows: [[Int32]], _ prices: [Double], _ radius: Double
  ) -> SitingPlan {
    var program = coverProgram(RowDominance.minimal(rows))
    program.costs = [Double](repeating: 0, count: siteCount)
    program.rows.append(
      prices.indices.filter { prices[$0] > 0 }.map { ($0, prices[$0]) },
      to: cover.cost + 1e-7 * max(1, cover.cost))
    let (starts, sites) = reach(radius)
    var byRow: [[Int32]: Double] = [:]
    for demand in instance.demands.indices where instance.weights[demand] > 0 {
      byRow[Array(sites[starts[demand]..<starts[demand + 1]]), default: 0] +=
        instance.weights[demand]
    }
    for (row, weight) in byRow.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      // Minimised: the weight that is not backed up.
      let missing = program.addColumn(cost: weight, isWhole: false)
      program.rows.append(row.map { (Int($0), 1.0) } + [(missing, 1)], from: 2)
    }
    let outcome = program.solve(
      start: nil, deadline: deadline)
    let point = outcome.point.map { Array($0[..<siteCount]) } ?? cover.point
    var found = Found(
      point: point, value: cover.cost, bound: cover.bound,
      isFinished: cover.isFinished && outcome.isFinished)
    if found.isFinished {
      let ties = ties(of: program, value: outcome.value)
      found.ties = ties.points.map { ($0, cover.cost) }
      found.hasAllTies = ties.isComplete
    }
    return coverPlan(found, radius)
  }

  // MARK: Center

  func solveCenter() -> SitingPlan {
    let lost = instance.demands.indices.filter { demand in
      !instance.costs.entries(demand).contains { rules.upper[Int(instance.costs.sites[$0])] > 0 }
    }
    if !lost.isEmpty { return infeasible(lost) }
    // No radius below every demand's nearest site will do.
    var least = 0.0
    for demand in instance.demands.indices {
      var nearest = Double.infinity
      for k in instance.costs.entries(demand) where rules.upper[Int(instance.costs.sites[k])] > 0 {
        nearest = min(nearest, instance.costs.costs[k])
      }
      least = max(least, nearest)
    }
    var radii = instance.costs.costs.filter { $0 >= least }.sorted()
    var distinct = 0
    for radius in radii where distinct == 0 || radii[distinct - 1] != radius {
      radii[distinct] = radius
      distinct += 1
    }
    radii.removeLast(radii.count - distinct)
    var (low, high) = (0, radii.count)
    var best: (point: [Double], radius: Double)?
    var isFinished = true
    let start = nearCenter() ?? radii.last.flatMap { coverStart(openRows($0).rows, prices) }
    if let point = start {
      let reached = nearestCosts(point).reduce(0) { max($0, $1 ?? 0) }
      best = (point, reached)
      high = radii.firstIndex { $0 >= reached } ?? high
    }
    search: while low < high {
      let middle = (low + high) / 2
      switch coverable(radii[middle]) {
      case .yes(let point):
        let reached = nearestCosts(point).reduce(0) { max($0, $1 ?? 0) }
        best = (point, reached)
        // The plan may do better than it was asked to.
        high = min(middle, radii.firstIndex { $0 >= reached } ?? middle)
      case .no: low = middle + 1
      case .unknown:
        isFinished = false
        break search
      }
    }
    guard let best else {
      // Without a single radius that will do, everybody is at fault: the number is too small.
      return isFinished
        ? infeasible(Array(instance.demands.indices))
        : plan(.unknown, shown: { $0 }, steps: { _ in nil })
    }
    var found = Found(
      point: best.point, value: best.radius,
      bound: isFinished ? best.radius : min(radii[low], best.radius),
      isFinished: isFinished)
    if isFinished {
      var program = coverProgram(RowDominance.minimal(openRows(best.radius).rows))
      program.costs = [Double](repeating: 0, count: siteCount)
      let ties = ties(of: program, value: 0)
      found.ties = ties.points.map { ($0, best.radius) }
      found.hasAllTies = ties.isComplete
    }
    return plan(
      found, shown: { $0 },
      steps: { point in
        let costs = nearestCosts(point)
        return costs.contains { $0 == nil } ? nil : costs.reduce(0) { max($0, $1 ?? 0) }
      })
  }

  /// A plan to begin with: again and again the site nearest to the demand that is worst off (T.F.
  /// Gonzalez, Clustering to minimize the maximum intercluster distance, Theoretical Computer Science
  /// 38 (1985) 293–306, doi 10.1016/0304-3975(85)90224-5, for demands that are sites too). `nil` where
  /// it leaves somebody out, or more than numbers matter.
  private func nearCenter() -> [Double]? {
    guard rules.isSimple, let add = rules.add else { return nil }
    var point = rules.lower
    var left = add - rules.required.filter { !rules.isExisting[$0] }.count
    var nearest = nearestCosts(point).map { $0 ?? .infinity }
    while left > 0 {
      guard let worst = nearest.indices.max(by: { nearest[$0] < nearest[$1] }) else { return nil }
      var best: (cost: Double, site: Int)?
      for k in instance.costs.entries(worst)
      where instance.costs.costs[k] < (best?.cost ?? nearest[worst]) {
        let site = Int(instance.costs.sites[k])
        if rules.upper[site] > 0 { best = (instance.costs.costs[k], site) }
      }
      guard let site = best?.site else { break }
      point[site] = 1
      left -= 1
      for demand in nearest.indices {
        for k in instance.costs.entries(demand) where Int(instance.costs.sites[k]) == site {
          nearest[demand] = min(nearest[demand], instance.costs.costs[k])
        }
      }
    }
    for site in 0..<siteCount where left > 0 && point[site] == 0 && rules.upper[site] > 0 {
      point[site] = 1
      left -= 1
    }
    return nearest.contains(.infinity) || left > 0 ? nil : point
  }

  private enum Answer {
    case yes([Double])
    case no, unknown
  }

  /// Whether the rules allow a plan that reaches every demand within the radius.
  private func coverable(_ radius: Double) -> Answer {
    let (rows, lost) = openRows(radius)
    guard lost.isEmpty else { return .no }
    if rules.isSimple, let add = rules.add {
      var cover = SetCover(rows: rows, costs: [Double](repeating: 1, count: siteCount))
      let outcome = cover.solve(deadline: deadline)
      let fixed = rules.required.filter { !rules.isExisting[$0] }.count
      if outcome.chosen.count + fixed > add {
        return outcome.isFinished || outcome.bound > Double(add - fixed) + 1e-6 ? .no : .unknown
      }
      var point = rules.lower
      for site in outcome.chosen { point[site] = 1 }
      var left = add - fixed - outcome.chosen.count
      // The lowest codes fill the plan up to its number.
      for site in 0..<siteCount where left > 0 && point[site] == 0 && rules.upper[site] > 0 {
        point[site] = 1
        left -= 1
      }
      return .yes(point)
    }
    var program = coverProgram(RowDominance.minimal(rows))
    program.costs = prices
    let outcome = program.solve(deadline: deadline)
    if let point = outcome.point { return .yes(point) }
    return outcome.isFinished ? .no : .unknown
  }
}
