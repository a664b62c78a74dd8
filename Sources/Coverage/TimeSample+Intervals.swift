import Glibc

/// From where to where a figure of all calls can lie, given those that were counted.
public struct ConfidenceInterval: Sendable, Hashable {
  /// Milliseconds; `nil` where so few calls bound it on one side only.
  public let lower: Double?
  public let upper: Double?

  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}

extension TimeSample {
  /// The level of every interval here.
  public static let confidence = 0.95

  /// Student's interval for the mean of independent calls (W.S. Gosset, The probable error of a mean,
  /// Biometrika 6 (1908) 1–25, doi 10.2307/2331554): mean ± t(0.975; n − 1) s / √n. Response times are skewed,
  /// so for small n it is a guide only. `nil` for fewer than two calls, and over residents, who are
  /// all there and no sample.
  public var meanInterval: ConfidenceInterval? {
    guard !isWeighted, count >= 2, let mean, mean.isFinite else { return nil }
    let squares = milliseconds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(count - 1) / Double(count)).squareRoot()
    let t = StudentDistribution.quantile(
      (1 + Self.confidence) / 2, degreesOfFreedom: Double(count - 1))
    return ConfidenceInterval(lower: mean - t * error, upper: mean + t * error)
  }

  /// The interval between two order statistics that holds the quantile *p* with a probability of at
  /// least 95 %, whatever the distribution (W.R. Thompson, On confidence ranges for the median, Annals
  /// of Mathematical Statistics 7 (1936) 122–128, doi 10.1214/aoms/1177732502): the number of calls
  /// below the quantile is binomial, and each tail is given at most 2.5 %. An end is `nil` where
  /// there are too few calls for it. `nil` over residents.
  /// - Complexity: O(√*n* log *n*).
  public func quantileInterval(_ p: Double) -> ConfidenceInterval? {
    guard !isWeighted, !isEmpty else { return nil }
    let tail = (1 - Self.confidence) / 2
    // The largest rank r with P(B ≤ r − 1) ≤ tail: then the quantile lies below X(r) too rarely.
    let lower = largest(below: count) { binomialDistribution($0 - 1, count, p) <= tail }
    // The smallest rank s with P(B ≤ s − 1) ≥ 1 − tail is one more than the largest without.
    let upper = largest(below: count) { binomialDistribution($0 - 1, count, p) < 1 - tail } + 1
    return ConfidenceInterval(
      lower: lower >= 1 ? milliseconds[lower - 1] : nil,
      upper: upper <= count ? milliseconds[upper - 1] : nil)
  }

  /// The largest of 1...count for which `holds`, which is true up to somewhere; 0 where it never is.
  private func largest(below count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high + 1) / 2
      if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// P(B ≤ k) for a binomial B of n trials: the incomplete beta function I(1 − p; n − k, k + 1).
  private func binomialDistribution(_ k: Int, _ n: Int, _ p: Double) -> Double {
    if k < 0 { return 0 }
    if k >= n { return 1 }
    return IncompleteBeta.regularized(Double(n - k), Double(k + 1), at: 1 - p)
  }
}

/// The distribution of a mean of few values.
enum StudentDistribution {
  /// The value that a Student's t of so many degrees of freedom stays below with probability `p`.
  ///
  /// By bisection on the distribution, which is the incomplete beta function (M. Abramowitz, I.A.
  /// Stegun, Handbook of Mathematical Functions, 26.7.1).
  static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0.5 && p < 1 && degreesOfFreedom >= 1)
    func distribution(_ t: Double) -> Double {
      let x = degreesOfFreedom / (degreesOfFreedom + t * t)
      return 1 - IncompleteBeta.regularized(degreesOfFreedom / 2, 0.5, at: x) / 2
    }
    var (low, high) = (0.0, 1.0)
    while distribution(high) < p { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if distribution(middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// The regularised incomplete beta function.
enum IncompleteBeta {
  /// I(x; a, b), by its continued fraction (Abramowitz and Stegun 26.5.8) evaluated from the front
  /// (W.J. Lentz, Applied Optics 15 (1976) 668–671, doi 10.1364/AO.15.000668).
  /// - Complexity: O(√max(*a*, *b*)).
  static func regularized(_ a: Double, _ b: Double, at x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast on this side of the mean only.
    if x > (a + 1) / (a + b + 2) { return 1 - regularized(b, a, at: 1 - x) }
    let front = exp(
      lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x) - log(a))
    return front * fraction(a, b, x)
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var value = d
    let most = 200 + Int(20 * max(a, b).squareRoot())
    for m in 1...most {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return value
  }
}
