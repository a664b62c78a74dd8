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

/// Observed minus modelled response by a class of roads: each event weighs as much as the part of its
/// drive that is on the class.
public struct ClassResidual: Sendable, Hashable {
  /// `RoadClass.rawValue`.
  public let roadClass: UInt8
  /// Events whose drive uses the class.
  public let count: Int
  /// Of all modelled driving, 0…1.
  public let timeShare: Double
  /// Milliseconds; positive where the model is too fast.
  public let mean: Double
}

/// How far a model is from what was observed.
public struct ResponseResiduals: Sendable, Hashable {
  /// By station code.
  public let stations: [StationResidual]
  /// Over all events of `stations`; `nil` where there is none.
  public let all: StationResidual?
  /// Events without a position or of no known station, and those the model has no way for.
  public let unmodelled: Int
  /// By `RoadClass.rawValue`, in growing order; empty without roads.
  public let classes: [ClassResidual]

  /// Compares each event with the model.
  ///
  /// - Parameters:
  ///   - travel: milliseconds of driving from a station, by its position in the model's list, to an
  ///     event; `nil` where there is no way.
  /// - Complexity: O(events).
  init(
    _ observed: ObservedResponse, _ model: ModelledResponse,
    drive: (_ event: Int, _ station: Int) -> RoadDrive?
  ) {
    let index = Dictionary(
      model.stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [Int: [(observed: Double, modelled: Double)]] = [:]
    var classes: [UInt8: ClassSum] = [:]
    var unmodelled = 0
    for (number, event) in observed.counted.enumerated() {
      guard event.position != nil, let station = event.station.flatMap({ index[$0] }),
        let drive = drive(number, station)
      else {
        unmodelled += 1
        continue
      }
      let period = model.dayHours.period(atMinute: event.minuteOfDay)
      let turnout = model.turnouts[station].time(period)
      let modelled =
        (model.callHandling.time.value + turnout.time.value) * 1000 + model.fixedDelayMilliseconds
        + drive.milliseconds
      let residual = Double(event.milliseconds) - modelled
      for (roadClass, time) in drive.classes where time > 0 {
        classes[roadClass, default: ClassSum()].add(residual, time, of: drive.milliseconds)
      }
      pairs[station, default: []].append((Double(event.milliseconds), modelled))
    }
    stations = pairs.sorted { $0.key < $1.key }.map { station, pairs in
      StationResidual(model.stations[station].code, pairs)
    }
    let everything = pairs.sorted { $0.key < $1.key }.flatMap(\.value)
    all = everything.isEmpty ? nil : StationResidual("", everything)
    self.unmodelled = unmodelled
    let whole = classes.values.reduce(0) { $0 + $1.time }
    self.classes = classes.sorted { $0.key < $1.key }.map { roadClass, sum in
      ClassResidual(
        roadClass: roadClass, count: sum.count, timeShare: sum.time / whole,
        mean: sum.weighted / sum.share)
    }
  }

  private struct ClassSum {
    var count = 0
    var time = 0.0
    var share = 0.0
    var weighted = 0.0

    mutating func add(_ residual: Double, _ time: Double, of whole: Double) {
      count += 1
      self.time += time
      share += time / whole
      weighted += residual * time / whole
    }
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
        RoadDrive(
          milliseconds: Geodesic.distance($0, model.stations[station].position).value * perMeter,
          access: 0, waiting: 0, classes: [:])
      }
    }
  }

  /// Residuals of the model on roads.
  /// - Complexity: a search for each station and half of the day, O(arcs) an event.
  public static func onRoads(
    _ observed: ObservedResponse, _ model: ModelledResponse, _ roads: RoadModel
  ) -> ResponseResiduals {
    let index = Dictionary(
      model.stations.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var wanted: [Start: [Int]] = [:]
    for (number, event) in observed.counted.enumerated() where event.position != nil {
      guard let station = event.station.flatMap({ index[$0] }) else { continue }
      let period = model.dayHours.period(atMinute: event.minuteOfDay)
      wanted[Start(station: station, period: period), default: []].append(number)
    }
    var drives: [Int: RoadDrive] = [:]
    for (start, events) in wanted {
      let found = roads.drives(
        from: model.stations[start.station].position,
        to: events.compactMap { observed.counted[$0].position }, start.period)
      for (event, drive) in zip(events, found) { drives[event] = drive }
    }
    return ResponseResiduals(observed, model) { event, _ in drives[event] }
  }

  private struct Start: Hashable {
    let station: Int
    let period: DayPeriod
  }
}
