import DataImport
import ResponseModel
import Standards

/// The standards that ship with the program, and those of a user's own file.
enum StandardLibrary {
  static func all() throws -> [Standard] {
    let folder = StandardFileFolder(path: try DataFolder().path + "/standards")
    let errors = folder.issues.filter { $0.severity == .error }
    guard errors.isEmpty else {
      var failure = Failure(
        .badData,
        LocalizedText(
          zh: "随程序提供的标准有 \(errors.count) 处错误，请重新安装",
          en: "\(errors.count, of: "error") in the standards that come with ambit: install it again"
        ))
      failure.issues = errors
      throw failure
    }
    return folder.standards
  }

  /// The standard with this id, or in this file; the default one where `name` is `nil`.
  static func standard(_ name: String?) throws -> Standard {
    if let name, name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".json") {
      return try read(name)
    }
    let all = try all()
    let found = all.first { name == nil ? $0.isDefault : $0.id == name }
    guard let found else {
      let ids = all.map(\.id).joined(separator: ", ")
      throw Failure(
        .usage,
        LocalizedText(
          zh: "没有标准 \(name ?? "")；现有：\(ids)；也可给出标准文件的路径",
          en: "no standard is called \(name ?? ""); there are: \(ids); or give a file's path"))
    }
    return found
  }

  /// - Throws: `Failure` with every error of the file, each with its line.
  static func read(_ path: String) throws -> Standard {
    let file = StandardFile(path: path)
    guard let standard = file.standard else {
      if let first = file.issues.first, ["file-missing", "file-unreadable"].contains(first.code) {
        throw Failure(Failure.Status(standardFileIssue: first.code), first.message)
      }
      var failure = Failure(
        Failure.Status(standardFileIssue: file.issues.first?.code),
        LocalizedText(
          zh: "\(path) 不是有效的标准文件（\(file.issues.count) 处错误）",
          en: "\(path) is not a valid standard (errors: \(file.issues.count))"))
      failure.issues = file.issues
      throw failure
    }
    return standard
  }
}

extension Failure.Status {
  fileprivate init(standardFileIssue code: String?) {
    switch code {
    case "file-missing": self = .missingInput
    case "file-unreadable": self = .inputOutput
    default: self = .badData
    }
  }
}
