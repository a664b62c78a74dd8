import Geometry
import Quantities
import ResponseModel

/// Observed minus modelled response of one station's events, each modelled from the station that
/// answered and by the period of its call.
public struct StationResidual: Sendable, Hashable {
  public let stationCode: String
  /// Events with a position, of a station of the store.
  public let count: Int
  /// Milliseconds; positive where the model is too fast.
  public let mean: Double
  public let median: Double
  public let observedMean: Double
  public let modelledMean: Double
}

/// How far a model is from what was observed.
public struct ResponseResiduals: Sendable, Hashable {
  /// By station code.
  public let stations: [StationResidual]
  /// Over all events of `stations`; `nil` where there is none.
  public let all: StationResidual?
  /// Events without a position or of no known station, and those the model has no way for.
  public let unmodelled: Int

  /// Compares each event with the model.
  ///
  /// - Parameters:
  ///   - travel: milliseconds of driving from a station, by its position in the model's list, to an
  ///     event; `nil` where there is no way.
  /// - Complexity: O(events).
  init(
    _ observed: ObservedResponse, _ model: ModelledResponse,
    travel: (_ event: Int, _ station: Int) -> Double?
  ) {
    let index = Dictionary(
      model.stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [Int: [(observed: Double, modelled: Double)]] = [:]
    var unmodelled = 0
    for (number, event) in observed.counted.enumerated() {
      guard event.position != nil, let station = event.station.flatMap({ index[$0] }),
        let travel = travel(number, station)
      else {
        unmodelled += 1
        continue
      }
      let period = model.dayHours.period(atMinute: event.minuteOfDay)
      let turnout = model.turnouts[station].time(period)
      let modelled = (model.callHandling.time.value + turnout.time.value) * 1000 + travel
      pairs[station, default: []].append((Double(event.milliseconds), modelled))
    }
    stations = pairs.sorted { $0.key < $1.key }.map { station, pairs in
      StationResidual(model.stations[station].code, pairs)
    }
    let everything = pairs.sorted { $0.key < $1.key }.flatMap(\.value)
    all = everything.isEmpty ? nil : StationResidual("", everything)
    self.unmodelled = unmodelled
  }
}

extension StationResidual {
  fileprivate init(_ code: String, _ pairs: [(observed: Double, modelled: Double)]) {
    let residuals = TimeSample(calls: pairs.map { $0.observed - $0.modelled })
    stationCode = code
    count = pairs.count
    mean = residuals.mean ?? 0
    median = residuals.median ?? 0
    observedMean = pairs.reduce(0) { $0 + $1.observed } / Double(pairs.count)
    modelledMean = pairs.reduce(0) { $0 + $1.modelled } / Double(pairs.count)
  }
}

extension ResponseResiduals {
  /// Residuals of the straight-line model.
  /// - Complexity: O(events).
  public static func straightLine(
    _ observed: ObservedResponse, _ model: ModelledResponse, terms: ResponseTerms
  ) -> ResponseResiduals {
    let perMeter = terms.millisecondsPerMeter
    return ResponseResiduals(observed, model) { event, station in
      observed.counted[event].position.map {
        Geodesic.distance($0, model.stations[station].position).value * perMeter
      }
    }
  }
}
