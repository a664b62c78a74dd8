import Geometry
import ResponseModel

/// One row on its way to a value of the model: typed reads that say file, row and column of what they
/// cannot read.
struct ImportRow {
  let raw: RawRow
  let layout: RowLayout
  let context: ImportContext

  struct Problem: Error {
    let issue: DataIssue
  }

  var line: Int { raw.line }

  /// Whether the file has this column at all. What it has not, a row that is there already keeps.
  func has(_ field: String) -> Bool { layout.slots[field] != nil }

  /// Without surrounding blanks; `nil` where empty, or where a dash stands for nothing.
  func text(_ field: String) throws(Problem) -> String? { try text(layout.slot(field)) }

  func text(_ column: LayerSlot) throws(Problem) -> String? {
    guard let slot = column.slot, let value = raw[slot],
      let text = PlainText.trimmed(value), !PlainText.isPlaceholder(text)
    else { return nil }
    if text.utf8.first == UInt8(ascii: "#"), PlainText.isFormulaError(text) {
      throw problem(
        "formula-error", column.field,
        LocalizedText(
          zh: "公式出错：\(text)；请在源表中改正", en: "a formula failed: \(text); correct it in the source"))
    }
    // A workbook could not hold it, and no name or remark is as long: something swallowed rows.
    guard
      text.utf8.count <= Self.longestText || text.utf16.count <= Self.longestText
        || column.field == "boundary"
    else {
      throw problem(
        "value-too-long", column.field,
        LocalizedText(
          zh: "文本过长（\(text.utf16.count) 个字符，最多 \(Self.longestText)）：\(text.prefix(20))…",
          en:
            "a text of \(text.utf16.count) characters, at most \(Self.longestText): \(text.prefix(20))…"
        ))
    }
    return text
  }

  /// Characters of a workbook's cell, in units of UTF-16 as it counts them.
  private static let longestText = 32_767

  func required(_ field: String) throws(Problem) -> String {
    guard let text = try text(field) else { throw missing(field) }
    return text
  }

  func code(_ field: String) throws(Problem) -> String? { try code(layout.slot(field)) }

  func code(_ column: LayerSlot) throws(Problem) -> String? {
    if let slot = column.slot, let plain = raw.withBytes(of: slot, CodeText.plainDigits) {
      return plain
    }
    guard let text = try text(column) else { return nil }
    return try read(column.field) { () throws(ValueProblem) in try CodeText.code(text) }
  }

  func requiredCode(_ field: String) throws(Problem) -> String {
    guard let code = try code(field), !code.isEmpty else { throw missing(field) }
    return code
  }

  /// A number in the column's own unit, `(万人)` resolved.
  func number(_ field: String, atLeast limit: Double? = 0) throws(Problem) -> Double? {
    guard let text = try text(field) else { return nil }
    let number = try read(field) { () throws(ValueProblem) in try NumberText.number(text) }
    let value = number * layout.factor(of: field)
    if let limit, value < limit {
      throw problem(
        "value-invalid", field,
        LocalizedText(
          zh: "应不小于 \(plain(limit))，实为“\(text)”",
          en: "must be \(plain(limit)) or more, found '\(text)'"))
    }
    return value
  }

  func count(_ field: String) throws(Problem) -> Int? {
    guard let number = try number(field) else { return nil }
    guard let count = Int(exactly: number) else {
      throw problem(
        "value-invalid", field,
        LocalizedText(zh: "应为整数，实为“\(number)”", en: "must be a whole number, found '\(number)'"))
    }
    return count
  }

  func flag(_ field: String) throws(Problem) -> Bool? {
    guard let text = try text(field) else { return nil }
    switch HeaderName(text).full {
    case "是", "有", "1", "true", "yes", "y", "t", "在用", "完好", "正常", "√", "合格", "10": return true
    case "否", "0", "false", "no", "n", "f", "停用", "损坏", "报废", "不合格", "维修", "00": return false
    default:
      if text == "√" || text == "✓" { return true }
      if text == "×" || text == "✗" { return false }
      throw problem(
        "value-invalid", field,
        LocalizedText(zh: "应为“是”或“否”，实为“\(text)”", en: "must be yes or no, found '\(text)'"))
    }
  }

  /// The word's meaning as the model has it.
  func word(_ field: String) throws(Problem) -> String? {
    guard let text = try text(field), let known = layout.words[field] else { return nil }
    if let value = known.values[text] ?? known.values[HeaderName(text).full] { return value }
    throw problem(
      "value-invalid", field,
      LocalizedText(
        zh: "应为\(known.words.joined(separator: "、"))之一，实为“\(text)”",
        en: "must be one of \(known.names.joined(separator: ", ")), found '\(text)'"))
  }

