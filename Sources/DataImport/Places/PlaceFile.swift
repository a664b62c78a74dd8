import Geometry
public import ResponseModel

/// Places read from any table or map: an id and a position each. The columns are known by their Chinese
/// or English names.
public struct PlaceFile: Sendable {
  /// The file without its folder, and its SHA-256.
  public let name: String
  public let digest: String
  public let places: [NamedPlace]
  public let datum: SourceDatum
  /// Whether the datum is WGS 84 because nobody said another.
  public let isDatumAssumed: Bool

  /// Reads a file. A row without an id is called by its name, and without that by its number.
  ///
  /// - Parameter options: datum, sheet, columns by name and encoding; the rest is not looked at.
  /// - Throws: `ImportError`: a file that cannot be read, no header, no columns of positions; or, with an
  ///   issue for each, rows without a position or with an id that was there before.
  public static func read(
    _ path: String, options: ImportOptions = ImportOptions(.candidates)
  ) throws(ImportError) -> PlaceFile {
    let table = LayerTable.places
    let opened = try OpenedTable(path, options: options, table: table)
    let mapping = try ColumnMapping(
      headers: opened.headers, table: table, dictionary: HeaderDictionary(table),
      forced: options.map, included: [])
    let name = opened.reader.file.name
    let place = opened.sheet.map { "\(name) [\($0)]" } ?? name
    let readsShapes = opened.reader.hasShapes && !opened.reader.file.isSheet
    try TableImport.requireColumns(mapping, table, place, hasShapes: readsShapes)
    let decision = DatumDecision(
      options: options, opened: opened, mapping: mapping, table: table, readsShapes: readsShapes)
    let datum = decision.datum ?? .wgs84
    let layout = RowLayout(
      mapping, table: table, file: place, epoch1904: opened.reader.file.countsFrom1904)
    var reader = PlaceReader(try context(datum, name), layout)
    try opened.reader.start(layout.chosen, shapes: readsShapes, skipping: opened.skippedRows)
    while let raw = try opened.reader.next() {
      guard raw.shape != nil || !raw.isEmpty(first: raw.count) else { continue }
      reader.take(raw)
    }
    let errors = reader.issues
    guard errors.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(place)：\(reader.rows) 行中有 \(errors.count) 行有误，请改正",
          en: "\(place): \(errors.count) of \(reader.rows) rows are wrong: correct them"),
        issues: errors)
    }
    guard !reader.places.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(zh: "\(place) 的表头下没有数据行", en: "\(place) has no rows below its header"))
    }
    return PlaceFile(
      name: name, digest: opened.digest, places: reader.places, datum: datum,
      isDatumAssumed: decision.datum == nil)
  }

  private static func context(
    _ datum: SourceDatum, _ name: String
  ) throws(ImportError) -> ImportContext {
    guard let clock = ZoneClock("UTC") else { preconditionFailure("UTC is a time zone") }
    let references: ReferenceData
    do {
      references = try ReferenceData(ServiceData())
    } catch {
      preconditionFailure("no data has no damaged boundary: \(error)")
    }
    return ImportContext(
      references: references, clock: clock, converter: try PositionConverter(datum),
      evidence: .reported, countyCode: nil, sourceName: name)
  }
}

/// Takes rows one by one.
private struct PlaceReader {
  private let context: ImportContext
  private let layout: RowLayout
  private(set) var places: [NamedPlace] = []
  private(set) var issues: [DataIssue] = []
  private(set) var rows = 0
  private var lines: [String: Int] = [:]

  init(_ context: ImportContext, _ layout: RowLayout) {
    self.context = context
    self.layout = layout
  }

  mutating func take(_ raw: RawRow) {
    rows += 1
    let row = ImportRow(raw: raw, layout: layout, context: context)
    do throws(ImportRow.Problem) {
      let name = try row.text("name")
      let id = try row.code("id") ?? name ?? String(rows)
      guard let position = try row.position() else {
        throw row.problem(
          "position-missing", "longitude",
          LocalizedText(zh: "“\(id)”没有坐标", en: "'\(id)' has no position"))
      }
      if let line = lines[id] {
        throw row.problem(
          "duplicate-id", "id",
          LocalizedText(
            zh: "“\(id)”重复，第 \(line) 行已有", en: "'\(id)' is there twice, first in line \(line)"))
      }
      lines[id] = row.line
      places.append(NamedPlace(id: id, name: name, position: position))
    } catch {
      issues.append(error.issue)
    }
  }
}

extension LayerTable {
  /// Any table of points. It is read like the layer whose rows need a position.
  static let places = LayerTable(
    .candidates, "地点表", key: ["id"],
    [
      LayerField(
        "id", "编号", .code,
        also: [
          "编码", "代码", "序号", "code", "point_id", "fid", "no", "站点编码", "急救站编码", "站点代码", "需求点编码",
          "候选点编码",
          "村代码", "村居代码", "机构编码", "station_code", "site_id", "village_code",
        ], example: "P001"),
      LayerField(
        "name", "名称", .text,
        also: [
          "地名", "地点", "站点名称", "急救站名称", "站名", "需求点名称", "候选点名称", "村名", "村居名称", "机构名称", "医院名称",
          "station_name", "station", "site", "village", "place",
        ], example: "某某村"),
      .longitude, .latitude,
    ])
}
