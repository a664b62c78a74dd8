import Foundation
import Glibc
import ResponseModel

/// Where the renderer of PDF and DOCX is.
public struct RendererLocation: Sendable, Hashable {
  /// The Python that runs it.
  public let python: String
  /// Holds `render_documents.py` and `requirements.txt`.
  public let folder: String
  /// Its packages; `nil` where that Python has them itself.
  public let packages: String?

  public init(python: String, folder: String, packages: String?) {
    self.python = python
    self.folder = folder
    self.packages = packages
  }

  /// What its packages and programs are, for the key of a report: another renderer makes other bytes.
  /// - Throws: `ReportError` where its list of packages cannot be read.
  public func requirements() throws(ReportError) -> String {
    do {
      let programs = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".py") && !$0.hasPrefix(".") }.sorted()
      return try (["requirements.txt"] + programs)
        .map { try "\($0)\n" + String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
    } catch {
      throw Self.missing(ReportError.reason(error))
    }
  }

  static func missing(_ reason: String) -> ReportError {
    ReportError(
      .missingComponent,
      LocalizedText(
        zh: "PDF 和 DOCX 的排版组件不可用（\(reason)）：请运行 Tools/setup，或用 --formats html,xlsx,geojson,json",
        en: "the renderer of PDF and DOCX does not run (\(reason)): run Tools/setup, or ask for"
          + " --formats html,xlsx,geojson,json"))
  }
}

/// A process that makes PDF and DOCX from HTML, kept alive for many reports: loading its fonts takes
/// longer than a report. One worker owns it; it ends with its last reference. What it keeps of each
/// document adds up, so that a new one takes its place after some.
public actor DocumentRenderer {
  private let location: RendererLocation
  private var child: Child?
  private var documents = 0
  /// After so many documents a renderer is replaced: starting one takes about as long as a report.
  static let mostDocuments = 40
  /// Versions of what it is made of; empty until it has started.
  public private(set) var versions: [String: String] = [:]

  private struct Child {
    let process: Process
    let input: FileHandle
    let output: FileHandle

    /// End of input is its sign to go. One that has gone already needs none: no error is lost here.
    func dismiss() { try? input.close() }
  }

  public init(_ location: RendererLocation) { self.location = location }

  deinit {
    child?.dismiss()
  }

  /// Starts it, where it is not running, and waits until it is ready.
  /// - Throws: `ReportError.missingComponent` where it does not run.
  public func start() async throws {
    guard child == nil else { return }
    // A renderer that died must be an error that can be said, not a signal.
    signal(SIGPIPE, SIG_IGN)
    let process = Process()
    process.executableURL = URL(filePath: location.python)
    process.arguments = ["-s", "-B", location.folder + "/render_documents.py"]
    var environment = ProcessInfo.processInfo.environment
    environment["PYTHONPATH"] = location.packages
    environment["PYTHONHASHSEED"] = "0"
    environment["PYTHONUTF8"] = "1"
    // Fonts are told their day by it and not by the clock.
    environment["SOURCE_DATE_EPOCH"] = "946684800"
    process.environment = environment
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw RendererLocation.missing(ReportError.reason(error))
    }
    let started = Child(
      process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading)
    do {
      let answer = try await Self.exchange(nil, with: started)
      versions = answer.versions ?? [:]
      child = started
    } catch let error as ReportError {
      throw RendererLocation.missing(error.message.en)
    }
  }

  /// Writes the files that are named.
  ///
  /// - Parameters:
  ///   - html: a file with the report.
  ///   - sheet: a file with the style sheet for the PDF alone.
  ///   - created: the day of the report, `YYYY-MM-DD`.
  /// - Throws: `ReportError`; a renderer that died is started again by the next call.
  public func render(
    html: String, sheet: String, pdf: String?, docx: String?, created: String
  ) async throws {
    try await start()
    guard let child else { throw RendererLocation.missing("it did not start") }
    let request = Request(html: html, sheet: sheet, pdf: pdf, docx: docx, created: created)
    do {
      _ = try await Self.exchange(try JSONEncoder().encode(request), with: child)
      documents += 1
      if documents == Self.mostDocuments {
        child.dismiss()
        self.child = nil
        documents = 0
      }
    } catch let error as ReportError {
      if !child.process.isRunning { self.child = nil }
      throw error
    }
  }

  // MARK: Talking

  private struct Request: Encodable {
    let html: String
    let sheet: String
    let pdf: String?
    let docx: String?
    let created: String
  }

  private struct Answer: Decodable {
    let error: String?
    let versions: [String: String]?
  }

  /// Sends a line and waits for one, on a thread that may block.
  private static func exchange(_ request: Data?, with child: Child) async throws -> Answer {
    let (input, output) = (child.input.fileDescriptor, child.output.fileDescriptor)
    let line: Data? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        if let request, !write(request + Data("\n".utf8), to: input) {
          continuation.resume(returning: nil)
        } else {
          continuation.resume(returning: readLine(from: output))
        }
      }
    }
    guard let line, let answer = try? JSONDecoder().decode(Answer.self, from: line) else {
      // It has closed its side: gone, or about to be.
      child.process.waitUntilExit()
      throw ReportError(
        .defect,
        LocalizedText(
          zh: "排版进程意外结束（\(child.process.terminationStatus)）",
          en: "the renderer ended unexpectedly (status \(child.process.terminationStatus))"))
    }
    if let error = answer.error {
      throw ReportError(
        .defect, LocalizedText(zh: "排版失败：\(error)", en: "the renderer failed: \(error)"))
    }
    return answer
  }

  private static func write(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  private static func readLine(from descriptor: Int32) -> Data? {
    var line = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      line.append(contentsOf: buffer[..<count])
      if line.last == 0x0A { return line }
    }
  }
}
