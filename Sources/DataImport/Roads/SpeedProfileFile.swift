import FoundationEssentials
public import ResponseModel
public import Routing

/// A speed profile read from its file, YAML or JSON. `docs/roads.md` describes the keys.
public struct SpeedProfileFile: Sendable, Hashable {
  /// The file's name without its folder.
  public let name: String
  /// `nil` where the file has an error.
  public let profile: SpeedProfile?
  /// Every error, by line and column. Empty exactly where `profile` is there.
  public let issues: [DataIssue]

  /// Reads the file at `path`. One that is not there gives the issue `file-missing`, one that cannot be
  /// read `file-unreadable`.
  public init(path: String) {
    let name = FileName.last(of: path)
    guard FileManager.default.fileExists(atPath: path) else {
      self.init(
        name,
        DataIssue(
          .error, code: "file-missing",
          LocalizedText(zh: "找不到速度方案文件：\(path)", en: "no such speed profile: \(path)"),
          file: name))
      return
    }
    var bytes: [UInt8] = []
    do throws(ImportError) {
      try FileChunks.read(path) { chunk throws(ImportError) in
        // What is larger is no profile; its first megabyte is enough to say so.
        if bytes.count <= StandardFile.sizeLimit { bytes += chunk }
      }
    } catch {
      self.init(name, DataIssue(.error, code: "file-unreadable", error.message, file: name))
      return
    }
    self.init(bytes: bytes, name: name)
  }

  /// Reads a file's bytes; `name` stands in the issues.
  public init(bytes: [UInt8], name: String) {
    var reader = StandardFileReader(file: name)
    let profile = reader.root(of: bytes).flatMap { reader.readSpeedProfile($0) }
    self.name = name
    self.profile = reader.issues.isEmpty ? profile : nil
    issues = reader.issues.sorted { ($0.line ?? 0, $0.code) < ($1.line ?? 0, $1.code) }
  }

  private init(_ name: String, _ issue: DataIssue) {
    self.name = name
    profile = nil
    issues = [issue]
  }
}
