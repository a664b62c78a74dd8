import Coverage
import Analysis
import Geometry
import Quantities
import ResponseModel
import Routing

/// What a map of response times shows besides places: where help comes to in time, and the roads.
struct MapReach: Sendable {
  let reach: ResponseReach
  /// Townships whose residents are not all in time.
  let lateTownships: Set<String>
  /// Said in the legend before everything else.
  let notes: [String]
}

/// The area that the first ambulance reaches within each limit, cut to the counties where they have
/// boundaries; the smallest limit darkest.
struct MapReachLayer: MapLayer {
  let view: MapView
  private let minutes: [Double]
  private let shapes: [MultiPolygon<PlanarPoint>]
  private let isOnRoads: Bool

  /// - Parameter land: the counties, empty where one has no boundary.
  init(
    _ reach: ResponseReach, land: [MultiPolygon<PlanarPoint>], view: MapView, _ geos: GEOSContext
  ) throws(GeometryError) {
    self.view = view
    minutes = reach.areas.map(\.minutes)
    isOnRoads = reach.method != .straightLine
    let isBounded = !land.isEmpty && land.allSatisfy { !$0.isEmpty }
    shapes = try reach.areas.map { area throws(GeometryError) in
      var parts = try area.shapes.map { shape throws(GeometryError) in
        try view.plane.project(shape)
      }
      for circle in area.circles {
        let center = try view.plane.project([circle.center])[0]
        let ring = view.plane.circle(center: center, radius: circle.radius, segments: 128)
        parts.append(MultiPolygon([Polygon(shell: ring)]))
      }
      guard !parts.isEmpty else { return MultiPolygon() }
      let all = try geos.union(of: parts)
      let tolerance = Meters(MapStyle.smallestDetail * 2 / view.scale)
      guard isBounded else {
        return try all.simplifiedPreservingTopology(tolerance).multiPolygon()
      }
      return try all.intersection(geos.union(of: land)).simplifiedPreservingTopology(tolerance)
        .multiPolygon()
    }
  }

  func elements() -> [SVGElement] {
    shapes.indices.reversed().compactMap { index in
      let path = SVGPath([shapes[index]], in: view).text
      guard !path.isEmpty else { return nil }
      return SVGElement(
        "path",
        [
          ("fill", SVGValue(MapStyle.coverageFill(index, of: shapes.count))),
          ("fill-rule", "evenodd"), ("stroke", SVGValue(MapStyle.circleLine)),
          ("stroke-width", 0.8), ("stroke-dasharray", index == 0 ? nil : "5 2.5"),
          ("d", SVGValue(path)),
        ])
    }
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    let box: [(String, SVGValue?)] = [
      ("x", 1), ("y", -8), ("width", 32), ("height", 16), ("rx", 3),
    ]
    let areas = minutes.indices.map { index in
      MapLegendEntry(
        .coverage, pictureHeight: 18,
        picture: [
          SVGElement(
            "rect",
            box + [
              ("fill", SVGValue(MapStyle.coverageFill(index, of: minutes.count))),
              ("stroke", SVGValue(MapStyle.circleLine)), ("stroke-width", 0.8),
              ("stroke-dasharray", index == 0 ? nil : "5 2.5"),
            ])
        ], text: texts.within(minutes: minutes[index]))
    }
    let land = SVGElement(
      "rect",
      box + [
        ("fill", SVGValue(MapStyle.land)), ("stroke", SVGValue(MapStyle.rule)), ("stroke-width", 1),
      ])
    return areas
      + [MapLegendEntry(.coverage, pictureHeight: 18, picture: [land], text: texts.later)]
  }
}

/// Roads by class: wider and darker where they carry more.
struct MapRoadLayer: MapLayer {
  private enum Rank: Int, CaseIterable {
    case minor, local, regional, main

    init(_ roadClass: RoadClass) {
      switch roadClass {
      case .motorway, .motorwayLink, .trunk, .trunkLink: self = .main
      case .primary, .primaryLink, .secondary, .secondaryLink: self = .regional
      case .tertiary, .tertiaryLink: self = .local
      default: self = .minor
      }
    }

    var stroke: [(String, SVGValue?)] {
      let (color, width) =
        switch self {
        case .main: ("#4a3a2c", 2.4)
        case .regional: ("#6f5b45", 1.5)
        case .local: ("#8d7c67", 0.9)
        case .minor: ("#a99c8b", 0.5)
        }
      return [
        ("fill", "none"), ("stroke", SVGValue(color)), ("stroke-width", SVGValue(width)),
        ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
      ]
    }
  }

  private let paths: [(rank: Rank, path: String)]

  init(
    _ roads: [(roadClass: RoadClass, points: [GeographicCoordinate])], view: MapView
  ) throws(GeometryError) {
    var paths: [Rank: SVGPath] = [:]
    for road in roads {
      let points = try view.page(road.points)
      guard points.contains(where: view.frame.contains) else { continue }
      paths[Rank(road.roadClass), default: SVGPath()].add(line: Self.thinned(points))
    }
    self.paths = Rank.allCases.compactMap { rank in
      guard let text = paths[rank]?.text, !text.isEmpty else { return nil }
      return (rank, text)
    }
  }

  /// Without points that lie nearer to the one before than a page can show.
  private static func thinned(_ points: [MapPoint]) -> [MapPoint] {
    guard let last = points.last, points.count > 2 else { return points }
    var kept: [MapPoint] = [points[0]]
    for point in points.dropFirst().dropLast() {
      let (dx, dy) = (point.x - kept[kept.count - 1].x, point.y - kept[kept.count - 1].y)
      if dx * dx + dy * dy >= 1 { kept.append(point) }
    }
    return kept + [last]
  }

  func elements() -> [SVGElement] {
    paths.map { rank, path in SVGElement("path", rank.stroke + [("d", SVGValue(path))]) }
  }

  func legend(_ texts: MapTexts) -> [MapLegendEntry] {
    paths.reversed().map { rank, _ in
      MapLegendEntry(
        .coverage, pictureHeight: 10,
        picture: [SVGElement("path", rank.stroke + [("d", "m0 0h34")])],
        text: texts.road(rank.rawValue))
    }
  }
}

extension MapTexts {
  private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  func within(minutes: Double) -> String {
    pick("\(number(minutes)) 分钟内到达（白天）", "Within \(number(minutes)) minutes, by day")
  }

  var later: String { pick("时限以外", "Later than every limit") }

  /// From the least of roads to the largest.
  func road(_ rank: Int) -> String {
    switch rank {
    case 3: pick("高速、快速路", "Motorway or trunk road")
    case 2: pick("国道、省道等主要道路", "Primary or secondary road")
    case 1: pick("县乡道路", "Tertiary road")
    default: pick("其他道路", "Minor road")
    }
  }
}
