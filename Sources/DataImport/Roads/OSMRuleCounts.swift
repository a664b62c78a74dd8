/// What of a file the road rules left aside, or could only note.
public struct OSMRuleCounts: Sendable, Hashable {
  /// Ways with `highway` that no vehicle drives: footways, steps, areas.
  public var notForVehicles = 0
  /// Under construction, or planned.
  public var unbuilt = 0
  /// Closed to an ambulance by `access` and its kin.
  public var closed = 0
  /// `oneway=reversible`: which way it runs depends on the hour, so neither can be relied on.
  public var reversible = 0
  /// Speed limits in no form that is documented; the class's speed holds.
  public var unreadableLimits = 0
  /// Durations of ferries in no form that is documented; the class's speed holds.
  public var unreadableDurations = 0
  /// Conditions on time or weight, which are not applied.
  public var conditional = 0
  /// Turn restrictions that hold at some hours only, which are not applied.
  public var conditionalRestrictions = 0
  /// Turn restrictions that do not hold for an ambulance (`except=emergency`), or not for cars.
  public var liftedRestrictions = 0
  /// Turn restrictions without the members that they need.
  public var brokenRestrictions = 0

  public init() {}
}
