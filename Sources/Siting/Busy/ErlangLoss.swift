/// Erlang's loss formula.
public enum ErlangLoss {
  /// The probability that all vehicles are out when a call comes, where calls that find none are
  /// served by someone else: B(c, a) by the recursion B(0) = 1, B(n) = a B(n−1) / (n + a B(n−1)).
  ///
  /// A.K. Erlang, 1917; it holds for service times of any distribution.
  /// - Parameters:
  ///   - load: calls per hour × hours per call.
  /// - Complexity: O(`vehicles`).
  public static func blocking(vehicles: Int, load: Double) -> Double {
    precondition(vehicles >= 0 && load >= 0)
    guard load > 0 else { return vehicles == 0 ? 1 : 0 }
    var blocking = 1.0
    for number in 0..<vehicles {
      blocking = load * blocking / (Double(number + 1) + load * blocking)
    }
    return blocking
  }

  /// The share of time that each of equally used vehicles is out.
  public static func busyFraction(vehicles: Int, load: Double) -> Double {
    guard vehicles > 0 else { return 0 }
    return load * (1 - blocking(vehicles: vehicles, load: load)) / Double(vehicles)
  }
}
