import Crypto
import FoundationEssentials
import Mustache
import ResponseModel

/// The templates and style sheets that reports are set with: those that ship, and over them an
/// office's own. A file of the office's folder takes the place of the one of the same name; what it
/// leaves out stays as shipped.
public struct ReportTemplates: Sendable {
  private let library: MustacheLibrary
  private let texts: [String: String]
  /// For the PDF alone.
  public let printSheet: String
  /// SHA-256 over every template and sheet: another template makes another report.
  public let digest: String

  /// - Parameters:
  ///   - shipped: the folder `Templates` that comes with the program.
  ///   - own: an office's folder; `nil` where none is used.
  /// - Throws: `ReportError` for a folder that is not there, a file that is no UTF-8 and a template
  ///   that does not parse, with its line.
  public init(shipped: String, own: String? = nil) throws(ReportError) {
    var texts = try Self.files(in: shipped)
    guard texts["report.mustache"] != nil, texts["report.css"] != nil else {
      throw ReportError(
        .missingComponent,
        LocalizedText(
          zh: "\(shipped) 中没有报告模板：请用 Tools/install 重新安装",
          en: "\(shipped) holds no report templates: install ambit again with Tools/install"))
    }
    if let own {
      let files = try Self.files(in: own)
      for name in files.keys.sorted() where texts[name] == nil && !name.hasSuffix(".mustache") {
        throw ReportError(
          .usage,
          LocalizedText(
            zh: "\(own) 中的 \(name) 没有对应的模板；可用的名称：\(texts.keys.sorted().joined(separator: "、"))",
            en: "\(name) in \(own) replaces no template; there are: "
              + texts.keys.sorted().joined(separator: ", ")))
      }
      guard !files.isEmpty else {
        throw ReportError(
          .missingInput,
          LocalizedText(
            zh: "\(own) 中没有 .mustache 或 .css 文件", en: "\(own) holds no .mustache or .css file"))
      }
      texts.merge(files) { $1 }
    }
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in texts where name.hasSuffix(".mustache") {
      do {
        templates[String(name.dropLast(".mustache".count))] = try MustacheTemplate(string: text)
      } catch {
        throw ReportError(
          .badData,
          LocalizedText(
            zh: "模板 \(name) 有语法错误：\(error)", en: "the template \(name) does not parse: \(error)"))
      }
    }
    library = MustacheLibrary(templates: templates)
    printSheet = texts["pdf.css"] ?? ""
    self.texts = texts
    var hash = SHA256()
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Data("\(name) \(text.utf8.count)\n\(text)".utf8))
    }
    digest = hash.finalize().hexadecimal
  }

  /// Templates and sheets of a folder by name; other files, and hidden ones, are left alone.
  private static func files(in folder: String) throws(ReportError) -> [String: String] {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { ($0.hasSuffix(".mustache") || $0.hasSuffix(".css")) && !$0.hasPrefix(".") }
      return Dictionary(
        try names.map { ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) },
        uniquingKeysWith: { first, _ in first })
    } catch {
      throw ReportError(
        .missingInput,
        LocalizedText(
          zh: "无法读取模板目录 \(folder)：\(ReportError.reason(error))",
          en: "cannot read the templates in \(folder): \(ReportError.reason(error))"))
    }
  }

  /// The methods page, in the language of the report.
  func methods(_ language: Language) throws(ReportError) -> String {
    try render("methods.\(language.rawValue)", [:])
  }

  /// A report as one HTML file that needs nothing else.
  public func html(_ document: ReportDocument) throws(ReportError) -> String {
    let name = document.kind == "index" ? "index" : "report"
    return try render(name, document.context(css: texts["report.css"] ?? ""))
  }

  private func render(_ name: String, _ context: [String: Any]) throws(ReportError) -> String {
    guard let text = library.render(context, withTemplate: name) else {
      throw ReportError(
        .missingComponent,
        LocalizedText(zh: "缺少模板 \(name).mustache", en: "the template \(name).mustache is missing"))
    }
    return text
  }
}

extension Sequence<UInt8> {
  /// Lower case, two digits a byte.
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
