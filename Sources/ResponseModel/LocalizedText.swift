/// The two languages Ambit speaks.
public enum Language: String, Sendable, Hashable, CaseIterable, Codable {
  case zh, en
}

/// A sentence in both languages, chosen where it is shown.
public struct LocalizedText: Sendable, Hashable, Codable {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
