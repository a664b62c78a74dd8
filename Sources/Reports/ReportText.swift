/// A number as it is shown, with the value it stands for: a program can find it again in the JSON.
public struct ReportFigure: Sendable, Hashable {
  /// As printed, rounded for display.
  public let text: String
  /// Not rounded; a share is between 0 and 1 though it is printed as percent.
  public let value: Double
  /// A JSON pointer (RFC 6901) into the report's JSON.
  public let pointer: String

  public init(_ text: String, value: Double, at pointer: String) {
    self.text = text
    self.value = value
    self.pointer = pointer
  }
}

/// Text of a report: plain for workbooks, and as HTML in which every figure names its place in the
/// JSON of the report.
public struct ReportText: Sendable, Hashable {
  public private(set) var plain = ""
  public private(set) var html = ""

  public init() {}

  public init(_ text: String) { append(text: text) }

  public init(_ figure: ReportFigure) { append(figure) }

  /// - Parameter html: as it is, for what is no text alone.
  init(plain: String, html: String) {
    self.plain = plain
    self.html = html
  }

  /// The name of a place or a person's words, which may run from right to left.
  public static func name(_ name: String) -> ReportText {
    ReportText(plain: name, html: "<bdi>\(name.escapedForXML)</bdi>")
  }

  public var isEmpty: Bool { plain.isEmpty }

  mutating func append(text: String) {
    plain += text
    html += text.escapedForXML
  }

  mutating func append(_ figure: ReportFigure) {
    plain += figure.text
    html +=
      "<data value=\"\(figure.value)\" data-path=\"\(figure.pointer.escapedForXML)\">"
      + figure.text.escapedForXML + "</data>"
  }

  mutating func append(_ other: ReportText) {
    plain += other.plain
    html += other.html
  }

  static func + (first: ReportText, second: ReportText) -> ReportText {
    var sum = first
    sum.append(second)
    return sum
  }
}

extension ReportText: ExpressibleByStringInterpolation {
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ReportText()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { text.append(text: literal) }
    public mutating func appendInterpolation(_ value: String) { text.append(text: value) }
    public mutating func appendInterpolation(_ value: Int) { text.append(text: String(value)) }
    public mutating func appendInterpolation(_ value: ReportFigure) { text.append(value) }
    public mutating func appendInterpolation(_ value: ReportText) { text.append(value) }

    /// A count with its English noun, `1 station` or `2 stations`.
    public mutating func appendInterpolation(
      _ count: ReportText, of one: String, _ many: String? = nil
    ) {
      text.append(count)
      text.append(text: " " + (count.plain == "1" ? one : many ?? one + "s"))
    }
  }

  public init(stringLiteral value: String) { self.init(value) }
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }
}

extension DefaultStringInterpolation {
  /// A figure within a plain string would print its parts: the compiler refuses it.
  @available(*, unavailable, message: "interpolate into a ReportText")
  mutating func appendInterpolation(_ value: ReportText) {}

  @available(*, unavailable, message: "interpolate into a ReportText")
  mutating func appendInterpolation(_ value: ReportFigure) {}
}

extension Sequence<ReportText> {
  func joined(separator: String) -> ReportText {
    var all = ReportText()
    for (index, part) in enumerated() {
      if index > 0 { all.append(text: separator) }
      all.append(part)
    }
    return all
  }
}
