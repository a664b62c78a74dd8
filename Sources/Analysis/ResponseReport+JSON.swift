public import FoundationEssentials

extension ResponseReport {
  /// The report as JSON: keys sorted, so that the same report is the same bytes.
  /// - Complexity: O(*n*) in the size of the text.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [0x0A]
  }
}
