/// How a result was searched for. All are exact, so it says nothing about the result but how long it
/// took.
public enum SearchMethod: String, Sendable, Codable, CaseIterable {
  /// Dijkstra's algorithm from each origin, ended at the limit.
  case dijkstra
  /// A contraction hierarchy, and sweeps over the part of it that the destinations need.
  case hierarchy
}
