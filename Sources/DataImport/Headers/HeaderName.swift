/// A column's header as a person wrote it, made comparable: `经 度(GCJ-02)` is `经度` with the note
/// `gcj02`.
struct HeaderName: Hashable {
  /// Without blanks, signs, years and what stands in brackets; lower-case.
  let plain: String
  /// The same with the bracketed parts' words: `县(市、区)编码` is `县市区编码`.
  let full: String
  /// What stands in brackets, units and datums; empty where nothing does.
  let note: String
  /// The year in front of or behind the name: `2020年常住人口`, `resident_population_2020`.
  let year: String?

  init(_ text: String) {
    var plain: [Character] = []
    var full: [Character] = []
    var note: [Character] = []
    var depth = 0
    for character in PlainText.narrowed(text).lowercased() {
      switch character {
      case "(", "[", "【", "〔", "{": depth += 1
      case ")", "]", "】", "〕", "}": depth = max(0, depth - 1)
      default:
        guard character.isLetter || character.isNumber else { continue }
        full.append(character)
        if depth > 0 { note.append(character) } else { plain.append(character) }
      }
    }
    (self.plain, year) = Self.withoutYear(plain)
    self.full = Self.withoutYear(full).0
    self.note = String(note)
  }

  private static func withoutYear(_ characters: [Character]) -> (String, String?) {
    func isYear(_ part: ArraySlice<Character>) -> Bool {
      part.count == 4 && (1949...2100).contains(Int(String(part)) ?? 0)
    }
    // 2000国家大地坐标系, CGCS2000 and 国家2000 are datums.
    func isDatum(_ rest: ArraySlice<Character>) -> Bool {
      rest.starts(with: "国家")
        || ["cgcs", "国家"].contains { rest.suffix($0.count).elementsEqual($0) }
    }
    if isYear(characters.prefix(4)), characters.count > 4, !isDatum(characters.dropFirst(4)) {
      let rest = characters.dropFirst(4)
      let name = rest.first == "年" ? rest.dropFirst(rest.dropFirst().first == "末" ? 2 : 1) : rest
      if !name.isEmpty { return (String(name), String(characters.prefix(4))) }
    }
    if isYear(characters.suffix(4)), characters.count > 4, !isDatum(characters.dropLast(4)) {
      return (String(characters.dropLast(4)), String(characters.suffix(4)))
    }
    return (String(characters), nil)
  }
}

/// What a header's bracketed note says of the values below it.
struct HeaderNote: Hashable {
  /// What values are multiplied by: `常住人口(万人)` are ten thousands.
  var factor = 1.0
  /// The datum that a longitude's or latitude's header names.
  var datum: SourceDatum?

  init(_ name: HeaderName) {
    let note = name.note
    switch note {
    case "万人", "万": factor = 10_000
    case "千人": factor = 1000
    case "公顷", "ha": factor = 0.01
    case "平方米", "m2", "㎡": factor = 0.000_001
    case "分", "分钟", "min": factor = 60
    default: break
    }
    let all = name.full
    if ["wgs84", "epsg4326"].contains(where: all.contains) { datum = .wgs84 }
    if ["cgcs2000", "国家2000", "2000国家大地", "epsg4490"].contains(where: all.contains) {
      datum = .cgcs2000
    }
    if ["gcj02", "高德", "火星", "腾讯"].contains(where: all.contains) { datum = .gcj02 }
    if ["bd09", "百度"].contains(where: all.contains) { datum = .bd09 }
  }
}
