/// An element of an SVG document: a name, attributes in the order they were set, and what is in it.
///
/// Styles are attributes, never a `<style>` sheet: several maps can then stand in one HTML page
/// without the one colouring the other, and every renderer understands them.
struct SVGElement: Sendable {
  private let name: String
  private var attributes: [(name: String, value: String)] = []
  private var children: [Child] = []

  private enum Child: Sendable {
    case element(SVGElement)
    case text(String)
  }

  init(_ name: String, _ attributes: [(String, SVGValue?)] = [], _ children: [SVGElement] = []) {
    self.name = name
    // A `nil` value leaves the attribute out.
    self.attributes = attributes.compactMap { name, value in value.map { (name, $0.text) } }
    self.children = children.map(Child.element)
  }

  /// An element that holds text only.
  init(_ name: String, _ attributes: [(String, SVGValue?)] = [], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  /// Several elements under common attributes.
  static func group(
    _ attributes: [(String, SVGValue?)] = [], _ children: [SVGElement]
  ) -> SVGElement {
    SVGElement("g", attributes, children)
  }

  /// Serialised, one line per element that holds elements: a diff of two maps stays readable.
  func write(to output: inout String) {
    output += "<" + name
    for attribute in attributes {
      output += " \(attribute.name)=\"\(attribute.value.escapedForXML)\""
    }
    guard !children.isEmpty else {
      output += "/>"
      return
    }
    output += ">"
    for child in children {
      switch child {
      case .text(let text): output += text.escapedForXML
      case .element(let element):
        output += "\n"
        element.write(to: &output)
      }
    }
    if case .element = children.last { output += "\n" }
    output += "</\(name)>"
  }

  var serialized: String {
    var text = ""
    write(to: &text)
    return text
  }
}

/// The value of an attribute: words as they are, numbers rounded to a tenth.
struct SVGValue: Sendable, Hashable, ExpressibleByStringInterpolation, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  let text: String

  init(stringLiteral text: String) { self.text = text }
  init(floatLiteral value: Double) { text = value.tenths }
  init(integerLiteral value: Int) { text = String(value) }
  init(_ value: Double) { text = value.tenths }
  init(_ text: String) { self.text = text }
}

extension Double {
  /// Rounded to one decimal, without `.0` and without `-0`: a tenth of a unit is 0.025 mm on paper.
  var tenths: String {
    let whole = Int((self * 10).rounded())
    let sign = whole < 0 ? "-" : ""
    let (units, tenth) = whole.magnitude.quotientAndRemainder(dividingBy: 10)
    return tenth == 0 ? "\(sign)\(units)" : "\(sign)\(units).\(tenth)"
  }
}

extension String {
  /// With the characters that mean something to XML spelled out. What XML 1.0 cannot hold at all,
  /// control characters and non-characters, becomes U+FFFD.
  var escapedForXML: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped += " "
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
