/// The hypercube queueing model: every combination of free and busy vehicles is a state.
///
/// R.C. Larson, A hypercube queuing model for facility location and redistricting in urban emergency
/// services, Computers & Operations Research 1 (1974) 67–95, doi 10.1016/0305-0548(74)90076-8;
/// R.C. Larson, A.R. Odoni, Urban Operations Research, 1981, section 5.4. Calls are Poisson, service
/// times exponential with a mean for each vehicle, and the first free vehicle of a demand's order is
/// sent.
public enum Hypercube {
  /// Up to this many vehicles the states are enumerated.
  public static let exactLimit = 12

  /// Exact up to `exactLimit` vehicles, Larson's approximation above.
  public static func solve(_ system: VehicleSystem) -> VehicleLoads {
    system.vehicleCount <= exactLimit ? exact(system) : HypercubeApproximation.solve(system)
  }

  /// - Complexity: O(2ⁿ × (orders of preference + n × sweeps)) for n vehicles.
  static func exact(_ system: VehicleSystem) -> VehicleLoads {
    let n = system.vehicleCount
    let types = system.types
    let states = 1 << n
    let service = system.hoursPerCall.map { 1 / $0 }
    // What leads from a state to the same with one more vehicle out.
    var up = [Double](repeating: 0, count: states * n)
    for type in types where type.rate > 0 {
      for state in 0..<states {
        if let vehicle = type.preference.first(where: { state >> $0 & 1 == 0 }) {
          up[state * n + vehicle] += type.rate
        }
      }
    }
    let probability = steadyState(n, up, service, system)
    return loads(system, types, probability, service)
  }

  /// Gauss–Seidel sweeps until no probability moves by more than 10⁻¹⁴; the queue's states are
  /// folded into the last.
  private static func steadyState(
    _ n: Int, _ up: [Double], _ service: [Double], _ system: VehicleSystem
  ) -> (states: [Double], waiting: Double) {
    let states = 1 << n
    var p = [Double](repeating: 1 / Double(states), count: states)
    var out = [Double](repeating: 0, count: states)
    for state in 0..<states {
      for vehicle in 0..<n {
        out[state] += state >> vehicle & 1 == 1 ? service[vehicle] : up[state * n + vehicle]
      }
    }
    for sweep in 0..<100_000 {
      var change = 0.0
      // By turns upwards and downwards, so that what changes travels both ways.
      for index in 0..<states {
        let state = sweep % 2 == 0 ? index : states - 1 - index
        guard out[state] > 0 else { continue }
        var sum = 0.0
        for vehicle in 0..<n {
          let other = state ^ (1 << vehicle)
          sum +=
            state >> vehicle & 1 == 1
            ? p[other] * up[other * n + vehicle] : p[other] * service[vehicle]
        }
        let next = sum / out[state]
        change = max(change, abs(next - p[state]))
        p[state] = next
      }
      let total = p.reduce(0, +)
      for state in 0..<states { p[state] /= total }
      if change < 1e-15 { break }
    }
    guard system.overflow == .queued else { return (p, 0) }
    // k calls wait with probability P(all busy) ρᵏ.
    let load = system.totalRate / service.reduce(0, +)
    let waiting = p[states - 1] * load / (1 - load)
    let total = 1 + waiting
    return (p.map { $0 / total }, waiting / total)
  }

  private static func loads(
    _ system: VehicleSystem, _ types: [(preference: [Int], rate: Double, demands: [Int])],
    _ probability: (states: [Double], waiting: Double), _ service: [Double]
  ) -> VehicleLoads {
    let n = system.vehicleCount
    let states = 1 << n
    let (p, waiting) = probability
    var busy = [Double](repeating: waiting, count: n)
    for state in 0..<states {
      for vehicle in 0..<n where state >> vehicle & 1 == 1 { busy[vehicle] += p[state] }
    }
    let allBusy = p[states - 1] + waiting
    let count = system.callsPerHour.count
    var nearestOut = [Double](repeating: 1, count: count)
    var unanswered = [Double](repeating: 1, count: count)
    var expected = [Double?](repeating: nil, count: count)
    var dispatches = [Double](repeating: 0, count: n)
    let rate = service.reduce(0, +)
    for type in types {
      // The probability that each vehicle of the order is the one sent.
      var sent = [Double](repeating: 0, count: type.preference.count)
      var none = waiting
      for state in 0..<states {
        if let place = type.preference.firstIndex(where: { state >> $0 & 1 == 0 }) {
          sent[place] += p[state]
        } else {
          none += p[state]
        }
      }
      for (place, vehicle) in type.preference.enumerated() {
        dispatches[vehicle] += type.rate * sent[place]
      }
      if system.overflow == .queued {
        for vehicle in 0..<n { dispatches[vehicle] += type.rate * none * service[vehicle] / rate }
      }
      for demand in type.demands {
        unanswered[demand] = type.preference.isEmpty ? 1 : none
        let costs = system.preferenceCosts[demand]
        // Vehicles that are equally near are the nearest together: one of them is enough.
        let nearest = costs.prefix { $0 == costs[0] }.count
        nearestOut[demand] = 1 - sent.prefix(nearest).reduce(0, +)
        let answered = sent.reduce(0, +)
        if answered > 0 {
          expected[demand] = zip(sent, costs).reduce(0) { $0 + $1.0 * $1.1 } / answered
        }
      }
    }
    let total = dispatches.reduce(0, +)
    return VehicleLoads(
      method: .exact, busyFraction: busy, allBusy: allBusy, nearestOut: nearestOut,
      unanswered: unanswered, expectedCost: expected,
      dispatchShare: dispatches.map { total > 0 ? $0 / total : 0 })
  }
}
