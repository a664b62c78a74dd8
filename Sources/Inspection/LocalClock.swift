public import ResponseModel

/// What clocks in one zone show, summer times included.
public struct LocalClock: Sendable {
  /// Its name, e.g. `Asia/Shanghai`.
  public let name: String
  /// Minutes that it is ahead of UTC at a moment (milliseconds since 1970).
  private let minutesEast: @Sendable (Int64) -> Int

  public init(name: String, minutesEast: @escaping @Sendable (Int64) -> Int) {
    self.name = name
    self.minutesEast = minutesEast
  }

  /// A zone without summer time.
  public init(fixedMinutesEast minutes: Int) {
    self.init(name: Instant.zoneText(minutesEast: minutes)) { _ in minutes }
  }

  public func instant(_ milliseconds: Int64) -> Instant {
    Instant(milliseconds: milliseconds, minutesEast: minutesEast(milliseconds))
  }

  /// `2026-03-01 20:00 +08:00`; seconds only where they are not 0.
  public func text(_ milliseconds: Int64) -> String {
    let instant = instant(milliseconds)
    let time = instant.millisecondsOfLocalDay
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = time / 1000 % 60 == 0 ? "" : ":" + two(time / 1000 % 60)
    return "\(instant.localDate) \(two(time / 3_600_000)):\(two(time / 60_000 % 60))\(seconds) "
      + instant.zoneText
  }

  public func date(_ milliseconds: Int64) -> CalendarDate { instant(milliseconds).localDate }

  /// The moment at which a clock shows this. An hour that a change of clocks repeats is taken the
  /// first time; one that it skips is counted from before the change.
  public func moment(_ date: CalendarDate, hour: Int = 0, minute: Int = 0) -> Int64 {
    let local = Int64(date.daysSince1970 * 1440 + hour * 60 + minute) * 60_000
    // The offset of half a day earlier is that before a change on this day, if there is one.
    let rough = local - Int64(minutesEast(local)) * 60_000
    let before = minutesEast(rough - 43_200_000)
    let guess = local - Int64(before) * 60_000
    let after = minutesEast(guess)
    if after == before { return guess }
    let second = local - Int64(after) * 60_000
    return minutesEast(second) == after ? second : guess
  }
}

/// When an inspection looks: a moment, a day or a period.
public struct InspectionWindow: Sendable {
  /// Half open; a moment is one millisecond.
  public let span: Range<Int64>
  public let isMoment: Bool
  public let clock: LocalClock
  /// First and last day looked at, by the clock.
  public let firstDay: CalendarDate
  public let lastDay: CalendarDate

  public init(moment: Int64, clock: LocalClock) {
    span = moment..<moment + 1
    isMoment = true
    self.clock = clock
    firstDay = clock.date(moment)
    lastDay = firstDay
  }

  /// Whole days, the last one included.
  public init(from first: CalendarDate, through last: CalendarDate, clock: LocalClock) {
    precondition(first <= last, "a period ends after it begins")
    span = clock.moment(first)..<clock.moment(last.adding(days: 1))
    isMoment = false
    self.clock = clock
    firstDay = first
    lastDay = last
  }

  /// The days looked at, whole: what has no meaning at a single moment is judged over its day.
  public var days: Range<Int64> {
    isMoment ? clock.moment(firstDay)..<clock.moment(lastDay.adding(days: 1)) : span
  }

  /// Calendar months that lie in the period whole; for a day or moment, the month before it.
  public var months: [(year: Int, month: Int)] {
    var months: [(year: Int, month: Int)] = []
    if firstDay == lastDay {
      let month = firstDay.month == 1 ? 12 : firstDay.month - 1
      return [(firstDay.month == 1 ? firstDay.year - 1 : firstDay.year, month)]
    }
    var (year, month) = (firstDay.year, firstDay.month)
    while (year, month) <= (lastDay.year, lastDay.month) {
      let length = CalendarDate.days(inMonth: month, of: year)
      if let begin = CalendarDate(year: year, month: month, day: 1),
        let end = CalendarDate(year: year, month: month, day: length),
        begin >= firstDay, end <= lastDay
      {
        months.append((year, month))
      }
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return months
  }
}
