import ResponseModel

extension WrittenTime {
  /// Reads what people and programs write: `2024-03-05 08:05:00`, `2024/3/5 8:05`, `2024年3月5日 上午8时5分`,
  /// `20240305080500`, ISO 8601 with or without zone, `8:05 PM`, an hour of `24:00`, and the serial
  /// numbers of workbooks (45356.34). `nil` for anything else, and for `3/5/2024`, which means two days.
  ///
  /// - Parameter epoch1904: whether serial numbers count from 1904, as old Macintosh workbooks do.
  /// - Complexity: O(*n*).
  init?(_ text: String, epoch1904: Bool = false) {
    var copy = text
    guard let read = copy.withUTF8({ Self.read($0, epoch1904) }) ?? Self.long(text, epoch1904)
    else { return nil }
    self = read
  }

  /// The same of a cell as it stands, where it starts and ends with a digit; `nil` for any other,
  /// which may need trimming first.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, epoch1904: Bool) {
    guard let first = bytes.first, let last = bytes.last, (48...57).contains(first),
      (48...57).contains(last), let read = Self.read(bytes, epoch1904)
    else { return nil }
    self = read
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ epoch1904: Bool) -> WrittenTime? {
    // A number with a fraction is no date, since those have two points, and no time of day.
    if bytes.count > 6, bytes[5] == UInt8(ascii: "."), let serial = shortDecimal(bytes) {
      return WrittenTime(serial: serial, epoch1904)
    }
    var scanner = TimeScanner(bytes)
    return scanner.time() ?? shortDecimal(bytes).flatMap { WrittenTime(serial: $0, epoch1904) }
  }

  /// A serial number of more digits than `shortDecimal` takes.
  private static func long(_ text: String, _ epoch1904: Bool) -> WrittenTime? {
    Double(text).flatMap { WrittenTime(serial: $0, epoch1904) }
  }

  /// A decimal number whose digits a `Double` holds exactly, as most serial numbers are: one division
  /// by an exact power of ten rounds it correctly (W. D. Clinger 1990, doi 10.1145/93542.93557).
  ///
  /// - Returns: `nil` for any other text.
  static func shortDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var (digits, decimals, isFraction) = (0 as UInt64, 0, false)
    guard let last = bytes.last, (48...57).contains(last), bytes.count <= 18 else { return nil }
    for byte in bytes {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
        continue
      }
      guard (48...57).contains(byte) else { return nil }
      digits = digits * 10 + UInt64(byte - 48)
      if isFraction { decimals += 1 }
    }
    guard digits <= 1 << 53 else { return nil }
    return Double(digits) / powersOfTen[decimals]
  }

  /// All exact: 10²² is the last power of ten that a `Double` holds.
  private static let powersOfTen = (0...18).map { power in
    (0..<power).reduce(1.0) { product, _ in product * 10 }
  }

  /// A workbook's day number: 45356.336805 is 2024-03-05 08:05, below 1 a time of day.
  ///
  /// Rounded to the millisecond, or to the second where it is within 2 ms of one: sixteen digits of
  /// a day number do not hold more.
  init?(serial: Double, _ epoch1904: Bool = false) {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    var whole = Int(serial)
    var milliseconds = Int(((serial - Double(whole)) * 86_400_000).rounded())
    let rest = milliseconds % 1000
    if rest <= 2 { milliseconds -= rest }
    if rest >= 998 { milliseconds += 1000 - rest }
    if milliseconds == 86_400_000 { (whole, milliseconds) = (whole + 1, 0) }
    guard whole > 0 else {
      self.init(day: nil, milliseconds: milliseconds)
      return
    }
    // Days before 1900-03-01 are off by one in one of the programs; nobody's records are that old.
    guard epoch1904 || whole >= 61 else { return nil }
    // Serial 25569 is 1970-01-01; the 1904 system starts 1462 days later.
    let day = whole - 25_569 + (epoch1904 ? 1462 : 0)
    // Midnight is a whole number: a bare date cannot be told from it.
    self.init(day: day, milliseconds: milliseconds)
  }
}

/// Reads one moment from its bytes, to the end or not at all.
struct TimeScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func time() -> WrittenTime? {
    skipBlanks()
    if let compact = compact() { return compact }
    let start = position
    var time = WrittenTime()
    if let day = date() {
      time.day = day
      if skip(UInt8(ascii: "T")) {
        guard position < bytes.count else { return nil }
      }
      skipBlanks()
    } else {
      position = start
    }
    if position < bytes.count {
      guard let clock = clock() else { return nil }
      time.milliseconds = clock
      skipBlanks()
      guard zone(&time.offsetSeconds) else { return nil }
      skipBlanks()
    }
    guard position == bytes.count, time.day != nil || time.milliseconds != nil else { return nil }
    return time
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int? {
    CalendarDate(year: year, month: month, day: day)?.daysSince1970
  }

  /// `20240305`, `20240305080500`, and with a T between.
  private mutating func compact() -> WrittenTime? {
    let start = position
    defer { position = start }
    let date = digits(upTo: 14)
    guard date.count == 8 || date.count == 14 || date.count == 12 else { return nil }
    let tail = date.count == 8 ? 0 : date.value % (date.count == 14 ? 1_000_000 : 10_000)
    let head = date.count == 8 ? date.value : date.value / (date.count == 14 ? 1_000_000 : 10_000)
    guard position == bytes.count,
      let day = Self.dayNumber(year: head / 10_000, month: head / 100 % 100, day: head % 100),
      // A 12-digit village code must not pass for a moment.
      (1900...2199).contains(head / 10_000)
    else { return nil }
    guard date.count > 8 else { return WrittenTime(day: day) }
    let clock = date.count == 14 ? tail : tail * 100
    guard let milliseconds = Self.clock(clock / 10_000, clock / 100 % 100, clock % 100, 0) else {
      return nil
    }
    return WrittenTime(day: day, milliseconds: milliseconds)
  }

