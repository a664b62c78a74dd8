/// Sets of half-open stretches of time, ascending and apart.
enum TimeSpans {
  /// Sorted, touching and overlapping ones joined, empty ones dropped.
  ///
  /// - Complexity: O(*n* log *n*).
  static func united(_ spans: [Range<Int64>]) -> [Range<Int64>] {
    var result: [Range<Int64>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
      if let last = result.last, span.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        result.append(span)
      }
    }
    return result
  }

  /// What of `spans` lies in none of `others`; both ascending and apart.
  ///
  /// - Complexity: O(*n* + *m*).
  static func subtracting(_ others: [Range<Int64>], from spans: [Range<Int64>]) -> [Range<Int64>] {
    var result: [Range<Int64>] = []
    var first = 0
    for span in spans {
      var begin = span.lowerBound
      while first < others.count, others[first].upperBound <= begin { first += 1 }
      var next = first
      while next < others.count, others[next].lowerBound < span.upperBound {
        if others[next].lowerBound > begin { result.append(begin..<others[next].lowerBound) }
        begin = max(begin, others[next].upperBound)
        next += 1
      }
      if begin < span.upperBound { result.append(begin..<span.upperBound) }
    }
    return result
  }

  /// What lies in both.
  static func intersection(_ spans: [Range<Int64>], _ window: Range<Int64>) -> [Range<Int64>] {
    spans.map { $0.clamped(to: window) }.filter { !$0.isEmpty }
  }

  static func length(_ spans: [Range<Int64>]) -> Int64 {
    spans.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
  }
}
