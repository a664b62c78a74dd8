extension VehicleSystem {
  /// Vehicles at the sites of an instance whose weights are calls per hour.
  ///
  /// Each demand asks for the vehicles in the order of their costs, then of their stations' codes.
  /// - Parameters:
  ///   - vehicles: by site code.
  /// - Throws: `SitingError` for a station that the costs do not know.
  public init(
    _ instance: SitingInstance, vehicles: [String: Int], hoursPerCall: Double, overflow: Overflow
  ) throws(SitingError) {
    var stations: [Int] = []
    var fleet = [[Int]](repeating: [], count: instance.sites.count)
    for code in vehicles.keys.sorted() {
      _ = try instance.index(of: code, role: "--vehicles")
    }
    for (site, code) in instance.sites.enumerated() {
      for _ in 0..<(vehicles[code] ?? 0) {
        fleet[site].append(stations.count)
        stations.append(site)
      }
    }
    var (preferences, costs): ([[Int]], [[Double]]) = ([], [])
    for demand in instance.demands.indices {
      let order = instance.costs.entries(demand)
        .filter { !fleet[Int(instance.costs.sites[$0])].isEmpty }
        .sorted {
          (instance.costs.costs[$0], instance.costs.sites[$0])
            < (instance.costs.costs[$1], instance.costs.sites[$1])
        }
      preferences.append(order.flatMap { fleet[Int(instance.costs.sites[$0])] })
      costs.append(
        order.flatMap { k in
          fleet[Int(instance.costs.sites[k])].map { _ in instance.costs.costs[k] }
        })
    }
    try self.init(
      callsPerHour: instance.weights, stationOfVehicle: stations,
      hoursPerCall: [Double](repeating: hoursPerCall, count: stations.count),
      preferences: preferences, preferenceCosts: costs, overflow: overflow)
  }
}
