import Foundation
import Reports
import ResponseModel

/// A folder that comes with the program: beside an installed one (`../share/ambit`), or above a
/// built one, in its checkout.
enum ShippedFolder {
  /// - Parameter marker: a file in it by which it is known.
  static func path(_ name: String, holding marker: String) -> String? {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let installed = program.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/ambit/\(name)").path
    var candidates = [installed]
    var folder = program.deletingLastPathComponent()
    while folder.path != "/" {
      candidates.append(folder.appending(path: name).path)
      folder = folder.deletingLastPathComponent()
    }
    return candidates.first { FileManager.default.fileExists(atPath: "\($0)/\(marker)") }
  }

  /// The templates that reports are set with.
  static func templates() throws -> String {
    guard let path = path("Templates", holding: "report.mustache") else {
      throw Failure(
        .missingComponent,
        LocalizedText(
          zh: "找不到随程序提供的报告模板：请用 Tools/install 重新安装",
          en: "the report templates that come with ambit are missing: install again with"
            + " Tools/install"))
    }
    return path
  }

  /// The renderer of PDF and DOCX; `nil` where there is no Python or no renderer. Its packages are
  /// where `AMBIT_RENDERER` says, in `packages` beside it, or in `.ambit/renderer` of the checkout.
  static func renderer() -> RendererLocation? {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = path("Renderer", holding: "render_documents.py"),
      let python = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        .map({ "\($0)/python3" }).first(where: FileManager.default.isExecutableFile)
    else { return nil }
    let own = environment["AMBIT_RENDERER"].flatMap { $0.isEmpty ? nil : $0 }
    let checkout = URL(filePath: folder).deletingLastPathComponent()
      .appending(path: ".ambit/renderer").path
    let packages = ([own, folder + "/packages", checkout].compactMap { $0 })
      .first { FileManager.default.fileExists(atPath: $0) }
    return RendererLocation(python: python, folder: folder, packages: packages)
  }
}
