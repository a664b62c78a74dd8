public import FoundationEssentials
public import ResponseModel
public import Siting

/// How busy vehicles are and what callers get, `busy.schema.json`.
public struct BusyReport: Encodable {
  public struct StationLoad: Encodable {
    let station: String
    let vehicles: Int
    let busyFraction: Double
    /// As if the station served the calls nearest to it alone.
    let erlangLoad: Double
    let erlangAllOut: Double
    let dispatchShare: Double

    enum CodingKeys: String, CodingKey {
      case station, vehicles
      case busyFraction = "busy_fraction"
      case erlangLoad = "erlang_load"
      case erlangAllOut = "erlang_all_out_probability"
      case dispatchShare = "dispatch_share"
    }
  }

  public struct DemandLoad: Encodable {
    let demand: String
    let callsPerHour: Double
    let nearestOut: Double
    let unanswered: Double
    let expectedCost: Double?

    enum CodingKeys: String, CodingKey {
      case demand
      case callsPerHour = "calls_per_hour"
      case nearestOut = "nearest_out_probability"
      case unanswered = "none_free_probability"
      case expectedCost = "expected_cost"
    }
  }

  let method: String
  let overflow: String
  let callsPerHour: Double
  let allOut: Double
  let nearestOut: Double
  let unanswered: Double
  let expectedCost: Double?
  let expectedCostAllFree: Double?
  public let stations: [StationLoad]
  public let demands: [DemandLoad]

  enum CodingKeys: String, CodingKey {
    case method, overflow, stations, demands
    case callsPerHour = "calls_per_hour"
    case allOut = "all_out_probability"
    case nearestOut = "nearest_out_probability"
    case unanswered = "none_free_probability"
    case expectedCost = "expected_cost"
    case expectedCostAllFree = "expected_cost_all_free"
  }

  /// - Parameters:
  ///   - stations: codes, by the index that `system` uses.
  public init(
    _ loads: VehicleLoads, of system: VehicleSystem, stations codes: [String], demands ids: [String]
  ) {
    let calls = system.callsPerHour
    let total = calls.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      total > 0 ? zip(values, calls).reduce(0) { $0 + $1.0 * $1.1 } / total : 0
    }
    method = loads.method.rawValue
    overflow = system.overflow.rawValue
    callsPerHour = total
    allOut = loads.allBusy
    nearestOut = mean(loads.nearestOut)
    unanswered = mean(loads.unanswered)
    expectedCost = loads.meanCost(callsPerHour: calls)
    var (sum, reached) = (0.0, 0.0)
    var own = [Double](repeating: 0, count: codes.count)
    for demand in calls.indices {
      guard let first = system.preferences[demand].first,
        let cost = system.preferenceCosts[demand].first
      else { continue }
      own[system.stationOfVehicle[first]] += calls[demand]
      sum += calls[demand] * cost
      reached += calls[demand]
    }
    expectedCostAllFree = reached > 0 ? sum / reached : nil
    stations = codes.indices.compactMap { station in
      let fleet = system.stationOfVehicle.indices.filter { system.stationOfVehicle[$0] == station }
      guard !fleet.isEmpty else { return nil }
      let hours = fleet.reduce(0) { $0 + system.hoursPerCall[$1] } / Double(fleet.count)
      let load = own[station] * hours
      return StationLoad(
        station: codes[station], vehicles: fleet.count,
        busyFraction: fleet.reduce(0) { $0 + loads.busyFraction[$1] } / Double(fleet.count),
        erlangLoad: load, erlangAllOut: ErlangLoss.blocking(vehicles: fleet.count, load: load),
        dispatchShare: fleet.reduce(0) { $0 + loads.dispatchShare[$1] })
    }
    demands = ids.indices.map {
      DemandLoad(
        demand: ids[$0], callsPerHour: calls[$0], nearestOut: loads.nearestOut[$0],
        unanswered: loads.unanswered[$0], expectedCost: loads.expectedCost[$0])
    }
  }

  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(0x0A)
    return data
  }

  /// One line per station, which `ambit solve mexclp --busy FILE` reads.
  public func csv() -> String {
    var text =
      "site,vehicles,busy_fraction,erlang_load,erlang_all_out_probability,dispatch_share\r\n"
    for load in stations {
      text +=
        "\(SitingReport.field(load.station)),\(load.vehicles),\(load.busyFraction),"
        + "\(load.erlangLoad),\(load.erlangAllOut),\(load.dispatchShare)\r\n"
    }
    return text
  }

  public func text(language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
    func share(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }
    var text =
      say("超立方排队模型", "hypercube model") + " ("
      + (method == "exact" ? say("精确", "exact") : say("Larson 近似", "Larson's approximation")) + ", "
      + (overflow == "queued" ? say("排队", "calls wait") : say("无车即失", "calls are lost")) + ")\n"
    text += say("每小时呼叫", "calls per hour") + ": \(SitingText.number(callsPerHour))\n"
    text += say("全部车辆外出的概率", "all vehicles out") + ": \(share(allOut))\n"
    text += say("最近车辆外出的概率", "nearest vehicle out") + ": \(share(nearestOut))\n"
    if let expectedCost, let expectedCostAllFree {
      text +=
        say("期望代价", "expected cost") + ": \(SitingText.number(expectedCost))"
        + say("，车辆都在站时 ", ", with every vehicle in ")
        + "\(SitingText.number(expectedCostAllFree))\n"
    }
    var table = TextTable([
      (say("站", "station"), .left), (say("车辆", "vehicles"), .right),
      (say("繁忙概率", "busy"), .right), (say("派出占比", "dispatches"), .right),
      ("Erlang-B", .right),
    ])
    for load in stations {
      table.add([
        load.station, String(load.vehicles), share(load.busyFraction),
        NumberText.percent(load.dispatchShare, of: 1), share(load.erlangAllOut),
      ])
    }
    return text + "\n" + table.text
  }
}
