/// The panel beside or below a map: what its signs mean, its scale, and what a reader must know.
struct MapLegend {
  /// A part of the legend that is not torn apart.
  enum Block {
    case entries(heading: String, [MapLegendEntry])
    case scale
    case notes([String])
  }

  let texts: MapTexts
  let blocks: [Block]
  /// Of one column.
  let width: Double

  private static let headingHeight = 24.0
  private static let gap = 22.0
  private static let rowGap = 7.0
  private static let leading = 15.5
  private static let noteLeading = 14.5

  init(_ layers: [any MapLayer], notes: [String], texts: MapTexts, width: Double) {
    self.texts = texts
    self.width = width
    let entries = layers.reversed().flatMap { $0.legend(texts) }
    let parts = MapLegendEntry.Section.allCases.compactMap { section -> Block? in
      let own = entries.filter { $0.section == section }
      return own.isEmpty ? nil : .entries(heading: texts.heading(section), own)
    }
    blocks = parts + [.scale] + (notes.isEmpty ? [] : [.notes(notes)])
  }

  // MARK: Sizes

  /// Height of several blocks below each other.
  func height(of blocks: some Collection<Block>) -> Double {
    blocks.reduce(0) { $0 + height(of: $1) } + Self.gap * Double(max(blocks.count - 1, 0))
  }

  private func height(of block: Block) -> Double {
    switch block {
    case .entries(_, let entries):
      Self.headingHeight + entries.reduce(0) { $0 + height(of: $1) }
        + Self.rowGap * Double(entries.count - 1)
    case .scale: max(MapScaleBar.height, MapNorthArrow.height)
    case .notes(let notes):
      Self.headingHeight
        + notes.reduce(0) { $0 + Double(lines(ofNote: $1).count) * Self.noteLeading + 4 }
    }
  }

  private func height(of entry: MapLegendEntry) -> Double {
    let detail = entry.detail == nil ? 0 : Self.noteLeading
    return max(entry.pictureHeight, Double(lines(of: entry).count) * Self.leading + detail)
  }

  private func lines(of entry: MapLegendEntry) -> [String] {
    entry.text.isEmpty
      ? []
      : SVGTextLines.balanced(
        entry.text, size: MapStyle.legendSize, width: width - entry.pictureWidth - 10, limit: 4)
  }

  private func lines(ofNote note: String) -> [String] {
    SVGTextLines.withoutOrphan(note, size: MapStyle.noteSize, width: width - 12, limit: 6)
  }

  /// The blocks cut into columns, in order, so that the highest column is as low as it can be.
  /// - Complexity: O(ways to cut), a few dozen with the handful of blocks there are.
  func columns(_ count: Int) -> [[Block]] {
    typealias Cut = (columns: [[Block]], height: Double)
    func cut(_ rest: ArraySlice<Block>, into count: Int) -> Cut {
      if count == 1 || rest.count <= 1 { return ([Array(rest)], height(of: rest)) }
      var best: Cut?
      for first in 1...rest.count {
        let head = rest.prefix(first)
        let tail = rest.dropFirst(first)
        let further: Cut = tail.isEmpty ? ([], 0) : cut(tail, into: count - 1)
        let highest = max(height(of: head), further.height)
        if highest < best?.height ?? .infinity { best = ([Array(head)] + further.columns, highest) }
      }
      return best ?? ([Array(rest)], height(of: rest))
    }
    return cut(blocks[...], into: max(count, 1)).columns
  }

  // MARK: Drawing

  /// - Parameters:
  ///   - box: where the panel may draw; columns are as wide as the legend says.
  ///   - columnGap: between columns.
  func elements(
    _ columns: [[Block]], in box: MapBox, columnGap: Double, view: MapView, north: MapNorthArrow
  ) -> [SVGElement] {
    let needed = columns.map { height(of: $0) }.max() ?? 0
    guard needed > box.height else {
      return elements(
        columns, at: MapPoint(x: box.minX, y: box.minY), columnGap: columnGap,
        bar: MapScaleBar(view), north: north)
    }
    // Too much to say for the page: smaller type, rather than words beyond its edge.
    let shrinking = (box.height / needed * 1000).rounded(.down) / 1000
    let drawing = elements(
      columns, at: MapPoint(x: 0, y: 0), columnGap: columnGap,
      bar: MapScaleBar(view, shrinking: shrinking), north: north)
    return [
      .group(
        [
          (
            "transform",
            SVGValue("translate(\(box.minX.tenths) \(box.minY.tenths)) scale(\(shrinking))")
          )
        ], drawing)
    ]
  }

