import Analysis
import ArgumentParser
import DataImport
import Reports
import ResponseModel
import Siting
import Store

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "What this installation has, what is missing, and how to get it.")

  @OptionGroup var languageOption: LanguageOption

  private struct Finding {
    let name: String
    let state: LocalizedText
    let isGood: Bool
  }

  func run() async throws {
    let findings = try libraries() + [data, templates, await renderer]
    let language = languageOption.language
    var text = "ambit \(Provenance.currentVersion)\n"
    for finding in findings {
      text +=
        "\(finding.isGood ? "ok     " : "MISSING") \(finding.name): \(finding.state[language])\n"
    }
    try Console.write(text, to: nil)
    let missing = findings.filter { !$0.isGood }
    guard missing.isEmpty else {
      let names = missing.map(\.name).joined(separator: ", ")
      throw Failure(
        .missingComponent, LocalizedText(zh: "缺少组件：\(names)", en: "missing: \(names)"))
    }
  }

  private func libraries() throws -> [Finding] {
    let linked = [
      ("GEOS", ComponentVersions.geos), ("PROJ", ComponentVersions.proj),
      ("SQLite", try ServiceStore.sqliteVersion()), ("libosmium", osmiumVersion()),
      ("CBC", SolverVersion.cbc),
    ].map { Finding(name: $0, state: LocalizedText(zh: $1, en: $1), isGood: true) }
    let gdal = gdalVersion()
    return linked + [
      Finding(
        name: "GDAL",
        state: LocalizedText(
          zh: gdal ?? "未安装，无法读取样例和外部文件：请安装软件包 libgdal32，或运行 Tools/setup",
          en: gdal
            ?? "not installed, samples and foreign files cannot be read: install the package"
            + " libgdal32, or run Tools/setup"),
        isGood: gdal != nil)
    ]
  }

  private var templates: Finding {
    do {
      let path = try ShippedFolder.templates()
      _ = try ReportTemplates(shipped: path)
      return Finding(name: "Templates", state: LocalizedText(zh: path, en: path), isGood: true)
    } catch {
      return Finding(name: "Templates", state: Failure(error).message, isGood: false)
    }
  }

  /// Reports in the other formats need no renderer, but an installation without it is not whole.
  private var renderer: Finding {
    get async {
      let name = "PDF, DOCX"
      guard let location = ShippedFolder.renderer() else {
        return Finding(
          name: name,
          state: LocalizedText(
            zh: "排版组件未安装：请运行 Tools/setup", en: "the renderer is not installed: run Tools/setup"),
          isGood: false)
      }
      let renderer = DocumentRenderer(location)
      do {
        try await renderer.start()
        let versions = await renderer.versions.sorted { $0.key < $1.key }
          .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return Finding(name: name, state: LocalizedText(zh: versions, en: versions), isGood: true)
      } catch {
        return Finding(name: name, state: Failure(error).message, isGood: false)
      }
    }
  }

  private var data: Finding {
    do {
      let folder = try DataFolder()
      let manifest = try SampleManifest(folder: folder.path)
      let broken = manifest.damagedFiles(in: folder.path)
      guard broken.isEmpty else {
        let names = broken.joined(separator: ", ")
        return Finding(
          name: "GeoData",
          state: LocalizedText(
            zh: "\(folder.path) 中的文件缺失或被改动：\(names)",
            en: "files missing or changed in \(folder.path): \(names)"), isGood: false)
      }
      let standards = try StandardLibrary.all().count
      return Finding(
        name: "GeoData",
        state: LocalizedText(
          zh: "\(folder.path)，\(manifest.entries.count) 个文件与清单一致，\(standards) 个标准",
          en: "\(folder.path), \(manifest.entries.count, of: "file") as listed,"
            + " \(standards, of: "standard")"),
        isGood: true)
    } catch {
      return Finding(name: "GeoData", state: Failure(error).message, isGood: false)
    }
  }
}
