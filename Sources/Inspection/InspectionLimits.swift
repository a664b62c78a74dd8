public import ResponseModel
public import Standards

/// A number that no standard of the profiles gives, with how it was verified.
public struct InspectionLimit: Sendable, Hashable {
  public let value: Double
  public let mark: Mark

  public init(_ value: Double, mark: Mark) {
    self.value = value
    self.mark = mark
  }
}

/// What an inspection asks beyond the standard. All of it is data
/// (`GeoData/inspection/limits.yaml`); what is absent is not checked.
public struct InspectionLimits: Sendable, Hashable {
  /// Longest duty without a break, and shortest break, hours.
  public var longestDutyHours: InspectionLimit?
  public var shortestRestHours: InspectionLimit?
  /// A licence that has fewer days to run, or as many, is said to expire soon.
  public var licenceNoticeDays: InspectionLimit?
  /// How old the last check of a device may be, days.
  public var equipmentCheckDays: InspectionLimit?
  public var ambulanceAgeYears: InspectionLimit?
  /// Hours on duty that one post fills in a year: what posts needed are computed from.
  public var hoursPerPostYear: InspectionLimit?
  /// How far a neighbouring village's clinic may be to serve a village without one, km.
  public var neighbourClinicKM: InspectionLimit?
  /// Days in which a finding is to be cured, by its severity.
  public var cureDays: [FindingSeverity: InspectionLimit] = [:]
  /// Licences of which a role needs one; a role that is absent needs none.
  public var licences: [CrewRole: [LicenceKind]] = [:]

  public init() {}
}
