/// Widths of columns and heights of tables on paper, so that no word is cut for want of room and no
/// page stays half empty for a table that could have been split.
extension ReportTable {
  /// Points between the margins of a page after GB/T 9704-2012.
  private static let pageWidth = 442.0
  /// Points at both sides of a cell's text.
  private static let padding = 7.0
  /// Lines of a table, its head apart, that is moved to the next page rather than split.
  private static let mostKeptLines = 14
  /// Ems of a word that still gets a line of its own; longer ones, e.g. digests, are broken.
  private static let longestWord = 16.0

  private var letterSize: Double { isSmall ? 9 : 10.5 }

  /// Shares of the table's width, together 1: as asked for, or where a word, a number or a part of a
  /// head would be cut, with room taken from the columns that have it to spare.
  ///
  /// - Complexity: O(letters).
  var widthShares: [Double] {
    let all = columns.reduce(0) { $0 + $1.width }
    let asked = columns.map { $0.width / all }
    let needed = columns.indices.map { index in
      (neededEms(index) * letterSize + Self.padding) / Self.pageWidth
    }
    let lacking = zip(asked, needed).reduce(0) { $0 + max(0, $1.1 - $1.0) }
    let spare = zip(asked, needed).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    guard lacking > 0, spare > 0 else { return asked }
    let (filled, taken) = (min(1, spare / lacking), min(1, lacking / spare))
    return zip(asked, needed).map { asked, needed in
      needed > asked ? asked + (needed - asked) * filled : asked - (asked - needed) * taken
    }
  }

  /// Ems of the letters that fit in a column, given its share.
  static func room(_ share: Double, isSmall: Bool) -> Double {
    (pageWidth * share - padding) / (isSmall ? 9 : 10.5)
  }

  /// The widest piece of a column that should not be broken.
  private func neededEms(_ index: Int) -> Double {
    let head = Self.headParts(columns[index].title).map { SVGTextWidth.ems($0) }
    let cells = rows.lazy.filter { $0.count > index }.map { row -> Double in
      let text = row[index].plain
      if columns[index].kind == .number { return SVGTextWidth.ems(text) }
      return Self.words(text).reduce(0) { max($0, SVGTextWidth.ems($1)) }
    }
    return (head + cells).filter { $0 <= Self.longestWord }.max() ?? 0
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
    let room = Self.room(share, isSmall: isSmall)
    return Self.headParts(columns[index].title).map { part in
      SVGTextWidth.isWide(part) && SVGTextWidth.ems(part) <= room
        ? "<span>\(part.escapedForXML)</span>" : part.escapedForXML
    }.joined(separator: "<wbr>")
  }

  /// Whether it is never split between pages.
  var isKept: Bool {
    guard rows.count <= Self.mostKeptLines else { return false }
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
