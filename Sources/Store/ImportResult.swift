/// What an import did, or would do where it is dry.
public struct ImportResult: Sendable, Hashable {
  /// One for each layer that rows came for, in the order they came.
  public let layers: [LayerChange]
  /// The last import of a file with the same digest, where there was one.
  public let earlier: AuditEntry?
  /// Whether anything was written: a file that is imported again and changes nothing leaves no
  /// trace, and a dry import never does.
  public let isWritten: Bool
}
