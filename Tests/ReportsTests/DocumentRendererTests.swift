import Foundation
import Testing

@testable import Reports

private enum Checkout {
  static let root = URL(filePath: ReportSketch.templates).deletingLastPathComponent().path
  static let packages = root + "/.ambit/renderer"
  static let hasRenderer = FileManager.default.fileExists(atPath: packages + "/weasyprint")
}

/// What the renderer makes of small pages; where `Tools/setup` has not installed it there is none.
@Suite("Renderer of documents", .enabled(if: Checkout.hasRenderer))
struct DocumentRendererTests {
  /// The PDF of each page, by one process.
  private func documents(_ pages: [String], sheet: String) async throws -> [Data] {
    let folder = try ReportTestFolder()
    let renderer = DocumentRenderer(
      RendererLocation(
        python: "/usr/bin/python3", folder: Checkout.root + "/Renderer", packages: Checkout.packages
      ))
    let (source, style) = (folder.path + "/page.html", folder.path + "/print.css")
    try Data(sheet.utf8).write(to: URL(filePath: style))
    var made: [Data] = []
    for page in pages {
      let html =
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>t</title></head>"
        + "<body>\(page)</body></html>"
      try Data(html.utf8).write(to: URL(filePath: source))
      let target = folder.path + "/page.pdf"
      try await renderer.render(
        html: source, sheet: style, pdf: target, docx: nil, created: "2024-06-30")
      made.append(try Data(contentsOf: URL(filePath: target)))
    }
    return made
  }

  @Test(
    "Words of a drawing are set whole, so that letters join and stack",
    arguments: ["ئۈرۈمچى", "གྲོང"])
  func wholeWords(word: String) async throws {
    func drawing(_ attribute: String) -> String {
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90mm\" height=\"20mm\">"
        + "<text x=\"9\" y=\"40\" \(attribute) font-size=\"24\">\(word)</text></svg>"
    }
    // A place for its letters makes each of them stand alone.
    let made = try await documents([drawing(""), drawing(""), drawing("dx=\"0\"")], sheet: "")
    #expect(made[0] == made[1])
    #expect(made[0] != made[2])
  }

  @Test("The sheet of the PDF goes before the report's own, which names fonts that are not open")
  func printSheet() async throws {
    func page(_ font: String) -> String {
      "<style>:root { --song: \"\(font)\" } p { font-family: var(--song) }</style><p>Word 12</p>"
    }
    let fonts = ["DejaVu Sans", "Noto Sans CJK SC"]
    let own = try await documents(fonts.map(page), sheet: "")
    #expect(own[0] != own[1])
    let printed = try await documents(
      fonts.map(page), sheet: "html:root { --song: \"Noto Serif CJK SC\" }")
    #expect(printed[0] == printed[1])
  }

  @Test("A page whose attributes are no XML is set all the same, and control characters do no harm")
  func strayAttribute() async throws {
    let made = try await documents(
      ["<p v-on:click=\"a\">急救站</p>", "<p>急救\u{1}站</p>", "<p>急救站</p>"], sheet: "")
    #expect(made[0] == made[2])
    #expect(made[1].starts(with: Data("%PDF".utf8)))
  }
}
