import DataImport
import Foundation
import ResponseModel
import Store

/// What an import understood and did, as people and programs read it.
struct ImportReport: Encodable {
  struct Mapped: Encodable {
    let field: String
    let column: String
  }

  struct Dropped: Encodable {
    let column: String
    let reason: String
  }

  struct Change: Encodable {
    let added: Int
    let changed: Int
    let unchanged: Int
    let gone: Int
    let deleted: Int
    let refused: Int
  }

  struct Difference: Encodable {
    struct Column: Encodable {
      let name: String
      let old: String?
      let new: String?
    }
    let kind: String
    let key: String
    let columns: [Column]
  }

  struct Issue: Encodable {
    let severity: String
    let code: String
    let message: String
    let file: String?
    let line: Int?
    let column: String?
  }

  let layer: String
  let file: String
  let sha256: String
  let format: String
  let sheet: String?
  let encoding: String?
  let encodingDetected: Bool
  let headerLine: Int?
  let crs: String?
  let crsSource: String
  let datumCheck: String?
  let mapping: [Mapped]
  let included: [String]
  let dropped: [Dropped]
  let preview: [[String: String]]
  private(set) var rows = 0
  private(set) var isWritten = false
  private(set) var importedBefore: String?
  private(set) var change: Change?
  private(set) var differences: [Difference] = []
  private(set) var issues: [Issue] = []
  private let language: Language
  let shownPreview: [[(field: String, value: String)]]

  enum CodingKeys: String, CodingKey {
    case layer, file, sha256, format, sheet, encoding
    case encodingDetected = "encoding_detected"
    case headerLine = "header_line"
    case crs
    case crsSource = "crs_source"
    case datumCheck = "datum_check"
    case mapping, included, dropped, preview, rows
    case isWritten = "written"
    case importedBefore = "imported_before"
    case change, differences, issues
  }

  init(_ source: ImportSource, layer: Layer, store: String, language: Language) {
    let summary = source.summary
    self.language = language
    self.layer = layer.rawValue
    file = summary.file
    sha256 = summary.digest
    format = summary.format
    sheet = summary.sheet
    encoding = summary.encoding?.rawValue
    encodingDetected = summary.isEncodingDetected
    headerLine = summary.headerLine
    crs = summary.datum?.option
    crsSource = summary.datumSource.rawValue
    datumCheck = summary.finding.map { finding in
      switch finding.verdict {
      case .agrees: "agrees"
      case .inconclusive: "inconclusive"
      case .contradicts: finding.sentence?[language] ?? "contradicts"
      }
    }
    mapping = summary.mapping.columns.map { Mapped(field: $0.field, column: $0.header) }
    included = summary.mapping.included.map(\.header)
    dropped = summary.mapping.dropped.map { Dropped(column: $0.header, reason: $0.reason.rawValue) }
    shownPreview = source.preview
    preview = source.preview.map { row in
      Dictionary(row.map { ($0.field, $0.value) }) { first, _ in first }
    }
  }

  mutating func add(_ result: ImportResult, of source: ImportSource) {
    rows = source.rowsRead
    isWritten = result.isWritten
    importedBefore = result.earlier?.at.description
    change = result.layers.first.map {
      Change(
        added: $0.added, changed: $0.changed, unchanged: $0.unchanged, gone: $0.gone,
        deleted: $0.deleted, refused: $0.refused.count)
    }
    differences = result.layers.flatMap(\.differences).map { difference in
      Difference(
        kind: difference.kind.rawValue, key: difference.key,
        columns: difference.columns.map {
          Difference.Column(name: $0.name, old: $0.old, new: $0.new)
        })
    }
    issues = (source.issues + result.layers.flatMap(\.refused)).map(issue)
  }

  mutating func add(issuesOf error: any Error, _ source: ImportSource) {
    rows = source.rowsRead
    issues = source.issues.map(issue)
    let failure = Failure(error)
    issues += failure.issues.map(issue)
    issues.append(
      Issue(
        severity: "error", code: "import-refused", message: failure.message[language], file: file,
        line: nil, column: nil))
  }

  private func issue(_ issue: DataIssue) -> Issue {
    Issue(
      severity: issue.severity.rawValue, code: issue.code, message: issue.message[language],
      file: issue.file, line: issue.line, column: issue.column)
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