  /// Year first, with `-`, `/`, `.` or 年月日.
  private mutating func date() -> Int? {
    let year = digits(upTo: 4)
    guard year.count == 4 else { return nil }
    let separator = byte()
    if skip("年") {
      let month = digits(upTo: 2)
      guard month.count > 0, skip("月") else { return nil }
      let day = digits(upTo: 2)
      guard day.count > 0, skip("日") || skip("号") else { return nil }
      return Self.dayNumber(year: year.value, month: month.value, day: day.value)
    }
    guard
      separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
        || separator == UInt8(ascii: ".")
    else { return nil }
    position += 1
    let month = digits(upTo: 2)
    guard month.count > 0, byte() == separator else { return nil }
    position += 1
    let day = digits(upTo: 2)
    guard day.count > 0 else { return nil }
    return Self.dayNumber(year: year.value, month: month.value, day: day.value)
  }

  /// `8:05`, `08:05:00.250`, `8时5分30秒`, `PT08H05M00S`, with 上午, 下午, AM or PM before or behind.
  private mutating func clock() -> Int? {
    var half = halfDay()
    skipBlanks()
    let isDuration = skip("PT")
    let hour = digits(upTo: 2)
    guard hour.count > 0 else { return nil }
    let isChinese = skip("时") || skip("點") || skip("点")
    guard isChinese || skip(":") || skip("\u{FF1A}") || (isDuration && skip("H")) else {
      // `8 PM`
      skipBlanks()
      half = half ?? halfDay()
      return half == nil ? nil : Self.clock(hour.value, 0, 0, 0, half)
    }
    let minute = digits(upTo: 2)
    guard minute.count > 0 || isChinese else { return nil }
    var (second, millisecond) = (0, 0)
    if skip("分") || skip(":") || skip("\u{FF1A}") || (isDuration && skip("M")) {
      let seconds = digits(upTo: 2)
      second = seconds.value
      if seconds.count > 0, skip(".") || skip(",") { millisecond = fraction() }
      _ = skip("秒") || (isDuration && skip("S"))
    }
    skipBlanks()
    half = half ?? halfDay()
    return Self.clock(hour.value, minute.value, second, millisecond, half)
  }

  private enum HalfDay {
    case morning, afternoon
  }

  private static let mornings: [StaticString] = ["上午", "凌晨", "早上", "AM", "am", "a.m."]
  private static let afternoons: [StaticString] = ["下午", "晚上", "中午", "PM", "pm", "p.m."]

  private mutating func halfDay() -> HalfDay? {
    // Nearly every time has none, and nine stand in a row of calls: a look at one byte says so.
    guard let byte = byte(), byte >= 0x80 || byte | 0x20 == 0x61 || byte | 0x20 == 0x70 else {
      return nil
    }
    for word in Self.mornings where skip(word) { return .morning }
    for word in Self.afternoons where skip(word) { return .afternoon }
    return nil
  }

  private static func clock(
    _ hour: Int, _ minute: Int, _ second: Int, _ millisecond: Int, _ half: HalfDay? = nil
  ) -> Int? {
    var hour = hour
    switch half {
    case .morning: if hour == 12 { hour = 0 }
    // 下午14:05 is written too.
    case .afternoon: if hour < 12 { hour += 12 }
    case nil: break
    }
    guard minute < 60, second < 60,
      hour < 24 || (hour == 24 && minute == 0 && second == 0 && millisecond == 0)
    else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  }

  /// `Z`, `+08:00`, `+0800`, `+08`; false for anything that is none.
  private mutating func zone(_ offset: inout Int?) -> Bool {
    guard position < bytes.count else { return true }
    if skip("Z") || skip("z") {
      offset = 0
      return true
    }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0 else { return false }
    let hours = digits(upTo: 2)
    _ = skip(":")
    let minutes = digits(upTo: 2)
    guard hours.count == 2, minutes.count != 1, hours.value <= 15, minutes.value < 60 else {
      return false
    }
    offset = sign * (hours.value * 3600 + minutes.value * 60)
    return true
  }

  private func byte() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func digits(upTo limit: Int) -> (value: Int, count: Int) {
    var (value, count) = (0, 0)
    while count < limit, let byte = byte(), (48...57).contains(byte) {
      value = value * 10 + Int(byte) - 48
      count += 1
      position += 1
    }
    return (value, count)
  }

  /// Digits behind the point as milliseconds; those beyond the third are cut.
  private mutating func fraction() -> Int {
    var (value, weight) = (0, 100)
    while let byte = byte(), (48...57).contains(byte) {
      value += (Int(byte) - 48) * weight
      weight /= 10
      position += 1
    }
    return value
  }

  private mutating func skip(_ ascii: UInt8) -> Bool {
    guard byte() == ascii else { return false }
    position += 1
    return true
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    for index in 0..<length where bytes[position + index] != word.utf8Start[index] { return false }
    position += length
    return true
  }

  private mutating func skipBlanks() {
    while let byte = byte(), byte == 32 || byte == 9 { position += 1 }
  }
}
