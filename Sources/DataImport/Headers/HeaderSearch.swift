/// Finds the header row of a table that starts with titles, dates and who filled it in.
enum HeaderSearch {
  struct Found: Hashable {
    /// Position of the first row of data among the rows given.
    let firstRow: Int
    /// Position of the header row, the upper one where it is two rows.
    let headerRow: Int
    let headers: [String]
    /// How many of the layer's columns it names.
    let score: Int
  }

  /// The row that names the most columns of the layer, alone or together with the row below it
  /// (`坐标` above `经度` and `纬度`); the first of several that name equally many.
  ///
  /// - Parameter rows: the first rows of the table, each with all its fields.
  /// - Returns: `nil` where no row names a column.
  static func find(
    in rows: [[String]], _ table: LayerTable, _ dictionary: HeaderDictionary, forced: [String] = []
  ) -> Found? {
    let wanted = Set(forced.map { HeaderName($0).full })
    func score(_ headers: [String]) -> Int {
      var fields: Set<Int> = []
      var own = 0
      for header in headers where !header.isEmpty && header.utf8.count < 100 {
        let name = HeaderName(header)
        if wanted.contains(name.full) { own += 1 }
        if let match = dictionary.meanings(of: name).first(where: { !fields.contains($0.field) }) {
          fields.insert(match.field)
        }
      }
      return fields.count + own
    }
    var best: Found?
    for index in rows.indices {
      let single = score(rows[index])
      if single > best?.score ?? 0 {
        best = Found(
          firstRow: index + 1, headerRow: index, headers: rows[index], score: single)
      }
      guard index + 1 < rows.count, single > 0 else { continue }
      let joined = TwoRowHeader(rows[index], rows[index + 1], dictionary)
      let double = score(joined.headers)
      // A row of data may repeat a word of the header; two more columns are no accident, and nor is
      // a row of nothing but names of columns.
      if double > single + (joined.isNamesOnly ? 0 : 1), double > best?.score ?? 0 {
        best = Found(firstRow: index + 2, headerRow: index, headers: joined.headers, score: double)
      }
    }
    return best
  }
}

/// Rows of a table that are not facts: notes and examples of a template, sums, footnotes.
enum FillerRow {
  enum Kind: String {
    case note, example, total
  }

  private static func filled(_ value: String?) -> String? {
    value.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What the words below start with.
  private static let letters = Set("说示【合总小共全注备填制审数资单统tTsS( 　".unicodeScalars)

  /// Whether a cell starts with a byte that one of `letters` starts with in UTF-8: every row comes
  /// here, and nearly none does.
  static func mayBe(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.first.map { starts[Int($0)] } ?? false
  }

  private static let starts = {
    let bytes = Set(letters.compactMap { String($0).utf8.first })
    return (0...255).map { bytes.contains($0) }
  }()

  /// - Parameters:
  ///   - first: the row's first cell, where it is not among the others.
  ///   - values: its mapped columns.
  ///   - hasKey: whether the row has what its layer tells rows apart by.
  static func kind(
    first: String? = nil, _ values: [String?], hasKey: @autoclosure () -> Bool
  ) -> Kind? {
    guard let first = filled(first) ?? values.lazy.compactMap(filled).first,
      // Every row comes here, and nearly none starts like this.
      let letter = first.unicodeScalars.first, letters.contains(letter)
    else { return nil }
    let start = PlainText.narrowed(String(first.prefix(4)))
    if start.hasPrefix("说明:") || start == "【说明】" { return .note }
    if start.hasPrefix("示例:") || start == "【示例】" { return .example }
    let word = HeaderName(first).full
    if ["合计", "总计", "小计", "共计", "全市合计", "全县合计", "total", "sum"].contains(word) { return .total }
    guard !hasKey() else { return nil }
    let footers = ["注", "备注", "填表", "制表", "审核", "填报", "数据来源", "资料来源", "单位负责人", "统计时间"]
    return footers.contains { word.hasPrefix($0) } ? .note : nil
  }
}
