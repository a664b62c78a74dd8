/// Larson's approximation for more vehicles than states can be enumerated for.
///
/// Vehicles are taken as independent but for a correction: Q(n, ρ, j) is the factor by which the
/// chance that j vehicles are out and the next is free differs from ρʲ(1 − ρ) when vehicles are drawn
/// at random from a queue of n equal ones. R.C. Larson, Approximating the performance of urban
/// emergency service systems, Operations Research 23 (1975) 845–868, doi 10.1287/opre.23.5.845;
/// Larson and Odoni 1981, section 5.5. Errors of workloads are typically near 1 %.
public enum HypercubeApproximation {
  /// - Complexity: O(rounds × orders of preference × vehicles).
  public static func solve(_ system: VehicleSystem) -> VehicleLoads {
    let n = system.vehicleCount
    let types = system.types
    let rate = types.reduce(0) { $1.preference.isEmpty ? $0 : $0 + $1.rate }
    // Unequal service times enter through each vehicle's own; the corrections take their mean.
    let meanHours = Double(n) / system.hoursPerCall.reduce(0) { $0 + 1 / $1 }
    let load = rate * meanHours
    let (correction, allBusy, mean) = corrections(n, load, system.overflow)
    var busy = [Double](repeating: mean, count: n)
    for _ in 0..<10_000 {
      var pressure = [Double](repeating: 0, count: n)
      for type in types where type.rate > 0 {
        var out = 1.0
        for (place, vehicle) in type.preference.enumerated() {
          pressure[vehicle] += type.rate * correction[place] * out
          out *= busy[vehicle]
        }
      }
      var next = [Double](repeating: 0, count: n)
      for vehicle in 0..<n {
        let hours = system.hoursPerCall[vehicle]
        let queued = system.overflow == .queued ? rate * allBusy / Double(n) * hours : 0
        next[vehicle] = (pressure[vehicle] * hours + queued) / (1 + pressure[vehicle] * hours)
      }
      // The whole work is known; the parts are made to add up to it.
      let total = next.reduce(0, +)
      if total > 0 { for vehicle in 0..<n { next[vehicle] *= mean * Double(n) / total } }
      let change = zip(next, busy).reduce(0) { max($0, abs($1.0 - $1.1)) }
      busy = next.map { min($0, 1) }
      if change < 1e-13 { break }
    }
    return loads(system, types, busy, correction, allBusy)
  }

  /// Q(n, ρ, j) for j = 0 … n − 1, the probability that all are out, and the mean busy fraction.
  static func corrections(
    _ n: Int, _ load: Double, _ overflow: VehicleSystem.Overflow
  ) -> (factors: [Double], allBusy: Double, mean: Double) {
    guard load > 0 else { return ([Double](repeating: 1, count: n), 0, 0) }
    // Probabilities of k vehicles out, k = 0 … n, up to a factor.
    var weight = [1.0]
    for k in 1...n { weight.append(weight[k - 1] * load / Double(k)) }
    var total = weight.reduce(0, +)
    var full = weight[n]
    if overflow == .queued {
      let tail = weight[n] * (load / Double(n)) / (1 - load / Double(n))
      total += tail
      full += tail
    }
    let allBusy = full / total
    let mean = overflow == .queued ? load / Double(n) : load * (1 - allBusy) / Double(n)
    var factors: [Double] = []
    for j in 0..<n {
      var chance = 0.0
      for k in j..<n {
        var share = 1.0
        for drawn in 0..<j { share *= Double(k - drawn) / Double(n - drawn) }
        share *= Double(n - k) / Double(n - j)
        chance += weight[k] / total * share
      }
      factors.append(chance / (power(mean, j) * (1 - mean)))
    }
    return (factors, allBusy, mean)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { result, _ in result * base }
  }

  private static func loads(
    _ system: VehicleSystem, _ types: [(preference: [Int], rate: Double, demands: [Int])],
    _ busy: [Double], _ correction: [Double], _ allBusy: Double
  ) -> VehicleLoads {
    let n = system.vehicleCount
    let count = system.callsPerHour.count
    var nearestOut = [Double](repeating: 1, count: count)
    var unanswered = [Double](repeating: 1, count: count)
    var expected = [Double?](repeating: nil, count: count)
    var dispatches = [Double](repeating: 0, count: n)
    for type in types where !type.preference.isEmpty {
      var sent: [Double] = []
      var out = 1.0
      for (place, vehicle) in type.preference.enumerated() {
        sent.append(correction[place] * out * (1 - busy[vehicle]))
        out *= busy[vehicle]
      }
      // What the order leaves out makes up the rest to one.
      let isWhole = type.preference.count == n
      let none = isWhole ? allBusy : min(1, max(0, 1 - sent.reduce(0, +)))
      let sum = sent.reduce(0, +)
      if sum > 0 { for place in sent.indices { sent[place] *= (1 - none) / sum } }
      for (place, vehicle) in type.preference.enumerated() {
        dispatches[vehicle] += type.rate * sent[place]
      }
      if system.overflow == .queued {
        for vehicle in 0..<n { dispatches[vehicle] += type.rate * none / Double(n) }
      }
      for demand in type.demands {
        let costs = system.preferenceCosts[demand]
        let nearest = costs.prefix { $0 == costs[0] }.count
        // One vehicle's own fraction is what the model solves for; several are the rest to one.
        nearestOut[demand] =
          nearest == 1
          ? busy[type.preference[0]] : min(1, max(0, 1 - sent.prefix(nearest).reduce(0, +)))
        unanswered[demand] = none
        if none < 1 {
          expected[demand] =
            zip(sent, system.preferenceCosts[demand]).reduce(0) { $0 + $1.0 * $1.1 } / (1 - none)
        }
      }
    }
    let total = dispatches.reduce(0, +)
    return VehicleLoads(
      method: .approximate, busyFraction: busy, allBusy: allBusy, nearestOut: nearestOut,
      unanswered: unanswered, expectedCost: expected,
      dispatchShare: dispatches.map { total > 0 ? $0 / total : 0 })
  }
}
