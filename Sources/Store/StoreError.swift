public import ResponseModel

/// A store that could not be made, opened, read or written: what, where and what to do.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case fileNotFound
    case alreadyExists
    /// Not an SQLite file, or not one that Ambit made.
    case notAStore
    /// Written by a newer program than this one.
    case newerVersion
    /// A row that cannot be what it says, e.g. a latitude of 119.
    case badRow
    /// A row that is to be deleted while others refer to it.
    case stillReferredTo
    /// Another process holds the file, the disk is full, the file is read-only.
    case inputOutput
    /// Foreign keys, checks or the file itself are broken.
    case damaged
  }

  public let code: Code
  public let message: LocalizedText
  /// The rows that were refused, where that is the reason.
  public let issues: [DataIssue]

  public init(_ code: Code, _ message: LocalizedText, issues: [DataIssue] = []) {
    self.code = code
    self.message = message
    self.issues = issues
  }

  public var description: String { message.en }
}
