/// How far a value can be trusted: where it comes from. Weakest last.
public enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
  /// Measured in operation, e.g. a dispatch timestamp.
  case observed
  /// Counted or measured for the purpose, e.g. a census or a land survey.
  case surveyed
  /// Said in a public text that was read, not verified on site.
  case reported
  /// Estimated from observations by a stated method.
  case fitted
  /// Computed by a stated model from other values.
  case modelled
  /// Stands in for something that is not known.
  case assumed
  /// A value nobody has chosen for this place.
  case `default`

  /// The weakest of several: what rests on an assumed station is itself assumed.
  /// `nil` where there is none.
  public static func weakest(_ evidence: some Sequence<Evidence>) -> Evidence? {
    evidence.max { $0.rank < $1.rank }
  }

  private var rank: Int { Evidence.allCases.firstIndex(of: self) ?? 0 }
}
