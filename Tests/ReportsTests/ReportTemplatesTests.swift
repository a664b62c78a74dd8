import Foundation
import ResponseModel
import Testing

@testable import Reports

@Suite("Report templates")
struct ReportTemplatesTests {
  @Test("An office's template takes the place of the shipped one, and the others stay")
  func changedTemplate() async throws {
    let folder = try ReportTestFolder()
    try Data("<header><h1>卫健局：{{title}}</h1></header>".utf8)
      .write(to: URL(filePath: folder.path + "/cover.mustache"))
    try Data("body { color: #123456 }".utf8).write(to: URL(filePath: folder.path + "/report.css"))
    let data = try MapSketch.data(stations: 2, townships: 3)
    let own = try ReportSketch.settings(template: folder.path)
    let (html, _, _) = try await ReportSketch.page(of: data, settings: own)
    #expect(html.contains("<h1>卫健局：莲都区院前医疗急救服务分析报告</h1>"))
    #expect(html.contains("color: #123456"))
    #expect(!html.contains("class=\"facts\""))
    #expect(html.contains("<section id=\"coverage\""))
    #expect(own.templates.digest != (try ReportSketch.settings()).templates.digest)
  }

  @Test("A template may pick its sections by name")
  func namedSections() async throws {
    let folder = try ReportTestFolder()
    let text =
      "{{#section_named}}{{#townships}}<h1>{{heading}}</h1>{{/townships}}{{/section_named}}"
    try Data(text.utf8).write(to: URL(filePath: folder.path + "/report.mustache"))
    let (html, _, _) = try await ReportSketch.page(
      of: try MapSketch.data(stations: 1, townships: 2),
      settings: try ReportSketch.settings(template: folder.path))
    #expect(html == "<h1>四、乡镇（街道）情况</h1>")
  }

  @Test("A template that does not parse is named")
  func syntaxError() throws {
    let folder = try ReportTestFolder()
    try Data("{{#open}} never closed".utf8)
      .write(to: URL(filePath: folder.path + "/cover.mustache"))
    let error = #expect(throws: ReportError.self) {
      try ReportTemplates(shipped: ReportSketch.templates, own: folder.path)
    }
    #expect(error?.code == .badData)
    #expect(error?.message.en.contains("cover.mustache") == true)
  }

  @Test("A folder without templates, a missing one and a misspelt sheet are refused")
  func badFolders() throws {
    let folder = try ReportTestFolder()
    func code() -> ReportError.Code? {
      do {
        _ = try ReportTemplates(shipped: ReportSketch.templates, own: folder.path)
        return nil
      } catch { return error.code }
    }
    #expect(code() == .missingInput)
    try Data("p {}".utf8).write(to: URL(filePath: folder.path + "/reports.css"))
    #expect(code() == .usage)
    #expect(throws: ReportError.self) {
      try ReportTemplates(shipped: ReportSketch.templates, own: folder.path + "/nothing")
    }
  }

  @Test("Chinese numerals are those of headings")
  func numerals() {
    #expect(
      [1, 9, 10, 11, 20, 21, 99].map(ReportNumerals.chinese)
        == ["一", "九", "十", "十一", "二十", "二十一", "九十九"])
  }
}
