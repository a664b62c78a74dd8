import Foundation
public import ResponseModel

/// One file on its way into a layer: opened, its columns and its datum understood, its rows to be
/// taken batch by batch.
///
/// Not `Sendable`: one import, one task.
public final class TableImport {
  public let summary: ImportSummary
  /// Why no row can be taken as things are: a datum that is not said, or not what the file says.
  /// Everything else can still be looked at.
  public let obstacle: ImportError?
  /// What the first rows mean, a few of them: column and value.
  public let preview: [[(field: String, value: String)]]

  /// `nil` once it is closed.
  private var opened: OpenedTable?
  private let table: LayerTable
  private let layout: RowLayout
  private let context: ImportContext
  private let known: ExistingRows
  private let readsShapes: Bool
  private var seen = SeenKeys()
  private var isStarted = false
  /// Rows that are notes, examples or sums.
  private(set) var skipped = 0
  public private(set) var rowsRead = 0

  /// Opens and understands `path`; takes nothing yet.
  ///
  /// - Parameter store: what the store holds, at least counties, townships, stations and the layer
  ///   itself (not needed for calls, shifts, visits).
  /// - Throws: `ImportError`.
  public init(
    _ path: String, options: ImportOptions, store: ServiceData
  ) throws(ImportError) {
    let table = LayerTable(options.layer)
    guard let clock = ZoneClock(options.zone) else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "没有时区“\(options.zone)”，请写成 Asia/Shanghai 之类",
          en: "there is no time zone '\(options.zone)': write one such as Asia/Shanghai"))
    }
    let references: ReferenceData
    do {
      references = try ReferenceData(store)
    } catch {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "数据文件中的县界有误：\(error)", en: "a county boundary of the store is damaged: \(error)"))
    }
    let opened = try OpenedTable(path, options: options, table: table)
    let mapping = try ColumnMapping(
      headers: opened.headers, table: table, dictionary: HeaderDictionary(table),
      forced: options.map, included: options.includedColumns)
    let name = opened.reader.file.name
    let place = opened.sheet.map { "\(name) [\($0)]" } ?? name
    layout = RowLayout(
      mapping, table: table, file: place, epoch1904: opened.reader.file.countsFrom1904)
    readsShapes = table.hasPositions && opened.reader.hasShapes && !opened.reader.file.isSheet
    try Self.requireColumns(mapping, table, place, hasShapes: readsShapes)

    let decision = DatumDecision(
      options: options, opened: opened, mapping: mapping, table: table, readsShapes: readsShapes)
    let converter = try decision.datum.map { datum throws(ImportError) in
      try PositionConverter(datum)
    }
    context = ImportContext(
      references: references, clock: clock, converter: converter, evidence: options.evidence,
      countyCode: try Self.county(options.countyCode, references), sourceName: name)
    known = ExistingRows(store)
    self.opened = opened
    self.table = table

    var sampler = DatumSampler(references: references, table: table)
    let sample = try Self.sample(
      opened, layout, context, readsShapes: readsShapes, table: table,
      into: &sampler)
    let judged = try decision.judge(sampler, references: references, place: place)
    obstacle = judged.obstacle
    if let warning = judged.warning { context.issues.append(warning) }
    summary = ImportSummary(
      file: name, digest: opened.digest, format: opened.reader.file.driver, sheet: opened.sheet,
      encoding: opened.text?.encoding, isEncodingDetected: opened.text?.isDetected ?? false,
      headerLine: opened.headerLine, mapping: mapping, rowCount: opened.rowCount,
      datum: decision.datum, datumSource: decision.source, finding: judged.finding)
    var shown: [[(field: String, value: String)]] = []
    if obstacle == nil || !table.hasPositions {
      // Decoding the sample must leave no traces among the issues of the real reading.
      let trial = ImportContext(
        references: references, clock: clock, converter: converter, evidence: options.evidence,
        countyCode: context.countyCode, sourceName: name)
      for row in sample {
        let row = ImportRow(raw: row, layout: layout, context: trial)
        do throws(ImportRow.Problem) {
          shown.append(Self.shown(try row.decode(options.layer, known), table))
        } catch {
          continue
        }
      }
    }
    preview = shown
  }

  /// The next rows, at most `limit`; `nil` at the end.
  ///
  /// Rows that cannot be read become issues and are left out.
  public func nextBatch(_ limit: Int = 2048) throws(ImportError) -> LayerBatch? {
    if let obstacle { throw obstacle }
    guard let opened else { return nil }
    if !isStarted {
      try opened.reader.start(layout.chosen, shapes: readsShapes, skipping: opened.skippedRows)
      isStarted = true
    }
    var batch = BatchBuilder(table.layer)
    while batch.count < limit, let raw = try opened.reader.next() {
      guard !Self.isFiller(raw, layout, table) else {
        skipped += 1
        continue
      }
      guard !layout.isBlank(raw) else { continue }
      rowsRead += 1
      let row = ImportRow(raw: raw, layout: layout, context: context)
      do throws(ImportRow.Problem) {
        let decoded = try row.decode(table.layer, known)
        try seen.insert(decoded.key, row, table)
        context.noteFilled(row)
        batch.append(decoded, line: raw.line)
      } catch {
        context.issues.append(error.issue)
      }
    }
    return batch.made
  }

  /// Closes the file; no more rows come. What GDAL holds of a large workbook takes a while to free.
  public func close() { opened = nil }

  /// Everything that was noticed so far.
  public var issues: [DataIssue] { context.issues.all + context.closingNotes(layout, table) }

  public var errorCount: Int { context.issues.errorCount }

  static func isFiller(_ raw: RawRow, _ layout: RowLayout, _ table: LayerTable) -> Bool {
    func hasKey() -> Bool {
      !layout.required.isEmpty && layout.required.allSatisfy { raw.values[$0] != nil }
    }
    // The first cell of all may be a column that means nothing else, and is read as the last.
    return FillerRow.kind(first: raw.values.last ?? nil, raw.values, hasKey: hasKey()) != nil
  }
}
