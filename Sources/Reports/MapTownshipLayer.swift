import Geometry
import ResponseModel

/// A dot for each township at its seat, as large as it has residents.
struct MapTownshipLayer: MapLayer {
  struct Dot: Sendable {
    let township: MapContent.MappedTownship
    let center: MapPoint
    let radius: Double

    var isDiamond: Bool { township.township.kind == .subdistrict }

    /// Half the width of the picture.
    var reach: Double { isDiamond ? radius * MapTownshipLayer.diamondReach : radius }
  }

  /// Most residents first: small dots come to lie on large ones.
  let dots: [Dot]
  let labels: [MapLabel]
  private let scale: MapDotScale

  /// From the middle of a diamond to its corner, for a circle of radius 1 of the same area: √(π/2).
  static let diamondReach = 1.2533

  /// - Parameter named: whether the townships' names are wanted.
  init(
    _ townships: [MapContent.MappedTownship], view: MapView, named: Bool
  ) throws(GeometryError) {
    let scale = MapDotScale(
      residents: townships.map(\.residents), area: view.frame.width * view.frame.height)
    self.scale = scale
    dots = zip(townships, try view.page(townships.map(\.seat))).map {
      Dot(township: $0, center: $1, radius: scale.radius(of: $0.residents))
    }
    let style = MapLabel.Style(
      size: MapStyle.townshipNameSize, isBold: false, color: MapStyle.ink)
    labels =
      !named
      ? []
      : dots.map { dot in
        MapLabel(
          lines: SVGTextLines.balanced(
            dot.township.township.name, size: style.size, width: 130, limit: 4),
          style: style,
          anchor: .symbol(at: dot.center, radius: dot.reach, allowsLeader: true),
          priority: .township)
      }
  }

  var symbols: [MapBox] { dots.map { MapBox(center: $0.center, radius: $0.reach * 0.92) } }

  func elements() -> [SVGElement] {
    [.group([], dots.map { Self.picture(isDiamond: $0.isDiamond, $0.township.isReached, $0) })]
  }

  private static func picture(isDiamond: Bool, _ isReached: Bool, _ dot: Dot) -> SVGElement {
    picture(at: dot.center, radius: dot.radius, isDiamond: isDiamond, isReached: isReached)
  }

  private static func picture(
    at center: MapPoint, radius: Double, isDiamond: Bool, isReached: Bool
  ) -> SVGElement {
    // The hollow dot's line lies inside, so that both are of one size; a white rim parts dots that
    // lie on each other.
    let line = isReached ? 0.7 : min(1.6, radius * 0.6)
    let inner = isReached ? radius : radius - line / 2
    let paint: [(String, SVGValue?)] = [
      ("fill", SVGValue(isReached ? MapStyle.township : MapStyle.paper)),
      ("stroke", SVGValue(isReached ? MapStyle.paper : MapStyle.unreachedTownship)),
      ("stroke-width", SVGValue(line)),
    ]
    guard isDiamond else {
      return SVGElement(
        "circle",
        [("cx", SVGValue(center.x)), ("cy", SVGValue(center.y)), ("r", SVGValue(inner))] + paint)
    }
    let reach = inner * diamondReach
    let corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)].map(center.moved)
    var path = SVGPath()
    path.add(ring: corners)
    return SVGElement("path", paint + [("d", SVGValue(path.text))])
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    guard !dots.isEmpty else { return [] }
    func entry(_ text: String, isDiamond: Bool, isReached: Bool) -> MapLegendEntry {
      MapLegendEntry(
        .places,
        picture: [
          Self.picture(
            at: MapPoint(x: 17, y: 0), radius: 5, isDiamond: isDiamond, isReached: isReached)
        ],
        text: text)
    }
    var entries: [MapLegendEntry] = []
    let kinds = Set(dots.filter { !$0.isDiamond }.map(\.township.township.kind))
    if !kinds.isEmpty {
      entries.append(entry(texts.township(kinds), isDiamond: false, isReached: true))
    }
    if dots.contains(where: \.isDiamond) {
      entries.append(entry(texts.subdistrict, isDiamond: true, isReached: true))
    }
    if dots.contains(where: { !$0.township.isReached }) {
      entries.append(entry(texts.unreached, isDiamond: kinds.isEmpty, isReached: false))
    }
    return entries + sizes(texts)
  }

  /// Three dots of round numbers in a row, each with its number below.
  private func sizes(_ texts: MapTexts) -> [MapLegendEntry] {
    let samples = scale.samples.map { (count: $0, radius: scale.radius(of: $0)) }
    guard let largest = samples.last?.radius else { return [] }
    var picture: [SVGElement] = []
    let column = 76.0
    for (index, sample) in samples.enumerated() {
      let x = 30 + Double(index) * column
      picture.append(
        Self.picture(
          at: MapPoint(x: x, y: -9), radius: sample.radius, isDiamond: false, isReached: true))
      picture.append(
        .text(
          texts.residentCount(sample.count), x: x, y: largest + 6, size: MapStyle.noteSize,
          color: MapStyle.quietInk, anchor: .middle))
    }
    return [
      MapLegendEntry(
        .sizes, pictureWidth: column * Double(samples.count), pictureHeight: 2 * largest + 22,
        picture: picture, text: "")
    ]
  }
}

/// How large a dot is for a number of residents: its area is proportional to them.
struct MapDotScale: Sendable {
  private let unit: Double
  private let largest: Double

  private static let largestRadius = 14.0
  private static let smallestRadius = 1.6
  /// Where nobody knows how many residents there are.
  private static let plainRadius = 3.5
  /// All dots together cover at most this share of the map.
  private static let coveredShare = 0.04

  init(residents: [Double], area: Double) {
    largest = residents.max() ?? 0
    let total = residents.reduce(0, +)
    guard largest > 0 else {
      unit = 0
      return
    }
    let byTotal = (area * Self.coveredShare / .pi / total).squareRoot()
    unit = min(byTotal, Self.largestRadius / largest.squareRoot())
  }

  func radius(of residents: Double) -> Double {
    largest > 0 ? max(Self.smallestRadius, unit * residents.squareRoot()) : Self.plainRadius
  }

  /// Up to three round numbers from small to large, none larger than the largest there is.
  var samples: [Double] {
    guard largest >= 1 else { return [] }
    let numbers = [largest / 25, largest / 5, largest].map(Self.roundedDown)
    return Set(numbers.filter { $0 >= 1 }).sorted()
  }

  /// The largest of 1, 2, 5, 10, 20, 50 … that is not larger than `value`; 0 below 1.
  static func roundedDown(_ value: Double) -> Double {
    guard value >= 1 else { return 0 }
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    return [5, 2, 1].map { $0 * power }.first { $0 <= value } ?? power
  }
}
