internal import CXlsxWriter
import Glibc

extension ReportSheet {
  /// Rows of a sheet that a program can hold: what is beyond is in the JSON.
  private static let mostRows = 1_048_000

  func write(to book: WorkbookHandle, _ formats: ReportSheetFormats) throws(TemplateError) {
    let page = try book.sheet(name)
    for (index, header) in headers.enumerated() {
      let column = UInt16(index)
      try book.check(worksheet_set_column(page, column, column, width(of: index), nil))
      try book.write(header, page, 0, column, formats.header)
    }
    worksheet_freeze_panes(page, 1, 0)
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)
    worksheet_fit_to_pages(page, 1, 0)
    try book.check(worksheet_repeat_rows(page, 0, 0))
    guard !rows.isEmpty else {
      try book.write(missing, page, 1, 0, formats.missing)
      return
    }
    let last = UInt32(min(rows.count, Self.mostRows))
    for (index, row) in rows.prefix(Self.mostRows).enumerated() {
      for (column, cell) in row.enumerated() {
        try write(cell, page, UInt32(index) + 1, UInt16(column), book, formats)
      }
    }
    try book.check(worksheet_autofilter(page, 0, 0, last, UInt16(headers.count - 1)))
    try color(page, last, book, formats)
    try draw(page, book)
  }

  private func write(
    _ cell: SheetCell, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16, _ book: WorkbookHandle, _ formats: ReportSheetFormats
  ) throws(TemplateError) {
    switch cell {
    case .empty: break
    case .text(let text):
      // Longer than a cell may hold.
      try book.write(String(text.prefix(32_000)), page, row, column, formats.text)
    case .number(let value, let decimals):
      let format = formats.numbers[min(max(decimals, 0), formats.numbers.count - 1)]
      try book.check(worksheet_write_number(page, row, column, value, format))
    case .share(let value):
      try book.check(worksheet_write_number(page, row, column, value, formats.percent))
    case .flag(let flag):
      try book.check(worksheet_write_boolean(page, row, column, flag ? 1 : 0, nil))
    }
  }

  /// Room for the header and the first rows; a Chinese character takes two.
  private func width(of column: Int) -> Double {
    var widest = Self.cells(headers[column])
    for row in rows.prefix(200) where column < row.count {
      if case .text(let text) = row[column] { widest = max(widest, Self.cells(text)) }
    }
    return Double(min(max(widest + 2, 9), 48))
  }

  private static func cells(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
  }

  private func color(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ last: UInt32, _ book: WorkbookHandle,
    _ formats: ReportSheetFormats
  ) throws(TemplateError) {
    if let verdictColumn {
      let column = UInt16(verdictColumn.column)
      for (word, format) in [
        (verdictColumn.good, formats.good), (verdictColumn.bad, formats.bad),
        (verdictColumn.open, formats.open),
      ] {
        let text = strdup("\"\(word)\"")
        defer { free(text) }
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
        rule.value_string = text
        rule.format = format
        try book.check(worksheet_conditional_format_range(page, 1, column, last, column, &rule))
      }
    }
    if let barColumn {
      var rule = lxw_conditional_format()
      rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      rule.bar_color = 0x76AACB
      rule.bar_solid = 1
      let column = UInt16(barColumn)
      try book.check(worksheet_conditional_format_range(page, 1, column, last, column, &rule))
    }
  }

  private func draw(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ book: WorkbookHandle
  ) throws(TemplateError) {
    guard let chart, chart.rows > 0 else { return }
    let drawing = try book.columnChart()
    let last = UInt32(chart.rows)
    let categories = UInt16(chart.categories)
    for column in chart.values {
      guard let series = chart_add_series(drawing, nil, nil) else { continue }
      chart_series_set_categories(series, name, 1, categories, last, categories)
      chart_series_set_values(series, name, 1, UInt16(column), last, UInt16(column))
      chart_series_set_name_range(series, name, 0, UInt16(column))
    }
    chart_title_set_name(drawing, chart.title)
    chart_axis_set_num_format(chart_axis_get(drawing, LXW_CHART_AXIS_TYPE_Y), "0%")
    var options = lxw_chart_options()
    options.x_scale = 1.5
    options.y_scale = 1.4
    try book.check(
      worksheet_insert_chart_opt(page, UInt32(rows.count) + 2, 0, drawing, &options))
  }
}
