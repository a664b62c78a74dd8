import Synchronization

/// When a search must end before it has proven its result.
public struct SearchLimits: Sendable {
  /// Seconds after which the best plan so far is returned with its gap; none where `nil`.
  public var seconds: Double?
  /// Steps after which the same happens: nodes of a tree, rounds of an exchange. The same limit ends the
  /// same search at the same plan on every machine, which no number of seconds does; none where `nil`.
  public var steps: Int?
  /// Asked often; `true` ends the search with the best plan so far. Ctrl-C goes through here.
  public var isCancelled: @Sendable () -> Bool
  /// Seeds the restarts of the heuristics; the same seed gives the same plan.
  public var seed: UInt64
  /// How many plans as good as the best are listed.
  public var alternatives: Int
  /// Plans within this share of the objective are listed too; 0 lists exact ties.
  public var tolerance: Double

  public init(
    seconds: Double? = nil, steps: Int? = nil, seed: UInt64 = 1, alternatives: Int = 10,
    tolerance: Double = 0, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.seconds = seconds
    self.steps = steps
    self.seed = seed
    self.alternatives = alternatives
    self.tolerance = tolerance
    self.isCancelled = isCancelled
  }
}

/// Steps that one search has made, counted by whoever asks whether it may go on.
private final class StepCount: Sendable {
  private let made = Atomic<Int>(0)
  private let most: Int

  init(most: Int) { self.most = most }

  func isUsedUp() -> Bool { made.add(1, ordering: .relaxed).newValue > most }
}

/// A limit that has started to run.
struct Deadline: Sendable {
  private let steps: StepCount?
  private let end: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool

  init(_ limits: SearchLimits) {
    end = limits.seconds.map { ContinuousClock.now + .seconds($0) }
    steps = limits.steps.map(StepCount.init(most:))
    isCancelled = limits.isCancelled
  }

  /// Asking is a step.
  var hasPassed: Bool {
    if let steps, steps.isUsedUp() { return true }
    return isDue
  }

  /// Whether time is up or the end was asked for; asking this is no step, however often it is done.
  var isDue: Bool {
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
