import Crypto
import Glibc
import ResponseModel

/// A file's bytes, piece by piece: a table of a million rows does not go through memory whole.
enum FileChunks {
  static let size = 1 << 20

  /// - Throws: `ImportError` where the file is missing, a folder, or cannot be read.
  static func read(
    _ path: String, _ body: (UnsafeRawBufferPointer) throws(ImportError) -> Void
  ) throws(ImportError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, size)
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private static func failure(_ path: String) -> ImportError {
    if errno == ENOENT {
      return ImportError(
        .fileNotFound, LocalizedText(zh: "找不到文件 \(path)", en: "no such file: \(path)"))
    }
    let reason = errno == EISDIR ? "is a directory" : String(cString: strerror(errno))
    return ImportError(
      .inputOutput,
      LocalizedText(
        zh: "无法读取 \(path)：\(errno == EISDIR ? "是一个文件夹" : reason)",
        en: "cannot read \(path): \(reason)"))
  }
}

extension FileDigest {
  /// SHA-256 of a file's bytes.
  static func sha256(ofFileAt path: String) throws(ImportError) -> String {
    var digest = SHA256()
    try FileChunks.read(path) { bytes throws(ImportError) in digest.update(bufferPointer: bytes) }
    return text(digest.finalize())
  }

  static func text(_ digest: SHA256.Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
