public import Analysis
public import ResponseModel

import Geometry

/// A map of a coverage analysis as a self-contained SVG: what the stations' circles reach, where
/// residents live, and what of that is assumed.
///
/// The document holds no script, no font and no reference to anything outside it; the same analysis
/// gives the same bytes. It is drawn in one plane for all counties, see `MapView`.
public struct CoverageMap {
  /// - Throws: `GeometryError` where one plane cannot hold all counties.
  /// - Complexity: O(*n* log *n*) in the points of all shapes, and O(labels × positions).
  public static func svg(
    _ analysis: CoverageAnalysis, language: Language, options: MapOptions = MapOptions()
  ) throws -> String {
    try svg(analysis, siting: nil, language: language, options: options)
  }

  /// - Parameters:
  ///   - siting: what a plan adds, drawn over the rest.
  ///   - reach: where help comes to in time, drawn in place of the circles.
  static func svg(
    _ analysis: CoverageAnalysis, siting: MapSiting? = nil, reach: MapReach? = nil,
    language: Language, options: MapOptions
  ) throws -> String {
    try CoverageMap(analysis, siting, reach, language: language, options: options).document()
  }

  private let analysis: CoverageAnalysis
  private let options: MapOptions
  private let texts: MapTexts
  private let content: MapContent
  private let extent: MapExtent
  private let siting: MapSiting?
  private let reach: MapReach?

  private init(
    _ analysis: CoverageAnalysis, _ siting: MapSiting?, _ reach: MapReach?, language: Language,
    options: MapOptions
  ) throws(GeometryError) {
    self.analysis = analysis
    self.siting = siting
    self.reach = reach
    self.options = options
    texts = MapTexts(language: language, isAboutTimes: reach != nil)
    content = MapContent(
      analysis, radii: options.radii, hiding: siting?.codes ?? [])
    extent = try content.extent()
  }

  private func document() throws(GeometryError) -> String {
    var drawing = try composed(telling: MapOmissions())
    // What the map leaves out is a note of the legend, which takes room itself: draw again, until
    // the note says what is so.
    for _ in 0..<3 where drawing.omissions != drawing.told {
      drawing = try composed(telling: drawing.omissions)
    }
    return SVGDocument(
      width: drawing.sheet.width, height: drawing.sheet.height,
      unitsPerMillimeter: MapSheet.unitsPerMillimeter, language: texts.language,
      idPrefix: options.idPrefix, title: title, description: description,
      clip: drawing.sheet.frame
    ).text(try elements(of: drawing))
  }

  // MARK: Composition

  private struct Drawing {
    let sheet: MapSheet
    let view: MapView
    let layers: [any MapLayer]
    let legend: MapLegend
    let labels: MapLabelPlacer
    let omissions: MapOmissions
    /// What the legend says of them.
    let told: MapOmissions
  }

  private var words: MapSheet.Words {
    MapSheet.Words(
      title: title, subtitle: texts.subtitle(analysis.standard, on: analysis.date),
      source: { texts.source(analysis, plane: extent.plane.name, fits: $0) })
  }

  /// One county is named in the title; its name on its land would only take room.
  private var isOverview: Bool { content.counties.count > 1 }

  private var title: String { options.title ?? texts.title(content.counties) }

  private var description: String {
    ([texts.subtitle(analysis.standard, on: analysis.date)]
      + (reach?.reach.areas.map { texts.within(minutes: $0.minutes) }
        ?? content.radii.map { texts.within($0.radius) })
      + notes(MapOmissions()))
      .joined(separator: texts.language == .zh ? "；" : "; ")
  }

  private func notes(_ omissions: MapOmissions) -> [String] {
    (siting?.notes ?? []) + (reach?.notes ?? []) + texts.notes(content, omissions)
  }

  private func composed(telling told: MapOmissions) throws(GeometryError) -> Drawing {
    let notes = notes(told)
    let sheet = try sheet(notes: notes)
    let view = MapView(extent, in: sheet.frame)
    let layers = try layers(view)
    var placer = MapLabelPlacer(
      frame: view.frame, symbols: layers.flatMap(\.symbols), lines: layers.flatMap(\.lines))
    placer.place(layers.flatMap(\.labels))
    return Drawing(
      sheet: sheet, view: view, layers: layers,
      legend: MapLegend(layers, notes: notes, texts: texts, width: sheet.columnWidth),
      labels: placer,
      omissions: MapOmissions(
        droppedNames: placer.dropped.count, stationsOffPage: try offPage(view)),
      told: told)
  }