  func value<Value: RawRepresentable>(_ field: String) throws(Problem) -> Value?
  where Value.RawValue == String {
    try word(field).flatMap(Value.init)
  }

  func date(_ field: String) throws(Problem) -> CalendarDate? {
    guard let text = try text(field) else { return nil }
    guard let day = WrittenTime(text, epoch1904: layout.epoch1904)?.day,
      CalendarDate.dayNumbers.contains(day)
    else {
      throw problem(
        "date-invalid", field,
        LocalizedText(
          zh: "日期“\(text)”无法识别，请写成 2024-03-05", en: "'\(text)' is not a date; write 2024-03-05"))
    }
    return CalendarDate(daysSince1970: day)
  }

  /// A day that clock times count from.
  func clockDay(_ field: String) throws(Problem) -> Int? {
    guard let day = try date(field)?.daysSince1970 else { return nil }
    guard Self.clockDays.contains(day) else {
      throw problem(
        "date-invalid", field,
        LocalizedText(zh: "时刻的年份超出范围", en: "a year that no clock time can have"))
    }
    return day
  }

  /// A year's room at both ends: zones and times across midnight reach into days beside theirs.
  static let clockDays =
    CalendarDate.dayNumbers.lowerBound + 366...CalendarDate.dayNumbers.upperBound - 366

  func time(_ column: LayerSlot) throws(Problem) -> WrittenTime? {
    if let slot = column.slot,
      let time = raw.withBytes(of: slot, { WrittenTime($0, epoch1904: layout.epoch1904) }),
      time.day.map(Self.clockDays.contains) != false
    {
      return time
    }
    guard let text = try text(column) else { return nil }
    guard let time = WrittenTime(text, epoch1904: layout.epoch1904),
      time.day.map(Self.clockDays.contains) != false
    else {
      throw problem(
        "time-invalid", column.field,
        LocalizedText(
          zh: "时间“\(text)”无法识别，请写成 2024-03-05 08:05:00",
          en: "'\(text)' is not a time; write 2024-03-05 08:05:00"))
    }
    return time
  }

  func time(_ field: String) throws(Problem) -> WrittenTime? { try time(layout.slot(field)) }

  func read<Value>(
    _ field: String, _ body: () throws(ValueProblem) -> Value
  ) throws(Problem) -> Value {
    do throws(ValueProblem) {
      return try body()
    } catch {
      throw problem(error.code, field, error.message)
    }
  }

  func missing(_ field: String) -> Problem {
    // A merged cell has its value in its first row only.
    let hint = context.hasSeen(field)
    return problem(
      "value-missing", field,
      LocalizedText(
        zh: "“\(layout.header(of: field))”为空" + (hint ? "（如有合并单元格，请取消合并并逐行填写）" : ""),
        en: "\(field) is empty"
          + (hint ? " (if cells are merged, split them and fill each row)" : "")))
  }

  func problem(_ code: String, _ field: String?, _ message: LocalizedText) -> Problem {
    Problem(issue: issue(.error, code, field, message))
  }

  /// Keeps something a reader must know of this row, which is taken all the same.
  func warn(_ code: String, _ field: String?, _ message: LocalizedText, subject: String? = nil) {
    context.issues.append(issue(.warning, code, field, message, subject: subject))
  }

  /// Says which columns hold a character that the file writes in no readable way: half a surrogate
  /// pair in GeoJSON, or what a program before this one could not convert.
  func warnOfLostCharacters() {
    for (index, column) in layout.columns.enumerated() {
      guard let text = raw[index], text.unicodeScalars.contains("\u{FFFD}") else { continue }
      warn(
        "character-lost", column.field,
        LocalizedText(
          zh: "“\(text.prefix(20))”中有字符无法识别，记为 �；请在源文件中改正",
          en: "'\(text.prefix(20))' holds a character that cannot be read and stands as \u{FFFD}:"
            + " correct it in the source"))
    }
  }

  private func issue(
    _ severity: DataIssue.Severity, _ code: String, _ field: String?, _ message: LocalizedText,
    subject: String? = nil
  ) -> DataIssue {
    DataIssue(
      severity, code: code, message, file: layout.file, line: raw.line,
      column: field.map { layout.header(of: $0) }, subject: subject)
  }

  private func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
