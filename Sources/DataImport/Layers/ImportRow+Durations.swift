import Quantities
import ResponseModel

extension LayerField {
  /// A span of time kept in seconds; its header must say the unit.
  static func duration(
    _ name: String, _ header: String, short: String, also synonyms: [String], example: String
  ) -> LayerField {
    LayerField(
      name, header, .text, short: short, also: synonyms,
      note: LocalizedText(
        zh: "表头写明（秒）或（分钟），或写成 00:01:50", en: "the header says (s) or (min), or write 00:01:50"),
      example: example)
  }
}

extension ImportRow {
  /// A span of time in the unit its header names, or as `00:01:50`. A bare number under a header
  /// without a unit is refused: 2 could be minutes or seconds.
  func duration(_ field: String) throws(Problem) -> Seconds? {
    guard let text = try text(field), let slot = layout.slots[field] else { return nil }
    let seconds: Double
    if let number = Double(text) {
      guard let unit = Self.unit(of: HeaderName(layout.columns[slot].header)) else {
        throw problem(
          "unit-missing", field,
          LocalizedText(
            zh: "不知单位是秒还是分钟：请在表头写明（秒）或（分钟）",
            en: "seconds or minutes? write (s) or (min) in the header"))
      }
      seconds = number * unit
    } else if let parts = Self.clock(text) {
      seconds = parts
    } else {
      throw problem(
        "value-invalid", field,
        LocalizedText(zh: "时长“\(text)”无法识别", en: "'\(text)' is not a span of time"))
    }
    guard seconds.isFinite, seconds >= 0, seconds < 86_400 else {
      throw problem(
        "value-invalid", field,
        LocalizedText(
          zh: "时长应在 0 到 24 小时之间，实为“\(text)”",
          en: "must be between 0 and 24 hours, found '\(text)'"))
    }
    return Seconds(seconds)
  }

  /// Seconds in one of the header's unit: in brackets, or at the end of an English name.
  private static func unit(of header: HeaderName) -> Double? {
    switch header.note {
    case "秒", "s", "sec", "seconds": return 1
    case "分", "分钟", "min", "minutes": return 60
    default: break
    }
    if header.plain.hasSuffix("min") { return 60 }
    let short = ["handlings", "turndays", "turnnigs"]
    let long = ["turnoutdays", "turnoutnights", "turnouts", "callhandlings"]
    return (short + long).contains(header.plain) ? 1 : nil
  }

  /// `1:50` are minutes and seconds, `00:01:50` hours too.
  private static func clock(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), !parts.contains(nil),
      parts.dropFirst().allSatisfy({ (0...59).contains($0 ?? -1) }), (parts[0] ?? -1) >= 0
    else { return nil }
    return parts.reduce(0) { $0 * 60 + Double($1 ?? 0) }
  }

  /// Columns that the file lacks keep what the store has.
  func turnout(_ old: Turnout?) throws(Problem) -> Turnout? {
    let day = has("turnout_day_s") ? try duration("turnout_day_s") : old?.day
    let night = has("turnout_night_s") ? try duration("turnout_night_s") : old?.night
    let stated: Evidence? = try value("turnout_evidence")
    let isNew = has("turnout_day_s") || has("turnout_night_s")
    return Turnout(
      day: day, night: night,
      evidence: stated ?? (isNew ? context.evidence : old?.evidence ?? context.evidence))
  }

  func callHandling(_ old: EvidencedTime?) throws(Problem) -> EvidencedTime? {
    let isNew = has("call_handling_s")
    guard let time = isNew ? try duration("call_handling_s") : old?.time else { return nil }
    let stated: Evidence? = try value("call_handling_evidence")
    return EvidencedTime(
      time, stated ?? (isNew ? context.evidence : old?.evidence ?? context.evidence))
  }

  func dayHours(_ old: DayHours?) throws(Problem) -> DayHours? {
    guard has("day_hours") else { return old }
    guard let text = try text("day_hours") else { return nil }
    let plain = PlainText.narrowed(text).filter { !$0.isWhitespace }
    let ascii = String(plain.map { "~—–至".contains($0) ? "-" : $0 })
    guard let hours = DayHours(ascii) else {
      throw problem(
        "value-invalid", "day_hours",
        LocalizedText(
          zh: "时段“\(text)”无法识别，请写成 08:00-20:00",
          en: "'\(text)' is not a span of hours; write 08:00-20:00"))
    }
    return hours
  }
}
