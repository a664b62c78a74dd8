import Foundation
import Testing

/// A table of GeoData. None of them quotes a field, so splitting at commas reads them all.
struct Table {
  let header: [String]
  let rows: [[String: String]]

  init(contentsOf url: URL) throws {
    let name = url.lastPathComponent
    let text = try #require(
      String(data: Data(contentsOf: url), encoding: .utf8), "\(name) is not UTF-8")
    try #require(!text.unicodeScalars.contains("\r"), "\(name) has CR line ends")
    try #require(!text.contains("\""), "\(name) quotes a field")
    try #require(text.hasSuffix("\n"), "\(name) does not end with a line end")
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    header = try #require(lines.first)
    var rows: [[String: String]] = []
    for fields in lines.dropFirst() {
      try #require(fields.count == header.count, "\(name): \(fields)")
      rows.append(Dictionary(uniqueKeysWithValues: zip(header, fields)))
    }
    self.rows = rows
  }
}
