public import ResponseModel

/// An import that could not be done: what, where and what to do, in one line.
public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// GDAL is not installed.
    case missingComponent
    case fileNotFound
    /// Not the format it claims to be, or not one that GDAL reads.
    case unreadableFile
    /// A column, layer or value that must be there is not, or cannot be understood.
    case badData
    /// The command must say what the file does not: its datum, a sheet, a column.
    case usage
    /// A file could not be read or written.
    case inputOutput
  }

  public let code: Code
  public let message: LocalizedText
  /// Everything that was found wrong, row by row, where that is more than `message` says.
  public let issues: [DataIssue]

  public init(_ code: Code, _ message: LocalizedText, issues: [DataIssue] = []) {
    self.code = code
    self.message = message
    self.issues = issues
  }

  public var description: String { message.en }
}
