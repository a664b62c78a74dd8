/// A date, a time of day, or both, as a cell has it: nothing is known of its zone unless it says so.
struct WrittenTime: Sendable, Hashable {
  /// A day of the Gregorian calendar, counted from 1970-01-01; `nil` for a bare time of day.
  var day: Int?
  /// Since that day's midnight; `nil` for a bare date. A clock that reads 24:00 gives 86,400,000.
  var milliseconds: Int?
  /// East of Greenwich, where the text itself names its offset.
  var offsetSeconds: Int?
}
