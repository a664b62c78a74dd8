/// A header of two rows read as one: names above cells that are empty below, and merged names of
/// groups, `坐标(CGCS2000)` above `经度` and `纬度`, `出车时间(分钟)` above `白天` and `夜间`.
struct TwoRowHeader {
  /// A name for each column.
  let headers: [String]
  /// Whether every cell of the lower row names a column: no row of data does.
  let isNamesOnly: Bool

  /// - Complexity: O(columns).
  init(_ upper: [String], _ lower: [String], _ dictionary: HeaderDictionary) {
    var headers: [String] = []
    var isNamesOnly = true
    var group = ""
    let repeated = Dictionary(grouping: lower, by: { HeaderName($0).full }).filter { $1.count > 1 }
    for index in 0..<max(upper.count, lower.count) {
      let above = index < upper.count ? upper[index] : ""
      let below = index < lower.count ? lower[index] : ""
      // A merged cell has its text in its first column alone.
      group = above.isEmpty && !below.isEmpty ? group : above
      guard !below.isEmpty else {
        headers.append(above)
        continue
      }
      let isAmbiguous = repeated[HeaderName(below).full] != nil
      let name = Self.name(below, in: group, isAmbiguous: isAmbiguous, dictionary)
      isNamesOnly = isNamesOnly && name != nil
      headers.append(name ?? below)
    }
    self.headers = headers
    self.isNamesOnly = isNamesOnly
  }

  /// What a column of a group is called; `nil` where neither its own name nor one with the group's
  /// means anything.
  private static func name(
    _ below: String, in group: String, isAmbiguous: Bool, _ dictionary: HeaderDictionary
  ) -> String? {
    // What is longer is a text and no name.
    guard below.utf8.count < 100 else { return nil }
    func means(_ header: String) -> Bool { !dictionary.meanings(of: HeaderName(header)).isEmpty }
    let own = means(below) ? below + inherited(from: group, by: below) : nil
    guard !group.isEmpty, group.utf8.count < 100, own == nil || isAmbiguous else { return own }
    return [group + below, below + group].first(where: means) ?? own
  }

  /// The unit or datum that the group's name has and the column's own lacks, in brackets.
  private static func inherited(from group: String, by below: String) -> String {
    let (whole, part) = (HeaderName(group), HeaderName(below))
    let (shared, own) = (HeaderNote(whole), HeaderNote(part))
    if shared.datum != nil, own.datum == nil { return "(\(whole.full))" }
    return shared.factor != 1 && part.note.isEmpty ? "(\(whole.note))" : ""
  }
}
