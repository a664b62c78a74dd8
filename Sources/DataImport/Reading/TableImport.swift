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
  /// Rows of the sample that are to be taken yet, the next one last; `nil` where the file is to be
  /// read from its start.
  private var waiting: [RawRow]?
  /// Whether the sample was all there is.
  private var isRead: Bool
  /// Rows that are notes, examples or sums.
  private(set) var skipped = 0
  public private(set) var rowsRead = 0

  /// Opens and understands `path`; takes nothing yet.
  ///
  /// - Parameter store: what the store holds, at least counties, townships, stations and the layer
  ///   itself (not needed for calls, shifts, visits).
  /// - Throws: `ImportError`.
  public convenience init(
    _ path: String, options: ImportOptions, store: ServiceData
  ) throws(ImportError) {
    try self.init(path, options: options, store: store, holding: 32 << 20)
  }

  /// - Parameter holding: bytes of the first rows that may be kept between the two looks at them.
  init(
    _ path: String, options: ImportOptions, store: ServiceData, holding: Int
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
      opened, layout, context, readsShapes: readsShapes, table: table, holding: holding,
      into: &sampler)
    waiting = sample.kept.map { $0.reversed() }
    isRead = sample.isWhole && sample.kept != nil
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
      for row in sample.shown {
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
    guard opened != nil else { return nil }
    var batch = BatchBuilder(table.layer, limit: limit)
    while batch.count < limit, let raw = try nextRow() {
      guard !Self.isFiller(raw, layout, table) else {
        skipped += 1
        continue
      }
      guard !layout.isBlank(raw) else { continue }
      rowsRead += 1
      let row = ImportRow(raw: raw, layout: layout, context: context)
      do throws(ImportRow.Problem) {
        if table.layer == .calls {
          let call = try row.call()
          try seen.insert(call.missionID, row, table)
          batch.append(call, line: raw.line)
        } else {
          let decoded = try row.decode(table.layer, known)
          try seen.insert(decoded.key, row, table)
          batch.append(decoded, line: raw.line)
        }
        context.noteFilled(row)
        if raw.holdsLostCharacter { row.warnOfLostCharacters() }
      } catch {
        context.issues.append(error.issue)
      }
    }
    return batch.made
  }

  private func nextRow() throws(ImportError) -> RawRow? {
    guard let opened else { return nil }
    guard let row = waiting?.popLast() else {
      if isRead { return nil }
      if waiting == nil {
        try opened.reader.start(layout.chosen, shapes: readsShapes, skipping: opened.skippedRows)
        waiting = []
      }
      return try opened.reader.next()
    }
    return row
  }

  /// Closes the file; no more rows come.
  ///
  /// - Parameter leavingMemory: whether what GDAL holds of it is left to the end of the program. A large
  ///   workbook is millions of pieces, and freeing them one by one keeps every other thread waiting for
  ///   the heap. For a program that ends soon.
  public func close(leavingMemory: Bool = false) {
    if leavingMemory { opened?.reader.file.leaveMemory() }
    opened = nil
    waiting = nil
  }

  /// Everything that was noticed so far.
  public var issues: [DataIssue] { context.issues.all + context.closingNotes(layout, table) }

  public var errorCount: Int { context.issues.errorCount }

  static func isFiller(_ raw: RawRow, _ layout: RowLayout, _ table: LayerTable) -> Bool {
    func hasKey() -> Bool {
      !layout.required.isEmpty && layout.required.allSatisfy { !raw.isEmpty($0) }
    }
    // The first cell of all may be a column that means nothing else, and is read as the last.
    let last = raw.count - 1
    guard let first = raw.isEmpty(last) ? raw.firstFilled : last else { return false }
    return raw.withBytes(of: first, FillerRow.mayBe)
      && FillerRow.kind(first: raw[first], [], hasKey: hasKey()) != nil
  }
}
