import FoundationEssentials
import GRDB
import Glibc
import ResponseModel

extension ServiceStore {
  /// Copies the store as it is at one moment, also while others read and write it.
  ///
  /// SQLite's backup interface takes all pages in one step, so that no writer can come between; the
  /// copy is checked and appears whole or not at all. A store of an older version is copied as it
  /// is.
  /// - Throws: `StoreError`; `.damaged` where what was copied does not hold together.
  public static func backup(
    _ path: String, to destination: String, replacing: Bool = false
  ) throws(StoreError) {
    try requireFile(path)
    let files = FileManager.default
    guard replacing || !files.fileExists(atPath: destination) else {
      throw StoreError(
        .alreadyExists,
        LocalizedText(
          zh: "\(destination) 已存在；如要替换请加 --force",
          en: "\(destination) already exists; use --force to replace it"))
    }
    guard realPath(path) != realPath(destination) else {
      throw StoreError(
        .alreadyExists,
        LocalizedText(
          zh: "\(destination) 就是数据文件本身；请另选文件名",
          en: "\(destination) is the store itself: choose another name"))
    }
    let draft = destination + ".new-\(UUID().uuidString)"
    do {
      try copy(path, to: draft)
      try StoreError.translating(destination) {
        guard rename(draft, destination) == 0 else { throw StoreError.system(destination) }
      }
    } catch {
      try StoreError.translating(draft) {
        if files.fileExists(atPath: draft) { try files.removeItem(atPath: draft) }
      }
      throw error
    }
  }

  private static func copy(_ path: String, to draft: String) throws(StoreError) {
    let source = try StoreError.translating(path) {
      let source = try reader(of: path)
      do {
        _ = try isCurrent(source, path: path)
      } catch let error as StoreError where error.code == .newerVersion {
        // What this program cannot read it can still copy.
        return source
      }
      return source
    }
    try StoreError.translating(draft) {
      let copy = try DatabaseQueue(path: draft, configuration: configuration())
      try source.backup(to: copy)
      try copy.close()
      // Without the right to write, SQLite leaves the conditions of columns aside: a row that breaks
      // one is the data's fault and no reason to refuse a copy.
      let copied = try DatabaseQueue(path: draft, configuration: configuration(readonly: true))
      let findings = try copied.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(1)") }
      try copied.close()
      guard findings == ["ok"] else {
        throw StoreError(
          .damaged,
          LocalizedText(
            zh: "\(path) 已损坏（\(findings.joined())），未备份；请运行 ambit check \(path)",
            en: "\(path) is damaged (\(findings.joined())), no backup was made: run ambit check"
              + " \(path)"))
      }
    }
    try StoreError.translating(path) { try source.close() }
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
