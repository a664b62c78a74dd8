import Foundation
import ResponseModel

/// Results go to standard output or a file, everything else to standard error.
enum Console {
  static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes a result to standard output, or whole to a file: it appears complete or not at all.
  static func write(_ data: Data, to path: String?) throws {
    do {
      if let path {
        try data.write(to: URL(filePath: path), options: .atomic)
      } else {
        try FileHandle.standardOutput.write(contentsOf: data)
      }
    } catch {
      let target = path ?? "standard output"
      let reason =
        (error as NSError).localizedFailureReason ?? (error as NSError).localizedDescription
      throw Failure(
        .inputOutput,
        LocalizedText(zh: "无法写入 \(target)：\(reason)", en: "cannot write \(target): \(reason)"))
    }
  }

  static func write(_ text: String, to path: String?) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Whether standard error is a terminal, which alone gets a progress line.
  static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

  /// A progress line that overwrites itself.
  static func progress(_ done: Int, of total: Int) {
    guard isTerminal else { return }
    let end = done == total ? "\r\u{1B}[K" : ""
    FileHandle.standardError.write(Data("\r\(done)/\(total)\(end)".utf8))
  }
}
