public import ResponseModel

extension Double {
  /// The shortest digits that read back as this number, without `.0`, thousands parted from 10,000.
  var plain: String {
    guard self == rounded(), magnitude < 1e15 else { return "\(self)" }
    let digits = String(Int64(magnitude))
    var grouped = ""
    for (offset, digit) in digits.enumerated() {
      if digits.count > 4, offset > 0, (digits.count - offset).isMultiple(of: 3) {
        grouped.append(",")
      }
      grouped.append(digit)
    }
    return (self < 0 ? "-" : "") + grouped
  }
}

extension Threshold {
  /// The sign, the number and the unit: `≤ 8 km (lenient end 10 km)`.
  public var text: LocalizedText {
    func written(_ number: Double) -> LocalizedText {
      let gap = unit == .percent || unit == .count ? "" : " "
      return LocalizedText(
        zh: number.plain + unit.symbol.zh, en: number.plain + gap + unit.symbol.en)
    }
    let strict = written(value)
    guard let lenientValue else {
      return LocalizedText(
        zh: "\(comparison.rawValue) \(strict.zh)", en: "\(comparison.rawValue) \(strict.en)")
    }
    let lenient = written(lenientValue)
    return LocalizedText(
      zh: "\(comparison.rawValue) \(strict.zh)（宽松一端\(lenient.zh)）",
      en: "\(comparison.rawValue) \(strict.en) (lenient end \(lenient.en))")
  }
}

extension LocalizedText {
  /// Several texts as one: `、` between them in Chinese, a comma in English.
  static func list(_ texts: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      zh: texts.map(\.zh).joined(separator: "、"), en: texts.map(\.en).joined(separator: ", "))
  }

  /// Both languages through one expression.
  static func both(_ text: (Language) -> String) -> LocalizedText {
    LocalizedText(zh: text(.zh), en: text(.en))
  }
}
