public import Quantities

/// The size of a map's page.
public struct MapSize: Sendable, Hashable {
  public var widthInMillimeters: Double
  public var heightInMillimeters: Double

  /// - Precondition: both are finite and at least 120: the legend needs that much.
  public init(widthInMillimeters: Double, heightInMillimeters: Double) {
    precondition(
      widthInMillimeters.isFinite && heightInMillimeters.isFinite && widthInMillimeters >= 120
        && heightInMillimeters >= 120, "a map is at least 120 mm wide and high")
    self.widthInMillimeters = widthInMillimeters
    self.heightInMillimeters = heightInMillimeters
  }

  public static let a4Landscape = MapSize(widthInMillimeters: 297, heightInMillimeters: 210)
  public static let a4Portrait = MapSize(widthInMillimeters: 210, heightInMillimeters: 297)
}

/// What a map shows besides the analysis itself.
public struct MapOptions: Sendable, Hashable {
  /// Above the map; names the county, or the number of counties, where `nil`.
  public var title: String?
  /// 审图号, the number under which the map was reviewed for publication. Where `nil` the map is
  /// marked for internal use: 内部使用，未经审图，不得公开.
  public var reviewNumber: String?
  /// Those radii of the analysis to draw; all where `nil`.
  public var radii: [Meters]?
  /// The page; A4, upright or across, whichever draws the area larger, where `nil`.
  public var size: MapSize?
  /// Before every id in the SVG. Give each map its own where several stand in one HTML page.
  public var idPrefix: String

  public init(
    title: String? = nil, reviewNumber: String? = nil, radii: [Meters]? = nil,
    size: MapSize? = nil, idPrefix: String = "map"
  ) {
    self.title = title
    self.reviewNumber = reviewNumber
    self.radii = radii
    self.size = size
    self.idPrefix = idPrefix
  }
}
