/// What happened while a road network was built.
public struct BuildCounts: Sendable, Hashable {
  public var ways = 0
  /// Ways of which only a part lies within the boxes that were asked for.
  public var cutWays = 0
  /// Ways outside of the boxes altogether.
  public var waysOutside = 0
  /// Points that a way names and the source does not have; the way is cut there.
  public var missingPoints = 0
  public var closedPoints = 0
  public var restrictions = 0
  /// Restrictions about roads that are not in the network: nothing to forbid.
  public var idleRestrictions = 0
  /// Restrictions whose ways do not meet as they say, or that leave open which turn is meant.
  public var unclearRestrictions = 0
  /// Copies of places that turn restrictions made.
  public var copies = 0

  public init() {}
}
