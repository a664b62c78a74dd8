import CGDAL
import FoundationEssentials
import Geometry
public import ResponseModel

/// Writes a layer so that importing the file gives the same rows.
public enum LayerExport {
  /// - Parameters:
  ///   - path: its ending says the format.
  ///   - chinese: headers and words in Chinese or in English; the format's own choice where `nil`.
  ///   - replacing: whether a file already there may be replaced.
  /// - Returns: what a reader of the file must know, e.g. boundaries that the format cannot hold.
  /// - Throws: `ImportError`; nothing is at `path` then that was not before.
  public static func write(
    _ rows: LayerRows, to path: String, chinese: Bool? = nil, replacing: Bool = false
  ) throws(ImportError) -> [DataIssue] {
    guard let format = ExportFormat(path: path) else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "无法由文件名 \(FileName.last(of: path)) 判断格式；请以 .xlsx、.csv、.geojson、.gpkg 或 .shp 结尾",
          en: "\(FileName.last(of: path)) names no format: end it in .xlsx, .csv, .geojson, .gpkg"
            + " or .shp"))
    }
    let table = LayerTable(rows.layer)
    guard format != .shapefile || table.hasPositions else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(table.title)没有位置，不能写成 Shapefile；请用 .xlsx、.csv 或 .gpkg",
          en: "\(rows.layer.rawValue) has no positions, so no Shapefile: use .xlsx, .csv or .gpkg"))
    }
    guard replacing || !FileManager.default.fileExists(atPath: path) else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(path) 已存在；如要替换请加 --force", en: "\(path) already exists; use --force to replace it")
      )
    }
    let isChinese = (chinese ?? format.prefersChinese) && format != .shapefile
    let records = LayerRecords.make(rows, chinese: isChinese)
    let layout = ExportLayout(table, records, format: format, chinese: isChinese)
    let draft = try DraftFolder(for: path)
    let file = try WrittenFile(
      draft.path, layout: layout, title: isChinese ? table.title : rows.layer.rawValue)
    for record in records { try file.add(record) }
    try file.close()
    try draft.publish()
    return notes(table, records, format, FileName.last(of: path))
  }

  private static func notes(
    _ table: LayerTable, _ records: [LayerRecord], _ format: ExportFormat, _ file: String
  ) -> [DataIssue] {
    guard format == .xlsx, records.contains(where: { $0.area != nil }) else { return [] }
    return [
      DataIssue(
        .note, code: "boundary-left-out",
        LocalizedText(
          zh: "工作簿放不下边界，未写入；需要边界请导出 .gpkg 或 .geojson",
          en: "a workbook has no room for boundaries: export .gpkg or .geojson for them"),
        file: file)
    ]
  }
}

/// A folder beside the place of a file, where the file is written before it is moved there whole.
private struct DraftFolder {
  private let folder: String
  private let target: String

  init(for target: String) throws(ImportError) {
    self.target = target
    let parent =
      target.contains("/")
      ? String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)]) : "."
    folder = "\(parent.isEmpty ? "/" : parent)/.ambit-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw Self.failure(target, error)
    }
  }

  var path: String { "\(folder)/\(FileName.last(of: target))" }

  /// A Shapefile is several files; the one that names it comes last.
  func publish() throws(ImportError) {
    let files = FileManager.default
    let parent = URL(filePath: folder).deletingLastPathComponent().path
    do {
      let names = try files.contentsOfDirectory(atPath: folder).sorted {
        ($0 == FileName.last(of: target) ? 1 : 0, $0) < (
          $1 == FileName.last(of: target) ? 1 : 0, $1
        )
      }
      for name in names {
        let place = "\(parent)/\(name)"
        if files.fileExists(atPath: place) { try files.removeItem(atPath: place) }
        try files.moveItem(atPath: "\(folder)/\(name)", toPath: place)
      }
      try files.removeItem(atPath: folder)
    } catch {
      throw Self.failure(target, error)
    }
  }

  private static func failure(_ target: String, _ error: any Error) -> ImportError {
    ImportError(
      .inputOutput,
      LocalizedText(zh: "无法写入 \(target)：\(error)", en: "cannot write \(target): \(error)"))
  }
}
