/// Listing the plans that are as good as the best, or nearly.
extension CutTree {
  struct Ties {
    /// Whole points over the first columns, in the order of their sites.
    var points: [[Double]] = []
    var isComplete = true
  }

  /// Every plan up to `cutoff`, the one with the lowest sites first.
  ///
  /// Searches depth first, site by site, the site in before the site out; a branch ends where the
  /// master's bound exceeds the cutoff.
  /// - Parameters:
  ///   - sites: how many columns, from the first on, tell plans apart.
  ///   - limit: how many plans are looked for.
  ///   - work: how many linear programs may be solved.
  func ties(upTo cutoff: Double, sites: Int, limit: Int, work: Int) -> Ties {
    self.cutoff = cutoff
    var ties = Ties()
    var left = work
    descend(
      Array(rootLower), Array(rootUpper), sites: sites, limit: limit, work: &left, into: &ties)
    return ties
  }

  private func descend(
    _ lower: [Double], _ upper: [Double], sites: Int, limit: Int, work: inout Int,
    into ties: inout Ties
  ) {
    var (lower, upper) = (lower, upper)
    program.setBounds(lower: lower, upper: upper)
    var point: [Double] = []
    let isRoot = lower == rootLower && upper == rootUpper
    for pass in 0..<50 {
      guard work > 0, !deadline.hasPassed else {
        ties.isComplete = false
        return
      }
      work -= 1
      let status = program.solve()
      if status == .unfinished { ties.isComplete = false }
      guard status == .optimal else { return }
      if unscaled(program.value) > target { return }
      let solution = program.solution
      point = Array(solution[..<variables])
      purge()
      let added = separate(at: point, thetas: solution)
      if added == 0 { break }
      let isDecided = (0..<sites).allSatisfy { lower[$0] == upper[$0] }
      if pass >= (isRoot ? 30 : 3), !isDecided { break }
    }
    tighten(&lower, &upper, sites)
    guard let column = (0..<sites).first(where: { lower[$0] < upper[$0] }) else {
      for site in 0..<sites { point[site] = lower[site] }
      if accepts(point), value(of: point) <= target {
        if ties.points.count >= limit {
          ties.isComplete = false
        } else {
          ties.points.append(Array(point[..<sites]))
        }
      }
      return
    }
    var count = upper[column]
    while count >= lower[column] {
      var (low, high) = (lower, upper)
      low[column] = count
      high[column] = count
      descend(low, high, sites: sites, limit: limit, work: &work, into: &ties)
      if !ties.isComplete { return }
      count -= 1
    }
  }

  /// Fixes sites that no plan up to the cutoff has elsewhere.
  private func tighten(_ lower: inout [Double], _ upper: inout [Double], _ sites: Int) {
    guard program.solve() == .optimal else { return }
    let (costs, solution) = (program.reducedCosts, program.solution)
    let value = unscaled(program.value)
    for column in 0..<sites where lower[column] < upper[column] {
      let cost = costs[column] / (planeCost == 1 ? scale : 1)
      if cost > 0, solution[column] < lower[column] + 1e-9 {
        // So many steps away from its bound the plan is past the cutoff.
        let room = ((target - value) / cost + 1e-6).rounded(.down)
        upper[column] = min(upper[column], lower[column] + max(0, room))
      } else if cost < 0, solution[column] > upper[column] - 1e-9 {
        let room = ((target - value) / -cost + 1e-6).rounded(.down)
        lower[column] = max(lower[column], upper[column] - max(0, room))
      }
    }
  }
}
