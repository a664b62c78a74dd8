/// The requirements as rows over sites and as convex functions with limits.
struct ComplianceProblem {
  struct Mean {
    let name: String
    let demands: [Int]
    let costs: CostMatrix
    let limit: Double
    var weight: Double
  }

  let instance: SitingInstance
  let rules: ResolvedRules
  var rows: [[Int32]] = []
  var means: [Mean] = []
  /// Branches of an either-or: each is a list of rows that all hold where it is chosen.
  var choices: [[[[Int32]]]] = []
  var shortfalls: [ComplianceShortfall] = []

  init(_ instance: SitingInstance, _ rules: ResolvedRules, _ requirements: [ComplianceRequirement])
    throws(SitingError)
  {
    self.instance = instance
    self.rules = rules
    for requirement in requirements {
      switch requirement {
      case .within, .presence:
        let (rows, shortfall) = try cover(requirement)
        self.rows += rows
        if let shortfall { shortfalls.append(shortfall) }
      case .meanBelow(let name, let demands, let costs, let limit):
        try add(
          Mean(
            name: name, demands: demands, costs: costs, limit: limit,
            weight: demands.reduce(0) { $0 + instance.weights[$1] }))
      case .either(let name, let branches): try choose(name, branches)
      }
    }
  }

  /// Rows of a covering requirement, and what no site covers.
  private func cover(_ requirement: ComplianceRequirement) throws(SitingError) -> (
    rows: [[Int32]], shortfall: ComplianceShortfall?
  ) {
    var rows: [[Int32]] = []
    var lost: [SitingPlan.Unserved] = []
    var worst: Double? = 0
    switch requirement {
    case .within(let name, let demands, let costs, let limit):
      for demand in demands {
        var row: [Int32] = []
        var nearest: (cost: Double, site: Int)?
        for k in costs.entries(demand) where rules.upper[Int(costs.sites[k])] > 0 {
          if costs.costs[k] <= limit { row.append(costs.sites[k]) }
          let entry = (cost: costs.costs[k], site: Int(costs.sites[k]))
          if nearest.map({ entry < $0 }) ?? true { nearest = entry }
        }
        if row.isEmpty {
          lost.append(
            SitingPlan.Unserved(
              demand: instance.demands[demand],
              nearestSite: nearest.map { instance.sites[$0.site] }, cost: nearest?.cost))
          worst = nearest.flatMap { near in worst.map { max($0, near.cost) } }
        } else {
          rows.append(row)
        }
      }
      let shortfall =
        lost.isEmpty
        ? nil
        : ComplianceShortfall(requirement: name, atFault: lost, achievable: worst, limit: limit)
      return (rows, shortfall)
    case .presence(let name, let areas):
      for area in areas {
        var row: [Int32] = []
        for site in area.sites {
          let index = try instance.index(of: site, role: name)
          if rules.upper[index] > 0 { row.append(Int32(index)) }
        }
        if row.isEmpty {
          lost.append(SitingPlan.Unserved(demand: area.code, nearestSite: nil, cost: nil))
        } else {
          rows.append(row.sorted())
        }
      }
      let shortfall =
        lost.isEmpty
        ? nil
        : ComplianceShortfall(requirement: name, atFault: lost, achievable: nil, limit: nil)
      return (rows, shortfall)
    case .meanBelow, .either:
      preconditionFailure("only distances and presence can stand in an either-or")
    }
  }

  private mutating func choose(
    _ name: String, _ branches: [ComplianceRequirement]
  ) throws(SitingError) {
    var open: [[[Int32]]] = []
    var closed: [ComplianceShortfall] = []
    for branch in branches {
      let (rows, shortfall) = try cover(branch)
      if let shortfall { closed.append(shortfall) } else { open.append(rows) }
    }
    if open.isEmpty {
      shortfalls += closed
      // The branch with the fewest at fault is the one to relax.
      if let least = closed.indices.min(by: { closed[$0].atFault.count < closed[$1].atFault.count })
      {
        rows += try cover(branches[least]).rows
      }
    } else if open.count == 1 {
      rows += open[0]
    } else {
      choices.append(open)
    }
  }

  /// Notes a mean that all sites together do not reach, takes up any other.
  private mutating func add(_ mean: Mean) throws(SitingError) {
    guard mean.weight > 0 else { return }
    var (sum, lost) = (0.0, [SitingPlan.Unserved]())
    var parts: [(part: Double, unserved: SitingPlan.Unserved)] = []
    for demand in mean.demands where instance.weights[demand] > 0 {
      var nearest: (cost: Double, site: Int)?
      for k in mean.costs.entries(demand) where rules.upper[Int(mean.costs.sites[k])] > 0 {
        let entry = (cost: mean.costs.costs[k], site: Int(mean.costs.sites[k]))
        if nearest.map({ entry < $0 }) ?? true { nearest = entry }
      }
      let unserved = SitingPlan.Unserved(
        demand: instance.demands[demand], nearestSite: nearest.map { instance.sites[$0.site] },
        cost: nearest?.cost)
      guard let nearest else {
        lost.append(unserved)
        continue
      }
      sum += instance.weights[demand] * nearest.cost
      if nearest.cost >= mean.limit {
        parts.append((instance.weights[demand] * (nearest.cost - mean.limit), unserved))
      }
    }
    guard lost.isEmpty, sum / mean.weight < mean.limit else {
      // Those that pull the mean up most, first.
      parts.sort { ($1.part, $0.unserved.demand) < ($0.part, $1.unserved.demand) }
      shortfalls.append(
        ComplianceShortfall(
          requirement: mean.name, atFault: lost + parts.map(\.unserved),
          achievable: lost.isEmpty ? sum / mean.weight : nil, limit: mean.limit))
      return
    }
    means.append(mean)
  }
}
