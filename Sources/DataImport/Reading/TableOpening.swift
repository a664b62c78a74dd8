import ResponseModel

/// A table that was opened and whose header row was found.
struct OpenedTable {
  let reader: TableReader
  let text: TextTable?
  let digest: String
  let headers: [String]
  /// `nil` where columns have names of their own.
  let headerLine: Int?
  /// Rows of a sheet above its first row of data.
  let skippedRows: Int
  let sheet: String?
  let rowCount: Int

  private static let searchedRows = 60

  /// - Throws: `ImportError`: a file that cannot be read, no such sheet, no header row.
  init(_ path: String, options: ImportOptions, table: LayerTable) throws(ImportError) {
    let dictionary = HeaderDictionary(table)
    let forced = Array(options.map.values) + options.includedColumns
    if TextTable.isTextTable(path) {
      guard options.sheet == nil else {
        throw ImportError(
          .usage,
          LocalizedText(
            zh: "\(FileName.last(of: path)) 是文本表，没有工作表：请去掉 --sheet",
            en: "\(FileName.last(of: path)) is a text table and has no sheets: leave out --sheet"))
      }
      var text = try TextTable(path, encoding: options.encoding)
      guard
        let found = HeaderSearch.find(
          in: text.head.map(\.fields), table, dictionary, forced: forced)
      else { throw Self.noHeader(FileName.last(of: path), table, text.head.first?.fields ?? []) }
      // GDAL reads from the lower line of a header of two: it has the right number of columns.
      let header = text.head[found.firstRow - 1]
      text.headerOffset = header.offset
      let file = try OpenedFile.open(path, text: text, encoding: nil)
      reader = try file.table(0)
      let first =
        text.head.indices.contains(found.firstRow)
        ? text.head[found.firstRow].number : header.number + 1
      reader.firstLine = first
      (self.text, digest, headers) = (text, text.digest, found.headers)
      (headerLine, skippedRows, sheet) = (header.number, 0, nil)
      rowCount = max(0, text.lineFeeds + 1 - header.number)
      return
    }
    text = nil
    digest = try FileDigest.sha256(ofFileAt: path)
    let file = try OpenedFile.open(path, text: nil, encoding: options.encoding)
    let chosen = try Self.choose(file, options, table, dictionary, forced)
    reader = chosen.reader
    let several = file.sheets.count > 1
    sheet = file.isSheet || several ? chosen.reader.name : nil
    if file.isSheet {
      guard let found = chosen.found else {
        throw Self.noHeader("\(file.name) [\(reader.name)]", table, chosen.firstRow)
      }
      (headers, skippedRows, headerLine) = (found.headers, found.firstRow, found.headerRow + 1)
    } else {
      guard chosen.found != nil || !reader.columns.isEmpty || reader.hasShapes else {
        throw Self.noHeader(file.name, table, reader.columns)
      }
      (headers, skippedRows, headerLine) = (try Self.filledNames(of: reader), 0, nil)
    }
    rowCount = max(0, (reader.rowCount ?? 0) - skippedRows)
  }

  /// The names of the columns. GDAL gives every KML file the columns `Name` and `Description`, which
  /// would be taken for a name that the file has in a column of its own: left unnamed where no place
  /// fills them.
  private static func filledNames(of reader: TableReader) throws(ImportError) -> [String] {
    var names = reader.columns
    let own = names.indices.filter { ["Name", "Description"].contains(names[$0]) }
    guard ["KML", "LIBKML"].contains(reader.file.driver), !own.isEmpty else { return names }
    var empty = Set(own.indices)
    try reader.start(own, shapes: false)
    while !empty.isEmpty, let row = try reader.next() {
      empty = empty.filter { PlainText.trimmed(row[$0] ?? "") == nil }
    }
    for index in empty { names[own[index]] = "" }
    return names
  }

  private struct Choice {
    let reader: TableReader
    let found: HeaderSearch.Found?
    let firstRow: [String]
  }

  /// The sheet asked for, or the one whose headers fit best.
  private static func choose(
    _ file: OpenedFile, _ options: ImportOptions, _ table: LayerTable,
    _ dictionary: HeaderDictionary, _ forced: [String]
  ) throws(ImportError) -> Choice {
    let names = file.sheets
    if let asked = options.sheet {
      guard
        let index = names.firstIndex(of: asked)
          ?? Int(asked).map({ $0 - 1 }).flatMap({ names.indices.contains($0) ? $0 : nil })
      else {
        let known = names.joined(separator: ", ")
        throw ImportError(
          .usage,
          LocalizedText(
            zh: "\(file.name) 中没有工作表“\(asked)”；有：\(known)",
            en: "\(file.name) has no sheet '\(asked)'; there are: \(known)"))
      }
      return try examine(try file.table(index), table, dictionary, forced)
    }
    var choices: [Choice] = []
    for index in names.indices {
      choices.append(try examine(try file.table(index), table, dictionary, forced))
    }
    guard let best = choices.max(by: { ($0.found?.score ?? 0) < ($1.found?.score ?? 0) }) else {
      return try examine(try file.table(0), table, dictionary, forced)
    }
    let equals = choices.filter { $0.found?.score ?? 0 == best.found?.score ?? 0 }
    guard equals.count == 1 || best.found == nil else {
      let known = equals.map(\.reader.name).joined(separator: ", ")
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(file.name) 有多个工作表同样适合：\(known)；请用 --sheet 指明",
          en: "\(file.name) has several sheets that fit alike: \(known); name one with --sheet"))
    }
    return best.found == nil ? choices[0] : best
  }

  private static func examine(
    _ reader: TableReader, _ table: LayerTable, _ dictionary: HeaderDictionary, _ forced: [String]
  ) throws(ImportError) -> Choice {
    guard reader.file.isSheet else {
      let found = HeaderSearch.find(in: [reader.columns], table, dictionary, forced: forced)
      return Choice(reader: reader, found: found, firstRow: reader.columns)
    }
    var rows: [[String]] = []
    try reader.start(Array(reader.columns.indices), shapes: false)
    while rows.count < searchedRows, let row = try reader.next() {
      rows.append(row.values.map { PlainText.trimmed($0 ?? "") ?? "" })
    }
    return Choice(
      reader: reader, found: HeaderSearch.find(in: rows, table, dictionary, forced: forced),
      firstRow: rows.first { $0.contains { !$0.isEmpty } } ?? [])
  }

  private static func noHeader(
    _ name: String, _ table: LayerTable, _ row: [String]
  ) -> ImportError {
    let wanted = table.fields.filter(\.isRequired)
    let seen = row.prefix(8).map { String($0.prefix(20)) }.filter { !$0.isEmpty }
      .joined(separator: ", ")
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 中找不到\(table.title)的表头；至少要有：\(wanted.map(\.header).joined(separator: "、"))"
          + (seen.isEmpty ? "（表中没有数据）" : "；首行为：\(seen)") + "；可用 --map 字段=列名 指明",
        en: "\(name): no header row of \(table.layer.rawValue) was found; it needs at least:"
          + " \(wanted.map(\.name).joined(separator: ", "))"
          + (seen.isEmpty ? " (the table is empty)" : "; its first row is: \(seen)")
          + "; name columns with --map field=column"))
  }
}
