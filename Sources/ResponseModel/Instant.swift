public import Quantities

/// A moment, to the millisecond, and the zone its clock showed.
///
/// Comparing is by the moment; the zone only breaks ties, so that sorting is the same every time.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let milliseconds: Int64
  /// What the clock it was read from was ahead of UTC: 480 in China.
  public let minutesEast: Int

  /// Zones from −23:59 to +23:59 exist; others are a caller's mistake.
  public init(milliseconds: Int64, minutesEast: Int) {
    precondition(abs(minutesEast) < 1440, "a zone is less than a day from UTC")
    self.milliseconds = milliseconds
    self.minutesEast = minutesEast
  }

  /// What a clock in the given zone showed.
  ///
  /// `nil` where no clock shows that, or where its day here or in UTC is not of the years 1 to 9999.
  /// 24:00 is the next day's 00:00; a leap second is refused, since
  /// no dispatch system writes one.
  public init?(
    _ date: CalendarDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0,
    minutesEast: Int
  ) {
    guard (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0 && millisecond == 0),
      (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond),
      abs(minutesEast) < 1440
    else { return nil }
    let minutes = (date.daysSince1970 * 24 + hour) * 60 + minute - minutesEast
    self.init(
      milliseconds: Int64(minutes) * 60_000 + Int64(second * 1000 + millisecond),
      minutesEast: minutesEast)
    // On one of the two clocks it may be past the last day that has a date.
    for clock in [milliseconds, localMilliseconds] {
      let day = Int(Self.floored(clock, by: 86_400_000).quotient)
      guard CalendarDate.dayNumbers.contains(day) else { return nil }
    }
  }

  /// The day its clock showed.
  public var localDate: CalendarDate {
    CalendarDate(daysSince1970: Int(Self.floored(localMilliseconds, by: 86_400_000).quotient))
  }

  /// How far into `localDate` its clock was.
  public var millisecondsOfLocalDay: Int {
    Int(Self.floored(localMilliseconds, by: 86_400_000).remainder)
  }

  /// Seconds from `earlier` to this; negative where it lies before.
  public func seconds(since earlier: Instant) -> Seconds {
    Seconds(Double(milliseconds - earlier.milliseconds) / 1000)
  }

  /// The same moment on a clock of another zone.
  public func shown(minutesEast: Int) -> Instant {
    Instant(milliseconds: milliseconds, minutesEast: minutesEast)
  }

  public static func < (lhs: Instant, rhs: Instant) -> Bool {
    (lhs.milliseconds, lhs.minutesEast) < (rhs.milliseconds, rhs.minutesEast)
  }

  var localMilliseconds: Int64 { milliseconds + Int64(minutesEast) * 60_000 }

  static func floored(
    _ value: Int64, by divisor: Int64
  ) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
