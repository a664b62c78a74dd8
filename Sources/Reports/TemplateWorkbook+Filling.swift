internal import CXlsxWriter

extension TemplateWorkbook {
  func fill(_ book: WorkbookHandle) throws(TemplateError) {
    let page = try book.sheet(sheet)
    let formats = try TemplateFormats(book)
    for (index, column) in columns.enumerated() {
      let number = UInt16(index)
      let format = column.isText ? formats.text : nil
      try book.check(worksheet_set_column(page, number, number, Self.width(column), format))
      let header = column.isRequired ? column.header + "*" : column.header
      try book.write(header, page, 0, number, formats.header)
      try book.write(mark(Self.notesMark, column.note, index), page, 1, number, formats.note)
      try book.write(
        mark(Self.exampleMark, column.example, index), page, 2, number, formats.example)
      if !column.choices.isEmpty { try book.offer(column.choices, page, number) }
    }
    worksheet_freeze_panes(page, 1, 0)
  }

  /// The first cell of a row says what row it is.
  private func mark(_ mark: String, _ text: String, _ index: Int) -> String {
    index == 0 ? mark + text : text
  }

  /// Room for the header and the example; a Chinese character takes two.
  private static func width(_ column: Column) -> Double {
    let widths = [column.header, column.example].map { text in
      text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
    }
    return Double(min(max((widths.max() ?? 0) + 4, 12), 40))
  }
}

/// How the rows of a template look.
private struct TemplateFormats {
  let header: UnsafeMutablePointer<lxw_format>
  let note: UnsafeMutablePointer<lxw_format>
  let example: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>

  init(_ book: WorkbookHandle) throws(TemplateError) {
    header = try book.format()
    format_set_bold(header)
    format_set_bg_color(header, 0xDDEBF7)
    format_set_border(header, UInt8(LXW_BORDER_THIN.rawValue))
    note = try book.format()
    format_set_font_color(note, 0x7F7F7F)
    format_set_text_wrap(note)
    format_set_align(note, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    example = try book.format()
    format_set_italic(example)
    format_set_font_color(example, 0x7F7F7F)
    text = try book.format()
    format_set_num_format(text, "@")
  }
}

/// A workbook that libxlsxwriter is writing; closed once.
final class WorkbookHandle {
  private let path: String
  private var book: UnsafeMutablePointer<lxw_workbook>?

  init(_ path: String) throws(TemplateError) {
    self.path = path
    guard let book = workbook_new(path) else {
      throw TemplateError(path: path, reason: "out of memory")
    }
    self.book = book
  }

  // Frees what an error left open; a file it may write beside the target is of no use to anybody.
  deinit { if let book { lxw_workbook_free(book) } }

  func sheet(_ name: String) throws(TemplateError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let page = workbook_add_worksheet(book, name) else {
      throw TemplateError(path: path, reason: "no sheet can be called \(name)")
    }
    return page
  }

  func format() throws(TemplateError) -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(book) else {
      throw TemplateError(path: path, reason: "out of memory")
    }
    return format
  }

  func write(
    _ text: String, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
    _ format: UnsafeMutablePointer<lxw_format>
  ) throws(TemplateError) {
    try check(worksheet_write_string(page, row, column, text, format))
  }

  /// A list to choose from, below the example.
  func offer(
    _ choices: [String], _ page: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16,
    fromRow first: UInt32 = 3
  ) throws(TemplateError) {
    var words: [UnsafeMutablePointer<CChar>?] = choices.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let status = words.withUnsafeMutableBufferPointer { list -> lxw_error in
      var validation = lxw_data_validation()
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      validation.value_list = list.baseAddress
      return worksheet_data_validation_range(
        page, first, column, TemplateWorkbook.lastRow, column, &validation)
    }
    try check(status)
  }

  func set(_ properties: inout lxw_doc_properties) throws(TemplateError) {
    try check(workbook_set_properties(book, &properties))
  }

  func columnChart() throws(TemplateError) -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = workbook_add_chart(book, UInt8(LXW_CHART_COLUMN.rawValue)) else {
      throw TemplateError(path: path, reason: "out of memory")
    }
    return chart
  }

  func check(_ status: lxw_error) throws(TemplateError) {
    guard status != LXW_NO_ERROR else { return }
    throw TemplateError(
      path: path, reason: lxw_strerror(status).map { String(cString: $0) } ?? "unknown")
  }

  func close() throws(TemplateError) {
    guard let book else { return }
    self.book = nil
    try check(workbook_close(book))
  }
}
