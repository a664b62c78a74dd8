import Foundation
import ResponseModel

/// Results go to standard output or a file, everything else to standard error.
enum Console {
  static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes a result to standard output, or whole to a file: it appears complete or not at all.
  /// Behind a link the file it names is written; a device or pipe is written to, not replaced.
  static func write(_ data: Data, to path: String?) throws {
    do {
      if let path {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        var status = stat()
        if stat(file.path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
          try FileHandle(forWritingTo: file).write(contentsOf: data)
        } else {
          try data.write(to: file, options: .atomic)
        }
      } else {
        try FileHandle.standardOutput.write(contentsOf: data)
      }
    } catch {
      let target = LocalizedText(zh: path ?? "标准输出", en: path ?? "standard output")
      let reason = reason(error, path)
      throw Failure(
        .inputOutput,
        LocalizedText(
          zh: "无法写入 \(target.zh)：\(reason.zh)", en: "cannot write \(target.en): \(reason.en)"))
    }
  }

  /// Why a file could not be written; what is rare is told in the system's own words.
  private static func reason(_ error: any Error, _ path: String?) -> LocalizedText {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile?, .fileReadNoSuchFile?:
      let folder = URL(filePath: path ?? "").deletingLastPathComponent().path
      return LocalizedText(
        zh: "文件夹 \(folder) 不存在", en: "there is no folder \(folder)")
    case .fileWriteNoPermission?:
      return LocalizedText(zh: "没有写入权限", en: "you do not have permission")
    case .fileWriteOutOfSpace?: return LocalizedText(zh: "磁盘已满", en: "the disk is full")
    case .fileWriteVolumeReadOnly?:
      return LocalizedText(zh: "磁盘是只读的", en: "the disk is read-only")
    default:
      let words =
        (error as NSError).localizedFailureReason ?? (error as NSError).localizedDescription
      return LocalizedText(zh: words, en: words)
    }
  }

  /// Refuses to write one file over another that the same command reads or writes.
  static func requireDistinct(_ paths: [String?]) throws {
    var seen = Set<String>()
    for path in paths.compactMap({ $0 }) {
      let file = URL(filePath: path).resolvingSymlinksInPath().path
      var status = stat()
      // Two names of one file have one number; a file that is not there yet has only its name.
      let isThere = stat(file, &status) == 0
      guard !isThere || status.st_mode & S_IFMT == S_IFREG else { continue }
      let identity = isThere ? "\(status.st_dev):\(status.st_ino)" : file
      guard seen.insert(identity).inserted else {
        throw Failure(
          .usage,
          LocalizedText(
            zh: "\(path) 被指定了两次：读入和写出的每个文件必须各不相同",
            en: "\(path) is named twice: every file that is read or written must be a different one"
          ))
      }
    }
  }

  static func write(_ text: String, to path: String?) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Whether standard error is a terminal, which alone gets a progress line.
  static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

  /// Text that stays on its line.
  static func status(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// A progress line that overwrites itself.
  static func progress(_ done: Int, of total: Int) {
    guard isTerminal else { return }
    let end = done == total ? "\r\u{1B}[K" : ""
    FileHandle.standardError.write(Data("\r\(done)/\(total)\(end)".utf8))
  }
}
