import ResponseModel

/// Which column of a file is which column of a layer.
public struct ColumnMapping: Sendable, Hashable {
  /// One column of the file that is taken over.
  public struct Column: Sendable, Hashable {
    /// Its number in the file.
    public let index: Int
    /// Its header as the file has it.
    public let header: String
    /// The layer's column it is.
    public let field: String
    /// What its numbers are multiplied by.
    public let factor: Double
    /// The datum its header names.
    public let datum: SourceDatum?
    /// The year its header names.
    public let year: String?
    /// Whether `--map` said so.
    public let isForced: Bool
  }

  /// Why a column is left behind.
  public enum Reason: String, Sendable, Hashable, Codable {
    /// Names, telephones, addresses, diagnoses.
    case personal
    /// Means the same as a column that is taken.
    case duplicate
    /// Means nothing to this layer.
    case unknown
  }

  public struct Dropped: Sendable, Hashable {
    public let header: String
    public let reason: Reason
  }

  public internal(set) var columns: [Column]
  public internal(set) var dropped: [Dropped]
  /// Columns asked for by name, kept as they are.
  public internal(set) var included: [Column]

  public subscript(field: String) -> Column? { columns.first { $0.field == field } }
}

extension ColumnMapping {
  /// Matches a header row.
  ///
  /// - Parameters:
  ///   - forced: `--map`: the layer's column and the file's header or column letter.
  ///   - included: headers asked for by name.
  /// - Throws: `ImportError.usage` where an option names a column that the file or layer lacks.
  init(
    headers: [String], table: LayerTable, dictionary: HeaderDictionary,
    forced: [String: String] = [:], included: [String] = []
  ) throws(ImportError) {
    (columns, dropped, self.included) = ([], [], [])
    var taken: [Int: Column] = [:]
    for (field, header) in forced.sorted(by: { $0.key < $1.key }) {
      guard table[field] != nil else { throw Self.unknownField(field, table) }
      guard let index = Self.index(of: header, in: headers) else {
        throw Self.unknownHeader(header, headers)
      }
      taken[index] = Self.column(index, headers[index], field, isForced: true)
    }
    for header in included {
      guard let index = Self.index(of: header, in: headers) else {
        throw Self.unknownHeader(header, headers)
      }
      self.included.append(Self.column(index, headers[index], headers[index], isForced: true))
    }
    var best: [Int: (rank: Int, index: Int)] = [:]
    let names = headers.map(HeaderName.init)
    let forcedFields = Set(forced.keys)
    var meanings: [Int: [HeaderDictionary.Match]] = [:]
    for (index, name) in names.enumerated() where taken[index] == nil {
      meanings[index] = dictionary.meanings(of: name).filter {
        !forcedFields.contains(table.fields[$0.field].name)
      }
    }
    // The surest pair first; a column whose first meaning is taken falls back on its next.
    let pairs = meanings.flatMap { index, matches in
      matches.enumerated().map { (rank: $1.rank, order: $0, index: index, field: $1.field) }
    }.sorted { ($0.rank, $0.order, $0.index) < ($1.rank, $1.order, $1.index) }
    var used: Set<Int> = []
    for pair in pairs where best[pair.field] == nil && !used.contains(pair.index) {
      best[pair.field] = (pair.rank, pair.index)
      used.insert(pair.index)
      taken[pair.index] = Self.column(
        pair.index, headers[pair.index], table.fields[pair.field].name, isForced: false)
    }
    columns = taken.sorted { $0.key < $1.key }.map(\.value)
    let kept = Set(self.included.map(\.index))
    for (index, name) in names.enumerated() where taken[index] == nil && !kept.contains(index) {
      guard !headers[index].isEmpty else { continue }
      let reason: Reason =
        meanings[index]?.isEmpty == false
        ? .duplicate : PersonalColumn.isPersonal(name) ? .personal : .unknown
      dropped.append(Dropped(header: headers[index], reason: reason))
    }
  }

  private static func column(
    _ index: Int, _ header: String, _ field: String, isForced: Bool
  ) -> Column {
    let name = HeaderName(header)
    let note = HeaderNote(name)
    return Column(
      index: index, header: header, field: field, factor: note.factor, datum: note.datum,
      year: name.year, isForced: isForced)
  }

  /// By its header, or by its letter as spreadsheets show it.
  private static func index(of header: String, in headers: [String]) -> Int? {
    if let exact = headers.firstIndex(of: header) { return exact }
    let name = HeaderName(header)
    if let like = headers.firstIndex(where: { HeaderName($0).full == name.full && !$0.isEmpty }) {
      return like
    }
    let letters = header.utf8
    guard (1...2).contains(letters.count), letters.allSatisfy({ (65...90).contains($0) }) else {
      return nil
    }
    let index = letters.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
    return headers.indices.contains(index) ? index : nil
  }

  private static func unknownField(_ field: String, _ table: LayerTable) -> ImportError {
    let known = table.fields.map(\.name).joined(separator: ", ")
    return ImportError(
      .usage,
      LocalizedText(
        zh: "--map：\(table.title)没有字段 \(field)；有：\(known)",
        en: "--map: \(table.layer.rawValue) has no column \(field); there are: \(known)"))
  }

  private static func unknownHeader(_ header: String, _ headers: [String]) -> ImportError {
    let known = headers.filter { !$0.isEmpty }.joined(separator: ", ")
    return ImportError(
      .usage,
      LocalizedText(
        zh: "文件中没有名为“\(header)”的列；有：\(known)",
        en: "the file has no column '\(header)'; there are: \(known)"))
  }
}
