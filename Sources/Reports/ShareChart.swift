import ResponseModel

/// Horizontal bars of shares, in groups: read in grey they differ by lightness and by hatching.
struct ShareChart {
  let groups: [String]
  /// For each series its share in every group, 0 to 1; `nil` where not known.
  let series: [(name: String, shares: [Double?])]

  var hasBars: Bool { series.contains { $0.shares.contains { $0 != nil } } }

  private static let width = 620.0
  private static let bar = 15.0
  private static let gap = 16.0
  private static let top = 34.0
  private static let labelWidth = 92.0
  private static let fills = ["#1d5c86", "#76aacb", "#c9dfec", "#ffffff"]

  /// - Returns: an SVG element of 155 mm in width, without an XML declaration.
  func svg(title: String, language: Language) -> String {
    let known = series.filter { $0.shares.contains { $0 != nil } }
    let names = groups.map {
      SVGTextLines.broken($0, size: 12, width: Self.labelWidth - 8, limit: 2)
    }
    let groupHeight = Double(known.count) * Self.bar + Self.gap
    let height = Self.top + Double(groups.count) * groupHeight + 22
    let (left, right) = (Self.labelWidth, Self.width - 64)
    var elements: [SVGElement] = []
    // Legend.
    var x = left
    for (index, item) in known.enumerated() {
      elements.append(
        .rectangle(
          MapBox(x: x, y: 6, width: 16, height: 11), fill: fill(index), stroke: "#1d5c86",
          width: 0.8))
      elements.append(.text(item.name, x: x + 21, y: 16, size: 12, color: MapStyle.ink))
      x += 21 + SVGTextWidth.width(item.name, size: 12) + 22
    }
    let bottom = Self.top + Double(groups.count) * groupHeight - Self.gap + 6
    for tick in 0...4 {
      let at = left + (right - left) * Double(tick) / 4
      elements.append(
        .line(
          MapPoint(x: at, y: Self.top - 4), MapPoint(x: at, y: bottom),
          color: tick == 0 ? MapStyle.border : MapStyle.rule, width: tick == 0 ? 1.2 : 0.8))
      elements.append(
        .text(
          "\(tick * 25)%", x: at, y: bottom + 15, size: 11, color: MapStyle.quietInk,
          anchor: .middle))
    }
    for (row, lines) in names.enumerated() {
      let y = Self.top + Double(row) * groupHeight
      let middle = y + Double(known.count) * Self.bar / 2 - Double(lines.count) * 8
      elements += SVGElement.lines(
        lines, x: left - 8, y: middle, size: 12, leading: 16, color: MapStyle.ink, anchor: .end)
      for (index, item) in known.enumerated() {
        let top = y + Double(index) * Self.bar
        guard let share = item.shares[row] else { continue }
        let length = (right - left) * min(max(share, 0), 1)
        elements.append(
          .rectangle(
            MapBox(x: left, y: top + 1.5, width: length, height: Self.bar - 3),
            fill: fill(index), stroke: "#1d5c86", width: 0.8))
        elements.append(
          .text(
            NumberText.percent(share, of: 1), x: left + length + 6, y: top + 11.5, size: 11,
            color: MapStyle.ink))
      }
    }
    let root = SVGElement(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", SVGValue("\((Self.width / 4).tenths)mm")),
        ("height", SVGValue("\((height / 4).tenths)mm")),
        ("viewBox", SVGValue("0 0 \(Self.width.tenths) \(height.tenths)")), ("role", "img"),
        ("aria-label", SVGValue(title)), ("font-family", SVGValue(MapStyle.fonts)),
      ], elements)
    return root.serialized
  }

  private func fill(_ index: Int) -> String { Self.fills[index % Self.fills.count] }
}
