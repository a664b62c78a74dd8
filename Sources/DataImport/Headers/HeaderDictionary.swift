/// Which headers mean which column of a layer.
struct HeaderDictionary {
  struct Match: Hashable {
    /// Position in the layer's columns.
    let field: Int
    /// 0 for the column's own name, more for each synonym further down its list.
    let rank: Int
  }

  private let matches: [String: [Match]]

  init(_ table: LayerTable) {
    var matches: [String: [Match]] = [:]
    for (index, field) in table.fields.enumerated() {
      let names = [field.name, field.header, field.shortName] + field.synonyms
      for (rank, name) in names.enumerated() {
        let match = Match(field: index, rank: max(0, rank - 2))
        let header = HeaderName(name)
        for key in Set([header.plain, header.full]) where !key.isEmpty {
          // A name of brackets alone, `(市、区)`, says nothing.
          if matches[key]?.contains(where: { $0.field == index }) != true {
            matches[key, default: []].append(match)
          }
        }
      }
    }
    self.matches = matches
  }

  /// What `header` can mean, surest first; empty where nothing.
  func meanings(of header: HeaderName) -> [Match] {
    let found = matches[header.full] ?? matches[header.plain] ?? matches[Self.bare(header)] ?? []
    return found.sorted { ($0.rank, $0.field) < ($1.rank, $1.field) }
  }

  /// `longitude_wgs84` is a longitude; which datum it has, `HeaderNote` says.
  private static func bare(_ header: HeaderName) -> String {
    var name = header.plain
    for datum in ["wgs84", "cgcs2000", "gcj02", "bd09"] where name.hasSuffix(datum) {
      name = String(name.dropLast(datum.count))
    }
    return name
  }
}
