public import ResponseModel

/// An analysis that could not be done: what, where and what to do, in one line.
public struct AnalysisError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// An option names something that is not there, or a number that makes no sense.
    case badParameter
    /// The data cannot be analysed as they are.
    case badData
    /// Two computations of the same thing disagree: a defect of the program.
    case defect
  }

  public let code: Code
  public let message: LocalizedText

  public init(_ code: Code, _ message: LocalizedText) {
    self.code = code
    self.message = message
  }

  public var description: String { message.en }
}
