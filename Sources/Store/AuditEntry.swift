public import ResponseModel

/// Who changed the store, when, by which command and from which file.
public struct AuditNote: Sendable, Hashable {
  /// The user, as the machine knows them.
  public let actor: String
  public let at: Instant
  /// The command line without its folder names.
  public let command: String
  /// The file the rows came from with its digest; `nil` where there is none.
  public let file: SourceFile?

  public init(actor: String, at: Instant, command: String, file: SourceFile? = nil) {
    self.actor = actor
    self.at = at
    self.command = command
    self.file = file
  }
}

/// A line of the audit trail: a note and what came of it.
public struct AuditEntry: Sendable, Hashable {
  public let actor: String
  public let at: Instant
  public let command: String
  /// `nil` for what concerns the whole store, e.g. a migration.
  public let layer: Layer?
  public let file: String?
  public let sha256: String?
  /// Rows of the file.
  public let rows: Int?
  public let added: Int
  public let changed: Int
  public let unchanged: Int
  public let gone: Int
  public let deleted: Int
  public let refused: Int
}
