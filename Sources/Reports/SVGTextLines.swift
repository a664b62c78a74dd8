/// Text broken into lines of a given width, as Chinese typesetting and Latin typesetting ask for.
enum SVGTextLines {
  /// - Parameters:
  ///   - width: of a line, in units of the page.
  ///   - limit: how many lines at most; the last one then ends in `…`.
  /// - Returns: at least one line.
  static func broken(
    _ text: String, size: Double, width: Double, bold: Bool = false, limit: Int = .max
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      if line.isEmpty || fits(line + piece.trimmedAtEnd, size, width, bold) {
        line += piece
        continue
      }
      lines.append(line.trimmedAtEnd)
      line = piece
    }
    lines.append(line.trimmedAtEnd)
    guard lines.count > limit else { return lines }
    var last = lines[limit - 1]
    while !last.isEmpty, !fits(last + "…", size, width, bold) { last.removeLast() }
    return lines.prefix(limit - 1) + [last + "…"]
  }

  /// The fewest lines that fit, as even as they can be: a label of two lines reads best when both
  /// are about as long.
  static func balanced(
    _ text: String, size: Double, width: Double, bold: Bool = false, limit: Int
  ) -> [String] {
    let lines = broken(text, size: size, width: width, bold: bold, limit: limit)
    guard lines.count > 1 else { return lines }
    var best = lines
    var narrower = width
    for _ in 0..<24 {
      narrower *= 0.95
      let tighter = broken(text, size: size, width: narrower, bold: bold, limit: limit)
      guard tighter.count == lines.count, !(tighter.last ?? "").hasSuffix("…") else { break }
      best = tighter
    }
    return best
  }

  /// Full lines, unless the last one would be next to nothing: then even ones.
  static func withoutOrphan(
    _ text: String, size: Double, width: Double, limit: Int
  ) -> [String] {
    let lines = broken(text, size: size, width: width, limit: limit)
    guard lines.count > 1, let last = lines.last,
      SVGTextWidth.width(last, size: size) < 3.5 * size
    else { return lines }
    return balanced(text, size: size, width: width, limit: limit)
  }

  private static func fits(_ line: String, _ size: Double, _ width: Double, _ bold: Bool) -> Bool {
    SVGTextWidth.width(line, size: size, bold: bold) <= width
  }

  /// The parts that a line may be broken between: words with the space after them, single Chinese
  /// characters with the punctuation that must not start a line.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var open = false
    for character in text {
      let wide = character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
      let closes = "，。、；：！？）》」』”’…%,.;:!?)]".contains(character)
      if pieces.isEmpty || (!open && !closes && (wide || pieces.last?.endsWide == true))
        || pieces.last?.last == " " && character != " "
      {
        pieces.append(String(character))
      } else {
        pieces[pieces.count - 1].append(character)
      }
      open = "（《「『“‘([".contains(character)
    }
    return pieces.flatMap(cut)
  }

  /// A word longer than any line would otherwise leave the page.
  private static func cut(_ piece: String) -> [String] {
    let longest = 18
    guard piece.count > longest else { return [piece] }
    let head = piece.index(piece.startIndex, offsetBy: longest)
    return [String(piece[..<head])] + cut(String(piece[head...]))
  }
}

extension String {
  fileprivate var endsWide: Bool { (unicodeScalars.last?.value ?? 0) >= 0x2E80 }

  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
