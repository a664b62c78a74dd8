/// When a search must end before it has proven its result.
public struct SearchLimits: Sendable {
  /// Seconds after which the best plan so far is returned with its gap; none where `nil`.
  public var seconds: Double?
  /// Asked often; `true` ends the search with the best plan so far. Ctrl-C goes through here.
  public var isCancelled: @Sendable () -> Bool
  /// Seeds the restarts of the heuristics; the same seed gives the same plan.
  public var seed: UInt64
  /// How many plans as good as the best are listed.
  public var alternatives: Int
  /// Plans within this share of the objective are listed too; 0 lists exact ties.
  public var tolerance: Double

  public init(
    seconds: Double? = nil, seed: UInt64 = 1, alternatives: Int = 10, tolerance: Double = 0,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.seconds = seconds
    self.seed = seed
    self.alternatives = alternatives
    self.tolerance = tolerance
    self.isCancelled = isCancelled
  }
}

/// A time limit that has started to run.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool

  init(_ limits: SearchLimits) {
    end = limits.seconds.map { ContinuousClock.now + .seconds($0) }
    isCancelled = limits.isCancelled
  }

  var hasPassed: Bool {
    if isCancelled() { return true }
    guard let end else { return false }
    return ContinuousClock.now >= end
  }

  /// What is left, at least a little, at most ten days.
  var secondsLeft: Double {
    guard let end else { return 864_000 }
    let left = end - ContinuousClock.now
    return max(0.01, Double(left.components.seconds) + Double(left.components.attoseconds) * 1e-18)
  }
}
