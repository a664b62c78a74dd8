import FoundationEssentials
public import ResponseModel

/// A report that could not be made: what, where, and what to do.
public struct ReportError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The renderer, its fonts or the templates are not installed.
    case missingComponent
    case missingInput
    case usage
    case badData
    case inputOutput
    /// A defect of ambit.
    case defect
  }

  public let code: Code
  public let message: LocalizedText

  public init(_ code: Code, _ message: LocalizedText) {
    self.code = code
    self.message = message
  }

  public var description: String { message.en }

  /// What the system says, in a word.
  static func reason(_ error: any Error) -> String {
    if let error = error as? ReportError { return error.message.en }
    if let error = error as? CocoaError {
      switch error.code {
      case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file or folder"
      case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
      case .fileWriteOutOfSpace: return "no space left on the disk"
      case .fileWriteVolumeReadOnly: return "read-only file system"
      case .fileReadInapplicableStringEncoding, .fileReadCorruptFile: return "not UTF-8 text"
      default: break
      }
    }
    return "\(error)"
  }
}
