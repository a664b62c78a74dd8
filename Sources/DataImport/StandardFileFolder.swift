import FoundationEssentials
public import ResponseModel
public import Standards

/// All standards of one folder.
public struct StandardFileFolder: Sendable, Hashable {
  /// By id.
  public let standards: [Standard]
  /// The issues of every file that could not be used; `duplicate-standard` where two files give
  /// the same id, of which the first by file name is used.
  public let issues: [DataIssue]

  /// Reads every `.yaml`, `.yml` and `.json` file in `path`, except JSON Schemas
  /// (`*.schema.json`), in the order of their names. A folder that cannot be listed gives the
  /// issue `folder-unreadable`.
  public init(path: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).filter(Self.isStandard)
        .sorted()
    } catch {
      standards = []
      issues = [
        DataIssue(
          .error, code: "folder-unreadable",
          LocalizedText(
            zh: "无法列出标准文件夹 \(path)", en: "the standards folder \(path) cannot be listed"))
      ]
      return
    }
    var standards: [Standard] = []
    var issues: [DataIssue] = []
    for name in names {
      let file = StandardFile(path: path + "/" + name)
      issues += file.issues
      guard let standard = file.standard else { continue }
      if standards.contains(where: { $0.id == standard.id }) {
        issues.append(
          DataIssue(
            .error, code: "duplicate-standard",
            LocalizedText(
              zh: "标准代号“\(standard.id)”已在另一文件中使用",
              en: "the id '\(standard.id)' is already used by another file"),
            file: name, subject: standard.id))
      } else {
        standards.append(standard)
      }
    }
    self.standards = standards.sorted { $0.id < $1.id }
    self.issues = issues
  }

  private static func isStandard(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.hasSuffix(".schema.json")
      && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }
}
