public import Geometry

/// What kind of unit a township is.
public enum TownshipKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 街道: part of a city; not an administrative township.
  case subdistrict
  /// 镇
  case town
  /// 乡
  case township
  /// A municipality outside China.
  case municipality

  /// 建制乡镇 is 镇 and 乡, never 街道 (丽政办发〔2024〕40号 二(一)4; `lishui-2024`).
  public var isAdministrativeTownship: Bool { self != .subdistrict }
}

/// A township-level unit 乡镇街道.
public struct Township: Sendable, Hashable {
  public let code: String
  public let countyCode: String
  public let name: String
  public let kind: TownshipKind
  /// Where its seat of government stands; `nil` where not known.
  public let seat: GeographicCoordinate?
  /// How `seat` was found, in the words of the source (`seat`, `villages-mean`, `unknown`).
  public let positionSource: String?
  /// Village-level units in it; `nil` where not known.
  public let villages: Int?
  /// Those of `villages` that the statistics bureau codes urban (1xx).
  public let urbanVillages: Int?
  public let boundary: MultiPolygon<GeographicCoordinate>?
  /// Whether it lies in the mountains or on an island 山区海岛, for standards with a limit of its own
  /// for those; `nil` where nobody has said.
  public let isMountainOrIsland: Bool?

  public init(
    code: String, countyCode: String, name: String, kind: TownshipKind,
    seat: GeographicCoordinate? = nil, positionSource: String? = nil, villages: Int? = nil,
    urbanVillages: Int? = nil, boundary: MultiPolygon<GeographicCoordinate>? = nil,
    isMountainOrIsland: Bool? = nil
  ) {
    self.code = code
    self.countyCode = countyCode
    self.name = name
    self.kind = kind
    self.seat = seat
    self.positionSource = positionSource
    self.villages = villages
    self.urbanVillages = urbanVillages
    self.boundary = boundary
    self.isMountainOrIsland = isMountainOrIsland
  }
}
