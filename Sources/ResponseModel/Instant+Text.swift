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
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(minutesEast < 0 ? "-" : "+")\(two(hours)):\(two(minutes))"
  }

  /// Ten timestamps a call and a million calls: the digits are written straight into the string.
  private static func text(_ milliseconds: Int64) -> String {
    let (days, rest) = floored(milliseconds, by: 86_400_000)
    let date = CalendarDate(daysSince1970: Int(days))
    let time = Int(rest)
    return String(unsafeUninitializedCapacity: 23) { bytes in
      var next = 0
      func write(_ number: Int, _ digits: Int, then separator: Character?) {
        var number = number
        for place in stride(from: next + digits - 1, through: next, by: -1) {
          bytes.initializeElement(at: place, to: UInt8(48 + number % 10))
          number /= 10
        }
        next += digits
        if let separator, let byte = separator.asciiValue {
          bytes.initializeElement(at: next, to: byte)
          next += 1
        }
      }
      write(date.year, 4, then: "-")
      write(date.month, 2, then: "-")
      write(date.day, 2, then: "T")
      write(time / 3_600_000, 2, then: ":")
      write(time / 60_000 % 60, 2, then: ":")
      write(time / 1000 % 60, 2, then: ".")
      write(time % 1000, 3, then: nil)
      return next
    }
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
