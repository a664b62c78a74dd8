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

  /// The weakest of several: a verdict is verified no better than the worst of its numbers.
  public static func weakest(_ first: Mark, _ others: some Sequence<Mark>) -> Mark {
    others.reduce(first) { $0.rank < $1.rank ? $1 : $0 }
  }

  private var rank: Int { Mark.allCases.firstIndex(of: self) ?? 0 }
}
