/// How a plan treats the worst-off: over the weight that some open site reaches.
public struct PlanEquity: Sendable, Equatable {
  public let mean: Double
  public let worst: Double
  /// The mean over the worst-off 5 % of the weight, a demand that straddles the line counted in part.
  public let worstShareMean: Double
  /// 0: all alike. C. Gini 1912; half the mean absolute difference over the mean.
  public let gini: Double
  /// 1: all alike. R. Jain, D. Chiu, W. Hawe, A quantitative measure of fairness and discrimination
  /// for resource allocation in shared computer systems, DEC-TR-301, 1984.
  public let jain: Double
  /// Weight that no open site reaches, in none of the figures above.
  public let unservedWeight: Double

  /// - Returns: `nil` where no weight is reached.
  /// - Complexity: O(*n* log *n*).
  public init?(costs: [Double?], weights: [Double], worstShare: Double = 0.05) {
    var served: [(cost: Double, weight: Double)] = []
    var unserved = 0.0
    for (cost, weight) in zip(costs, weights) where weight > 0 {
      if let cost { served.append((cost, weight)) } else { unserved += weight }
    }
    guard let last = served.max(by: { $0.cost < $1.cost }) else { return nil }
    served.sort { $0 < $1 }
    let total = served.reduce(0) { $0 + $1.weight }
    let sum = served.reduce(0) { $0 + $1.weight * $1.cost }
    let squares = served.reduce(0) { $0 + $1.weight * $1.cost * $1.cost }
    mean = sum / total
    worst = last.cost
    worstShareMean = Self.worstMean(served, share: worstShare)
    // Σᵢⱼ wᵢwⱼ|cᵢ − cⱼ| in one pass over the sorted costs.
    var (before, beforeSum, differences) = (0.0, 0.0, 0.0)
    for entry in served {
      differences += entry.weight * (entry.cost * before - beforeSum)
      before += entry.weight
      beforeSum += entry.weight * entry.cost
    }
    gini = sum > 0 ? differences / (total * sum) : 0
    jain = squares > 0 ? sum * sum / (total * squares) : 1
    unservedWeight = unserved
  }

  /// - Parameter served: ascending by cost.
  static func worstMean(_ served: [(cost: Double, weight: Double)], share: Double) -> Double {
    let wanted = share * served.reduce(0) { $0 + $1.weight }
    var (left, sum) = (wanted, 0.0)
    for entry in served.reversed() {
      let taken = min(left, entry.weight)
      sum += taken * entry.cost
      left -= taken
      if left <= 0 { break }
    }
    return wanted > 0 ? sum / wanted : 0
  }
}
