import Glibc
import Routing

/// Multipliers of path times by class and a fixed delay, by iteratively reweighted least squares.
struct HuberRidge {
  /// Of the start profile's times, by class; only of classes that were fitted.
  private(set) var multipliers: [UInt8: Double]
  private(set) var delay: Double
  private(set) var delayError: Double
  /// Drives that count for each class, fitted or not.
  let drives: [UInt8: Int]
  private let timeShares: [UInt8: Double]
  private var errors: [UInt8: Double]
  /// Largest relative change of a multiplier against the iteration before.
  private(set) var largestChange: Double

  /// - Parameter previous: the multipliers that are in the exposures already.
  init(
    _ exposures: SpeedCalibration.Exposures, previous: [UInt8: Double], _ rules: CalibrationRules
  ) {
    let rows = exposures.rows
    var (drives, sums) = ([UInt8: Int](), [UInt8: Double]())
    for row in rows {
      let whole = row.classes.values.reduce(0, +)
      for (roadClass, time) in row.classes {
        sums[roadClass, default: 0] += time
        // At the start profile's speeds, so that what counts does not change on the way.
        let own = time / (previous[roadClass] ?? 1)
        if own >= 60_000 || time >= whole / 10 { drives[roadClass, default: 0] += 1 }
      }
    }
    self.drives = drives
    let whole = sums.values.reduce(0, +)
    timeShares = sums.mapValues { $0 / whole }
    var fitted = drives.filter { $0.value >= rules.minimumDrivesOfClass }.keys.sorted()
    // A class whose factor stays too uncertain keeps the profile's; the others are fitted again.
    while true {
      var solution = Self.solve(rows, fitted, previous, rules, hasDelay: true)
      // Nobody arrives before he leaves: without a delay rather than with a negative one.
      if solution.delay < 0 {
        solution = Self.solve(rows, fitted, previous, rules, hasDelay: false)
      }
      let relative: [Double] = zip(solution.values, solution.errors).map { value, error in
        value > 0 ? error / value : .infinity
      }
      let worst = relative.indices.max { relative[$0] < relative[$1] }
      if let worst, relative[worst] > rules.largestError {
        fitted.remove(at: worst)
        continue
      }
      multipliers = Dictionary(uniqueKeysWithValues: zip(fitted, solution.values))
      errors = Dictionary(uniqueKeysWithValues: zip(fitted, solution.errors))
      (delay, delayError) = (solution.delay, solution.delayError)
      break
    }
    let found = multipliers
    largestChange =
      Set(found.keys).union(previous.keys).map {
        abs((found[$0] ?? 1) / (previous[$0] ?? 1) - 1)
      }.max() ?? 0
  }

  func classes(start: SpeedProfile) -> [ClassCalibration] {
    timeShares.keys.sorted().compactMap { raw in
      guard let roadClass = RoadClass(rawValue: raw), let speed = start.classes[roadClass] else {
        return nil
      }
      let before = speed.emergencyFactor.value
      let multiplier = multipliers[raw]
      let factor = before / (multiplier ?? 1)
      return ClassCalibration(
        roadClass: roadClass, drives: drives[raw] ?? 0, timeShare: timeShares[raw] ?? 0,
        factorBefore: before, factor: factor,
        standardError: multiplier.flatMap { multiplier in
          errors[raw].map { $0 / multiplier * factor }
        }, isFitted: multiplier != nil)
    }
  }

  /// Milliseconds that every drive varies by whatever its length.
  private static let floor = 60_000.0

  private struct Solution {
    var values: [Double]
    var errors: [Double]
    var delay: Double
    var delayError: Double
  }

