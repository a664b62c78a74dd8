public import FoundationEssentials

extension CoverageReport {
  /// The report as JSON: keys sorted, so that the same report is the same bytes.
  ///
  /// Counties are encoded one by one: the encoder holds all it encodes as a tree, several times the
  /// size of its text.
  /// - Complexity: O(*n*) in the size of the text.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var frame = self
    frame.counties = []
    let rest = try encoder.encode(frame)
    // The one array of that name two spaces in; a line break is never part of a string.
    guard !counties.isEmpty, let start = rest.firstRange(of: Data("\n  \"counties\" : [\n".utf8))
    else { return rest + [0x0A] }
    var data = rest[..<start.upperBound]
    for (index, county) in counties.enumerated() {
      if index > 0 { data.append(contentsOf: ",\n".utf8) }
      data.append(indented: try encoder.encode(county), by: 4)
    }
    data.append(rest[start.upperBound...])
    data.append(0x0A)
    return data
  }
}

extension Data {
  /// Appends text with every line moved to the right.
  fileprivate mutating func append(indented text: Data, by width: Int) {
    let margin = [UInt8](repeating: 0x20, count: width)
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if number > 0 { append(0x0A) }
      if !line.isEmpty { append(contentsOf: margin) }
      append(line)
    }
  }
}
