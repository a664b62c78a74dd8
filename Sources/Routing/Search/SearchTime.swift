public import Quantities

/// The clock of every search: whole milliseconds in 32 bits.
public enum SearchTime {
  /// A time from which on nothing counts as reached: 2³⁰ ms, 12.4 days. An arc that takes this long is
  /// closed. Two times below it add up to less than 2³¹, so no sum overflows, signed or not, and every
  /// method of search means the same by "unreachable".
  public static let horizon: UInt32 = 1 << 30

  /// What stands for "unreachable" in arrays of milliseconds; an API says `nil`.
  public static let unreachable = UInt32.max

  /// The latest time that a search with this limit still counts: the limit in whole milliseconds,
  /// rounded down, since a search knows no others. Without a limit, all below the horizon.
  ///
  /// - Returns: `nil` where the limit is negative or not a number, so that nothing is within it.
  public static func latest(_ limit: Seconds?) -> UInt32? {
    guard let limit else { return horizon - 1 }
    // 1.005 s · 1000 is 1004.999…: a limit that is a whole millisecond but for its last bits is one.
    let milliseconds = (limit.value * 1000 + 1e-6).rounded(.down)
    guard milliseconds >= 0 else { return nil }
    return milliseconds >= Double(horizon) ? horizon - 1 : UInt32(milliseconds)
  }

  /// Milliseconds as a time; `nil` for `unreachable` and all from the horizon on.
  public static func seconds(_ milliseconds: UInt32) -> Seconds? {
    milliseconds < horizon ? Seconds(Double(milliseconds) / 1000) : nil
  }
}
