import DataImport
import Foundation
import ResponseModel

/// `GeoData`: the standards and samples that come with the program.
struct DataFolder {
  let path: String

  /// Looks where `AMBIT_DATA` says, then beside an installed program (`../share/ambit/GeoData`),
  /// then above a built one, in its checkout.
  init() throws {
    if let given = ProcessInfo.processInfo.environment["AMBIT_DATA"], !given.isEmpty {
      guard Self.isDataFolder(given) else {
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "AMBIT_DATA 指向的 \(given) 中没有 manifest.json",
            en: "AMBIT_DATA names \(given), which holds no manifest.json"))
      }
      path = given
      return
    }
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let installed = program.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/ambit/GeoData").path
    var above: [String] = []
    var folder = program.deletingLastPathComponent()
    while folder.path != "/" {
      above.append(folder.appending(path: "GeoData").path)
      folder = folder.deletingLastPathComponent()
    }
    guard let found = ([installed] + above).first(where: Self.isDataFolder) else {
      throw Failure(
        .missingComponent,
        LocalizedText(
          zh: "找不到随程序提供的数据目录 GeoData：请用 Tools/install 重新安装，或设置 AMBIT_DATA",
          en: "the data folder GeoData that comes with ambit is missing: install again with"
            + " Tools/install, or set AMBIT_DATA"))
    }
    path = found
  }

  private static func isDataFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/manifest.json")
  }
}
