import ResponseModel

/// A code (331102001, 浙K12345) as a cell has it. Codes are text: their zeros stay.
enum CodeText {
  private static let longest = 200

  /// The code in a cell of nothing but digits; `nil` for any other cell, which `code` reads.
  static func plainDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.count <= longest, bytes.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The code in `text`.
  ///
  /// Workbooks keep typed codes as numbers: `331102001.0` is `331102001`. Full-width digits and
  /// letters become plain ones.
  /// - Throws: what was wrong: a number whose digits are lost (`3.31102E+11`), or one with a fraction.
  static func code(_ text: String) throws(ValueProblem) -> String {
    let plain = PlainText.narrowed(text)
    guard plain.utf8.count <= longest else {
      throw ValueProblem(
        "code-too-long",
        LocalizedText(
          zh: "编码有 \(plain.utf8.count) 个字节，不是编码；是否有未闭合的引号？",
          en: "\(plain.utf8.count) bytes are no code; is a quotation mark not closed?"))
    }
    guard let first = plain.utf8.first, (48...57).contains(first) else { return plain }
    // Only digits is what nearly every code is.
    if plain.utf8.allSatisfy({ (48...57).contains($0) }) { return plain }
    if isScientific(plain) {
      throw ValueProblem(
        "code-damaged",
        LocalizedText(
          zh: "编码“\(plain)”是科学计数法，末位数字已丢失；请在源表中把该列设为文本后重新填写",
          en: "the code '\(plain)' was saved as a rounded number and has lost digits;"
            + " format the column as text in the source and enter it again"))
    }
    guard let point = plain.utf8.firstIndex(of: UInt8(ascii: ".")) else { return plain }
    let (whole, rest) = (plain[..<point], plain[plain.index(after: point)...])
    guard whole.utf8.allSatisfy({ (48...57).contains($0) }),
      rest.utf8.allSatisfy({ (48...57).contains($0) })
    else { return plain }
    guard rest.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
      throw ValueProblem(
        "code-damaged",
        LocalizedText(
          zh: "编码“\(plain)”带小数，不是编码", en: "'\(plain)' is a number with a fraction, not a code"))
    }
    return String(whole)
  }

  /// `3.31102E+11`; an `E` in a code like `3E1` has neither point nor sign.
  private static func isScientific(_ text: String) -> Bool {
    guard
      let mark = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") })
    else { return false }
    let mantissa = text.utf8[..<mark]
    let exponent = text.utf8[text.utf8.index(after: mark)...]
    guard exponent.first == UInt8(ascii: "+") || mantissa.contains(UInt8(ascii: ".")) else {
      return false
    }
    return Double(text) != nil
  }
}

/// What was wrong with one value: the caller knows file, row and column.
struct ValueProblem: Error, Hashable {
  let code: String
  let message: LocalizedText

  init(_ code: String, _ message: LocalizedText) {
    self.code = code
    self.message = message
  }
}
