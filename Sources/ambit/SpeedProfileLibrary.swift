import DataImport
import Foundation
import ResponseModel
import Routing

/// The speed profiles that come with the program, and those of a user's own file.
enum SpeedProfileLibrary {
  static let standard = "ambulance"

  /// The profile with this id, or in this file; the default one where `name` is `nil`.
  ///
  /// - Throws: `Failure` with every error of the file, each with its line.
  static func profile(_ name: String?) throws -> SpeedProfile {
    let name = name ?? standard
    if name.contains("/") || [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) {
      return try read(name)
    }
    let ids = try ids()
    guard ids.contains(name) else {
      let known = ids.joined(separator: ", ")
      throw Failure(
        .usage,
        LocalizedText(
          zh: "没有速度方案 \(name)；现有：\(known)；也可给出文件路径，如 ./\(name).yaml",
          en: "no speed profile is called \(name); there are: \(known); or give a file's path, as"
            + " ./\(name).yaml"))
    }
    return try read("\(try folder())/\(name).yaml")
  }

  static func ids() throws -> [String] {
    let folder = try folder()
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    } catch {
      throw Failure(
        .missingComponent,
        LocalizedText(
          zh: "随程序提供的速度方案目录 \(folder) 无法读取，请重新安装",
          en: "the folder of speed profiles \(folder) cannot be read: install ambit again"))
    }
  }

  static func read(_ path: String) throws -> SpeedProfile {
    let file = SpeedProfileFile(path: path)
    if let profile = file.profile { return profile }
    let first = file.issues.first
    switch first?.code {
    case "file-missing":
      throw Failure(.missingInput, first?.message ?? LocalizedText(zh: "", en: ""))
    case "file-unreadable":
      throw Failure(.inputOutput, first?.message ?? LocalizedText(zh: "", en: ""))
    default: break
    }
    var failure = Failure(
      .badData,
      LocalizedText(
        zh: "\(path) 不是有效的速度方案（\(file.issues.count) 处错误）",
        en: "\(path) is not a valid speed profile (errors: \(file.issues.count))"))
    failure.issues = file.issues
    throw failure
  }

  private static func folder() throws -> String { try DataFolder().path + "/profiles" }
}
