public import Geometry

/// An emergency station 急救站(点): where ambulances wait.
public struct Station: Sendable, Hashable {
  public let code: String
  public let name: String
  /// The county it stands in; `nil` for one outside every loaded county, which still serves across
  /// the border.
  public let countyCode: String?
  /// The township that hosts it, by its own record; `nil` where not said.
  public let hostTownshipCode: String?
  public let position: GeographicCoordinate
  public let evidence: Evidence
  /// `nil` where nobody has said how long its crews take: then the analysis' default stands in.
  public let turnout: Turnout?
  /// First day of operation 启用日期; `nil` where not recorded.
  public let openedOn: CalendarDate?

  public init(
    code: String, name: String, countyCode: String?, hostTownshipCode: String?,
    position: GeographicCoordinate, evidence: Evidence, turnout: Turnout? = nil,
    openedOn: CalendarDate? = nil
  ) {
    self.code = code
    self.name = name
    self.countyCode = countyCode
    self.hostTownshipCode = hostTownshipCode
    self.position = position
    self.evidence = evidence
    self.turnout = turnout
    self.openedOn = openedOn
  }
}
