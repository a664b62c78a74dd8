import Geometry

/// A bar of a round number of kilometres, true at the middle of the map.
struct MapScaleBar: Sendable {
  /// What the whole bar stands for, metres on the ground.
  let meters: Double
  /// How long it is, units of the page.
  let length: Double
  private static let parts = 2
  private static let longest = 172.0

  static let height = 40.0

  /// - Parameter shrinking: what the bar will be drawn smaller by, 1 for not at all.
  init(_ view: MapView, shrinking: Double = 1) {
    let groundScale = view.groundScale / shrinking
    let longest = Self.longest / groundScale
    // In tens of metres, so that half a bar is round as well.
    meters = MapDotScale.roundedDown(max(longest / 10, 1)) * 10
    length = meters * groundScale
  }

  /// - Parameters:
  ///   - x: where the bar starts.
  ///   - y: the top of what is drawn.
  func elements(x: Double, y: Double, _ texts: MapTexts) -> [SVGElement] {
    let (top, thickness) = (y + 18, 6.0)
    let part = length / Double(Self.parts)
    var elements: [SVGElement] = []
    for index in 0..<Self.parts {
      let box = MapBox(x: x + Double(index) * part, y: top, width: part, height: thickness)
      elements.append(
        .rectangle(
          box, fill: index.isMultiple(of: 2) ? MapStyle.ink : MapStyle.paper, stroke: MapStyle.ink,
          width: 0.8))
    }
    for index in 0...Self.parts {
      let share = Double(index) / Double(Self.parts)
      let isLast = index == Self.parts
      elements.append(
        .text(
          texts.scale(meters * share, of: meters, isLast: isLast), x: x + length * share,
          y: top - 5, size: MapStyle.noteSize, color: MapStyle.ink,
          anchor: index == 0 ? .start : .middle))
    }
    return elements
  }
}

/// An arrow to true north; the page's up is the plane's north, up to a degree or two beside it.
struct MapNorthArrow: Sendable {
  /// Clockwise from the page's up, degrees.
  let angle: Double
  static let width = 36.0
  static let height = 44.0

  func elements(centerX x: Double, y: Double, _ texts: MapTexts) -> [SVGElement] {
    let (top, bottom) = (y + 13, y + 41)
    let middle = (top + bottom) / 2
    func half(_ side: Double, fill: String) -> SVGElement {
      let corners = [
        MapPoint(x: x, y: top), MapPoint(x: x + side * 9, y: bottom),
        MapPoint(x: x, y: bottom - 7),
      ]
      var path = SVGPath()
      path.add(ring: corners)
      return SVGElement(
        "path",
        [
          ("fill", SVGValue(fill)), ("stroke", SVGValue(MapStyle.ink)), ("stroke-width", 0.8),
          ("stroke-linejoin", "round"), ("d", SVGValue(path.text)),
        ])
    }
    return [
      .group(
        [("transform", SVGValue("rotate(\(angle.tenths) \(x.tenths) \(middle.tenths))"))],
        [half(-1, fill: MapStyle.ink), half(1, fill: MapStyle.paper)]),
      .text(
        texts.north, x: x, y: y + 10, size: MapStyle.legendSize, color: MapStyle.ink, isBold: true,
        anchor: .middle),
    ]
  }
}
