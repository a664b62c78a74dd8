public import ResponseModel

/// The units a standard or a verdict may speak in.
public enum MeasureUnit: String, Sendable, Hashable, Codable, CaseIterable {
  case kilometers = "km"
  case meters = "m"
  case minutes = "min"
  case seconds = "s"
  case years
  case percent
  /// Percentage points, for a change of a share.
  case points
  /// A number of things; the rule says of what.
  case count
  /// A number of townships of the kinds the rule speaks of. In verdicts only.
  case townships

  /// As written behind a number.
  public var symbol: LocalizedText {
    switch self {
    case .kilometers: LocalizedText(zh: "公里", en: "km")
    case .meters: LocalizedText(zh: "米", en: "m")
    case .minutes: LocalizedText(zh: "分钟", en: "min")
    case .seconds: LocalizedText(zh: "秒", en: "s")
    case .years: LocalizedText(zh: "年", en: "years")
    case .percent: LocalizedText(zh: "%", en: "%")
    case .points: LocalizedText(zh: "个百分点", en: "percentage points")
    case .count: LocalizedText(zh: "", en: "")
    case .townships: LocalizedText(zh: "个", en: "townships")
    }
  }
}
