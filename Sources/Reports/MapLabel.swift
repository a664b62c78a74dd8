/// A name that wants a place on the map.
struct MapLabel: Sendable {
  /// How its letters look; one style per kind of thing.
  struct Style: Sendable, Hashable {
    var size: Double
    var isBold: Bool
    var color: String
    /// Between letters, in em; names of areas are set wide.
    var spacing = 0.0
  }

  /// Where it may stand.
  enum Anchor: Sendable {
    /// Beside a symbol of this radius; with a line to it farther away, where that is allowed.
    case symbol(at: MapPoint, radius: Double, allowsLeader: Bool)
    /// Centred on one of these points, best first.
    case area(centers: [MapPoint])
  }

  let lines: [String]
  let style: Style
  let anchor: Anchor
  /// Placed first are the labels that matter most; equal ones in the order they came.
  let priority: Priority

  enum Priority: Int, Sendable, Comparable {
    case county, station, township

    static func < (lhs: Priority, rhs: Priority) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// Leading and the room above and below letters, in em.
  private static let lineHeight = 1.16

  var width: Double {
    let letters = lines.map { line in
      SVGTextWidth.width(line, size: style.size, bold: style.isBold)
        + Double(max(line.count - 1, 0)) * style.spacing * style.size
    }
    return letters.max() ?? 0
  }

  var height: Double {
    (Double(lines.count) * Self.lineHeight + descent) * style.size
  }

  var leading: Double {
    // Tibetan hangs far below the line it is written on.
    style.size * (lines.contains { SVGTextWidth.isTall($0) } ? 1.5 : Self.lineHeight)
  }

  private var descent: Double {
    lines.contains { SVGTextWidth.isTall($0) } ? 0.34 * Double(lines.count) + 0.2 : 0.04
  }
}

/// A name with the place it got.
struct MapPlacedLabel: Sendable {
  enum Alignment: String, Sendable {
    case start, middle, end
  }

  let label: MapLabel
  /// All of its letters lie in here.
  let box: MapBox
  let alignment: Alignment
  /// From the symbol to the label, where the label is not beside it.
  let leader: (from: MapPoint, to: MapPoint)?
}
