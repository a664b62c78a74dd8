internal import CXlsxWriter
import FoundationEssentials

/// A workbook to fill in: a sheet with headers, a row of notes, an example, and lists to choose from.
public struct TemplateWorkbook: Sendable {
  /// One column of the sheet.
  public struct Column: Sendable {
    public let header: String
    /// What to write; empty where the header says it all.
    public let note: String
    public let example: String
    /// The words of the list; empty for free input.
    public let choices: [String]
    /// Whether cells are text, so that codes keep their zeros and times stay as typed.
    public let isText: Bool
    /// Whether a row needs it.
    public let isRequired: Bool

    public init(
      header: String, note: String, example: String, choices: [String], isText: Bool,
      isRequired: Bool
    ) {
      self.header = header
      self.note = note
      self.example = example
      self.choices = choices
      self.isText = isText
      self.isRequired = isRequired
    }
  }

  let sheet: String
  let columns: [Column]

  /// Words before the first cell of the notes and of the example, by which an import knows them.
  static let notesMark = "说明："
  static let exampleMark = "示例："

  /// Rows of the lists: as many as anybody fills in.
  static let lastRow: UInt32 = 20_000

  public init(sheet: String, columns: [Column]) {
    precondition(!columns.isEmpty, "a template has columns")
    self.sheet = sheet
    self.columns = columns
  }

  /// - Throws: `TemplateError` where the file cannot be written.
  public func write(to path: String) throws(TemplateError) {
    let draft = path + ".new-\(UUID().uuidString)"
    let book = try WorkbookHandle(draft)
    try fill(book)
    try book.close()
    do {
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
      try FileManager.default.moveItem(atPath: draft, toPath: path)
    } catch {
      throw TemplateError(path: path, reason: "\(error)")
    }
  }
}

/// A template that could not be written.
public struct TemplateError: Error, Sendable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public var description: String { "cannot write \(path): \(reason)" }
}
