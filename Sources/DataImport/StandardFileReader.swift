import ResponseModel
import Standards
import Yams

/// A place in a file: both count from 1, columns in Unicode scalars.
struct Place {
  let line: Int
  let column: Int
}

extension Place {
  init(_ mark: Yams.Mark) { self.init(line: mark.line, column: mark.column) }
}

extension Node {
  var place: Place? { mark.map { Place($0) } }
}

/// Walks one file and gathers what is wrong with it; a value that is wrong becomes `nil` and an
/// issue, so that one run finds every error; with one issue the file gives no standard, so a `nil`
/// for an optional key needs no further care.
struct StandardFileReader {
  let file: String
  private(set) var issues: [DataIssue] = []
  /// The rule that is being read, for the subject of issues.
  var ruleID: String?

  init(file: String) { self.file = file }

  /// A mapping that is being read: what is left over at the end is not known here.
  struct Fields {
    let place: Place?
    let name: String
    fileprivate(set) var rest: [(key: String, place: Place?, value: Node)]
    fileprivate(set) var asked: [String] = []

    /// The value of `key`, which is then known.
    mutating func take(_ key: String) -> Node? {
      asked.append(key)
      guard let index = rest.firstIndex(where: { $0.key == key }) else { return nil }
      return rest.remove(at: index).value
    }

    func has(_ key: String) -> Bool { rest.contains { $0.key == key } }
  }

  mutating func report(_ code: String, at place: Place?, zh: String, en: String) {
    issues.append(
      DataIssue(
        .error, code: code, LocalizedText(zh: zh, en: en), file: file, line: place?.line,
        column: place.map { String($0.column) }, subject: ruleID))
  }

  /// Opens a mapping; `name` stands for it in messages, e.g. `limit`.
  mutating func open(_ node: Node, _ name: String) -> Fields? {
    guard case .mapping(let mapping) = node else {
      report(
        "wrong-type", at: node.place, zh: "“\(name)”应为映射（键：值）",
        en: "'\(name)' must be a mapping of keys to values")
      return nil
    }
    var fields = Fields(place: node.place, name: name, rest: [])
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        report("wrong-type", at: key.place, zh: "键应为文字", en: "a key must be plain text")
        continue
      }
      fields.rest.append((scalar.string, key.place, value))
    }
    return fields
  }

  /// Reports the keys of a mapping that nothing asked for.
  mutating func close(_ fields: Fields) {
    for (key, keyPlace, _) in fields.rest {
      let known = fields.asked.joined(separator: ", ")
      report(
        "unknown-key", at: keyPlace, zh: "“\(fields.name)”中有未知的键“\(key)”；可用：\(known)",
        en: "unknown key '\(key)' in '\(fields.name)'; known: \(known)")
    }
  }

  /// Takes a key that must be there.
  mutating func need(_ key: String, in fields: inout Fields) -> Node? {
    if let node = fields.take(key) { return node }
    report(
      "missing-key", at: fields.place, zh: "“\(fields.name)”缺少键“\(key)”",
      en: "'\(fields.name)' lacks the key '\(key)'")
    return nil
  }

  /// Opens a list; each element with its place.
  mutating func elements(_ node: Node, _ name: String) -> [Node]? {
    guard case .sequence(let sequence) = node else {
      report("wrong-type", at: node.place, zh: "“\(name)”应为列表", en: "'\(name)' must be a list")
      return nil
    }
    return Array(sequence)
  }

  /// As `elements`, but an empty list is an error.
  mutating func someElements(_ node: Node, _ name: String) -> [Node]? {
    guard let nodes = elements(node, name) else { return nil }
    guard !nodes.isEmpty else {
      report("empty-list", at: node.place, zh: "“\(name)”不得为空列表", en: "'\(name)' is an empty list")
      return nil
    }
    return nodes
  }
}
