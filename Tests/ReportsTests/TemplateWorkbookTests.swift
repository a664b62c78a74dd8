import Foundation
import Reports
import Testing

@Suite struct TemplateWorkbookTests {
  private let template = TemplateWorkbook(
    sheet: "站点表",
    columns: [
      TemplateWorkbook.Column(
        header: "站点编码", note: "", example: "331102-S01", choices: [], isText: true,
        isRequired: true),
      TemplateWorkbook.Column(
        header: "依据", note: "数据从何而来", example: "调查", choices: ["观测", "调查", "假设"], isText: true,
        isRequired: false),
    ])

  private func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "ambit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test func `A template is a workbook, and replaces the one that is there`() throws {
    let folder = try folder()
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let path = folder.appending(path: "a.xlsx").path
    for _ in 0..<2 {
      try template.write(to: path)
      let bytes = try Data(contentsOf: URL(filePath: path))
      #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    }
    // Nothing that was written on the way stays behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.xlsx"])
  }

  @Test func `A folder that is not there is named`() throws {
    let folder = try folder()
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let path = folder.appending(path: "none/a.xlsx").path
    let error = #expect(throws: TemplateError.self) { try template.write(to: path) }
    #expect(error?.description.contains("none/a.xlsx") == true)
  }
}