  /// The page, or of the possible ones the one that draws the map largest.
  private func sheet(notes: [String]) throws(GeometryError) -> MapSheet {
    let sizes = options.size.map { [$0] } ?? [.a4Landscape, .a4Portrait]
    let sheets = try sizes.map { size throws(GeometryError) in
      // How high the legend is depends a little on the map (which signs are on it, how large dots
      // are), and how large the map is on the legend: lay out twice.
      let rough = try sheet(
        size, notes: notes, around: MapBox(x: 0, y: 0, width: 800, height: 800))
      return try sheet(size, notes: notes, around: rough.frame)
    }
    return sheets.max { extent.scale(in: $0.frame) < extent.scale(in: $1.frame) } ?? sheets[0]
  }

  /// The page with the legend of a map that fills `frame`.
  private func sheet(
    _ size: MapSize, notes: [String], around frame: MapBox
  ) throws(GeometryError) -> MapSheet {
    let layers = try layers(MapView(extent, in: frame), named: false)
    let width = MapSheet.legendColumns(size).width
    return MapSheet(
      size, words: words, legend: MapLegend(layers, notes: notes, texts: texts, width: width))
  }

  /// Stations whose circles reach into the counties from beyond the edge of the page.
  private func offPage(_ view: MapView) throws(GeometryError) -> [String] {
    // Circles from afar are no matter of times.
    guard reach == nil else { return [] }
    let centers = try view.page(content.stations.map(\.station.position))
    return zip(content.stations, centers).filter { !MapStationLayer.shows($1, in: view) }
      .map(\.0.station.name)
  }

  /// The layers of this map, lowest first.
  private func layers(_ view: MapView, named: Bool = true) throws(GeometryError) -> [any MapLayer] {
    let geos = try GEOSContext()
    let stations = try MapStationLayer(content.stations, view: view)
    let townships = try MapTownshipLayer(
      content.townships.map { township in
        reach.map { township.reached(!$0.lateTownships.contains(township.township.code)) }
          ?? township
      }, view: view,
      named: named && content.townships.count <= MapStyle.mostTownshipNames)
    let circles = try MapCircleLayer(content, view: view, geos)
    let marks = try siting.map { siting throws(GeometryError) in
      [try MapSitingLayer(siting, view: view)]
    }
    let counties = try MapCountyLayer(
      content.counties, names: named && isOverview ? content.counties.map(texts.name) : nil,
      view: view,
      avoiding: stations.symbols + townships.symbols, lines: circles.lines, geos)
    if let reach {
      return [
        counties,
        try MapReachLayer(reach.reach, land: counties.shapes, view: view, geos),
        try MapRoadLayer(reach.reach.roads, view: view),
        MapBorderLayer(view: view, shapes: counties.shapes),
        townships,
        stations,
      ]
    }
    return [
      counties,
      try MapCoverageLayer(content, circles: circles, view: view, geos),
      MapBorderLayer(view: view, shapes: counties.shapes),
      circles,
      townships,
      stations,
    ] + (marks ?? [])
  }

  private func elements(of drawing: Drawing) throws(GeometryError) -> [SVGElement] {
    let (sheet, view) = (drawing.sheet, drawing.view)
    let north = MapNorthArrow(angle: try view.trueNorth())
    let map = SVGElement.group(
      [("clip-path", SVGValue("url(#\(options.idPrefix)-frame)"))],
      [.rectangle(view.frame, fill: MapStyle.surroundings)]
        + drawing.layers.flatMap { $0.elements() } + drawing.labels.elements())
    return [map, .rectangle(view.frame, fill: "none", stroke: MapStyle.frameLine, width: 1)]
      + drawing.legend.elements(
        drawing.legend.columns(sheet.columnCount), in: sheet.panel, columnGap: MapSheet.columnGap,
        view: view, north: north)
      + sheet.elements(mark: texts.mark(reviewNumber: options.reviewNumber))
  }
}
