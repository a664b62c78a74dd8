import ResponseModel

/// Upright bars of residents or events by minutes, urban below rural: read in grey they differ by
/// lightness. The limits of the standard are lines across.
struct HistogramChart {
  private let histogram: CountyReport.Histogram
  private let limits: [(name: String, minutes: Double)]
  /// Of urban, rural and the rest.
  private let names: [String]
  private let axis: String

  init(
    _ histogram: CountyReport.Histogram, limits: [(name: String, minutes: Double)],
    names: [String], axis: String
  ) {
    self.histogram = histogram
    self.limits = limits
    self.names = names
    self.axis = axis
  }

  private static let width = 620.0
  private static let plotHeight = 190.0
  private static let left = 64.0
  private static let right = 606.0
  private static let top = 44.0
  private static let fills = ["#1d5c86", "#a9cbe0", "#ffffff"]

  private func parts(_ bin: CountyReport.Histogram.Bin) -> [Double] {
    [bin.urban, bin.rural, bin.other]
  }

  /// - Returns: an SVG element of 155 mm in width, without an XML declaration.
  func svg(title: String, language: Language) -> String {
    let bins = histogram.bins
    let highest = bins.map { parts($0).reduce(0, +) }.max() ?? 0
    let step = Self.step(highest)
    let scale = Self.plotHeight / max((highest / step).rounded(.up) * step, step)
    let bottom = Self.top + Self.plotHeight
    let column = (Self.right - Self.left) / Double(max(bins.count, 1))
    var elements = legend()
    var mark = 0.0
    while mark <= highest + step * 0.999 {
      let y = bottom - mark * scale
      elements.append(
        .line(
          MapPoint(x: Self.left, y: y), MapPoint(x: Self.right, y: y),
          color: mark == 0 ? MapStyle.border : MapStyle.rule, width: mark == 0 ? 1.2 : 0.8))
      elements.append(
        .text(
          NumberText.grouped(mark), x: Self.left - 6, y: y + 4, size: 11,
          color: MapStyle.quietInk, anchor: .end))
      mark += step
    }
    let every = bins.count > 14 ? 2 : 1
    for (index, bin) in bins.enumerated() {
      let x = Self.left + Double(index) * column
      var y = bottom
      for (series, value) in parts(bin).enumerated() where value > 0 {
        let height = value * scale
        y -= height
        elements.append(
          .rectangle(
            MapBox(x: x + 1.5, y: y, width: column - 3, height: height),
            fill: Self.fills[series], stroke: "#1d5c86", width: 0.7))
      }
      if index.isMultiple(of: every) {
        elements.append(
          .text(
            NumberText.grouped(bin.fromMin), x: x, y: bottom + 15, size: 11,
            color: MapStyle.quietInk, anchor: .middle))
      }
    }
    let isOpen = bins.last.map { $0.toMin == nil } ?? false
    elements.append(
      .text(
        isOpen ? "… " + axis : axis, x: Self.right, y: bottom + 15, size: 11,
        color: MapStyle.quietInk, anchor: .end))
    elements += limitLines(column: column, bottom: bottom)
    let height = bottom + 24
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

  private func legend() -> [SVGElement] {
    var elements: [SVGElement] = []
    var x = Self.left
    for (series, name) in names.enumerated() {
      guard histogram.bins.contains(where: { parts($0)[series] > 0 }) else { continue }
      elements.append(
        .rectangle(
          MapBox(x: x, y: 4, width: 16, height: 11), fill: Self.fills[series], stroke: "#1d5c86",
          width: 0.7))
      elements.append(.text(name, x: x + 21, y: 14, size: 12, color: MapStyle.ink))
      x += 21 + SVGTextWidth.width(name, size: 12) + 22
    }
    return elements
  }

  /// A dashed line at each limit that lies on the axis, its name above.
  private func limitLines(column: Double, bottom: Double) -> [SVGElement] {
    guard let first = histogram.bins.first, let end = first.toMin else { return [] }
    let width = end - first.fromMin
    var last = -Double.infinity
    return limits.sorted { $0.minutes < $1.minutes }.flatMap { limit -> [SVGElement] in
      let x = Self.left + limit.minutes / width * column
      guard x <= Self.right else { return [] }
      let text = "\(limit.name) \(NumberText.grouped(limit.minutes)) \(axis)"
      // Two limits near each other stand one above the other.
      let isClose = x - last < SVGTextWidth.width(text, size: 11) + 6
      last = isClose ? last : x
      return [
        SVGElement(
          "path",
          [
            ("fill", "none"), ("stroke", SVGValue(MapStyle.station)), ("stroke-width", 1.2),
            ("stroke-dasharray", "4 3"),
            ("d", SVGValue("M\(x.tenths) \((Self.top - 6).tenths)V\(bottom.tenths)")),
          ]),
        .text(
          text, x: x + 3, y: isClose ? Self.top + 6 : Self.top - 8, size: 11,
          color: MapStyle.stationName),
      ]
    }
  }

  /// A round distance between lines, four or so of them.
  private static func step(_ highest: Double) -> Double {
    var power = 1.0
    while power * 10 <= highest { power *= 10 }
    return [0.2, 0.5, 1, 2, 5].map { $0 * power }.first { highest / $0 <= 5.5 } ?? power * 2
  }
}
