public import ResponseModel

/// The roles someone can take, as bits.
public struct RoleSet: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public init(_ roles: some Sequence<CrewRole>) {
    self.init(rawValue: roles.reduce(0) { $0 | 1 << UInt8(Self.index(of: $1)) })
  }

  /// In the order of `CrewRole.allCases`.
  public var roles: [CrewRole] {
    CrewRole.allCases.filter { rawValue & 1 << UInt8(Self.index(of: $0)) != 0 }
  }

  static func index(of role: CrewRole) -> Int {
    switch role {
    case .physician: 0
    case .driver: 1
    case .nurse: 2
    case .stretcherBearer: 3
    }
  }

  static func role(_ index: Int) -> CrewRole? {
    switch index {
    case 0: .physician
    case 1: .driver
    case 2: .nurse
    case 3: .stretcherBearer
    default: nil
    }
  }
}
