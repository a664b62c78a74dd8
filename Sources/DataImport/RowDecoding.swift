import Geometry
import ResponseModel

/// Reads typed values out of one row; a value that cannot be read ends the row with an issue that
/// names file, line and column.
struct RowDecoder {
  let row: SourceRow
  let file: String

  struct Problem: Error {
    let issue: DataIssue
  }

  /// The field without surrounding blanks; `nil` where it is empty or the column is not there.
  func text(_ column: String) -> String? {
    guard let field = row.fields[column] else { return nil }
    let trimmed = field.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]) }
  }

  func required(_ column: String) throws(Problem) -> String {
    guard let value = text(column) else {
      throw problem(
        "value-missing", column, LocalizedText(zh: "“\(column)”为空", en: "\(column) is empty"))
    }
    return value
  }

  /// A finite number ≥ 0; `nil` where the field is empty.
  func amount(_ column: String) throws(Problem) -> Double? {
    guard let value = text(column) else { return nil }
    guard let number = Double(value), number.isFinite, number >= 0 else {
      throw problem(
        "value-invalid", column,
        LocalizedText(
          zh: "“\(column)”应为不小于 0 的数，实为“\(value)”",
          en: "\(column) must be a number of 0 or more, found '\(value)'"))
    }
    return number
  }

  /// A whole number ≥ 0; `nil` where the field is empty.
  func count(_ column: String) throws(Problem) -> Int? {
    guard let value = text(column) else { return nil }
    guard let number = Int(value), number >= 0 else {
      throw problem(
        "value-invalid", column,
        LocalizedText(
          zh: "“\(column)”应为不小于 0 的整数，实为“\(value)”",
          en: "\(column) must be a whole number of 0 or more, found '\(value)'"))
    }
    return number
  }

  /// One word of a closed set.
  func word<Value>(_ column: String, _ meanings: KeyValuePairs<String, Value>) throws(Problem)
    -> Value
  {
    let value = try required(column)
    guard let meaning = meanings.first(where: { $0.key == value })?.value else {
      let known = meanings.map(\.key)
      throw problem(
        "value-invalid", column,
        LocalizedText(
          zh: "“\(column)”应为\(known.joined(separator: "、"))之一，实为“\(value)”",
          en: "\(column) must be one of \(known.joined(separator: ", ")), found '\(value)'"))
    }
    return meaning
  }

  /// Columns `latitude` and `longitude`; `nil` where both are empty.
  func position() throws(Problem) -> GeographicCoordinate? {
    let (latitude, longitude) = (text("latitude"), text("longitude"))
    if latitude == nil, longitude == nil { return nil }
    guard let latitude = latitude.flatMap(Double.init),
      let longitude = longitude.flatMap(Double.init)
    else {
      throw problem(
        "position-invalid", "latitude",
        LocalizedText(
          zh: "经纬度应为一对十进制度数", en: "latitude and longitude must be two numbers in degrees"))
    }
    do {
      return try GeographicCoordinate(latitude: latitude, longitude: longitude)
    } catch {
      throw problem(
        "position-invalid", "latitude",
        LocalizedText(zh: "经纬度不在地球上：纬度 \(latitude)，经度 \(longitude)，是否写反？", en: error.message))
    }
  }

  func problem(_ code: String, _ column: String?, _ message: LocalizedText) -> Problem {
    Problem(
      issue: DataIssue(.error, code: code, message, file: file, line: row.line, column: column))
  }
}

extension VectorFile {
  /// Every row through `decode`; the rows that could not be read become issues.
  /// - Throws: `ImportError.badData` where one of `columns` is not in the file at all.
  func decode<Value>(
    columns required: [String], issues: inout [DataIssue],
    _ decode: (RowDecoder) throws(RowDecoder.Problem) -> Value
  ) throws(ImportError) -> [Value] {
    let missing = required.filter { !columns.contains($0) }
    guard missing.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 缺少列 \(missing.joined(separator: "、"))",
          en: "\(name) lacks the column \(missing.joined(separator: ", "))"))
    }
    var values: [Value] = []
    for row in rows {
      do throws(RowDecoder.Problem) {
        values.append(try decode(RowDecoder(row: row, file: name)))
      } catch {
        issues.append(error.issue)
      }
    }
    return values
  }
}
