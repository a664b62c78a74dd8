import Foundation
import Testing

/// The built `ambit`, run as a user runs it.
struct BuiltProgram {
  struct Outcome {
    let output: String
    let errors: String
    let code: Int32
    /// Standard error without its last line end; what a user must do stands in one line.
    var complaint: String { errors.trimmingCharacters(in: .newlines) }
  }

  /// Beside the test bundle, where the package manager puts both.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "ambit").path

  static func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "AMBIT_DATA"] { variables[name] = nil }
    variables["LANG"] = "C.UTF-8"
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: a full pipe would stop the program.
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path("output"), folder.path("errors"))
    for path in [output, errors] { try Data().write(to: URL(filePath: path)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8),
      code: process.terminationStatus)
  }
}

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "ambit-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      Issue.record("\(url.path) stays behind: \(error)")
    }
  }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// A store with the sample lishui in it.
  func lishui(_ name: String = "lishui.gpkg") throws -> String {
    let store = path(name)
    let made = try BuiltProgram.run("new", store, "--sample", "lishui")
    try #require(made.code == 0, "\(made.errors)")
    return store
  }
}
