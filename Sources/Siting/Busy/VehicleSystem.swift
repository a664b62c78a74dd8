/// Vehicles at stations, calls from demands, and who is sent where while others are out.
public struct VehicleSystem: Sendable {
  /// What happens to a call while no vehicle that could go is free.
  public enum Overflow: String, Sendable {
    /// Someone else takes it: it is lost to these vehicles.
    case lost
    /// It waits until a vehicle comes free, first come, first served.
    case queued
  }

  /// Calls per hour of each demand.
  public let callsPerHour: [Double]
  /// The station of each vehicle, by its index.
  public let stationOfVehicle: [Int]
  /// Mean hours from dispatch until free again, of each vehicle.
  public let hoursPerCall: [Double]
  /// The vehicles in the order in which each demand asks for them, the nearest first.
  public let preferences: [[Int]]
  /// Travel cost from each vehicle in `preferences` to the demand, in the same order.
  public let preferenceCosts: [[Double]]
  public let overflow: Overflow

  /// - Parameters:
  ///   - preferences: may leave vehicles out that cannot reach a demand, where calls are lost; where
  ///     they queue each must name every vehicle.
  /// - Throws: `SitingError`: a rate or time that is not a finite number of 0 or more, vehicles that
  ///   cannot keep up with a queue.
  public init(
    callsPerHour: [Double], stationOfVehicle: [Int], hoursPerCall: [Double],
    preferences: [[Int]], preferenceCosts: [[Double]], overflow: Overflow
  ) throws(SitingError) {
    precondition(callsPerHour.count == preferences.count)
    precondition(stationOfVehicle.count == hoursPerCall.count)
    precondition(zip(preferences, preferenceCosts).allSatisfy { $0.count == $1.count })
    guard !stationOfVehicle.isEmpty else {
      throw SitingError(.badRequest, zh: "没有车辆", en: "there is no vehicle")
    }
    guard callsPerHour.allSatisfy({ $0 >= 0 && $0 < .infinity }) else {
      throw SitingError(
        .badData, zh: "每小时呼叫量必须是不小于 0 的有限数",
        en: "calls per hour must be finite numbers of 0 or more")
    }
    guard hoursPerCall.allSatisfy({ $0 > 0 && $0 < .infinity }) else {
      throw SitingError(
        .badData, zh: "每次任务时间必须大于 0", en: "the time per call must be above 0")
    }
    if overflow == .queued {
      guard preferences.allSatisfy({ Set($0).count == stationOfVehicle.count }) else {
        throw SitingError(
          .badData, zh: "排队模型要求每辆车都能到达每个需求点：请补全代价，或改用损失模型",
          en: "with a queue every vehicle must reach every demand: add the missing costs, or let"
            + " calls be lost")
      }
      let capacity = hoursPerCall.reduce(0) { $0 + 1 / $1 }
      guard callsPerHour.reduce(0, +) < capacity else {
        throw SitingError(
          .badData, zh: "呼叫量超过车辆能力，队列会无限增长：请增加车辆",
          en: "there are more calls than the vehicles can serve, the queue grows without end:"
            + " add vehicles")
      }
    }
    self.callsPerHour = callsPerHour
    self.stationOfVehicle = stationOfVehicle
    self.hoursPerCall = hoursPerCall
    self.preferences = preferences
    self.preferenceCosts = preferenceCosts
    self.overflow = overflow
  }

  public var vehicleCount: Int { stationOfVehicle.count }
  var totalRate: Double { callsPerHour.reduce(0, +) }

  /// Demands that ask for the vehicles in the same order behave alike.
  var types: [(preference: [Int], rate: Double, demands: [Int])] {
    var index: [[Int]: Int] = [:]
    var types: [(preference: [Int], rate: Double, demands: [Int])] = []
    for (demand, preference) in preferences.enumerated() {
      if let place = index[preference] {
        types[place].rate += callsPerHour[demand]
        types[place].demands.append(demand)
      } else {
        index[preference] = types.count
        types.append((preference, callsPerHour[demand], [demand]))
      }
    }
    return types
  }
}

/// How busy the vehicles are and what callers get.
public struct VehicleLoads: Sendable {
  public enum Method: String, Sendable {
    case exact, approximate
  }

  public let method: Method
  /// Share of time each vehicle is out.
  public let busyFraction: [Double]
  /// Probability that every vehicle is out.
  public let allBusy: Double
  /// Of each demand: probability that its nearest vehicle is out when a call comes.
  public let nearestOut: [Double]
  /// Of each demand: probability that a call finds no vehicle free that could go.
  public let unanswered: [Double]
  /// Of each demand: mean cost of the calls answered at once, from where the vehicles stand; `nil`
  /// where none is.
  public let expectedCost: [Double?]
  /// Share of all dispatches that send each vehicle, answered at once or from the queue.
  public let dispatchShare: [Double]

  /// Mean over the calls that are answered at once; `nil` where there are none.
  public func meanCost(callsPerHour: [Double]) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for demand in callsPerHour.indices {
      guard let cost = expectedCost[demand] else { continue }
      let rate = callsPerHour[demand] * (1 - unanswered[demand])
      sum += rate * cost
      weight += rate
    }
    return weight > 0 ? sum / weight : nil
  }
}
