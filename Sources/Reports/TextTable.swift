/// A table for a terminal: columns aligned by the width characters take there, a Chinese one two.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let alignments: [Alignment]
  private var lines: [[String]] = []
  private var rules: Set<Int> = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    lines.append(columns.map(\.title))
    rules.insert(1)
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == alignments.count, "one cell per column")
    lines.append(cells)
  }

  /// A line across before the next row.
  mutating func addRule() { rules.insert(lines.count) }

  var text: String {
    let widths = alignments.indices.map { column in
      lines.map { Self.width($0[column]) }.max() ?? 0
    }
    let full = widths.reduce(0, +) + 2 * (widths.count - 1)
    var text = ""
    for (index, cells) in lines.enumerated() {
      if rules.contains(index) { text += String(repeating: "-", count: full) + "\n" }
      var line = ""
      for (column, cell) in cells.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - Self.width(cell))
        line += (column == 0 ? "" : "  ") + (alignments[column] == .left ? cell + pad : pad + cell)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// Columns a text takes on a terminal (Unicode Standard Annex 11: wide and fullwidth are two).
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
