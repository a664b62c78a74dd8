import Foundation
import FoundationXML

/// Whether a text is XML at all.
struct XMLWellFormed {
  let isWellFormed: Bool

  init(_ text: String) {
    isWellFormed = XMLParser(data: Data(text.utf8)).parse()
  }
}
