import Foundation
import FoundationXML
import Testing

/// An SVG read back by an XML parser, as a stranger's program would.
final class MapDocument: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var elementCounts: [String: Int] = [:]
  private(set) var references: [String] = []
  private(set) var ids: [String] = []
  private(set) var root: [String: String] = [:]
  private var text: String?

  /// Fails the test where the document is not well-formed.
  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  /// All words of the document, one text element per line.
  var words: String { texts.joined(separator: "\n") }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if root.isEmpty { root = attributes }
    elementCounts[name, default: 0] += 1
    if ["text", "title", "desc"].contains(name) { text = "" }
    if let id = attributes["id"] { ids.append(id) }
    for (name, value) in attributes where name.hasSuffix("href") || value.contains("url(") {
      references.append(value)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text?.append(string) }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard ["text", "title", "desc"].contains(name), let text else { return }
    texts.append(text)
    self.text = nil
  }
}
