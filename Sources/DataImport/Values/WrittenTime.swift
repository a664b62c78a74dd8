/// A date, a time of day, or both, as a cell has it: nothing is known of its zone unless it says so.
struct WrittenTime: Sendable, Hashable {
  /// A day of the Gregorian calendar, counted from 1970-01-01; `nil` for a bare time of day.
  var day: Int?
  /// Since that day's midnight; `nil` for a bare date. A clock that reads 24:00 gives 86,400,000.
  var milliseconds: Int?
  /// East of Greenwich, where the text itself names its offset.
  var offsetSeconds: Int?
}

/// Days of the Gregorian calendar as numbers.
enum DayNumber {
  /// Days from 1970-01-01; `nil` where there is no such day.
  ///
  /// Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  static func of(year: Int, month: Int, day: Int) -> Int? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= length(of: month, in: year)
    else { return nil }
    // The year starts in March, so that the leap day is its last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `of`: civil_from_days.
  static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
