/// How a value of a standard was verified (`GeoData/standards/README.md`). Never upgraded.
public enum Mark: String, Sendable, Hashable, Codable, CaseIterable {
  /// The full text was read.
  case fullText = "F"
  /// Read in an excerpt of the source.
  case excerpt = "E"
  /// A secondary source says so.
  case secondary = "2"
  /// General knowledge, not verified.
  case unverified = "U"
}