  /// Columns: the fitted classes at the start profile's speeds, and a 1 for the delay. The rest of a
  /// row (access, classes that are not fitted) is taken off what was observed.
  private static func solve(
    _ rows: [SpeedCalibration.Exposures.Row], _ fitted: [UInt8], _ previous: [UInt8: Double],
    _ rules: CalibrationRules, hasDelay: Bool
  ) -> Solution {
    let columns = fitted.count + 1
    var (design, targets) = ([Double](), [Double]())
    design.reserveCapacity(rows.count * columns)
    for row in rows {
      var target = row.observed - row.access
      var own = [Double](repeating: 0, count: columns)
      own[columns - 1] = hasDelay ? 1 : 0
      for (roadClass, time) in row.classes {
        if let column = fitted.firstIndex(of: roadClass) {
          own[column] = time / (previous[roadClass] ?? 1)
        } else {
          // A class that was fitted before and is no more goes back to the profile's own speed.
          target -= time / (previous[roadClass] ?? 1)
        }
      }
      // The longer the drive, the more its time varies: every row in parts of its length.
      let weight = 1 / (row.access + row.classes.values.reduce(0, +) + Self.floor)
      design += own.map { $0 * weight }
      targets.append(target * weight)
    }
    // The ridge: so many drives of the mean exposure that say 1. None on the delay.
    var ridge = [Double](repeating: 0, count: columns)
    for column in 0..<fitted.count {
      var squares = 0.0
      for row in rows.indices {
        let value = design[row * columns + column]
        squares += value * value
      }
      ridge[column] = rules.profileWeight * squares / Double(rows.count)
    }
    // A column of zeros needs something on its diagonal.
    if !hasDelay { ridge[columns - 1] = 1e-12 }
    var values = [Double](repeating: 1, count: fitted.count) + [0]
    var weights = [Double](repeating: 1, count: rows.count)
    var inverse: [Double] = []
    var scale = 0.0
    for _ in 0..<50 {
      let step = normal(design, targets, weights, ridge, columns)
      inverse = step.inverse
      let change = zip(step.values, values).map { abs($0 - $1) / max(abs($0), 1) }.max() ?? 0
      values = step.values
      let residuals = rows.indices.map { row in
        targets[row] - (0..<columns).reduce(0) { $0 + design[row * columns + $1] * values[$1] }
      }
      let sizes = TimeSample(calls: residuals.map(abs))
      scale = max((sizes.median ?? 0) / 0.6745, 1e-6)
      weights = residuals.map { min(1, 1.345 * scale / max(abs($0), 1e-12)) }
      if change < 1e-9 { break }
    }
    // The spread of the weighted residuals for the standard errors.
    let errors = (0..<columns).map { scale * max(inverse[$0 * columns + $0], 0).squareRoot() }
    return Solution(
      values: Array(values.dropLast()), errors: Array(errors.dropLast()),
      delay: hasDelay ? values[columns - 1] : 0, delayError: hasDelay ? errors[columns - 1] : 0)
  }

  /// (XᵀWX + R)⁻¹ (XᵀWy + R·1): the normal equations with the ridge towards 1.
  private static func normal(
    _ design: [Double], _ targets: [Double], _ weights: [Double], _ ridge: [Double],
    _ columns: Int
  ) -> (values: [Double], inverse: [Double]) {
    var matrix = [Double](repeating: 0, count: columns * columns)
    var right = [Double](repeating: 0, count: columns)
    for row in targets.indices {
      let base = row * columns
      for i in 0..<columns where design[base + i] != 0 {
        let scaled = weights[row] * design[base + i]
        right[i] += scaled * targets[row]
        for j in 0..<columns { matrix[i * columns + j] += scaled * design[base + j] }
      }
    }
    for i in 0..<columns {
      matrix[i * columns + i] += ridge[i]
      right[i] += ridge[i]
    }
    let inverse = inverted(matrix, columns)
    let values = (0..<columns).map { i in
      (0..<columns).reduce(0) { $0 + inverse[i * columns + $1] * right[$1] }
    }
    return (values, inverse)
  }

  /// By Gauss–Jordan elimination with row pivoting, on the matrix scaled to a diagonal of ones.
  private static func inverted(_ matrix: [Double], _ n: Int) -> [Double] {
    let scales = (0..<n).map { 1 / max(matrix[$0 * n + $0], 1e-300).squareRoot() }
    var left = matrix
    var right = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      right[i * n + i] = 1
      for j in 0..<n { left[i * n + j] *= scales[i] * scales[j] }
    }
    for column in 0..<n {
      let pivot =
        (column..<n).max { abs(left[$0 * n + column]) < abs(left[$1 * n + column]) } ?? column
      if pivot != column {
        for j in 0..<n {
          left.swapAt(pivot * n + j, column * n + j)
          right.swapAt(pivot * n + j, column * n + j)
        }
      }
      let divisor = left[column * n + column]
      guard abs(divisor) > 1e-14 else { continue }
      for j in 0..<n {
        left[column * n + j] /= divisor
        right[column * n + j] /= divisor
      }
      for row in 0..<n where row != column {
        let factor = left[row * n + column]
        guard factor != 0 else { continue }
        for j in 0..<n {
          left[row * n + j] -= factor * left[column * n + j]
          right[row * n + j] -= factor * right[column * n + j]
        }
      }
    }
    return (0..<n * n).map { right[$0] * scales[$0 / n] * scales[$0 % n] }
  }
}
