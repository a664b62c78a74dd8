import Analysis
import FoundationEssentials

extension ReportJSON {
  /// A long list within a report, whose elements are written one at a time.
  struct LongList {
    /// Keys in snake case, from the root.
    let path: [String]
    let count: Int
    /// JSON of one element, as `ReportJSON.data` writes it.
    let element: (_ index: Int) throws -> Data

    init<Element: Encodable>(_ path: String..., of elements: [Element]) {
      self.path = path
      count = elements.count
      element = { try ReportJSON.data(elements[$0]) }
    }
  }

  /// The bytes of `data`, in pieces. An encoder holds the whole document as a tree of many times its
  /// size; here it holds one element of a list.
  ///
  /// - Parameters:
  ///   - rest: the report with those lists empty.
  ///   - lists: in any order.
  /// - Complexity: O(*n*), in memory that of `rest` and of the largest element.
  static func write(
    _ rest: some Encodable, lists: [LongList], to sink: (Data) throws -> Void
  ) throws {
    // The key at each depth; `nil` for an element of a list.
    var open: [String?] = []
    let filled = Dictionary(
      lists.filter { $0.count > 0 }.map { ($0.path.map(Optional.some), $0) },
      uniquingKeysWith: { first, _ in first })
    // No text holds a raw line break, so that lines show the structure.
    var lines = try data(rest).split(separator: newline, omittingEmptySubsequences: false)[...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    while let line = lines.popFirst() {
      try sink(line + [newline])
      let depth = line.prefix { $0 == space }.count / 2
      guard depth > 0 else { continue }
      open.removeSubrange(min(depth - 1, open.count)...)
      while open.count < depth - 1 { open.append(nil) }
      open.append(key(of: line))
      guard let list = filled[open] else { continue }
      let margin = [UInt8](repeating: space, count: depth * 2 + 2)
      for index in 0..<list.count {
        var text = Data()
        let parts = try list.element(index).dropLast()
          .split(separator: newline, omittingEmptySubsequences: false)
        for part in parts {
          if !text.isEmpty { text.append(newline) }
          // The line within an empty list is blank.
          if !part.isEmpty { text += margin + part }
        }
        try sink(text + (index + 1 < list.count ? [comma, newline] : [newline]))
      }
      // The blank line of an empty list.
      lines.removeFirst()
    }
  }

  /// The key that a line begins with, and whose value is a list or an object.
  private static func key(of line: Data.SubSequence) -> String? {
    let line = line.drop { $0 == space }
    guard line.first == quote, line.last == bracket || line.last == brace else { return nil }
    let key = line.dropFirst().prefix { $0 != quote }
    return String(decoding: key, as: UTF8.self)
  }

  private static let (newline, space, quote) = (UInt8(0x0A), UInt8(0x20), UInt8(0x22))
  private static let (comma, bracket, brace) = (UInt8(0x2C), UInt8(0x5B), UInt8(0x7B))
}

extension CityReport {
  /// The bytes of `ReportJSON.data`, in pieces: a county at a time.
  func write(to sink: (Data) throws -> Void) throws {
    var rest = self
    (rest.counties, rest.plans, rest.changes, rest.verdicts) = ([], [], [], [])
    (rest.coverage.counties, rest.coverage.issues, rest.coverage.total.verdicts) = ([], [], [])
    rest.response?.counties = []
    rest.response?.issues = []
    try ReportJSON.write(
      rest,
      lists: [
        .init("counties", of: counties), .init("plans", of: plans), .init("changes", of: changes),
        .init("verdicts", of: verdicts), .init("coverage", "counties", of: coverage.counties),
        .init("coverage", "issues", of: coverage.issues),
        .init("coverage", "total", "verdicts", of: coverage.total.verdicts),
        .init("response", "counties", of: response?.counties ?? []),
        .init("response", "issues", of: response?.issues ?? []),
      ], to: sink)
  }
}

extension InspectionReport {
  /// The bytes of `ReportJSON.data`, in pieces: a county or a finding at a time.
  func write(to sink: (Data) throws -> Void) throws {
    var rest = self
    (rest.counties, rest.findings, rest.cured, rest.posts) = ([], [], [], [])
    (rest.notAssessable, rest.centreTimes, rest.issues) = ([], [], [])
    try ReportJSON.write(
      rest,
      lists: [
        .init("counties", of: counties), .init("findings", of: findings),
        .init("cured", of: cured), .init("posts", of: posts),
        .init("not_assessable", of: notAssessable), .init("centre_times", of: centreTimes),
        .init("issues", of: issues),
      ], to: sink)
  }
}
