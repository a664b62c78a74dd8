import Crypto
public import Foundation
import Glibc
public import ResponseModel

/// What a folder of a finished report says of itself: whose it is, what it was made from, and its
/// files with their digests. It is written last, so a folder that has it is whole.
public struct ReportManifest: Sendable, Codable, Hashable {
  public struct File: Sendable, Codable, Hashable {
    public var name: String
    public var bytes: Int
    public var sha256: String
  }

  /// `county_report` or `city_report`.
  public var kind: String
  public var code: String
  public var name: String
  public var nameEn: String?
  public var standard: String
  public var on: String
  public var language: Language
  /// SHA-256 over everything the report depends on.
  public var key: String
  public var tally: CountyReport.Tally
  public var population: Double?
  public var stations: Int
  public var assumedStations: Int
  public var issues: Int
  /// Share of residents in the widest circles.
  public var coveredPopulationShare: Double?
  public var files: [File]

  static let fileName = "manifest.json"
}

/// A folder with the files of one report. It appears whole or not at all, and is replaced whole.
public struct ReportFolder: Sendable {
  /// Where it will stand.
  public let path: String

  public init(_ path: String) { self.path = path }

  /// The manifest of a folder that is whole: every file it names is there with its digest.
  public func completeManifest() -> ReportManifest? {
    guard
      let data = FileManager.default.contents(atPath: "\(path)/\(ReportManifest.fileName)"),
      let manifest = try? ReportJSON.report(ReportManifest.self, from: data)
    else { return nil }
    for file in manifest.files {
      guard let found = try? Self.file(file.name, in: path), found == file else { return nil }
    }
    return manifest
  }

  /// Makes the folder anew: `fill` writes into a folder beside it, which then takes its place.
  ///
  /// - Throws: what `fill` throws, or `ReportError` where a file cannot be written; the folder that
  ///   was there stays as it was.
  public func replace(
    manifest: ReportManifest, formats: [ReportFormat], fill: (_ folder: String) async throws -> Void
  ) async throws {
    let draft = draftPath
    try Self.make(draft)
    do {
      try await fill(draft)
      var manifest = manifest
      manifest.files = try formats.sorted().map { format in
        try Self.file(format.fileName, in: draft)
      }
      try Self.write(
        try ReportJSON.data(manifest), to: "\(draft)/\(ReportManifest.fileName)")
      try swap(with: draft)
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }

  /// Size and digest of a file, read piece by piece: that of a report of all can be large.
  private static func file(_ name: String, in folder: String) throws -> ReportManifest.File {
    let handle = try FileHandle(forReadingFrom: URL(filePath: "\(folder)/\(name)"))
    defer { try? handle.close() }  // Nothing was written.
    var (bytes, hash) = (0, SHA256())
    while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
      bytes += piece.count
      hash.update(data: piece)
    }
    return ReportManifest.File(
      name: name, bytes: bytes, sha256: hash.finalize().hexadecimal)
  }

  /// A name that `removeDrafts` recognises.
  private var draftPath: String {
    let url = URL(filePath: path)
    let name = "\(Self.draftPrefix)\(url.lastPathComponent)-\(getpid())"
    return url.deletingLastPathComponent().appending(path: name).path
  }

  private static let draftPrefix = ".draft-"

  /// Puts the draft where the folder stands. An old one steps aside first; `removeDrafts` puts it
  /// back where a run ended between the two steps.
  private func swap(with draft: String) throws {
    if rename(draft, path) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw Self.failure(path, errno) }
    guard rename(path, oldPath) == 0 else { throw Self.failure(path, errno) }
    guard rename(draft, path) == 0 else {
      let code = errno
      rename(oldPath, path)
      throw Self.failure(path, code)
    }
    try? FileManager.default.removeItem(atPath: oldPath)
  }

  private var oldPath: String {
    let url = URL(filePath: path)
    return url.deletingLastPathComponent()
      .appending(path: "\(Self.draftPrefix)\(url.lastPathComponent)-old").path
  }

  /// Removes what interrupted runs left of it. Call it while holding the report's lock: no draft
  /// that is there can then be one in the making.
  public func removeDrafts() {
    if !FileManager.default.fileExists(atPath: path) { rename(oldPath, path) }
    let url = URL(filePath: path)
    let parent = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix("\(Self.draftPrefix)\(url.lastPathComponent)-") {
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }

  /// - Throws: `ReportError` where it cannot be made.
  public static func make(_ folder: String) throws(ReportError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ReportError(
        .inputOutput,
        LocalizedText(
          zh: "无法建立目录 \(folder)：\(ReportError.reason(error))",
          en: "cannot make the folder \(folder): \(ReportError.reason(error))"))
    }
  }

  /// Writes a file whole, or leaves the one that was there.
  public static func write(_ data: Data, to path: String) throws(ReportError) {
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw unwritable(path, ReportError.reason(error))
    }
  }

  /// Writes a file in pieces. It stands there unfinished meanwhile: for a folder that appears whole.
  static func write(
    to path: String, _ pieces: (_ sink: (Data) throws -> Void) throws -> Void
  ) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw failure(path, errno)
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    var buffer = Data()
    do {
      try pieces { piece in
        buffer += piece
        guard buffer.count >= 1 << 18 else { return }
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
      try handle.write(contentsOf: buffer)
      try handle.close()
    } catch let error as EncodingError {
      throw error
    } catch {
      throw unwritable(path, ReportError.reason(error))
    }
  }

  static func failure(_ path: String, _ code: Int32) -> ReportError {
    unwritable(path, String(cString: strerror(code)))
  }

  private static func unwritable(_ path: String, _ reason: String) -> ReportError {
    ReportError(
      .inputOutput,
      LocalizedText(zh: "无法写入 \(path)：\(reason)", en: "cannot write \(path): \(reason)"))
  }
}

/// Keeps two runs from writing the same report at once; let go when it ends, or when the process
/// does.
public final class ReportLock {
  private let descriptor: Int32

  /// Waits until nobody else holds it.
  /// - Throws: `ReportError` where the lock's file cannot be made; `CancellationError`.
  public static func acquire(_ path: String) async throws -> ReportLock {
    let lock = try ReportLock(opening: path)
    while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw ReportFolder.failure(path, errno) }
      try await Task.sleep(for: .milliseconds(200))
    }
    return lock
  }

  private init(opening path: String) throws(ReportError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ReportFolder.failure(path, errno) }
  }

  deinit { close(descriptor) }
}
