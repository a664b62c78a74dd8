/// A plan that could not be asked for: what, where and what to do, in one line, in both languages.
public struct SitingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The matrix, weights or ids are wrong.
    case badData
    /// The question makes no sense on these data: more sites than there are, fixed and forbidden.
    case badRequest
  }

  public let code: Code
  public let zh: String
  public let en: String

  public init(_ code: Code, zh: String, en: String) {
    self.code = code
    self.zh = zh
    self.en = en
  }

  public var description: String { en }
}
