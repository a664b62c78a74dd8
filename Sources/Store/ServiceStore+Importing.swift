import GRDB
public import ResponseModel

extension ServiceStore {
  /// Writes what `body` brings, in one transaction with its line in the audit trail: all of it, or
  /// where anything fails nothing.
  ///
  /// A dry import does the same and takes it back, so that it reports exactly what a real one would
  /// do; it needs a store that can be written.
  ///
  /// - Throws: `StoreError.badRow` with the refused rows as `issues`, unless the mode accepts the
  ///   valid ones; `StoreError.stillReferredTo` where a row that is gone cannot be deleted; whatever
  ///   `body` throws.
  public func importing(
    _ note: AuditNote, mode: ImportMode = ImportMode(), _ body: (ImportSession) throws -> Void
  ) throws -> ImportResult {
    do {
      return try queue.writeWithoutTransaction { database in
        var result: ImportResult?
        try database.inTransaction(.immediate) {
          let made = try Self.importing(note, mode: mode, in: database, path: path, body)
          result = made
          return made.isWritten ? .commit : .rollback
        }
        guard let result else { preconditionFailure("a transaction that ended has a result") }
        return result
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Rows that are at hand.
  public func apply(
    _ rows: [LayerRows], issues: [DataIssue] = [], note: AuditNote, mode: ImportMode = ImportMode()
  ) throws -> ImportResult {
    try importing(note, mode: mode) { session in
      for rows in rows { try session.add(rows) }
      session.keep(issues)
    }
  }

  private static func importing(
    _ note: AuditNote, mode: ImportMode, in database: Database, path: String,
    _ body: (ImportSession) throws -> Void
  ) throws -> ImportResult {
    let session = ImportSession(database, mode: mode, file: note.file?.name, path: path)
    try body(session)
    let layers = try session.finish()
    let refused = layers.reduce(0) { $0 + $1.refusedCount }
    guard refused == 0 || mode.acceptsValid || mode.isDry else {
      throw StoreError(
        .badRow,
        LocalizedText(
          zh: "\(refused) 行无法写入，\(path) 未改动；请改正，或用 --accept-valid 只导入其余各行",
          en: "\(refused) rows cannot be stored, \(path) is unchanged: correct them, or import the"
            + " others with --accept-valid"),
        issues: layers.flatMap(\.refused))
    }
    let earlier = try note.file.flatMap {
      try AuditTrail.lastImport(ofDigest: $0.sha256, in: database)
    }
    let issues = session.issues + layers.flatMap(\.refused)
    let isRepetition = earlier != nil && layers.allSatisfy(\.isNone)
    let isWritten = !mode.isDry && !isRepetition
    if isWritten {
      try AuditTrail.append(note, layers, in: database)
      try AuditTrail.replaceIssues(issues, note, layers.map(\.layer), in: database)
      if let file = note.file { try AuditTrail.replaceSource(file, in: database) }
    }
    return ImportResult(layers: layers, earlier: earlier, isWritten: isWritten)
  }
}
