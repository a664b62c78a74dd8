public import Analysis
internal import CXlsxWriter
import FoundationEssentials
import Glibc
import Inspection
import ResponseModel
import Standards

/// The list of findings 问题清单 to fill in: status, reason, by whom, deadlines, notes. Imported back
/// it updates the store.
public enum FindingsWorkbook {
  public static let sheet = "问题清单"
  /// In the order of the sheet; an import knows columns by these names.
  public static let headers = [
    "编号", "级别", "县代码", "站点代码", "对象类别", "对象", "条款", "条文", "问题", "整改措施", "首次发现",
    "变化", "状态", "责任人", "理由", "整改期限", "复查日期", "备注", "时段数", "首个时段", "标准", "数据说明",
  ]
  /// Columns that an inspector fills in.
  static let editable: Set<String> = ["状态", "责任人", "理由", "整改期限", "复查日期", "备注"]

  /// - Throws: `TemplateError` where the file cannot be written.
  public static func write(_ report: InspectionReport, to path: String) throws(TemplateError) {
    let draft = path + ".new-\(UUID().uuidString)"
    let book = try WorkbookHandle(draft)
    let page = try book.sheet(sheet)
    let header = try book.format()
    format_set_bold(header)
    format_set_bg_color(header, 0xDDEBF7)
    format_set_border(header, UInt8(LXW_BORDER_THIN.rawValue))
    let plain = try book.format()
    format_set_text_wrap(plain)
    format_set_num_format(plain, "@")
    format_set_align(plain, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    let open = try book.format()
    format_set_text_wrap(open)
    format_set_num_format(open, "@")
    format_set_bg_color(open, 0xFFF9E5)
    format_set_align(open, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    for (column, name) in headers.enumerated() {
      let width: Double = ["问题", "整改措施", "数据说明"].contains(name) ? 40 : name == "编号" ? 16 : 12
      try book.check(worksheet_set_column(page, UInt16(column), UInt16(column), width, nil))
      try book.write(name, page, 0, UInt16(column), header)
    }
    let issues = report.notices.joined(separator: " | ")
    for (index, item) in report.findings.enumerated() {
      for (column, text) in cells(item, report, issues).enumerated() {
        let format = editable.contains(headers[column]) ? open : plain
        // A cell of a workbook holds 32,767 characters.
        try book.write(String(text.prefix(32_000)), page, UInt32(index + 1), UInt16(column), format)
      }
    }
    if let column = headers.firstIndex(of: "状态") {
      try book.offer(
        FindingStatus.allCases.map(\.label.zh), page, UInt16(column), fromRow: 1)
    }
    worksheet_freeze_panes(page, 1, 1)
    try book.close()
    guard rename(draft, path) == 0 else {
      throw TemplateError(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private static func cells(
    _ item: InspectionReport.Item, _ report: InspectionReport, _ issues: String
  ) -> [String] {
    let first = item.occurrences.first.map {
      "\(InspectionText.minutes($0.from)) – \(InspectionText.minutes($0.to))"
    }
    return [
      item.id, item.severity.label.zh, item.county ?? "", item.station ?? "",
      item.subjectKind.label.zh, item.subject, "\(item.title) (\(item.rule))", item.clause ?? "",
      item.message, item.cure, item.firstSeen, item.change.label.zh, item.status.label.zh,
      item.statusBy ?? "", item.reason ?? "", item.deadline ?? "", item.recheckOn ?? "",
      item.note ?? "", String(item.occurrenceCount), first ?? "", report.standard,
      (item.caveats + [issues]).filter { !$0.isEmpty }.joined(separator: " | "),
    ]
  }
}
