import Geometry
import ResponseModel

/// The stations: a square sign with a cross, filled where somebody vouches for the station and
/// hollow where it is assumed.
struct MapStationLayer: MapLayer {
  private let stations: [MapContent.MappedStation]
  private let centers: [MapPoint]
  private let half: Double

  init(_ stations: [MapContent.MappedStation], view: MapView) throws(GeometryError) {
    let centers = try view.page(stations.map(\.station.position))
    let shown = zip(stations, centers).filter { Self.shows($1, in: view) }
    self.stations = shown.map(\.0)
    self.centers = shown.map(\.1)
    half = shown.count > 40 ? 5 : 6.2
  }

  /// Whether a sign at this place is on the page, all of it.
  static func shows(_ center: MapPoint, in view: MapView) -> Bool {
    view.frame.grown(by: -8).contains(center)
  }

  var symbols: [MapBox] { centers.map { MapBox(center: $0, radius: half + 1) } }

  var labels: [MapLabel] {
    zip(stations, centers).map { mapped, center in
      let style = MapLabel.Style(
        size: MapStyle.stationNameSize - (stations.count > 40 ? 1.5 : 0), isBold: true,
        color: mapped.isNeighbor ? MapStyle.neighborStation : MapStyle.stationName)
      return MapLabel(
        lines: SVGTextLines.balanced(
          mapped.station.name, size: style.size, width: 140, bold: true, limit: 4),
        style: style, anchor: .symbol(at: center, radius: half, allowsLeader: true),
        priority: .station)
    }
  }

  func elements() -> [SVGElement] {
    guard !stations.isEmpty else { return [] }
    let signs = zip(stations, centers).map { Self.sign($0, at: $1, half: half) }
    return [.group([("stroke-linejoin", "round")], signs)]
  }

  private static func sign(
    _ station: MapContent.MappedStation, at center: MapPoint, half: Double
  ) -> SVGElement {
    let color = station.isNeighbor ? MapStyle.neighborStation : MapStyle.station
    let arm = half * 0.62
    var square = SVGPath()
    square.add(
      ring: [(-half, -half), (half, -half), (half, half), (-half, half)].map(center.moved))
    var cross = SVGPath()
    cross.add(line: [(-arm, 0), (arm, 0)].map(center.moved))
    cross.add(line: [(0, -arm), (0, arm)].map(center.moved))
    let outline = SVGValue(square.text)
    return .group(
      [],
      [
        SVGElement(
          "path",
          [
            ("fill", "none"), ("stroke", SVGValue(MapStyle.paper)), ("stroke-width", 4),
            ("d", outline),
          ]),
        SVGElement(
          "path",
          [
            ("fill", SVGValue(station.isAssumed ? MapStyle.paper : color)),
            ("stroke", SVGValue(color)), ("stroke-width", 1.6), ("d", outline),
          ]),
        SVGElement(
          "path",
          [
            ("fill", "none"),
            ("stroke", SVGValue(station.isAssumed ? color : MapStyle.paper)),
            ("stroke-width", 2), ("d", SVGValue(cross.text)),
          ]),
      ])
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    func entry(_ station: MapContent.MappedStation, _ text: String) -> MapLegendEntry {
      MapLegendEntry(
        .places, pictureHeight: 20,
        picture: [Self.sign(station, at: MapPoint(x: 17, y: 0), half: 6.2)], text: text)
    }
    let own = stations.filter { !$0.isNeighbor }
    let known = own.filter { !$0.isAssumed }
    var entries: [MapLegendEntry] = []
    if let example = known.first {
      entries.append(entry(example, texts.knownStation(Set(known.map(\.station.evidence)))))
    }
    if let example = own.first(where: \.isAssumed) {
      entries.append(entry(example, texts.assumedStation))
    }
    // A neighbour's sign is hollow or filled as its evidence is; grey says that it is a neighbour.
    if let example = stations.first(where: \.isNeighbor) {
      entries.append(entry(example, texts.neighborStation))
    }
    return entries
  }
}
