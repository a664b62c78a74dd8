import Glibc
import ResponseModel

/// The bytes of a road network: a file mapped into memory, or a block of it. Never written after it
/// is made.
final class RoadNetworkStorage: Sendable {
  // Read-only from here to `deinit`, so that any thread may look.
  nonisolated(unsafe) let base: UnsafeRawPointer
  let count: Int
  private let isMapped: Bool

  /// Maps a file.
  init(mapping path: String) throws(RoutingError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw RoutingError.system(path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw RoutingError.system(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw RoutingError.damaged(path, zh: "不是普通文件或为空", en: "not a regular file, or empty")
    }
    count = Int(status.st_size)
    guard let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0), mapped != MAP_FAILED
    else {
      throw RoutingError.system(path, errno)
    }
    base = UnsafeRawPointer(mapped)
    isMapped = true
  }

  /// A block of memory that `fill` writes whole.
  init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
    fill(UnsafeMutableRawBufferPointer(start: block, count: count))
    base = UnsafeRawPointer(block)
    self.count = count
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: base), count)
    } else {
      UnsafeMutableRawPointer(mutating: base).deallocate()
    }
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}

extension RoutingError {
  static func system(_ path: String, _ number: Int32) -> RoutingError {
    guard number != ENOENT else {
      return RoutingError(
        .fileNotFound,
        LocalizedText(
          zh: "找不到路网文件 \(path)：请先运行 ambit import roads",
          en: "no such road network: \(path): make it with ambit import roads"))
    }
    let reason = String(cString: strerror(number))
    return RoutingError(
      .inputOutput,
      LocalizedText(zh: "无法读写 \(path)：\(reason)", en: "cannot read or write \(path): \(reason)"))
  }

  static func damaged(_ path: String, zh: String, en: String) -> RoutingError {
    RoutingError(
      .notARoadNetwork,
      LocalizedText(
        zh: "\(path) 不是完好的路网文件（\(zh)）：请用 ambit import roads 重新生成",
        en: "\(path) is no sound road network (\(en)): make it again with ambit import roads"))
  }
}
