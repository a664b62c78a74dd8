import DataImport
import Dispatch
import Foundation
import ResponseModel
import Store

/// A file and the rows it gives, on their way into a store.
final class ImportSource {
  /// `nil` for a population grid, whose points are at hand at once.
  private let reader: TableImport?
  let summary: ImportSummary
  private let gridIssues: [DataIssue]
  private let data: ServiceData
  private let layer: Layer
  /// Rows that had to be read before the import's mode was known.
  private var held: [LayerBatch]?

  init(_ path: String, options: ImportOptions, store: ServiceStore) throws {
    layer = options.layer
    data = try store.load(layers: Self.needed(for: options.layer))
    guard GridImport.isGrid(path) else {
      let reader = try TableImport(path, options: options, store: data)
      (self.reader, summary, gridIssues) = (reader, reader.summary, [])
      return
    }
    guard options.layer == .demandPoints else {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "栅格只能导入为需求点：ambit import demand",
          en: "a grid can only be imported as demand: ambit import demand"))
    }
    let grid = try GridImport(path, options: options, store: data)
    (reader, summary, gridIssues) = (nil, grid.summary, grid.issues)
    held = stride(from: 0, to: grid.points.count, by: 2000).map { start in
      LayerBatch(
        .demandPoints(Array(grid.points[start..<min(start + 2000, grid.points.count)])))
    }
  }

  /// What rows of a layer refer to, and the layer itself where columns that a file lacks keep what
  /// is there.
  private static func needed(for layer: Layer) -> Set<Layer> {
    let places: Set<Layer> = [.counties, .townships, .stations]
    return switch layer {
    case .calls, .visits: places
    case .shifts: places.union([.ambulances, .crew])
    case .equipment: places.union([.ambulances, .equipment])
    case .candidates, .consortium: places.union([.facilities, layer])
    default: places.union([layer])
    }
  }

  var obstacle: ImportError? { reader?.obstacle }
  var preview: [[(field: String, value: String)]] { reader?.preview ?? [] }
  var issues: [DataIssue] { reader?.issues ?? gridIssues }
  var errorCount: Int { reader?.errorCount ?? 0 }
  var rowsRead: Int { reader?.rowsRead ?? summary.rowCount }
  var fileName: String { summary.file }

  var sourceFile: SourceFile {
    SourceFile(
      name: summary.file, sha256: summary.digest, rows: summary.rowCount,
      source: "import \(layer.rawValue)", licence: "")
  }

  func countyCode(_ text: String) -> String? {
    data.counties.first { $0.code == text || $0.name == text }?.code
  }

  /// Whether rows that the file does not have are to go because a model made them: real demand
  /// points take the place of modelled ones, else residents would count twice.
  ///
  /// - Throws: where the file has real points for some of the modelled counties only.
  func replacesModel(in county: String?) throws -> Bool {
    guard layer == .demandPoints, obstacle == nil else { return false }
    let there = data.demandPoints.filter { county == nil || $0.countyCode == county }
    let modelled = there.filter { $0.source == VillageCountModel.name }
    guard !modelled.isEmpty else { return false }
    var batches = held ?? []
    while let batch = try reader?.nextBatch() { batches.append(batch) }
    held = batches
    var coming: Set<String> = []
    for batch in batches {
      guard case .demandPoints(let points) = batch.rows else { continue }
      coming.formUnion(points.map(\.countyCode))
    }
    let touched = Set(modelled.map(\.countyCode)).intersection(coming)
    guard !touched.isEmpty else { return false }
    let untouched = Set(there.map(\.countyCode)).subtracting(coming)
    guard untouched.isEmpty, modelled.count == there.count else {
      let codes = touched.sorted().joined(separator: ", ")
      throw Failure(
        .usage,
        LocalizedText(
          zh: "数据文件中 \(codes) 的需求点是模型推算的，与新需求点并存会重复计算人口；请按县导入：--county 代码 --replace",
          en: "the demand of \(codes) in the store is modelled and would count twice beside real"
            + " points: import county by county with --county CODE --replace"))
    }
    return true
  }

  /// Takes every row in one transaction.
  func take(
    into store: ServiceStore, note: AuditNote, mode: ImportMode, acceptsValid: Bool
  ) throws -> ImportResult {
    let closing = DispatchGroup()
    defer { closing.wait() }
    return try store.importing(note, mode: mode) { session in
      if let held {
        for batch in held { try session.add(batch) }
      } else if let reader {
        var done = 0
        try BatchPipe.read(reader, closing: closing) { batch, errors in
          // After an error the rest is read for its errors alone.
          if errors == 0 || acceptsValid || mode.isDry { try session.add(batch) }
          done += batch.rows.count
          Console.progress(min(done, summary.rowCount), of: max(done, summary.rowCount))
        }
      }
      guard errorCount == 0 || acceptsValid || mode.isDry else {
        throw refusal(isDry: false)
      }
      guard rowsRead > 0 else { throw empty }
      session.keep(issues)
    }
  }

  func refusal(isDry: Bool) -> ImportError {
    let (bad, all) = (errorCount, rowsRead)
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(fileName)：\(all) 行中有 \(bad) 行有误，"
          + (isDry ? "这样导入会被拒绝" : "数据文件未改动") + "；请改正，或用 --accept-valid 只导入其余各行",
        en: "\(fileName): \(bad) of \(all) rows are wrong, "
          + (isDry ? "the import would be refused" : "nothing was imported")
          + ": correct them, or import the others with --accept-valid"),
      issues: isDry ? [] : issues.filter { $0.severity == .error })
  }

  private var empty: ImportError {
    ImportError(
      .badData,
      LocalizedText(
        zh: "\(fileName) 的表头下没有数据行", en: "\(fileName) has no rows below its header"))
  }
}
