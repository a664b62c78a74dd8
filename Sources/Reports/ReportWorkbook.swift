internal import CXlsxWriter
import FoundationEssentials
import ResponseModel

/// A cell of a workbook.
enum SheetCell: Sendable, Hashable {
  case empty
  /// Always text, so that codes keep their zeros.
  case text(String)
  /// With so many decimals shown; the cell holds the whole value.
  case number(Double, decimals: Int)
  /// 0 to 1, shown as percent.
  case share(Double)
  case flag(Bool)

  static func text(_ text: String?) -> SheetCell { text.map { .text($0) } ?? .empty }
  static func number(_ value: Double?, _ decimals: Int = 0) -> SheetCell {
    value.map { .number($0, decimals: decimals) } ?? .empty
  }
  static func count(_ value: Int?) -> SheetCell {
    value.map { .number(Double($0), decimals: 0) } ?? .empty
  }
  static func share(_ value: Double?) -> SheetCell { value.map { .share($0) } ?? .empty }
}

/// A sheet: headers that stay in sight, rows with a filter over them, or what is missing.
struct ReportSheet: Sendable {
  let name: String
  /// With their units.
  let headers: [String]
  var rows: [[SheetCell]] = []
  /// Says why there are no rows.
  var missing: String
  /// A column whose words are coloured: those of the first list green, of the second red, of the
  /// third grey.
  var verdictColumn: (column: Int, good: String, bad: String, open: String)?
  /// A chart of columns of shares: categories in one column, values in others, over the first rows.
  var chart: (title: String, categories: Int, values: [Int], rows: Int)?
  /// A column where a bar in the cell shows the number.
  var barColumn: Int?
}

/// A report as a workbook. The same sheets give the same bytes: its date is that of the report.
struct ReportWorkbook {
  let sheets: [ReportSheet]
  let title: String
  let created: String

  init(_ sheets: [ReportSheet], title: String, created: String) {
    self.sheets = sheets
    self.title = title
    self.created = created
  }

  /// - Throws: `ReportError` where the file cannot be written.
  /// - Complexity: O(cells).
  func write(to path: String) throws(ReportError) {
    do {
      let book = try WorkbookHandle(path)
      try setProperties(of: book)
      let formats = try ReportSheetFormats(book)
      for sheet in sheets { try sheet.write(to: book, formats) }
      try book.close()
    } catch {
      throw ReportError(
        .inputOutput,
        LocalizedText(zh: "无法写入 \(path)：\(error.reason)", en: error.description))
    }
  }

  private func setProperties(of book: WorkbookHandle) throws(TemplateError) {
    let parts = created.split(separator: "-").compactMap { Int($0) }
    let texts = [strdup(title), strdup("ambit")]
    defer { for text in texts { free(text) } }
    var properties = lxw_doc_properties()
    properties.title = texts[0]
    properties.author = texts[1]
    // Noon, so that no time zone makes it another day.
    properties.created = Self.noon(parts)
    try book.set(&properties)
  }

  /// Seconds since 1970 of noon of a day in UTC; of 2000-01-01 where it is none.
  private static func noon(_ day: [Int]) -> Int {
    guard day.count == 3, let date = CalendarDate(year: day[0], month: day[1], day: day[2]) else {
      return 946_728_000
    }
    return date.daysSince1970 * 86_400 + 43_200
  }
}

/// How cells look.
struct ReportSheetFormats {
  let header: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>
  let numbers: [UnsafeMutablePointer<lxw_format>]
  let percent: UnsafeMutablePointer<lxw_format>
  let missing: UnsafeMutablePointer<lxw_format>
  let good: UnsafeMutablePointer<lxw_format>
  let bad: UnsafeMutablePointer<lxw_format>
  let open: UnsafeMutablePointer<lxw_format>

  init(_ book: WorkbookHandle) throws(TemplateError) {
    header = try book.format()
    format_set_bold(header)
    format_set_text_wrap(header)
    format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    format_set_bg_color(header, 0xDDEBF7)
    format_set_border(header, UInt8(LXW_BORDER_THIN.rawValue))
    text = try book.format()
    format_set_num_format(text, "@")
    var numbers: [UnsafeMutablePointer<lxw_format>] = []
    for pattern in ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "0.0000", "0.00000", "0.000000"] {
      let format = try book.format()
      format_set_num_format(format, pattern)
      numbers.append(format)
    }
    self.numbers = numbers
    percent = try book.format()
    format_set_num_format(percent, "0.0%")
    missing = try book.format()
    format_set_italic(missing)
    format_set_font_color(missing, 0x7F7F7F)
    good = try book.format()
    format_set_font_color(good, 0x14633F)
    format_set_bg_color(good, 0xE2F0E8)
    bad = try book.format()
    format_set_font_color(bad, 0xA3201F)
    format_set_bg_color(bad, 0xF8E3E2)
    open = try book.format()
    format_set_font_color(open, 0x6B6B6B)
  }
}
