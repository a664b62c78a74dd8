import DataImport
import Foundation
import Inspection
import ResponseModel
import Store

extension ImportCommand {
  /// Takes back a list of findings: status, by whom, reason, deadline, re-check, note.
  func importFindings(_ language: Language) throws {
    let sheet = try FindingSheet(path: file)
    guard sheet.issues.isEmpty else {
      var failure = Failure(
        .badData,
        LocalizedText(
          zh: "\(sheet.file.name) 有 \(sheet.issues.count) 行有误，数据文件未改动",
          en: "\(sheet.file.name): \(sheet.issues.count, of: "row is", "rows are") wrong,"
            + " nothing was imported"))
      failure.issues = sheet.issues
      throw failure
    }
    let edits = sheet.rows.map { row in
      var edit = FindingEdit(id: row.id, line: row.line)
      edit.status = row.status
      edit.by = row.by
      edit.reason = row.reason
      edit.note = row.note
      edit.deadline = row.deadline
      edit.recheckOn = row.recheckOn
      return edit
    }
    let store = try ServiceStore(writingTo: into)
    let changed = try store.apply(
      edits, file: sheet.file, on: Day.today, isDry: dryRun, note: .here(file: sheet.file))
    let text = LocalizedText(
      zh: "\(sheet.file.name)：\(edits.count) 个问题，\(dryRun ? "将更新" : "已更新") \(changed) 个",
      en:
        "\(sheet.file.name): \(edits.count, of: "finding"), \(changed) \(dryRun ? "would change" : "changed")"
    )[
      language]
    switch format {
    case .text: try Console.write(text + "\n", to: outputOption.output)
    case .json:
      try Console.write(
        try JSONText.encode(
          FindingsImported(
            file: sheet.file.name, rows: edits.count, changed: changed, dryRun: dryRun)),
        to: outputOption.output)
    }
  }

  private struct FindingsImported: Encodable {
    let file: String
    let rows: Int
    let changed: Int
    let dryRun: Bool

    enum CodingKeys: String, CodingKey {
      case file, rows, changed
      case dryRun = "dry_run"
    }
  }
}
