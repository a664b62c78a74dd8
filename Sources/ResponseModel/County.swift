public import Geometry
public import Quantities

/// A county-level unit 县(市、区): what a report is written for.
public struct County: Sendable, Hashable {
  /// Administrative code as text, leading zeros kept.
  public let code: String
  public let name: String
  public let nameInEnglish: String?
  /// Residents 常住人口 with the date they were counted; `nil` where not known.
  public let residents: Double?
  public let residentsDate: String?
  /// Registered population 户籍人口; `nil` where not known.
  public let registered: Double?
  /// Area a public table states; it may differ from the boundary's.
  public let publishedArea: SquareMeters?
  /// `nil` where no boundary is loaded: no area can then be computed.
  public let boundary: MultiPolygon<GeographicCoordinate>?
  /// From the call received to the order sent 受理调度时间; `nil` where nobody has said.
  public let callHandling: EvidencedTime?
  /// When its crews are on day duty; `nil` where nobody has said.
  public let dayHours: DayHours?

  public init(
    code: String, name: String, nameInEnglish: String? = nil, residents: Double? = nil,
    residentsDate: String? = nil, registered: Double? = nil, publishedArea: SquareMeters? = nil,
    boundary: MultiPolygon<GeographicCoordinate>? = nil, callHandling: EvidencedTime? = nil,
    dayHours: DayHours? = nil
  ) {
    self.code = code
    self.name = name
    self.nameInEnglish = nameInEnglish
    self.residents = residents
    self.residentsDate = residentsDate
    self.registered = registered
    self.publishedArea = publishedArea
    self.boundary = boundary
    self.callHandling = callHandling
    self.dayHours = dayHours
  }
}
