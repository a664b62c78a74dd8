import GRDB
import GRDBSQLite
import Glibc
public import Inspection
import ResponseModel

extension ServiceStore {
  /// The shifts on duty, ready to be swept.
  ///
  /// Rows are read in the order of the file, which is the fastest, through SQLite's own interface:
  /// names are looked up and times are read where they lie, so that millions of rows make no strings.
  ///
  /// - Parameters:
  ///   - plates: ambulances to know, also those without shifts.
  ///   - people: likewise.
  /// - Throws: `StoreError.badRow` for a time that is none.
  /// - Complexity: O(shifts).
  public func roster(plates: [String], people: [String]) throws(StoreError) -> Roster {
    try StoreError.translating(path) {
      try queue.read { try RosterReader.roster(from: $0, plates: plates, people: people) }
    }
  }
}

private enum RosterReader {
  static func roster(
    from database: Database, plates: [String], people: [String]
  ) throws -> Roster {
    var plates = NameIndex(plates)
    var people = NameIndex(people)
    var assignments: [Assignment] = []
    // Counting the rows would read a whole index; their highest number is found at once and not less.
    let highest = try Int.fetchOne(database, sql: "SELECT max(fid) FROM shifts") ?? 0
    assignments.reserveCapacity(min(highest, 8_000_000))
    let statement = try database.makeStatement(
      sql: """
        SELECT ambulance_plate, crew_id, from_at, to_at, role, fid FROM shifts
        WHERE duty = 'on_duty'
        """)
    let handle = statement.sqliteStatement
    var (begin, end) = (MomentReader(), MomentReader())
    while true {
      let status = sqlite3_step(handle)
      guard status != SQLITE_DONE else { break }
      guard status == SQLITE_ROW else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: status),
          message: "\(String(cString: sqlite3_errmsg(database.sqliteConnection)))")
      }
      guard let plate = bytes(handle, 0), let person = bytes(handle, 1),
        let from = begin.milliseconds(bytes(handle, 2)),
        let to = end.milliseconds(bytes(handle, 3)), from < to
      else { throw bad(sqlite3_column_int64(handle, 5)) }
      let (ambulance, member) = (plates.index(plate), people.index(person))
      assignments.append(
        Assignment(
          fromMS: from, toMS: to, ambulance: ambulance, person: member, seat: role(handle)))
    }
    return Roster(plates: plates.names, people: people.names, assignments: assignments)
  }

  /// The text of a column where it lies, good until the next step.
  private static func bytes(
    _ handle: OpaquePointer, _ column: Int32
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let text = sqlite3_column_text(handle, column) else { return nil }
    return UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// The seat, if the row names one: the schema knows four words, which differ in their first letter.
  private static func role(_ handle: OpaquePointer) -> CrewRole? {
    guard let text = sqlite3_column_text(handle, 4) else { return nil }
    switch text[0] {
    case UInt8(ascii: "p"): return .physician
    case UInt8(ascii: "d"): return .driver
    case UInt8(ascii: "n"): return .nurse
    case UInt8(ascii: "s"): return .stretcherBearer
    default: return nil
    }
  }

  private static func bad(_ fid: Int64) -> StoreError {
    StoreError(
      .badRow,
      LocalizedText(
        zh: "表 shifts 第 fid \(fid) 行的时间有误；请在数据文件中改正",
        en: "table shifts, fid \(fid): its times are wrong; correct them in the store"))
  }
}

/// Reads times as a store writes them, `2026-11-22T04:02:50.123Z`; decimals may be missing or cut.
///
/// A crew's rows follow each other and have the same times: what was read last is not read again.
private struct MomentReader {
  /// The last text, of no more than `last.count` bytes, and what it says.
  private var last: [UInt8] = []
  private var value: Int64 = 0

  /// - Returns: milliseconds since 1970; `nil` for what is no time.
  mutating func milliseconds(_ text: UnsafeBufferPointer<UInt8>?) -> Int64? {
    guard let text else { return nil }
    let isSame = last.withUnsafeBufferPointer { last in
      guard last.count == text.count, let own = last.baseAddress, let other = text.baseAddress
      else { return false }
      return memcmp(own, other, text.count) == 0
    }
    if isSame { return value }
    guard let read = Self.read(text) else { return nil }
    value = read
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: text)
    return read
  }

  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let count = text.count
    guard count >= 20, text[count - 1] == UInt8(ascii: "Z") else { return nil }
    func number(_ start: Int, _ digits: Int) -> Int? {
      var value = 0
      for place in start..<start + digits {
        let digit = Int(text[place]) - 48
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
      hour < 24, minute < 60, second < 60,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    var milliseconds = 0
    if count > 21 {
      guard text[19] == UInt8(ascii: "."), let decimals = number(20, min(3, count - 21)) else {
        return nil
      }
      milliseconds = decimals * [100, 10, 1][min(3, count - 21) - 1]
    }
    let seconds = ((date.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
    return Int64(seconds * 1000 + milliseconds)
  }
}

/// Names by number: a hash table over bytes, so that a name is made into a string once.
private struct NameIndex {
  private(set) var names: [String] = []
  /// The bytes of all names, and where each starts.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Number of the name at each place, −1 for none; a power of two of places.
  private var places: [Int32] = [Int32](repeating: -1, count: 1024)
  /// The last answer: rows of one ambulance follow each other.
  private var last: Int32 = -1

  init(_ names: [String]) {
    for name in names {
      var name = name
      _ = name.withUTF8 { index($0) }
    }
  }

  mutating func index(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
    if last >= 0, isName(Int(last), name) { return last }
    var place = Self.hash(name) & (places.count - 1)
    while places[place] >= 0 {
      if isName(Int(places[place]), name) {
        last = places[place]
        return last
      }
      place = (place + 1) & (places.count - 1)
    }
    let number = Int32(names.count)
    names.append(String(decoding: name, as: UTF8.self))
    bytes.append(contentsOf: name)
    starts.append(bytes.count)
    places[place] = number
    last = number
    if names.count * 2 > places.count { grow() }
    return number
  }

  private func isName(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == name.count else { return false }
    guard let other = name.baseAddress, !name.isEmpty else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + start, other, name.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    let size = places.count * 2
    var places = [Int32](repeating: -1, count: size)
    bytes.withUnsafeBufferPointer { bytes in
      for number in names.indices {
        let name = UnsafeBufferPointer(rebasing: bytes[starts[number]..<starts[number + 1]])
        var place = Self.hash(name) & (size - 1)
        while places[place] >= 0 { place = (place + 1) & (size - 1) }
        places[place] = Int32(number)
      }
    }
    self.places = places
  }

  /// FNV-1a (G. Fowler, L.C. Noll, K.-P. Vo), its halves mixed.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