  private func elements(
    _ columns: [[Block]], at corner: MapPoint, columnGap: Double, bar: MapScaleBar,
    north: MapNorthArrow
  ) -> [SVGElement] {
    columns.enumerated().flatMap { index, blocks in
      let x = corner.x + Double(index) * (width + columnGap)
      var y = corner.y
      var elements: [SVGElement] = []
      for (number, block) in blocks.enumerated() {
        if number > 0 {
          let line = y - Self.gap / 2
          elements.append(
            .line(
              MapPoint(x: x, y: line), MapPoint(x: x + width, y: line), color: MapStyle.rule,
              width: 0.8))
        }
        elements += draw(block, x: x, y: y, bar: bar, north: north)
        y += height(of: block) + Self.gap
      }
      return elements
    }
  }

  private func draw(
    _ block: Block, x: Double, y: Double, bar: MapScaleBar, north: MapNorthArrow
  ) -> [SVGElement] {
    switch block {
    case .entries(let heading, let entries):
      var top = y + Self.headingHeight
      var elements = [self.heading(heading, x: x, y: y)]
      for entry in entries {
        elements += draw(entry, x: x, y: top)
        top += height(of: entry) + Self.rowGap
      }
      return elements
    case .scale:
      return bar.elements(x: x + MapNorthArrow.width + 14, y: y, texts)
        + north.elements(centerX: x + 17, y: y, texts)
    case .notes(let notes):
      var top = y + Self.headingHeight
      var elements = [heading(texts.notesHeading, x: x, y: y)]
      for note in notes {
        elements.append(
          SVGElement(
            "circle",
            [
              ("cx", SVGValue(x + 3)), ("cy", SVGValue(top + 5.5)), ("r", 1.5),
              ("fill", SVGValue(MapStyle.quietInk)),
            ]))
        let lines = lines(ofNote: note)
        elements += SVGElement.lines(
          lines, x: x + 12, y: top, size: MapStyle.noteSize, leading: Self.noteLeading,
          color: MapStyle.ink)
        top += Double(lines.count) * Self.noteLeading + 4
      }
      return elements
    }
  }

  private func heading(_ text: String, x: Double, y: Double) -> SVGElement {
    .text(
      text, x: x, y: y + MapStyle.headingSize * 0.9, size: MapStyle.headingSize,
      color: MapStyle.ink, isBold: true)
  }

  private func draw(_ entry: MapLegendEntry, x: Double, y: Double) -> [SVGElement] {
    let lines = lines(of: entry)
    let height = height(of: entry)
    let detail = entry.detail == nil ? 0 : Self.noteLeading
    let top = y + (height - Double(lines.count) * Self.leading - detail) / 2
    let center = y + height / 2
    let picture = SVGElement.group(
      [("transform", SVGValue("translate(\(x.tenths) \(center.tenths))"))], entry.picture)
    let textX = x + entry.pictureWidth + 10
    var elements =
      [picture]
      + SVGElement.lines(
        lines, x: textX, y: top + 1.5, size: MapStyle.legendSize, leading: Self.leading,
        color: MapStyle.ink)
    if let text = entry.detail {
      elements.append(
        .text(
          text, x: textX, y: top + Double(lines.count) * Self.leading + MapStyle.noteSize,
          size: MapStyle.noteSize, color: MapStyle.quietInk))
    }
    return elements
  }
}

extension MapTexts {
  fileprivate func heading(_ section: MapLegendEntry.Section) -> String {
    switch section {
    case .coverage: coverageHeading
    case .places: placesHeading
    case .sizes: residentsHeading
    }
  }
}
