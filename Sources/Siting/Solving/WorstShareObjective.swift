/// The mean cost of the worst-off share of the weight, as a function of the sites and of η, the cost
/// at which the worst-off begin: η + Σ wᵢ max(0, dᵢ(y) − η) / (share × Σ w).
///
/// dᵢ is convex in y (see `MedianObjective`), so the whole is convex and has planes below it. η is
/// the column after the sites.
struct WorstShareObjective: SeparableObjective {
  let siteCount: Int
  let share: Double
  /// Unweighted costs, ascending in each row; a row's last resort is its ceiling.
  private let rowStarts: [Int]
  private let rowSites: [Int32]
  private let rowCosts: [Double]
  private let ceilings: [Double]
  private let weights: [Double]
  private let groups: [Int]
  private let factor: Double

  init(
    siteCount: Int, starts: [Int], sites: [Int32], costs: [Double], ceilings: [Double],
    weights: [Double], share: Double
  ) {
    self.siteCount = siteCount
    self.share = share
    var (newSites, newCosts) = (sites, costs)
    for row in weights.indices {
      let order = (starts[row]..<starts[row + 1]).sorted {
        (costs[$0], sites[$0]) < (costs[$1], sites[$1])
      }
      for (offset, k) in order.enumerated() {
        newSites[starts[row] + offset] = sites[k]
        newCosts[starts[row] + offset] = costs[k]
      }
    }
    (rowStarts, rowSites, rowCosts) = (starts, newSites, newCosts)
    self.ceilings = ceilings
    self.weights = weights
    factor = 1 / (share * weights.reduce(0, +))
    let count = max(1, min(100, weights.count))
    // One more group for η itself.
    groups = (0...count).map { weights.count * $0 / count }
  }

  var variableCount: Int { siteCount + 1 }
  var groupCount: Int { groups.count }
  var offset: Double { 0 }
  var step: Double { 0 }
  var magnitude: Double { max(1e-9, ceilings.max() ?? 0) }

  func planes(at point: [Double], into planes: inout [Plane]) {
    let eta = point[siteCount]
    var slope = [Double](repeating: 0, count: siteCount)
    for group in 0..<(groups.count - 1) {
      var (constant, etaSlope) = (0.0, 0.0)
      slope.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
      for row in groups[group]..<groups[group + 1] {
        let (begin, end) = (rowStarts[row], rowStarts[row + 1])
        var (sum, k) = (0.0, begin)
        while k < end {
          sum += point[Int(rowSites[k])]
          if sum >= 1 - 1e-9 { break }
          k += 1
        }
        let critical = k < end ? rowCosts[k] : ceilings[row]
        var cost = critical
        k = begin
        while k < end, rowCosts[k] < critical {
          cost -= (critical - rowCosts[k]) * point[Int(rowSites[k])]
          k += 1
        }
        guard cost > eta else { continue }
        let weight = weights[row] * factor
        constant += weight * critical
        etaSlope -= weight
        k = begin
        while k < end, rowCosts[k] < critical {
          slope[Int(rowSites[k])] -= weight * (critical - rowCosts[k])
          k += 1
        }
      }
      var slopes: [(column: Int, value: Double)] = []
      for site in 0..<siteCount where slope[site] != 0 { slopes.append((site, slope[site])) }
      if etaSlope != 0 { slopes.append((siteCount, etaSlope)) }
      let value = slopes.reduce(constant) { $0 + $1.value * point[$1.column] }
      planes.append(Plane(group: group, value: value, constant: constant, slopes: slopes))
    }
    planes.append(
      Plane(group: groups.count - 1, value: eta, constant: 0, slopes: [(siteCount, 1)]))
  }

  func value(at point: [Double]) -> Double {
    PlanEquity.worstMean(served(point), share: share)
  }

  /// What each row costs, ascending.
  private func served(_ point: [Double]) -> [(cost: Double, weight: Double)] {
    var served: [(cost: Double, weight: Double)] = []
    for row in weights.indices where weights[row] > 0 {
      var cost = ceilings[row]
      for k in rowStarts[row]..<rowStarts[row + 1] where point[Int(rowSites[k])] > 0.5 {
        cost = rowCosts[k]
        break
      }
      served.append((cost, weights[row]))
    }
    served.sort { $0 < $1 }
    return served
  }

  // MARK: As p-medians

  /// Every cost up to the dearest that some site causes; ceilings of unserved rows are left out.
  var allCosts: [Double] { rowCosts }

  /// A lower bound where the worst-off begin at a cost in [low, high): see `WorstShareSearch`.
  func median(from low: Double, beyond high: Double, choose: Int) -> MedianProblem {
    func paid(_ cost: Double, _ row: Int) -> Double {
      cost >= high ? (cost - low) * weights[row] * factor : 0
    }
    var costs = rowCosts
    for row in weights.indices {
      for k in rowStarts[row]..<rowStarts[row + 1] { costs[k] = paid(rowCosts[k], row) }
    }
    return MedianProblem(
      rowStarts: rowStarts, rowSites: rowSites, rowCosts: costs,
      ceilings: weights.indices.map { paid(ceilings[$0], $0) }, choose: choose, offset: low,
      names: Array(0..<siteCount))
  }

  /// The cost at which the worst-off begin in a plan.
  func threshold(of point: [Double]) -> Double {
    let served = served(point)
    var left = share * served.reduce(0) { $0 + $1.weight }
    for entry in served.reversed() {
      left -= entry.weight
      if left <= 0 { return entry.cost }
    }
    return 0
  }
}
