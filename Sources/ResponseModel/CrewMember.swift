/// What someone on board is there for.
public enum CrewRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// 医师
  case physician
  /// 驾驶员
  case driver
  /// 护士
  case nurse
  /// 担架员
  case stretcherBearer = "stretcher_bearer"
}

/// What a licence allows.
public enum LicenceKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 医师执业证
  case physician
  /// 护士执业证
  case nurse
  /// 驾驶证
  case driving
  /// 急救培训合格证
  case firstAid = "first_aid"
  case other
}

/// A licence 执业证书.
public struct Licence: Sendable, Hashable {
  public let kind: LicenceKind
  /// `nil` where not recorded.
  public let number: String?
  /// Last day it is valid; `nil` where it does not expire, or that is not recorded.
  public let expiresOn: CalendarDate?

  public init(_ kind: LicenceKind, number: String?, expiresOn: CalendarDate?) {
    self.kind = kind
    self.number = number
    self.expiresOn = expiresOn
  }
}

/// Someone who goes out with an ambulance.
///
/// There is no name and no telephone here on purpose: the staff number is enough for every check,
/// and what is not stored cannot leak.
public struct CrewMember: Sendable, Hashable {
  /// Staff number 工号.
  public let id: String
  /// In the order of the register, the main one first; one person may hold several.
  public let roles: [CrewRole]
  public let licences: [Licence]
  /// Who employs them; `nil` where not said.
  public let employer: String?
  public let stationCode: String?

  public init(
    id: String, roles: [CrewRole], licences: [Licence] = [], employer: String? = nil,
    stationCode: String? = nil
  ) {
    self.id = id
    self.roles = roles
    self.licences = licences
    self.employer = employer
    self.stationCode = stationCode
  }
}
