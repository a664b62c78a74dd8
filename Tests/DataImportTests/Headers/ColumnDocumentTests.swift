import Foundation
import ResponseModel
import Testing

@testable import DataImport

/// `docs/import-columns.md` lists every column and what else it may be called.
@Suite struct ColumnDocumentTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/import-columns.md")

  @Test func `The list of columns is that of the program`() throws {
    let text = Self.text()
    // AMBIT_UPDATE_DOCS=1 swift test --filter ColumnDocumentTests
    if ProcessInfo.processInfo.environment["AMBIT_UPDATE_DOCS"] != nil {
      try Data(text.utf8).write(to: Self.path)
    }
    #expect(try String(contentsOf: Self.path, encoding: .utf8) == text)
  }

  private static func text() -> String {
    var text = """
      # Columns of each layer

      Made from the program by its tests: `AMBIT_UPDATE_DOCS=1 swift test --filter ColumnDocumentTests`.

      Blanks, brackets, stars, case and width of letters make no difference. **Bold** columns must be there.

      """
    for layer in Layer.allCases {
      let table = LayerTable(layer)
      text += "\n## \(layer == .demandPoints ? "demand" : layer.rawValue): \(table.title)\n\n"
      text += "| column | header | also | values |\n|---|---|---|---|\n"
      for field in table.fields {
        let name = field.isRequired ? "**\(field.name)**" : field.name
        let values = [Self.words(field), field.note.en].filter { !$0.isEmpty }
        text +=
          "| \(name) | \(field.header) | \(field.synonyms.joined(separator: ", ")) | \(values.joined(separator: "; ")) |\n"
      }
    }
    return text
  }

  private static func words(_ field: LayerField) -> String {
    switch field.kind {
    case .word(let meanings):
      meanings.map { meaning in
        ([meaning.value, meaning.word] + meaning.synonyms).joined(separator: " / ")
      }.joined(separator: "; ")
    case .flag: "是 / 否"
    case .date: "date"
    case .time: "time"
    case .number, .count: "number"
    default: ""
    }
  }
}
