/// Widths of columns and heights of tables on paper, so that no word is cut for want of room and no
/// page stays half empty for a table that could have been split.
extension ReportTable {
  /// Points between the margins of a page after GB/T 9704-2012.
  private static let pageWidth = 442.0
  /// Points at both sides of a cell's text.
  private static let padding = 7.0
  /// Lines of a table, its head apart, that is moved to the next page rather than split.
  private static let mostKeptLines = 10
  /// Ems that a word may ask for; a longer one is broken.
  private static let longestWord = 10.0
  /// Ems of what is no word, e.g. a digest: it can be broken anywhere and asks for nothing.
  private static let noWord = 24.0
  /// Ems of a Chinese part of a head that still gets a line of its own.
  private static let longestPart = 6.0

  /// Shares of the table's width, together 1: as asked for, or where a word, a number or a part of a
  /// head would be cut, with room taken from the columns that have it to spare.
  ///
  /// - Complexity: O(letters).
  var widthShares: [Double] {
    let (asked, needed) = (askedShares, neededShares(isSmall: isSetSmall))
    let (lacking, spare) = Self.balance(asked, needed)
    guard !isAsAsked, lacking > 0, spare > 0 else { return asked }
    let (filled, taken) = (min(1, spare / lacking), min(1, lacking / spare))
    return zip(asked, needed).map { asked, needed in
      needed > asked ? asked + (needed - asked) * filled : asked - (asked - needed) * taken
    }
  }

  /// Whether its letters are smaller: as asked for, or since words would be cut at the usual size.
  var isSetSmall: Bool {
    guard !isSmall, !isAsAsked else { return isSmall }
    let (lacking, spare) = Self.balance(askedShares, neededShares(isSmall: false))
    return lacking > spare
  }

  private var askedShares: [Double] {
    let all = columns.reduce(0) { $0 + $1.width }
    return columns.map { $0.width / all }
  }

  private func neededShares(isSmall: Bool) -> [Double] {
    columns.indices.map { index in
      (neededEms(index) * Self.letterSize(isSmall) + Self.padding) / Self.pageWidth
    }
  }

  private static func balance(
    _ asked: [Double], _ needed: [Double]
  ) -> (lacking: Double, spare: Double) {
    zip(asked, needed).reduce(into: (lacking: 0, spare: 0)) { sum, pair in
      sum.lacking += max(0, pair.1 - pair.0)
      sum.spare += max(0, pair.0 - pair.1)
    }
  }

  private static func letterSize(_ isSmall: Bool) -> Double { isSmall ? 9 : 10.5 }

  /// Ems of the letters that fit in a column, given its share.
  static func room(_ share: Double, isSmall: Bool) -> Double {
    (pageWidth * share - padding) / letterSize(isSmall)
  }

  /// The widest piece of a column that should not be broken.
  private func neededEms(_ index: Int) -> Double {
    let head = Self.headParts(columns[index].title).map {
      SVGTextWidth.isWide($0)
        ? min(Self.longestPart, SVGTextWidth.ems($0)) : SVGTextWidth.ems($0)
    }
    let cells = rows.lazy.filter { $0.count > index }.map { row -> Double in
      let text = row[index].plain
      if columns[index].kind == .number { return SVGTextWidth.ems(text) }
      return Self.words(text).reduce(0) { max($0, SVGTextWidth.ems($1)) }
    }
    let widest = (head + cells).filter { $0 <= Self.noWord }.max() ?? 0
    return min(Self.longestWord, widest)
  }

  /// What spaces part; Chinese can be broken between any two letters and asks for nothing.
  private static func words(_ text: String) -> [Substring] {
    text.split(separator: " ").filter { !SVGTextWidth.isWide($0) }
  }

  /// Parts of a head between which a line may end: at spaces and before a bracket.
  static func headParts(_ title: String) -> [String] {
    var parts = [""]
    for character in title {
      if character == "（" { parts.append("") }
      parts[parts.count - 1].append(character)
      if character == " " { parts.append("") }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// A head as HTML: Chinese would else end its lines anywhere, e.g. within 居民.
  func headHTML(_ index: Int, share: Double) -> String {
    let room = Self.room(share, isSmall: isSetSmall)
    return Self.headParts(columns[index].title).map { part in
      SVGTextWidth.isWide(part) && SVGTextWidth.ems(part) <= min(room, Self.longestPart)
        ? "<span>\(part.escapedForXML)</span>" : part.escapedForXML
    }.joined(separator: "<wbr>")
  }

  /// Whether it is never split between pages.
  var isKept: Bool {
    guard rows.count <= Self.mostKeptLines else { return false }
    let isSmall = isSetSmall
    let rooms = widthShares.map { Self.room($0, isSmall: isSmall) }
    let lines = rows.reduce(0) { sum, row in
      sum
        + zip(row, rooms).reduce(1) { most, cell in
          max(most, Int((SVGTextWidth.ems(cell.0.plain) / max(1, cell.1)).rounded(.up)))
        }
    }
    return lines <= Self.mostKeptLines
  }
}
