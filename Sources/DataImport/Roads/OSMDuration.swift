/// Reads `duration`: `1:30` and `01:30` hours and minutes, `00:20:30` with seconds, `45` minutes, and
/// ISO 8601 as `PT1H30M`.
enum OSMDuration {
  /// Seconds; `nil` where it is none of these, or nothing at all.
  static func seconds(_ text: String) -> UInt32? {
    let value = text.trimmed
    let total = value.hasPrefix("P") || value.hasPrefix("p") ? iso(value) : clock(value)
    guard let total, total > 0, total < 1_000_000 else { return nil }
    return UInt32(total.rounded())
  }

  private static func clock(_ value: String) -> Double? {
    let parts = value.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } ? Double(part) : nil
    }
    guard numbers.count == parts.count, (1...3).contains(numbers.count),
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    switch numbers.count {
    case 1: return numbers[0] * 60
    case 2: return numbers[0] * 3600 + numbers[1] * 60
    default: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    }
  }

  private static func iso(_ value: String) -> Double? {
    var total = 0.0
    var digits = ""
    var isTime = false
    for character in value.uppercased().dropFirst() {
      if character.isNumber || character == "." {
        digits.append(character)
        continue
      }
      if character == "T" && digits.isEmpty {
        isTime = true
        continue
      }
      guard let number = Double(digits) else { return nil }
      switch (character, isTime) {
      case ("D", false): total += number * 86400
      case ("H", true): total += number * 3600
      case ("M", true): total += number * 60
      case ("S", true): total += number
      default: return nil
      }
      digits = ""
    }
    return digits.isEmpty ? total : nil
  }
}
