import Foundation
import Geometry
import ResponseModel
import Testing

@testable import DataImport

/// A folder for the files of one test, gone with it.
final class ImportFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "ambit-import-\(UUID().uuidString)")
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

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  func write(_ text: String, _ name: String) throws -> String {
    try write(Array(text.utf8), name)
  }
}

/// A file of `Tests/Fixtures/import`, made by `Tools/generate-import-fixtures`.
func fixture(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/import/\(name)").path
}

/// Everything that an import gives, or why it gives nothing.
struct Imported {
  let summary: ImportSummary
  let batches: [LayerRows]
  let issues: [DataIssue]
  let obstacle: ImportError?

  init(
    _ path: String, _ layer: Layer, into store: ServiceData = ServiceData(),
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws {
    var options = ImportOptions(layer)
    change(&options)
    let source = try TableImport(path, options: options, store: store)
    obstacle = source.obstacle
    var batches: [LayerRows] = []
    if obstacle == nil {
      while let batch = try source.nextBatch() { batches.append(batch.rows) }
    }
    self.batches = batches
    summary = source.summary
    issues = source.issues
  }

  var errors: [DataIssue] { issues.filter { $0.severity == .error } }

  private func gather<Value>(_ pick: (LayerRows) -> [Value]?) -> [Value] {
    batches.flatMap { pick($0) ?? [] }
  }

  var stations: [Station] { gather { if case .stations(let rows) = $0 { rows } else { nil } } }
  var calls: [Call] { gather { if case .calls(let rows) = $0 { rows } else { nil } } }
  var counties: [County] { gather { if case .counties(let rows) = $0 { rows } else { nil } } }
  var townships: [Township] { gather { if case .townships(let rows) = $0 { rows } else { nil } } }
  var demandPoints: [DemandPoint] {
    gather { if case .demandPoints(let rows) = $0 { rows } else { nil } }
  }
  var ambulances: [Ambulance] {
    gather { if case .ambulances(let rows) = $0 { rows } else { nil } }
  }
  var crew: [CrewMember] { gather { if case .crew(let rows) = $0 { rows } else { nil } } }
  var shifts: [Shift] { gather { if case .shifts(let rows) = $0 { rows } else { nil } } }
}

/// The sample of Lishui, as a store holds it.
func lishuiData() throws -> ServiceData {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "GeoData/lishui").path
  return try ServiceFolder.read(folder, origins: [:])
}
