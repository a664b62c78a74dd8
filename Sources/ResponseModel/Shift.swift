/// How binding a shift is.
public enum DutyKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 在岗: in the station, ready to roll.
  case onDuty = "on_duty"
  /// 备班: on call.
  case standby
  /// 培训, 休假 and whatever else takes someone off the ambulance.
  case offDuty = "off_duty"
}

/// One person on one ambulance for one stretch of time 班次. `to` is not part of it: who hands over
/// at 08:00 and who takes over at 08:00 neither overlap nor leave a gap.
public struct Shift: Sendable, Hashable {
  public let ambulancePlate: String
  public let crewMemberID: String
  public let from: Instant
  public let to: Instant
  public let duty: DutyKind
  /// The seat the roster gives them; `nil` where it does not say.
  public let role: CrewRole?

  public init(
    ambulancePlate: String, crewMemberID: String, from: Instant, to: Instant,
    duty: DutyKind = .onDuty, role: CrewRole? = nil
  ) {
    self.ambulancePlate = ambulancePlate
    self.crewMemberID = crewMemberID
    self.from = from
    self.to = to
    self.duty = duty
    self.role = role
  }
}
