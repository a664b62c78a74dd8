import FoundationEssentials
public import ResponseModel
public import Standards

/// A standard read from its file: YAML, or JSON, which is YAML too. The keys are described in
/// `GeoData/standards/README.md` and by `GeoData/standards/standard.schema.json`.
public struct StandardFile: Sendable, Hashable {
  /// The file's name without its folder.
  public let name: String
  /// `nil` where the file has an error.
  public let standard: Standard?
  /// Every error found, by line and column. Empty exactly where `standard` is there.
  public let issues: [DataIssue]

  /// A standard is a few pages of text; what is larger is something else.
  public static let sizeLimit = 1 << 20

  /// Reads the file at `path`. A file that is not there gives the issue `file-missing`, one that
  /// cannot be read `file-unreadable`.
  public init(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do throws(UnreadableFile) {
      self.init(bytes: try Self.contents(of: path), name: name)
    } catch {
      self.init(
        name: name, standard: nil,
        issues: [DataIssue(.error, code: error.code, error.message, file: name)])
    }
  }

  /// Reads a file's bytes; `name` stands in the issues.
  public init(bytes: [UInt8], name: String) {
    var reader = StandardFileReader(file: name)
    let standard = reader.read(bytes)
    let issues = reader.issues.sorted { lhs, rhs in
      (lhs.line ?? 0, lhs.column.flatMap { Int($0) } ?? 0)
        < (rhs.line ?? 0, rhs.column.flatMap { Int($0) } ?? 0)
    }
    self.init(name: name, standard: issues.isEmpty ? standard : nil, issues: issues)
  }

  private init(name: String, standard: Standard?, issues: [DataIssue]) {
    self.name = name
    self.standard = standard
    self.issues = issues
  }

  private struct UnreadableFile: Error {
    let code: String
    let message: LocalizedText
  }

  private static func contents(of path: String) throws(UnreadableFile) -> [UInt8] {
    let attributes: [FileAttributeKey: Any]
    do {
      // Symbolic links are followed: installed data may be linked.
      let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      attributes = try FileManager.default.attributesOfItem(atPath: target)
    } catch {
      throw UnreadableFile(
        code: "file-missing",
        message: LocalizedText(zh: "找不到标准文件：\(path)", en: "no such standards file: \(path)"))
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw UnreadableFile(
        code: "file-unreadable",
        message: LocalizedText(zh: "\(path) 不是普通文件", en: "\(path) is not a regular file"))
    }
    if let size = attributes[.size] as? Int, size > sizeLimit {
      throw UnreadableFile(code: "file-too-large", message: StandardFileReader.tooLarge)
    }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw UnreadableFile(
        code: "file-unreadable",
        message: LocalizedText(zh: "无法读取 \(path)", en: "\(path) cannot be read"))
    }
  }
}
