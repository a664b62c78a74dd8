import Geometry
import Quantities
import ResponseModel
import Routing

extension SpeedCalibration {
  /// Paths and factors found in turn.
  struct Fitting {
    private(set) var profile: SpeedProfile
    private(set) var classes: [ClassCalibration] = []
    private(set) var fixedDelay: Seconds
    private(set) var fixedDelayError = Seconds(0)
    private(set) var used = 0
    private(set) var iterations = 0

    init(
      _ drives: [ObservedDrive], _ network: RoadNetwork, _ start: SpeedProfile,
      _ rules: CalibrationRules, _ periods: CalibrationPeriods
    ) throws {
      profile = start
      fixedDelay = Seconds(start.fixedDelaySeconds.value)
      var multipliers: [UInt8: Double] = [:]
      for iteration in 1...rules.iterations {
        iterations = iteration
        let exposures = Exposures(drives, try periods.model(network, profile))
        used = exposures.rows.count
        guard used >= rules.minimumDrives else {
          throw Refusal(tooFew: used, of: rules)
        }
        let solution = HuberRidge(exposures, previous: multipliers, rules)
        let change = solution.largestChange
        multipliers = solution.multipliers
        profile = start
        for (roadClass, multiplier) in multipliers {
          guard let kind = RoadClass(rawValue: roadClass), var speed = start.classes[kind] else {
            continue
          }
          speed.emergencyFactor = SourcedValue(
            speed.emergencyFactor.value / multiplier,
            source: "calibrated on \(solution.drives[roadClass] ?? 0) drives", evidence: .fitted)
          profile.classes[kind] = speed
        }
        fixedDelay = Seconds(solution.delay / 1000)
        fixedDelayError = Seconds(solution.delayError / 1000)
        profile.fixedDelaySeconds = SourcedValue(
          fixedDelay.value, source: "calibrated on \(used) drives", evidence: .fitted)
        classes = solution.classes(start: start)
        if change < 0.0005 { break }
      }
    }
  }

  /// The times of drives by class at a profile's speeds.
  struct Exposures {
    struct Row {
      let observed: Double
      let access: Double
      let classes: [UInt8: Double]
    }

    private(set) var rows: [Row] = []

    init(_ drives: [ObservedDrive], _ roads: RoadModel) {
      struct Start: Hashable {
        let station: GeographicCoordinate
        let period: DayPeriod
      }
      let groups = Dictionary(grouping: drives.indices) {
        Start(station: drives[$0].station, period: drives[$0].period)
      }
      var found = [RoadDrive?](repeating: nil, count: drives.count)
      for (start, members) in groups {
        let paths = roads.drives(
          from: start.station, to: members.map { drives[$0].scene }, start.period)
        for (member, path) in zip(members, paths) { found[member] = path }
      }
      for (drive, path) in zip(drives, found) {
        guard let path else { continue }
        rows.append(
          Row(
            observed: drive.milliseconds, access: path.access + path.waiting,
            classes: path.classes.filter { $0.value > 0 }))
      }
    }
  }
}

extension CalibrationError {
  /// How far the times of a profile are from drives.
  init(
    _ drives: [ObservedDrive], _ network: RoadNetwork, _ profile: SpeedProfile,
    _ periods: CalibrationPeriods
  ) throws {
    let exposures = SpeedCalibration.Exposures(drives, try periods.model(network, profile))
    let delay = profile.fixedDelaySeconds.value * 1000
    let residuals = exposures.rows.map { row in
      row.observed - delay - row.access - row.classes.values.reduce(0, +)
    }
    let count = Double(max(residuals.count, 1))
    self.init(
      drives: residuals.count, mean: Seconds(residuals.reduce(0, +) / count / 1000),
      meanSize: Seconds(residuals.reduce(0) { $0 + abs($1) } / count / 1000),
      medianSize: Seconds((TimeSample(calls: residuals.map(abs)).median ?? 0) / 1000))
  }
}
