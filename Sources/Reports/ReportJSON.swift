public import FoundationEssentials

/// JSON of reports: keys sorted and in snake case, so that the same report is the same bytes.
public enum ReportJSON {
  public static func data(_ report: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(report) + Data("\n".utf8)
  }

  public static func report<Report: Decodable>(
    _ type: Report.Type, from data: Data
  ) throws -> Report {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }
}
