import Analysis
import Geometry
import ResponseModel

/// What a plan adds to a map: chosen sites with what each brings, and the candidates beside them.
struct MapSiting: Sendable {
  struct Chosen: Sendable {
    let name: String
    let position: GeographicCoordinate
    /// Number of the step, and what it brings in words; `nil` where that is not known.
    let order: Int?
    let gain: String?
  }

  let chosen: [Chosen]
  let candidates: [GeographicCoordinate]
  let codes: Set<String>
  /// Said in the legend before everything else.
  let notes: [String]
}

/// New stations: a disc with a plus and the number of its step. Candidates not taken: small crosses.
struct MapSitingLayer: MapLayer {
  private let chosen: [(mark: MapSiting.Chosen, center: MapPoint)]
  private let candidates: [MapPoint]

  private static let radius = 8.5
  private static let arm = 3.2

  init(_ siting: MapSiting, view: MapView) throws(GeometryError) {
    chosen = Array(zip(siting.chosen, try view.page(siting.chosen.map(\.position))))
    candidates = try view.page(siting.candidates).filter { MapStationLayer.shows($0, in: view) }
  }

  var symbols: [MapBox] { chosen.map { MapBox(center: $0.center, radius: Self.radius + 1) } }

  var labels: [MapLabel] {
    let style = MapLabel.Style(
      size: MapStyle.stationNameSize, isBold: true, color: MapStyle.chosenSiteName)
    return chosen.map { mark, center in
      let lines = SVGTextLines.balanced(
        mark.name, size: style.size, width: 140, bold: true, limit: 3)
      return MapLabel(
        lines: lines + (mark.gain.map { [$0] } ?? []), style: style,
        anchor: .symbol(at: center, radius: Self.radius, allowsLeader: true), priority: .station)
    }
  }

  func elements() -> [SVGElement] {
    [
      .group([], candidates.map(Self.cross)),
      .group([], chosen.flatMap { Self.sign(order: $0.mark.order, at: $0.center) }),
    ]
  }

  private static func cross(at center: MapPoint) -> SVGElement {
    var path = SVGPath()
    path.add(line: [(-arm, -arm), (arm, arm)].map(center.moved))
    path.add(line: [(-arm, arm), (arm, -arm)].map(center.moved))
    return SVGElement(
      "path",
      [
        ("fill", "none"), ("stroke", SVGValue(MapStyle.candidateSite)), ("stroke-width", 1.3),
        ("d", SVGValue(path.text)),
      ])
  }

  private static func sign(order: Int?, at center: MapPoint) -> [SVGElement] {
    let disc = SVGElement(
      "circle",
      [
        ("cx", SVGValue(center.x)), ("cy", SVGValue(center.y)), ("r", SVGValue(radius)),
        ("fill", SVGValue(MapStyle.chosenSite)), ("stroke", SVGValue(MapStyle.paper)),
        ("stroke-width", 2),
      ])
    guard let order else {
      var path = SVGPath()
      path.add(line: [(-5, 0), (5, 0)].map(center.moved))
      path.add(line: [(0, -5), (0, 5)].map(center.moved))
      let plus = SVGElement(
        "path",
        [
          ("fill", "none"), ("stroke", SVGValue(MapStyle.paper)), ("stroke-width", 2),
          ("d", SVGValue(path.text)),
        ])
      return [disc, plus]
    }
    let text = String(order)
    let width = SVGTextWidth.width(text, size: 11, bold: true)
    return [
      disc,
      .text(
        text, x: center.x - width / 2, y: center.y + 3.9, size: 11, color: MapStyle.paper,
        isBold: true),
    ]
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    var entries: [MapLegendEntry] = []
    if !chosen.isEmpty {
      entries.append(
        MapLegendEntry(
          .places, pictureHeight: 20, picture: Self.sign(order: 1, at: MapPoint(x: 17, y: 0)),
          text: texts.chosenSite))
    }
    if !candidates.isEmpty {
      entries.append(
        MapLegendEntry(
          .places, picture: [Self.cross(at: MapPoint(x: 17, y: 0))], text: texts.candidateSite))
    }
    return entries
  }
}

extension MapTexts {
  var chosenSite: String {
    language == .zh ? "拟新增站点（数字为先后）" : "Proposed station (number: order)"
  }

  var candidateSite: String { language == .zh ? "未选中的候选点" : "Candidate not taken" }
}
