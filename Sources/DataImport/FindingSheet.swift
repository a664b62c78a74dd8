import FoundationEssentials
public import Inspection
public import ResponseModel

/// A list of findings 问题清单 that comes back filled in.
public struct FindingSheet: Sendable {
  /// What one row says about a finding; `nil` where its cell is empty.
  public struct Row: Sendable, Hashable {
    public let id: String
    public let line: Int
    public let status: FindingStatus?
    public let by: String?
    public let reason: String?
    public let note: String?
    public let deadline: CalendarDate?
    public let recheckOn: CalendarDate?
  }

  public let rows: [Row]
  public let issues: [DataIssue]
  public let file: SourceFile

  private static let names: [(field: String, headers: [String])] = [
    ("id", ["编号", "问题编号", "id"]), ("status", ["状态", "整改状态", "status"]),
    ("by", ["责任人", "status_by", "by"]), ("reason", ["理由", "接受理由", "reason"]),
    ("note", ["备注", "说明", "note"]), ("deadline", ["整改期限", "期限", "deadline"]),
    ("recheck", ["复查日期", "recheck_on", "recheck"]),
  ]

  /// Reads the sheet 问题清单, or the file's first.
  ///
  /// - Throws: `ImportError` where the file or its columns cannot be read.
  public init(path: String) throws(ImportError) {
    var file: VectorFile
    do throws(ImportError) {
      file = try VectorFile.read(path, layer: "问题清单")
    } catch {
      file = try VectorFile.read(path)
    }
    var column: [String: String] = [:]
    for (field, headers) in Self.names {
      column[field] = file.columns.first { headers.contains($0.trimmingSpaces) }
    }
    // GDAL takes a sheet in which every cell is text for one without headers: they are then a row.
    var header = -1
    if column["id"] == nil {
      header =
        file.rows.prefix(10).firstIndex { row in
          row.fields.values.contains { Self.names[0].headers.contains($0.trimmingSpaces) }
        } ?? -1
      if header >= 0 {
        for (field, headers) in Self.names {
          column[field] = file.rows[header].fields.filter {
            headers.contains($0.value.trimmingSpaces)
          }
          .keys.min()
        }
      }
    }
    let named = header < 0 ? [:] : file.rows[header].fields
    guard column["id"] != nil else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(file.name) 没有“编号”列；请用 ambit inspect --findings 生成的清单",
          en:
            "\(file.name) has no column 编号 (id): use the list that ambit inspect --findings writes")
      )
    }
    guard
      ["status", "by", "reason", "note", "deadline", "recheck"].contains(where: {
        column[$0] != nil
      })
    else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(file.name) 没有可导入的列（状态、责任人、理由、整改期限、复查日期、备注）",
          en: "\(file.name) has none of the columns that can be imported (status, by, reason,"
            + " deadline, recheck, note)"))
    }
    var rows: [Row] = []
    var issues: [DataIssue] = []
    var seen: [String: Int] = [:]
    for (index, source) in file.rows.enumerated() where index > header {
      let line = index + (header < 0 ? 2 : 1)
      func text(_ field: String) -> String? {
        guard let name = column[field], let text = source.fields[name]?.trimmingSpaces,
          !text.isEmpty
        else { return nil }
        return text
      }
      func complain(_ field: String, _ code: String, _ message: LocalizedText) {
        issues.append(
          DataIssue(
            .error, code: code, message, file: file.name, line: line,
            column: column[field].map { named[$0] ?? $0 }, subject: text("id")))
      }
      func date(_ field: String) -> CalendarDate? {
        guard let text = text(field) else { return nil }
        // A spreadsheet's own dates come as 2026/03/01, with a time where the cell has one.
        let day = String(text.prefix { $0 != " " && $0 != "T" }).replacing("/", with: "-")
        // Written by hand the zeros are often missing: 2026/6/30.
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
          .enumerated().map { $0 > 0 && $1.utf8.count == 1 ? "0" + $1 : String($1) }
        if let date = CalendarDate(parts.joined(separator: "-")) { return date }
        complain(
          field, "date-invalid",
          LocalizedText(
            zh: "“\(text)”不是日期，请写成 2026-03-01", en: "'\(text)' is no date: write 2026-03-01"))
        return nil
      }
      if source.fields.values.allSatisfy({ $0.trimmingSpaces.isEmpty }) { continue }
      guard let id = text("id") else {
        complain("id", "value-missing", LocalizedText(zh: "没有编号", en: "the id is missing"))
        continue
      }
      if let earlier = seen[id] {
        complain(
          "id", "duplicate-key",
          LocalizedText(zh: "编号与第 \(earlier) 行重复", en: "the id is that of line \(earlier)"))
        continue
      }
      seen[id] = line
      var status: FindingStatus?
      if let word = text("status") {
        status = FindingStatus.allCases.first {
          $0.rawValue == word.lowercased() || $0.label.zh == word
        }
        if status == nil {
          complain(
            "status", "value-invalid",
            LocalizedText(
              zh: "状态“\(word)”无法识别，可用：未整改、已整改、已接受",
              en: "unknown status '\(word)'; use open, cured or accepted"))
        }
      }
      rows.append(
        Row(
          id: id, line: line, status: status, by: text("by"), reason: text("reason"),
          note: text("note"), deadline: date("deadline"), recheckOn: date("recheck")))
    }
    guard !rows.isEmpty || !issues.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(zh: "\(file.name) 没有数据行", en: "\(file.name) has no rows below its header"))
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ImportError(
        .unreadableFile, LocalizedText(zh: "无法读取 \(path)", en: "cannot read \(path)"))
    }
    self.rows = rows
    self.issues = issues
    self.file = SourceFile(
      name: file.name, sha256: FileDigest.sha256(bytes), rows: rows.count, source: "findings",
      licence: "")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
