import Geometry
import ResponseModel

extension TableImport {
  static func county(
    _ code: String?, _ references: ReferenceData
  ) throws(ImportError) -> String? {
    guard let code else { return nil }
    guard let found = references.countyCode(code) else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "--county：数据文件中没有县（市、区）\(code)", en: "--county: the store has no county \(code)"))
    }
    return found
  }

  /// - Throws: `ImportError.badData` naming the columns that must be there and are not.
  static func requireColumns(
    _ mapping: ColumnMapping, _ table: LayerTable, _ place: String, hasShapes: Bool
  ) throws(ImportError) {
    var missing = table.fields.filter { $0.isRequired && mapping[$0.name] == nil }
    let needsPosition = table.layer == .stations || table.layer == .candidates
    if needsPosition, !hasShapes {
      missing += table.fields.filter {
        ["longitude", "latitude"].contains($0.name) && mapping[$0.name] == nil
      }
    }
    if table.layer == .calls, mapping["mission_id"] == nil, mapping["event_id"] == nil {
      missing += table.fields.filter { $0.name == "mission_id" }
    }
    guard !missing.isEmpty else { return }
    let left = mapping.dropped.map(\.header).filter { !$0.isEmpty }.prefix(20)
      .joined(separator: ", ")
    throw ImportError(
      .badData,
      LocalizedText(
        zh: "\(place) 缺少列：\(missing.map(\.header).joined(separator: "、"))"
          + (left.isEmpty ? "" : "；未识别的列有：\(left)") + "；可用 --map \(missing[0].name)=列名 指明",
        en: "\(place) lacks: \(missing.map(\.name).joined(separator: ", "))"
          + (left.isEmpty ? "" : "; columns not understood: \(left)")
          + "; name it with --map \(missing[0].name)=COLUMN"))
  }

  private static let previewed = 5
  private static let sampled = 20_000

  /// The first rows of a file: a few for showing, thousands for comparing datums.
  struct Sample {
    var shown: [RawRow] = []
    /// All that were read, for being taken when the import begins: reading them twice would be a
    /// tenth of a large sheet's rows. `nil` where they are too large to hold.
    var kept: [RawRow]? = []
    /// Whether there are no more.
    var isWhole = false
    private var size = 0

    fileprivate mutating func keep(_ raw: RawRow, holding: Int) {
      guard kept != nil else { return }
      size += raw.size
      if size > holding { kept = nil } else { kept?.append(raw) }
    }
  }

  static func sample(
    _ opened: OpenedTable, _ layout: RowLayout, _ context: ImportContext, readsShapes: Bool,
    table: LayerTable, holding: Int, into sampler: inout DatumSampler
  ) throws(ImportError) -> Sample {
    var sample = Sample()
    var count = 0
    try opened.reader.start(layout.chosen, shapes: readsShapes, skipping: opened.skippedRows)
    while count < (table.hasPositions ? sampled : previewed) {
      guard let raw = try opened.reader.next() else {
        sample.isWhole = true
        break
      }
      sample.keep(raw, holding: holding)
      guard !layout.isBlank(raw), !isFiller(raw, layout, table)
      else { continue }
      count += 1
      if sample.shown.count < previewed { sample.shown.append(raw) }
      guard table.hasPositions else { continue }
      sampler.take(ImportRow(raw: raw, layout: layout, context: context))
    }
    // These rows are not read again, and the thread that reads the others knows nothing of them.
    try opened.reader.requireSound()
    return sample
  }

  static func shown(
    _ decoded: DecodedRow, _ table: LayerTable
  ) -> [(field: String, value: String)] {
    guard let record = LayerRecords.make(decoded.rows, chinese: false).first else { return [] }
    return zip(LayerRecords.fields(table), record.cells).compactMap { field, cell in
      cell == .none ? nil : (field: field.name, value: cell.text)
    }
  }
}

extension ImportContext {
  /// What is said once of the whole file.
  func closingNotes(_ layout: RowLayout, _ table: LayerTable) -> [DataIssue] {
    var notes: [DataIssue] = []
    if statedResponses > 0 {
      notes.append(
        DataIssue(
          statedDisagreements > 0 ? .warning : .note, code: "stated-response-not-trusted",
          LocalizedText(
            zh: "“急救反应时间”列不采信，按时刻重新计算；\(statedResponses) 行中有 \(statedDisagreements) 行与时刻相差超过 30 秒",
            en: "the stated response time is not trusted and computed from the clock times;"
              + " \(statedDisagreements) of \(statedResponses) rows differ by more than 30 s"),
          file: layout.file, column: layout.header(of: "stated_response")))
    }
    if statedWithoutUnit > 0 {
      notes.append(
        DataIssue(
          .warning, code: "stated-response-without-unit",
          LocalizedText(
            zh: "“急救反应时间”列有 \(statedWithoutUnit) 行只有数字、没有单位，未与时刻对照：请在表头注明（秒）或（分钟）",
            en:
              "\(statedWithoutUnit) rows state a response time as a number without a unit, which is"
              + " not compared with the clock times: write (s) or (min) in the column's header"),
          file: layout.file, column: layout.header(of: "stated_response")))
    }
    if unreadableStated > 0 {
      notes.append(
        DataIssue(
          .warning, code: "stated-response-unreadable",
          LocalizedText(
            zh: "“急救反应时间”列有 \(unreadableStated) 行不是时长，未与时刻对照",
            en: "\(unreadableStated) rows state a response time that is no duration, which is not"
              + " compared with the clock times"),
          file: layout.file, column: layout.header(of: "stated_response")))
    }
    return notes
  }
}
