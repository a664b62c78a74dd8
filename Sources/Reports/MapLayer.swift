/// One kind of thing on a map, drawn in one go. A map is a list of layers, lowest first; what a
/// layer knows nothing of is where labels go and what the legend looks like.
protocol MapLayer {
  /// Everything but names.
  func elements() -> [SVGElement]
  /// What no name may cover.
  var symbols: [MapBox] { get }
  /// What names had better not cross, but may: boxes along lines.
  var lines: [MapBox] { get }
  var labels: [MapLabel] { get }
  /// What the legend says of it; empty where there is nothing on the map.
  func legend(_ texts: MapTexts) -> [MapLegendEntry]
}

extension MapLayer {
  var symbols: [MapBox] { [] }
  var lines: [MapBox] { [] }
  var labels: [MapLabel] { [] }
}

/// A line of the legend: a picture and what it means.
struct MapLegendEntry: Sendable {
  /// Which part of the legend it stands in.
  enum Section: Int, Sendable, CaseIterable {
    case coverage, places, sizes
  }

  let section: Section
  /// Width of the picture, drawn from x = 0, and its height around y = 0.
  let pictureWidth: Double
  let pictureHeight: Double
  let picture: [SVGElement]
  let text: String
  /// A second line in quieter type.
  let detail: String?

  init(
    _ section: Section, pictureWidth: Double = 34, pictureHeight: Double = 16,
    picture: [SVGElement], text: String, detail: String? = nil
  ) {
    self.section = section
    self.pictureWidth = pictureWidth
    self.pictureHeight = pictureHeight
    self.picture = picture
    self.text = text
    self.detail = detail
  }
}
