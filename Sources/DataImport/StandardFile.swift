public import ResponseModel
public import Standards

/// A standard's file: YAML, or JSON, which is YAML too.
public struct StandardFile: Sendable, Hashable {
  /// `nil` where the file has an error.
  public let standard: Standard?
  /// Every error found, in the order of the file.
  public let issues: [DataIssue]
}
