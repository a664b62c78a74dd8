import Foundation
import ResponseModel
import Store
import Testing

/// A folder of its own for one test, gone with it.
final class StoreFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "ambit-store-\(UUID().uuidString)")
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

  /// A store with `data`.
  func store(_ name: String = "store.gpkg", with data: ServiceData) throws -> String {
    let path = path(name)
    try ServiceStore.create(at: path, with: data)
    return path
  }

  /// Names of all files in it.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}

func bytes(of path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

/// A program that ran.
struct Ran {
  let output: String
  let errors: String
  let code: Int32
  /// Whether a signal ended it.
  let wasKilled: Bool
}

/// A program that runs.
final class Running {
  private let process = Process()
  private let folder: StoreFolder

  init(_ program: String, _ arguments: [String]) throws {
    folder = try StoreFolder()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: a full pipe would stop the program.
    for name in ["output", "errors"] {
      try Data().write(to: URL(filePath: folder.path(name)))
    }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.path("output")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.path("errors")))
    try process.run()
  }

  /// Ends it as a power cut would.
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  func end() throws -> Ran {
    process.waitUntilExit()
    return Ran(
      output: try String(contentsOfFile: folder.path("output"), encoding: .utf8),
      errors: try String(contentsOfFile: folder.path("errors"), encoding: .utf8),
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal)
  }

  static func run(_ program: String, _ arguments: String...) throws -> Ran {
    try Running(program, arguments).end()
  }
}

/// The program beside the test bundle that writes a store and can be killed.
enum Stress {
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "StoreStress").path

  static func start(_ arguments: String...) throws -> Running { try Running(path, arguments) }
}
