import ResponseModel
import Standards
import Yams

extension StandardFileReader {
  static let tooLarge = LocalizedText(
    zh: "文件超过1 MB，不是标准文件", en: "the file is larger than 1 MB: no standard is")

  /// Reads a whole file.
  mutating func read(_ bytes: [UInt8]) -> Standard? {
    guard let root = root(of: bytes) else { return nil }
    guard case .mapping = root else {
      report(
        "not-a-mapping", at: root.place, zh: "标准文件应为映射（id、name、rules 等键）",
        en: "a standard is a mapping with the keys id, name, rules and more")
      return nil
    }
    return readStandard(root)
  }

  /// The top of the file; `nil` and an issue where it is no YAML.
  mutating func root(of bytes: [UInt8]) -> Node? {
    guard bytes.count <= StandardFile.sizeLimit else {
      report("file-too-large", at: nil, zh: Self.tooLarge.zh, en: Self.tooLarge.en)
      return nil
    }
    guard var text = readText(of: bytes) else { return nil }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if let (line, column) = Self.firstAlias(in: text) {
      report(
        "alias", at: Place(line: line, column: column), zh: "标准文件不得使用 YAML 锚点与别名（& 和 *），请直接写出",
        en: "YAML anchors and aliases (& and *) are not used in standards: write it out")
      return nil
    }
    do {
      let node = try Yams.compose(yaml: text)
      if let node, !Self.isNull(node) { return node }
      report("empty-file", at: nil, zh: "文件为空", en: "the file is empty")
    } catch {
      report(error, in: text)
    }
    return nil
  }

  private mutating func readText(of bytes: [UInt8]) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    report(
      "not-utf8", at: Place(line: bad + 1, column: 1), zh: "文件不是 UTF-8 编码，请另存为 UTF-8",
      en: "the file is not UTF-8: save it as UTF-8")
    return nil
  }

  private static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
  }

  /// The first place where an alias may stand, if the text has what may be an anchor too.
  ///
  /// A few nested aliases unfold to billions of nodes, and the parser hashes keys while it reads:
  /// so they are refused before. An indicator begins a token, hence never follows a letter or a
  /// digit, and a name follows it; plain text with both `&x` and ` *x` is refused as well.
  private static func firstAlias(in text: String) -> (line: Int, column: Int)? {
    var line = 1
    var column = 0
    var previous: Unicode.Scalar = "\n"
    var open: Unicode.Scalar?
    var hasAnchor = false
    var alias: (Int, Int)?
    func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || scalar == "_" || scalar == "-"
    }
    for scalar in text.unicodeScalars {
      if let sign = open, isNamePart(scalar) {
        if sign == "&" { hasAnchor = true } else if alias == nil { alias = (line, column) }
      }
      open = (scalar == "&" || scalar == "*") && !isNamePart(previous) ? scalar : nil
      if scalar == "\n" {
        line += 1
        column = 0
      } else {
        column += 1
      }
      previous = scalar
    }
    return hasAnchor ? alias : nil
  }

  private mutating func report(_ error: any Error, in text: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      report(
        "yaml-syntax", at: Place(mark), zh: "YAML 语法错误：\(problem)",
        en: "YAML syntax error: \(problem)")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let list = keys.joined(separator: ", ")
      report(
        "duplicate-key", at: Place(context.mark), zh: "同一映射中键“\(list)”重复",
        en: "the key '\(list)' stands more than once in one mapping")
    case YamlError.reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      report(
        "yaml-syntax", at: Place(line: line, column: column), zh: "YAML 语法错误：\(problem)",
        en: "YAML syntax error: \(problem)")
    case YamlError.memory:
      report("too-deep", at: nil, zh: "文件嵌套过深", en: "the file is nested too deeply")
    default:
      report("yaml-syntax", at: nil, zh: "无法解析 YAML", en: "the YAML cannot be read")
    }
  }
}
