public import Geometry
public import Quantities
public import ResponseModel
public import Routing

/// One observed drive: from a station's gate to the scene.
public struct ObservedDrive: Sendable, Hashable {
  public let station: GeographicCoordinate
  public let scene: GeographicCoordinate
  /// 出车 to 到达现场.
  public let milliseconds: Double
  public let period: DayPeriod

  public init(
    station: GeographicCoordinate, scene: GeographicCoordinate, milliseconds: Double,
    period: DayPeriod
  ) {
    self.station = station
    self.scene = scene
    self.milliseconds = milliseconds
    self.period = period
  }
}

/// How calibration is done.
public struct CalibrationRules: Sendable, Hashable {
  /// Drives below which nothing is fitted.
  public var minimumDrives = 100
  /// Drives that must spend a tenth of their time, or a minute, on a class before its factor is
  /// fitted; the profile's stays otherwise.
  public var minimumDrivesOfClass = 50
  /// A fitted factor whose standard error is above this part of it is not kept.
  public var largestError = 0.1
  /// How much the profile counts, as so many drives of the mean exposure: the ridge.
  public var profileWeight = 2.0
  public var iterations = 12

  public init() {}
}

/// What was found for one class of roads.
public struct ClassCalibration: Sendable, Hashable {
  public let roadClass: RoadClass
  /// Drives that count for it.
  public let drives: Int
  /// Of all driving, 0…1.
  public let timeShare: Double
  public let factorBefore: Double
  public let factor: Double
  /// Of `factor`; `nil` where it was not fitted.
  public let standardError: Double?
  public let isFitted: Bool
}

/// Mean and median of observed minus modelled, and of its size, over drives that were not fitted to.
public struct CalibrationError: Sendable, Hashable {
  public let drives: Int
  public let mean: Seconds
  public let meanSize: Seconds
  public let medianSize: Seconds
}

/// A speed profile fitted to observed drives.
///
/// The time of a drive is modelled as *a* + Σ k(c) t(c) + w: t(c) the path's time on class c at the
/// profile's speeds, w access and waiting, *a* the fixed delay. The multipliers k and *a* are found by
/// least squares with Huber's weights (P.J. Huber, Robust estimation of a location parameter, Annals of
/// Mathematical Statistics 35 (1964) 73–101, doi 10.1214/aoms/1177703732), iteratively reweighted with
/// c = 1.345 and the scale from the median absolute deviation, each drive in parts of its own length
/// since long ones vary more, and a ridge that draws k towards 1 (A.E.
/// Hoerl, R.W. Kennard, Technometrics 12 (1970) 55–67, doi 10.1080/00401706.1970.10488634). Emergency
/// factors are divided by k. Since paths depend on speeds, paths and factors are found in turn until
/// factors stay.
public struct SpeedCalibration: Sendable {
  public let profile: SpeedProfile
  public let classes: [ClassCalibration]
  public let fixedDelay: Seconds
  public let fixedDelayError: Seconds
  /// Drives that were used, and those for which no path was found.
  public let drives: Int
  public let withoutPath: Int
  /// On every fifth drive, by a fit to the others: with the profile as it was, and as fitted.
  public let before: CalibrationError
  public let after: CalibrationError
  public let iterations: Int
}

extension SpeedCalibration {
  /// Why nothing was fitted.
  public struct Refusal: Error, Sendable {
    public let message: LocalizedText
  }

  /// Fits a profile.
  ///
  /// - Throws: `Refusal` with the numbers where there are too few drives, in all or of every class;
  ///   `RoutingError` where the profile cannot be applied.
  /// - Complexity: a search for each station and half of the day in each iteration, O(arcs) a drive.
  public static func fit(
    _ drives: [ObservedDrive], _ network: RoadNetwork, _ profile: SpeedProfile,
    rules: CalibrationRules = CalibrationRules(), dayPeriod: String? = nil,
    nightPeriod: String? = nil
  ) throws -> SpeedCalibration {
    let periods = CalibrationPeriods(day: dayPeriod, night: nightPeriod)
    guard drives.count >= rules.minimumDrives else {
      throw Refusal(tooFew: drives.count, of: rules)
    }
    let test = drives.indices.filter { $0 % 5 == 4 }.map { drives[$0] }
    let training = drives.indices.filter { $0 % 5 != 4 }.map { drives[$0] }
    var fewer = rules
    fewer.minimumDrives = 1
    fewer.minimumDrivesOfClass = max(rules.minimumDrivesOfClass * 4 / 5, 1)
    let trained = try Fitting(training, network, profile, fewer, periods)
    let before = try CalibrationError(test, network, profile, periods)
    let after = try CalibrationError(test, network, trained.profile, periods)
    let fitting = try Fitting(drives, network, profile, rules, periods)
    guard fitting.classes.contains(where: \.isFitted) else {
      throw Refusal(noClass: fitting.classes, of: rules)
    }
    return SpeedCalibration(
      profile: fitting.profile, classes: fitting.classes, fixedDelay: fitting.fixedDelay,
      fixedDelayError: fitting.fixedDelayError, drives: fitting.used,
      withoutPath: drives.count - fitting.used, before: before, after: after,
      iterations: fitting.iterations)
  }
}

/// The profile's periods that drives by day and by night are modelled with.
struct CalibrationPeriods {
  let day: String?
  let night: String?

  func model(
    _ network: RoadNetwork, _ profile: SpeedProfile
  ) throws(RoutingError) -> RoadModel {
    try RoadModel(network, profile, dayPeriod: day, nightPeriod: night)
  }
}

extension SpeedCalibration.Refusal {
  init(tooFew count: Int, of rules: CalibrationRules) {
    message = LocalizedText(
      zh: "只有 \(count) 次带坐标、站点和出车、到达时刻的出车，少于 \(rules.minimumDrives) 次，不作拟合；原速度方案不变",
      en: "\(count) drives with position, station and times of departure and arrival are fewer than"
        + " \(rules.minimumDrives): nothing was fitted, the profile stays as it is")
  }

  init(noClass classes: [ClassCalibration], of rules: CalibrationRules) {
    let found = classes.map { "\($0.roadClass.word) \($0.drives)" }.joined(separator: ", ")
    message = LocalizedText(
      zh: "没有任何道路等级达到 \(rules.minimumDrivesOfClass) 次出车（\(found)），不作拟合；原速度方案不变",
      en: "no class of roads has the \(rules.minimumDrivesOfClass) drives it takes (\(found)):"
        + " nothing was fitted, the profile stays as it is")
  }
}
