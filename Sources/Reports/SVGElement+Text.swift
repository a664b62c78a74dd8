extension SVGElement {
  /// One line of text; `y` is its baseline.
  static func text(
    _ text: String, x: Double, y: Double, size: Double, color: String, isBold: Bool = false,
    anchor: MapPlacedLabel.Alignment = .start
  ) -> SVGElement {
    SVGElement(
      "text",
      [
        ("x", SVGValue(x)), ("y", SVGValue(y)), ("font-size", SVGValue(size)),
        ("fill", SVGValue(color)), ("font-weight", isBold ? "bold" : nil),
        ("text-anchor", anchor == .start ? nil : SVGValue(anchor.rawValue)),
      ], text: text)
  }

  /// Several lines below each other; `y` is the top of the first.
  static func lines(
    _ lines: [String], x: Double, y: Double, size: Double, leading: Double, color: String,
    isBold: Bool = false, anchor: MapPlacedLabel.Alignment = .start
  ) -> [SVGElement] {
    lines.enumerated().map { index, line in
      .text(
        line, x: x, y: y + size * 0.88 + Double(index) * leading, size: size, color: color,
        isBold: isBold, anchor: anchor)
    }
  }

  /// A straight line.
  static func line(
    _ from: MapPoint, _ to: MapPoint, color: String, width: Double
  ) -> SVGElement {
    SVGElement(
      "line",
      [
        ("x1", SVGValue(from.x)), ("y1", SVGValue(from.y)), ("x2", SVGValue(to.x)),
        ("y2", SVGValue(to.y)), ("stroke", SVGValue(color)), ("stroke-width", SVGValue(width)),
      ])
  }

  static func rectangle(
    _ box: MapBox, fill: String, stroke: String? = nil, width: Double = 1
  ) -> SVGElement {
    SVGElement(
      "rect",
      [
        ("x", SVGValue(box.minX)), ("y", SVGValue(box.minY)), ("width", SVGValue(box.width)),
        ("height", SVGValue(box.height)), ("fill", SVGValue(fill)),
        ("stroke", stroke.map { SVGValue($0) }),
        ("stroke-width", stroke.map { _ in SVGValue(width) }),
      ])
  }
}
