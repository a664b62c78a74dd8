/// Times of calls, each counting once, or of residents, each place with its weight.
///
/// Kept in milliseconds, the resolution of the clock times, so that sums of whole milliseconds are
/// exact and a mean of exactly 11 min is 11 and nothing beside it.
public struct TimeSample: Sendable, Hashable {
  /// In growing order; infinite where a place cannot be reached.
  public let milliseconds: [Double]
  /// Of `milliseconds`, positive; empty where each counts once.
  public let weights: [Double]

  /// Calls, each counting once.
  /// - Complexity: O(*n* log *n*).
  public init(calls milliseconds: [Double]) {
    self.milliseconds = milliseconds.sorted()
    weights = []
  }

  /// Places with their residents; those without residents are left out.
  /// - Complexity: O(*n* log *n*).
  public init(places: [(milliseconds: Double, residents: Double)]) {
    let inhabited = places.filter { $0.residents > 0 }
      .sorted { ($0.milliseconds, $0.residents) < ($1.milliseconds, $1.residents) }
    milliseconds = inhabited.map(\.milliseconds)
    weights = inhabited.map(\.residents)
  }

  /// Several samples of one kind as one.
  public init(merging parts: [TimeSample]) {
    let parts = parts.filter { !$0.isEmpty }
    if parts.count == 1 {
      self = parts[0]
    } else if parts.contains(where: { !$0.weights.isEmpty }) {
      self.init(places: parts.flatMap { zip($0.milliseconds, $0.weights).map { ($0, $1) } })
    } else {
      self.init(calls: parts.flatMap(\.milliseconds))
    }
  }

  public var isEmpty: Bool { milliseconds.isEmpty }
  public var count: Int { milliseconds.count }
  public var isWeighted: Bool { !weights.isEmpty }

  /// Number of calls, or of residents.
  public var weight: Double {
    isWeighted ? weights.reduce(0, +) : Double(milliseconds.count)
  }

  public func weight(at index: Int) -> Double { isWeighted ? weights[index] : 1 }

  /// Over calls, or over residents; `nil` where there is none. Infinite where one cannot be reached.
  public var mean: Double? {
    guard !isEmpty else { return nil }
    guard isWeighted else { return milliseconds.reduce(0, +) / Double(count) }
    let total = zip(milliseconds, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return total / weight
  }

  public var longest: Double? { milliseconds.last }

  /// The quantile *p*, milliseconds.
  ///
  /// Over calls it is definition 7 of Hyndman and Fan (1996, doi 10.2307/2684934), which Excel's
  /// PERCENTILE, numpy and R compute: the median of an even number is the mean of the middle two.
  /// Over residents it is the smallest time within which at least the share *p* of them is reached
  /// (the inverse of the weighted distribution), since no resident lives between two places.
  /// - Complexity: O(1) over calls, O(*n*) over residents.
  public func quantile(_ p: Double) -> Double? {
    precondition((0...1).contains(p))
    guard let last = milliseconds.last else { return nil }
    guard isWeighted else {
      let position = p * Double(count - 1)
      let lower = Int(position)
      guard lower + 1 < count else { return last }
      let (a, b) = (milliseconds[lower], milliseconds[lower + 1])
      // Between a number and infinity lies no number.
      guard b.isFinite else { return position == Double(lower) ? a : b }
      return a + (position - Double(lower)) * (b - a)
    }
    let asked = p * weight
    var within = 0.0
    for (time, weight) in zip(milliseconds, weights) {
      within += weight
      if within >= asked { return time }
    }
    return last
  }

  public var median: Double? { quantile(0.5) }
  public var p90: Double? { quantile(0.9) }

  /// The weight of the times for which `holds` is true.
  public func weight(where holds: (Double) -> Bool) -> Double {
    milliseconds.indices.reduce(0) { holds(milliseconds[$1]) ? $0 + weight(at: $1) : $0 }
  }

  /// Only the times for which `holds` is true.
  public func filter(_ holds: (Double) -> Bool) -> TimeSample {
    let kept = milliseconds.indices.filter { holds(milliseconds[$0]) }
    return isWeighted
      ? TimeSample(places: kept.map { (milliseconds[$0], weights[$0]) })
      : TimeSample(calls: kept.map { milliseconds[$0] })
  }
}
