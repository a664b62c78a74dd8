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

  /// The lines that begin at `start` or later and before `end`, in blocks of whole lines: each ends
  /// with a line feed but for the file's last.
  ///
  /// - Throws: as `read`.
  /// - Complexity: O(bytes); holds the longest line.
  static func readLines(
    _ path: String, from start: Int = 0, to end: Int = .max,
    _ body: (UnsafeRawBufferPointer) throws(ImportError) -> Void
  ) throws(ImportError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // A line begins at `start` where the byte before it ends another.
    var offset = max(0, start - 1)
    if offset > 0, lseek(descriptor, offset, SEEK_SET) < 0 { throw failure(path) }
    var isInside = start > 0
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    var filled = 0
    while true {
      if filled == buffer.count {
        let larger = UnsafeMutableRawBufferPointer.allocate(
          byteCount: 2 * buffer.count, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
        buffer.deallocate()
        buffer = larger
      }
      let count = Glibc.read(
        descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      guard count >= 0 else { throw failure(path) }
      filled += count
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
      var begin = 0
      if isInside {
        let line = bytes.lineEnd(from: 0)
        if line == filled {
          if count == 0 { return }
          offset += filled
          filled = 0
          continue
        }
        begin = line + 1
        isInside = false
      }
      if offset + begin >= end { return }
      var stop = count == 0 ? filled : (bytes.lastIndex(of: 10) ?? -1) + 1
      let isLast = offset + stop > end || count == 0
      if offset + stop > end {
        stop = min(stop, bytes.lineEnd(from: max(begin, end - 1 - offset)) + 1)
      }
      if stop > begin { try body(UnsafeRawBufferPointer(rebasing: bytes[begin..<stop])) }
      if isLast { return }
      stop = max(stop, begin)
      if let base = buffer.baseAddress { memmove(base, base + stop, filled - stop) }
      offset += stop
      filled -= stop
    }
  }

  /// How many bytes a file has, where it is a plain one that can be read from anywhere.
  static func length(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
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
