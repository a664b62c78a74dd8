import ResponseModel

/// A number for each id, as a CSV of two columns: demand and weight, site and cost, site and busy
/// fraction. A header line is recognised; further columns are ignored.
public struct ValueFile: Sendable {
  public enum Role: Sendable {
    case demand, site
  }

  public let ids: [String]
  public let values: [String: Double]
  private let name: String

  /// - Throws: `ImportError` with file and line: an id given twice, a value that is no number.
  public init(_ path: String, role: Role, value: LongTable.Column) throws(ImportError) {
    var table = IdTable()
    var numbers: [Double] = []
    let name = FileName.last(of: path)
    let columns: [LongTable.Column] = [role == .demand ? .demand : .site, value]
    try LongTable.read(path, columns: columns) { fields, line throws(ImportError) in
      let index = Int(table.index(of: fields[0]))
      guard index == numbers.count else {
        let id = table.ids[index]
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 第 \(line) 行： \(id) 出现了两次", en: "\(name):\(line): \(id) is given twice"))
      }
      numbers.append(try LongTable.number(fields[1], value.rawValue, path, line))
    }
    guard !numbers.isEmpty else { throw LongTable.empty(path) }
    guard table.isText else { throw LongTable.notUTF8(path) }
    ids = table.ids
    var values: [String: Double] = [:]
    for (id, number) in zip(table.ids, numbers)
    where values.updateValue(number, forKey: id) != nil {
      // The same letters in other bytes: é as one character, or as e with an accent after it.
      throw ImportError(
        .badData,
        LocalizedText(zh: "\(name)： \(id) 出现了两次", en: "\(name): \(id) is given twice"))
    }
    self.values = values
    self.name = name
  }

  func value(of id: String, role: Role) throws(ImportError) -> Double {
    guard let value = values[id] else {
      let (zh, en) = role == .demand ? ("需求点", "demand") : ("候选点", "site")
      throw ImportError(
        .badData,
        LocalizedText(zh: "\(name) 中没有\(zh) \(id)", en: "\(name) has no line for \(en) \(id)"))
    }
    return value
  }
}
