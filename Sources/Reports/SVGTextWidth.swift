/// How wide a text will be, without asking a font: which one a reader's machine has is not known.
///
/// Widths in em by script, a little generous: a label box must hold its text in every sans-serif
/// the font list names.
enum SVGTextWidth {
  /// In em of a regular weight.
  static func ems(_ text: some StringProtocol) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  static func width(_ text: some StringProtocol, size: Double, bold: Bool = false) -> Double {
    ems(text) * size * (bold ? 1.06 : 1)
  }

  /// Whether the text holds a script that stacks below the line, as Tibetan does.
  static func isTall(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { (0x0F00...0x0FFF).contains($0.value) }
  }

  /// Whether it is Chinese, or set like it.
  static func isWide(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { $0.value >= 0x2E80 && isFullWidth($0.value) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    // Accents above Latin letters; and marks that only steer. Other scripts' marks count as letters:
    // without a font for them each is drawn as a box.
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": return 0
    case "i", "j", "l", "I", "f", "t", "r", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]",
      " ", "-", "·":
      return 0.36
    case "m", "w", "M", "W", "@", "%": return 0.92
    case "A"..."Z", "&", "+", "<", ">", "=": return 0.68
    case "\u{0}"..."\u{7F}": return 0.58
    default: break
    }
    return isFullWidth(scalar.value) ? 1 : 0.68
  }

  /// East Asian wide and full-width characters, by block.
  private static func isFullWidth(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    // Tibetan stacks its letters, but without a font for it they stand side by side as boxes.
    case 0x0F00...0x0FFF: true
    // Punctuation that Chinese fonts draw full width: “ ” ‘ ’ … — ‖ ※
    case 0x2014...0x2016, 0x2018...0x201F, 0x2025...0x2027, 0x203B: true
    default: false
    }
  }
}
