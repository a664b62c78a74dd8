import Analysis
import ArgumentParser
import DataImport
import ResponseModel
import Siting
import Store

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "What this installation has, what is missing, and how to get it.")

  @OptionGroup var languageOption: LanguageOption

  private struct Finding {
    let name: String
    let state: LocalizedText
    let isGood: Bool
  }

  func run() throws {
    let findings = try libraries() + [data]
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
      ("SQLite", try ServiceStore.sqliteVersion()), ("CBC", SolverVersion.cbc),
      ("libosmium", osmiumVersion()),
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
          en: "\(folder.path), \(manifest.entries.count) files as listed, \(standards) standards"),
        isGood: true)
    } catch {
      return Finding(name: "GeoData", state: Failure(error).message, isGood: false)
    }
  }
}
