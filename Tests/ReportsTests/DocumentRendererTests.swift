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

  /// The shipped style, as a page has it.
  private var style: String {
    get throws {
      "<style>\(try String(contentsOfFile: ReportSketch.templates + "/report.css", encoding: .utf8))"
        + "</style>"
    }
  }

  @Test("Paragraphs are not justified on paper: Chinese would gape around its numbers")
  func ragged() async throws {
    let text = String(repeating: "居住在距急救站直线距离 3.5 公里以内的占 30.2%，", count: 6)
    let page = try style + "<main><section><p>\(text)</p></section></main>"
    let made = try await documents(
      [page, page + "<style>section > p { text-align: left !important }</style>"], sheet: "")
    #expect(made[0] == made[1])
  }

  @Test("Tables of one row are not bound to each other: they fill a page and go on on the next")
  func onlyRows() async throws {
    let gap = "<div style=\"height: 100mm\"></div>"
    let table =
      "<div class=\"scroll\"><table class=\"data\"><caption>t</caption><tbody><tr>"
      + "<td style=\"height: 30mm\">x</td></tr></tbody></table></div>"
    let page = try style + gap + String(repeating: table, count: 3) + gap
    let made = try await documents(
      [page, page + "<style>tr { break-after: auto !important }</style>"], sheet: "")
    #expect(made[0] == made[1])
  }

  /// A part of the DOCX of a page.
  private func word(_ body: String, language: String, part: String) async throws -> String {
    let folder = try ReportTestFolder()
    let renderer = DocumentRenderer(
      RendererLocation(
        python: "/usr/bin/python3", folder: Checkout.root + "/Renderer", packages: Checkout.packages
      ))
    let (source, target) = (folder.path + "/page.html", folder.path + "/page.docx")
    let html =
      "<!DOCTYPE html><html lang=\"\(language)\"><head><meta charset=\"utf-8\"><title>t</title>"
      + "</head><body>\(body)</body></html>"
    try Data(html.utf8).write(to: URL(filePath: source))
    try Data().write(to: URL(filePath: folder.path + "/print.css"))
    try await renderer.render(
      html: source, sheet: folder.path + "/print.css", pdf: nil, docx: target,
      created: "2024-06-30")
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/python3")
    unpack.arguments = [
      "-c", "import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())",
      target, part,
    ]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unpack.waitUntilExit()
    return text
  }

  @Test(
    "DOCX sets Chinese in 16 points after GB/T 9704 and English in 12, as the PDF does",
    arguments: [("zh-CN", "32"), ("en", "24")])
  func letters(language: String, halfPoints: String) async throws {
    let styles = try await word("<p>a</p>", language: language, part: "word/styles.xml")
    let normal = try #require(
      styles.firstMatch(of: /w:styleId="Normal".*?<\/w:style>/.dotMatchesNewlines()))
    #expect(normal.output.contains("<w:sz w:val=\"\(halfPoints)\"/>"))
  }

  @Test("DOCX sets small tables small and justifies no paragraph")
  func smallTable() async throws {
    func table(_ name: String) -> String {
      "<table class=\"\(name)\"><colgroup><col style=\"width: 100%\"></colgroup>"
        + "<tbody><tr><td>x</td></tr></tbody></table>"
    }
    let document = try await word(
      "<main><section><p>急救 1</p>\(table("data small"))\(table("data"))</section></main>",
      language: "zh-CN", part: "word/document.xml")
    #expect(document.contains("w:val=\"ReportTableSmall\""))
    #expect(document.contains("w:val=\"ReportTable\""))
    #expect(!document.contains("w:val=\"both\""))
  }
}
