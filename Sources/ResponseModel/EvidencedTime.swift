public import Quantities

/// A span of time and how far it can be trusted: one term of a response time.
public struct EvidencedTime: Sendable, Hashable {
  public let time: Seconds
  public let evidence: Evidence

  public init(_ time: Seconds, _ evidence: Evidence) {
    self.time = time
    self.evidence = evidence
  }
}

/// How long a station's crew takes from the order to rolling wheels 出车时间, by day and by night.
public struct Turnout: Sendable, Hashable {
  /// `nil` where only the other half of the day is known.
  public let day: Seconds?
  public let night: Seconds?
  public let evidence: Evidence

  /// `nil` where neither is known.
  public init?(day: Seconds?, night: Seconds?, evidence: Evidence) {
    guard day != nil || night != nil else { return nil }
    self.day = day
    self.night = night
    self.evidence = evidence
  }

  /// The turnout of one half of the day. Where only the other half is known it stands in, and is
  /// then an assumption.
  public func time(_ period: DayPeriod) -> EvidencedTime? {
    let (own, other) = period == .day ? (day, night) : (night, day)
    if let own { return EvidencedTime(own, evidence) }
    return other.map { EvidencedTime($0, Evidence.weakest([evidence, .assumed]) ?? .assumed) }
  }
}

/// A half of the day: crews turn out slower at night.
public enum DayPeriod: String, Sendable, Hashable, Codable, CaseIterable {
  case day, night
}

/// From when to when a service counts as day, by the local clock; the rest is night.
public struct DayHours: Sendable, Hashable, CustomStringConvertible {
  /// Minutes after midnight, 0…1440.
  public let start: Int
  public let end: Int

  /// `nil` where a minute is none of the day or both are the same.
  public init?(start: Int, end: Int) {
    guard (0...1440).contains(start), (0...1440).contains(end), start != end else { return nil }
    self.start = start
    self.end = end
  }

  /// Reads `08:00-20:00`; `nil` for anything else. An end before the start lies after midnight.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
    guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
    self.init(start: start, end: end)
  }

  /// Where a county does not say: 08:00–20:00, a convention and no source.
  public static let usual: DayHours = {
    guard let hours = DayHours(start: 480, end: 1200) else { preconditionFailure("two moments") }
    return hours
  }()

  /// - Parameter minute: after local midnight, 0..<1440.
  public func period(atMinute minute: Int) -> DayPeriod {
    let isDay =
      start < end ? minute >= start && minute < end : minute >= start || minute < end
    return isDay ? .day : .night
  }

  /// The part of a day that `period` takes, 0…1.
  public func share(_ period: DayPeriod) -> Double {
    let day = Double(end > start ? end - start : 1440 - start + end) / 1440
    return period == .day ? day : 1 - day
  }

  public var description: String { "\(Self.text(start))-\(Self.text(end))" }

  private static func text(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...59).contains(minute), hour >= 0
    else { return nil }
    let minutes = hour * 60 + minute
    return minutes <= 1440 ? minutes : nil
  }
}
