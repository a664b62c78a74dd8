import DataImport
import ResponseModel

extension ImportReport {
  /// As a person reads it: what is which column, what stays out, what changes, what is wrong.
  func text(_ language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var lines = [opening(say)]
    // A grid has no columns.
    if !mapping.isEmpty { lines.append(say("列的对应：", "columns:")) }
    lines += mapping.map { "  \($0.field) ← \($0.column)" }
    if !included.isEmpty {
      lines.append(say("按要求保留：", "kept as asked: ") + included.joined(separator: ", "))
    }
    lines += left(say)
    if let crs {
      let check = datumCheck.map { check in
        switch check {
        case "agrees": say("，与已有数据相符", ", agrees with the store")
        case "inconclusive": say("，没有足够数据可供核对", ", too little to check it with")
        default: ""
        }
      }
      // WKT is no reading for people.
      let name = crs.contains("[") ? SourceDatum(option: crs)?.name ?? crs : crs
      lines.append(say("坐标系：", "datum: ") + name + origin(say) + (check ?? ""))
    }
    if !shownPreview.isEmpty {
      lines.append(say("前几行读作：", "the first rows mean:"))
      lines += shownPreview.map { row in
        "  " + row.map { "\($0.field)=\($0.value)" }.joined(separator: "  ")
      }
    }
    lines += found(say)
    lines += changes(say)
    return lines.joined(separator: "\n") + "\n"
  }

  private func opening(_ say: (String, String) -> String) -> String {
    var words = "\(file) (\(format)"
    if let sheet { words += ", \(sheet)" }
    if let encoding {
      words += ", \(encoding)" + (encodingDetected ? say(" 自动识别", ", detected") : "")
    }
    if let headerLine { words += say("，表头在第 \(headerLine) 行", ", header in row \(headerLine)") }
    return words + ") → \(layer)"
  }

  private func left(_ say: (String, String) -> String) -> [String] {
    let reasons = [
      ("personal", say("个人信息，不导入：", "personal, left out: ")),
      ("duplicate", say("与已对应的列重复，未用：", "means the same as a column above, not used: ")),
      ("unknown", say("未识别，未用：", "not understood, not used: ")),
    ]
    return reasons.compactMap { reason, words in
      let columns = dropped.filter { $0.reason == reason }.map(\.column)
      return columns.isEmpty ? nil : words + columns.joined(separator: ", ")
    }
  }

  private func found(_ say: (String, String) -> String) -> [String] {
    guard !issues.isEmpty else { return [] }
    var lines = [say("问题 \(issues.count) 个：", "\(issues.count, of: "issue"):")]
    lines += issues.prefix(20).map { issue in
      let place = [issue.file, issue.line.map(String.init), issue.column].compactMap { $0 }
        .joined(separator: ":")
      let severity = DataIssue.Severity(rawValue: issue.severity)?.label
      let word = severity.map { say($0.zh, $0.en) } ?? issue.severity
      return "  \(word)\(say("：", ": "))\(place.isEmpty ? "" : place + ": ")\(issue.message)"
    }
    if issues.count > 20 {
      lines.append(
        say(
          "  另有 \(issues.count - 20) 个；--format json 列出全部",
          "  and \(issues.count - 20) more: --format json lists all"
        ))
    }
    return lines
  }

  private func changes(_ say: (String, String) -> String) -> [String] {
    guard let change else { return [] }
    if let importedBefore, !isWritten, change.added + change.changed + change.deleted == 0 {
      return [
        say(
          "无事可做：同一文件已于 \(importedBefore) 导入，数据未变",
          "nothing to do: the same file was imported at \(importedBefore) and nothing has changed")
      ]
    }
    var lines: [String] = []
    for difference in differences.prefix(20) {
      let columns = difference.columns.map { (column) -> String in
        let name = name(ofColumn: column.name, say)
        return "\(name): \(column.old ?? "-") → \(column.new ?? "-")"
      }.joined(separator: ", ")
      lines.append(
        "  \(word(of: difference, change, say)) \(difference.key)"
          + (columns.isEmpty ? "" : "  " + columns))
    }
    if differences.count > 20 { lines.append("  …") }
    let deleted =
      change.deleted > 0 ? say("，删除 \(change.deleted)", ", deleted \(change.deleted)") : ""
    let refused =
      change.refused > 0 ? say("，拒绝 \(change.refused)", ", refused \(change.refused)") : ""
    lines.append(
      say(
        "新增 \(change.added)，更改 \(change.changed)，未变 \(change.unchanged)，消失 \(change.gone)",
        "added \(change.added), changed \(change.changed), unchanged \(change.unchanged), gone \(change.gone)"
      )
        + (change.gone > change.deleted
          ? say("（保留，用 --replace 才会删除）", " (kept; --replace deletes them)") : "")
        + deleted + refused
        + (isWritten ? "" : say("（未写入）", " (nothing was written)")))
    return lines
  }

  /// Who says which datum it is.
  private func origin(_ say: (String, String) -> String) -> String {
    switch crsSource {
    case "option": say("（--crs 指明）", " (by --crs)")
    case "header": say("（表头写明）", " (in the header)")
    case "file": say("（文件声明）", " (declared by the file)")
    case "geoJSONRule": say("（GeoJSON 标准规定）", " (the rule of GeoJSON)")
    default: ""
    }
  }

  /// As the layer's table calls a column of the store.
  private func name(ofColumn column: String, _ say: (String, String) -> String) -> String {
    if column == "geom" { return say("位置", "position") }
    let field = Layer(rawValue: layer).flatMap { LayerTable($0)[column] }
    return say(field?.header ?? column, column)
  }

  private func word(
    of difference: Difference, _ change: Change, _ say: (String, String) -> String
  ) -> String {
    switch difference.kind {
    case "added": say("新增", "added")
    case "changed": say("更改", "changed")
    // A row that the file does not have stays in the store unless it is to be replaced.
    default:
      change.deleted > 0 ? say("删除", "deleted") : say("文件中没有（保留）", "not in the file (kept)")
    }
  }
}
