import Foundation

/// Turns a clock's reading in one time zone into a moment, with the zone's history of summer times.
///
/// Not `Sendable`: it remembers the offsets it has looked up.
final class ZoneClock {
  let zone: TimeZone
  /// Offset of a whole local day, seconds; `nil` for a day on which it changes.
  private var offsets: [Int: Int?] = [:]
  /// The day asked for last: the clock times of a row, and most rows of a file, follow one another.
  private var latest: (day: Int, offset: Int?)?

  /// - Returns: `nil` where there is no zone of this name.
  init?(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.zone = zone
  }

  /// Milliseconds since 1970-01-01 UTC and the offset that was in force.
  ///
  /// An hour that a change of clocks repeats is taken the first time, one that it skips as if it had
  /// not: the moment is right but for the name of the hour.
  func moment(day: Int, milliseconds: Int) -> (milliseconds: Int, offset: Int) {
    let local = day * 86_400_000 + milliseconds
    let offset = offset(on: day) ?? offset(atLocal: local)
    return (local - offset * 1000, offset)
  }

  /// Day and milliseconds that the zone's clocks show.
  func reading(at moment: Int) -> (day: Int, milliseconds: Int, offset: Int) {
    let offset = offset(atUTC: moment)
    let local = moment + offset * 1000
    let day = (Double(local) / 86_400_000).rounded(.down)
    return (Int(day), local - Int(day) * 86_400_000, offset)
  }

  private func offset(on day: Int) -> Int? {
    if let latest, latest.day == day { return latest.offset }
    let offset = knownOffset(on: day)
    latest = (day, offset)
    return offset
  }

  private func knownOffset(on day: Int) -> Int? {
    if let known = offsets[day] { return known }
    let (start, end) = (day * 86_400_000, (day + 1) * 86_400_000)
    let (first, last) = (offset(atLocal: start), offset(atLocal: end))
    let offset = first == last ? first : nil
    offsets[day] = .some(offset)
    return offset
  }

  private func offset(atLocal local: Int) -> Int {
    // The offset half a day earlier is that before a change on this day, if there is one.
    let before = offset(atUTC: local - zone.secondsFromGMT() * 1000 - 43_200_000)
    let guess = offset(atUTC: local - before * 1000)
    return guess == before ? before : offset(atUTC: local - guess * 1000)
  }

  private func offset(atUTC moment: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000))
  }
}
