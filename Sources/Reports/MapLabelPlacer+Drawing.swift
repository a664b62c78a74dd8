extension MapLabelPlacer {
  /// Leaders first, then a halo under every name, then the names.
  ///
  /// The halo is a second text below the first: `paint-order`, which would do it with one, is
  /// unknown to several renderers, WeasyPrint among them.
  func elements() -> [SVGElement] {
    let leaders = placed.compactMap { label in
      label.leader.map {
        SVGElement.line($0.from, $0.to, color: label.label.style.color, width: 0.8)
      }
    }
    let halo: [(String, SVGValue?)] = [
      ("stroke", SVGValue(MapStyle.paper)), ("stroke-width", 3.2), ("stroke-linejoin", "round"),
      ("stroke-opacity", "0.9"),
    ]
    return [
      .group([], leaders), .group(halo, placed.flatMap { $0.elements() }),
      .group([], placed.flatMap { $0.elements() }),
    ]
  }
}

extension MapPlacedLabel {
  fileprivate func elements() -> [SVGElement] {
    let style = label.style
    let x: Double
    switch alignment {
    case .start: x = box.minX
    case .middle: x = box.center.x
    case .end: x = box.maxX
    }
    let slack = box.height - Double(label.lines.count) * label.leading
    return label.lines.enumerated().map { index, line in
      let baseline =
        box.minY + max(slack, 0) / 2 + style.size * 0.93 + Double(index) * label.leading
      return SVGElement(
        "text",
        [
          ("x", SVGValue(x)), ("y", SVGValue(baseline)), ("font-size", SVGValue(style.size)),
          ("fill", SVGValue(style.color)), ("font-weight", style.isBold ? "bold" : nil),
          ("text-anchor", alignment == .start ? nil : SVGValue(alignment.rawValue)),
          (
            "letter-spacing",
            style.spacing == 0 ? nil : SVGValue(style.spacing * style.size)
          ),
        ], text: line)
    }
  }
}
