extension Instant {
  /// `2026-11-22T04:02:50.123Z`: how stores keep it, the form that GeoPackage asks for.
  public var utcText: String { Self.text(milliseconds) + "Z" }

  /// `+08:00`
  public var zoneText: String { Self.zoneText(minutesEast: minutesEast) }

  /// What its clock showed, with the zone: `2026-11-22T12:02:50.123+08:00`.
  public var description: String { Self.text(localMilliseconds) + zoneText }

  /// Reads ISO 8601 as `description` and `utcText` write it; seconds and their decimals may be
  /// missing, a blank may stand for the T. The zone must be said. `nil` for anything else.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2), reader.skip("T") || reader.skip(" "),
      let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2)
    else { return nil }
    var (second, millisecond) = (0, 0)
    if reader.skip(":") {
      guard let value = reader.number(2) else { return nil }
      second = value
      if reader.skip(".") {
        guard let value = reader.thousandths() else { return nil }
        millisecond = value
      }
    }
    guard let east = reader.zone(), reader.isAtEnd,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    self.init(
      date, hour: hour, minute: minute, second: second, millisecond: millisecond, minutesEast: east)
  }

  /// Reads `+08:00`, `-03:30` or `Z`; `nil` for anything else.
  public static func minutesEast(_ text: String) -> Int? {
    var reader = DigitReader(text)
    guard let minutes = reader.zone(), reader.isAtEnd else { return nil }
    return minutes
  }

  /// `+08:00`
  public static func zoneText(minutesEast: Int) -> String {
    let (hours, minutes) = abs(minutesEast).quotientAndRemainder(dividingBy: 60)
    // Every row of a million has one: put together from its bytes.
    return String(unsafeUninitializedCapacity: 6) { bytes in
      bytes[0] = UInt8(ascii: minutesEast < 0 ? "-" : "+")
      (bytes[1], bytes[2]) = two(hours)
      bytes[3] = UInt8(ascii: ":")
      (bytes[4], bytes[5]) = two(minutes)
      return 6
    }
  }

  private static func text(_ milliseconds: Int64) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(23)
    let (days, rest) = floored(milliseconds, by: 86_400_000)
    append(CalendarDate(daysSince1970: Int(days)), Int(rest), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter time: milliseconds of the day.
  fileprivate static func append(_ date: CalendarDate, _ time: Int, to bytes: inout [UInt8]) {
    let (century, year) = (two(date.year / 100), two(date.year % 100))
    let (month, day) = (two(date.month), two(date.day))
    let (hour, minute) = (two(time / 3_600_000), two(time / 60_000 % 60))
    let (second, hundredths) = (two(time / 1000 % 60), two(time % 1000 / 10))
    let (dash, colon) = (UInt8(ascii: "-"), UInt8(ascii: ":"))
    let digits = (
      century.0, century.1, year.0, year.1, dash, month.0, month.1, dash, day.0, day.1,
      UInt8(ascii: "T"), hour.0, hour.1, colon, minute.0, minute.1, colon, second.0, second.1,
      UInt8(ascii: "."), hundredths.0, hundredths.1, UInt8(truncatingIfNeeded: 48 + time % 10)
    )
    withUnsafeBytes(of: digits) { bytes.append(contentsOf: $0) }
  }
}

/// The last two digits of a number.
private func two(_ number: Int) -> (UInt8, UInt8) {
  (UInt8(truncatingIfNeeded: 48 + number / 10 % 10), UInt8(truncatingIfNeeded: 48 + number % 10))
}

/// Writes moments as `Instant.utcText` has them, without a string for each: ten a call, and a million
/// calls. Most are of the same day as the one before, whose date is kept.
public struct UTCTextWriter: Sendable {
  private var day: Int64?
  private var date = CalendarDate(daysSince1970: 0)

  public init() {}

  public mutating func append(_ moment: Instant, to bytes: inout [UInt8]) {
    let (days, rest) = Instant.floored(moment.milliseconds, by: 86_400_000)
    if day != days {
      day = days
      date = CalendarDate(daysSince1970: Int(days))
    }
    Instant.append(date, Int(rest), to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }
}

/// Digits and separators of a timestamp, from left to right.
private struct DigitReader {
  private var bytes: Substring.UTF8View

  init(_ text: String) { bytes = text[...].utf8 }

  var isAtEnd: Bool { bytes.isEmpty }

  /// Moves past `character`, where it is next.
  mutating func skip(_ character: Character) -> Bool {
    guard let byte = bytes.first, byte == character.asciiValue else { return false }
    bytes.removeFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Decimals of a second, cut after the third.
  mutating func thousandths() -> Int? {
    guard let first = digit() else { return nil }
    var (value, count) = (first, 1)
    while let digit = digit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    while count < 3 {
      value *= 10
      count += 1
    }
    return value
  }

  mutating func zone() -> Int? {
    if skip("Z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), hours < 24 else { return nil }
    let hasColon = skip(":")
    if !hasColon, isAtEnd { return (isWest ? -60 : 60) * hours }
    guard let minutes = number(2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private mutating func digit() -> Int? {
    guard let byte = bytes.first, (48...57).contains(byte) else { return nil }
    bytes.removeFirst()
    return Int(byte - 48)
  }
}
