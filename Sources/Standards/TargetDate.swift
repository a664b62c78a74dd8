public import ResponseModel

/// The date a target is due, as exactly as its text says: most name only a year.
public enum TargetDate: Sendable, Hashable, CustomStringConvertible {
  case year(Int)
  case month(year: Int, month: Int)
  case day(CalendarDate)

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `nil` for anything else and for days that do not exist.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    guard numbers[0] >= 1 else { return nil }
    switch numbers.count {
    case 1:
      self = .year(numbers[0])
    case 2:
      guard (1...12).contains(numbers[1]) else { return nil }
      self = .month(year: numbers[0], month: numbers[1])
    default:
      guard let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
      else { return nil }
      self = .day(date)
    }
  }

  /// Whether the last day that still meets the target lies before `date`.
  public func hasPassed(on date: CalendarDate) -> Bool {
    switch self {
    case .year(let year): date.year > year
    case .month(let year, let month): (date.year, date.month) > (year, month)
    case .day(let day): date > day
    }
  }

  public var description: String {
    switch self {
    case .year(let year): padded(year, 4)
    case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
    case .day(let day): day.description
    }
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
