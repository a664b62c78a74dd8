/// Where title, map, legend and footer stand on a page.
struct MapSheet {
  let width: Double
  let height: Double
  let frame: MapBox
  let panel: MapBox
  let titleLines: [String]
  let subtitleLines: [String]
  let sourceLines: [String]
  /// Of the legend.
  let columnCount: Int
  let columnWidth: Double

  /// Units of the page per millimetre.
  static let unitsPerMillimeter = 4.0
  static let margin = 26.0
  static let columnGap = 26.0
  private static let panelGap = 20.0
  private static let panelWidth = 252.0
  private static let titleLeading = 33.0
  private static let subtitleLeading = 18.0
  static let sourceSize = 9.5
  private static let mostSourceLines = 4
  static let sourceLeading = 12.5

  /// What the page says besides map and legend.
  struct Words {
    var title: String
    var subtitle: String
    /// Given a test for what fits.
    var source: ((String) -> Bool) -> String
  }

  /// Width of one column of the legend on a page of this size, and how many there are.
  static func legendColumns(_ size: MapSize) -> (count: Int, width: Double) {
    if hasPanelBeside(size) { return (1, panelWidth) }
    let inner = size.widthInMillimeters * unitsPerMillimeter - 2 * margin
    let count = max(1, Int((inner + columnGap) / (230 + columnGap)))
    return (count, (inner - columnGap * Double(count - 1)) / Double(count))
  }

  private static func hasPanelBeside(_ size: MapSize) -> Bool {
    size.widthInMillimeters >= size.heightInMillimeters * 1.15
  }

  init(_ size: MapSize, words: Words, legend: MapLegend) {
    width = size.widthInMillimeters * Self.unitsPerMillimeter
    height = size.heightInMillimeters * Self.unitsPerMillimeter
    let margin = Self.margin
    let right = width - margin
    let isBeside = Self.hasPanelBeside(size)
    // A legend beside the map has the page down to its edge; the footer then ends with the map.
    let mapRight = isBeside ? right - Self.panelWidth - Self.panelGap : right
    titleLines = SVGTextLines.broken(
      words.title, size: MapStyle.titleSize, width: right - margin, bold: true, limit: 2)
    subtitleLines = SVGTextLines.broken(
      words.subtitle, size: MapStyle.subtitleSize, width: right - margin, limit: 2)
    func sources(_ text: String, limit: Int = .max) -> [String] {
      SVGTextLines.broken(text, size: Self.sourceSize, width: mapRight - margin, limit: limit)
    }
    sourceLines = sources(
      words.source { sources($0).count <= Self.mostSourceLines }, limit: Self.mostSourceLines)
    let top =
      margin + Double(titleLines.count) * Self.titleLeading
      + Double(subtitleLines.count) * Self.subtitleLeading + 10
    let bottom = height - margin - Double(sourceLines.count) * Self.sourceLeading - 30
    (columnCount, columnWidth) = Self.legendColumns(size)
    guard !isBeside else {
      frame = MapBox(minX: margin, minY: top, maxX: mapRight, maxY: bottom)
      panel = MapBox(
        minX: right - Self.panelWidth, minY: top, maxX: right, maxY: height - margin)
      return
    }
    let needed = legend.columns(columnCount).map { legend.height(of: $0) }.max() ?? 0
    // However long the legend, the map keeps two fifths of the page.
    let edge = max(bottom - needed - Self.panelGap, top + (bottom - top) * 0.4)
    frame = MapBox(minX: margin, minY: top, maxX: right, maxY: edge)
    panel = MapBox(minX: margin, minY: edge + Self.panelGap, maxX: right, maxY: bottom)
  }

  /// Title above, mark and sources below.
  func elements(mark: String) -> [SVGElement] {
    let title = SVGElement.lines(
      titleLines, x: Self.margin, y: Self.margin, size: MapStyle.titleSize,
      leading: Self.titleLeading, color: MapStyle.ink, isBold: true)
    let subtitle = SVGElement.lines(
      subtitleLines, x: Self.margin,
      y: Self.margin + Double(titleLines.count) * Self.titleLeading + 1,
      size: MapStyle.subtitleSize, leading: Self.subtitleLeading, color: MapStyle.quietInk)
    let sourceTop = height - Self.margin - Double(sourceLines.count) * Self.sourceLeading
    let markLine = SVGElement.text(
      mark, x: Self.margin, y: sourceTop - 7, size: MapStyle.legendSize, color: MapStyle.ink,
      isBold: true)
    let source = SVGElement.lines(
      sourceLines, x: Self.margin, y: sourceTop, size: Self.sourceSize,
      leading: Self.sourceLeading, color: MapStyle.quietInk)
    return title + subtitle + [markLine] + source
  }
}
