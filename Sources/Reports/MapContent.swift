import Analysis
import Coverage
import Geometry
import Quantities
import ResponseModel

/// What a coverage map shows, taken out of the analysis: no page yet, only places and figures.
struct MapContent: Sendable {
  struct MappedStation: Sendable {
    let station: Station
    /// It stands in another county than those analysed and reaches into one of them.
    let isNeighbor: Bool

    /// Nobody knows that there is a station here.
    var isAssumed: Bool { station.evidence == .assumed || station.evidence == .default }
  }

  struct MappedTownship: Sendable {
    let township: Township
    let seat: GeographicCoordinate
    let residents: Double
    /// Its seat lies in a circle of the largest radius drawn.
    let isReached: Bool

    func reached(_ isReached: Bool) -> MappedTownship {
      MappedTownship(
        township: township, seat: seat, residents: residents, isReached: isReached)
    }
  }

  /// The figures of one radius over all counties.
  struct RadiusFigures: Sendable {
    let radius: Meters
    let shapes: [MultiPolygon<GeographicCoordinate>]
    let residents: Double
    /// `nil` where a county has no boundary: a sum that leaves one out is no sum.
    let area: Double?
  }

  let counties: [County]
  /// In growing order of radius.
  let radii: [RadiusFigures]
  let stations: [MappedStation]
  /// Those with a position, most residents first.
  let townships: [MappedTownship]
  let townshipsWithoutPosition: [Township]
  let residents: Double
  /// Square metres; `nil` where a county has no boundary.
  let area: Double?
  /// Residents that belong to no township and so have no dot.
  let residentsWithoutTownship: Double
  /// The model or source of the residents, where they are modelled or weaker.
  let residentModels: [String]
  private let demandPositions: [GeographicCoordinate]

  /// - Parameter hidden: codes of stations that another layer draws.
  init(_ analysis: CoverageAnalysis, radii wanted: [Meters]?, hiding hidden: Set<String> = []) {
    let assessed = analysis.counties
    counties = assessed.map(\.inputs.county)
    let shown = analysis.radii.indices.filter { wanted?.contains(analysis.radii[$0]) ?? true }
    radii = shown.map { index in
      let parts = assessed.map { $0.coverage.radii[index] }
      return RadiusFigures(
        radius: analysis.radii[index], shapes: parts.map(\.coveredShape),
        residents: parts.reduce(0) { $0 + $1.coveredResidents },
        area: Self.sum(parts.map(\.coveredArea)))
    }
    residents = assessed.reduce(0) { $0 + $1.coverage.residents.total }
    area = Self.sum(assessed.map(\.coverage.area))
    stations = Self.stations(of: assessed).filter { !hidden.contains($0.station.code) }
    let largest = shown.last.map { analysis.radii[$0] }
    townships = Self.townships(of: assessed, reach: largest)
    townshipsWithoutPosition = assessed.flatMap(\.inputs.townships).filter { $0.seat == nil }
    let codes = Set(assessed.flatMap(\.inputs.townships).map(\.code))
    let demand = assessed.flatMap(\.inputs.demand)
    residentsWithoutTownship = demand.filter { !($0.townshipCode.map(codes.contains) ?? false) }
      .reduce(0) { $0 + $1.residents }
    let weak: Set<Evidence> = [.modelled, .assumed, .default]
    demandPositions = demand.compactMap(\.position)
    residentModels = Set(demand.filter { weak.contains($0.evidence) }.map(\.source)).sorted()
  }

  private static func sum(_ areas: [SquareMeters?]) -> Double? {
    let known = areas.compactMap { $0?.value }
    return known.count == areas.count && !known.isEmpty ? known.reduce(0, +) : nil
  }

  private static func stations(of assessed: [AssessedCounty]) -> [MappedStation] {
    let own = Set(assessed.flatMap(\.coverage.ownStationCodes))
    let neighbors = Set(assessed.flatMap(\.coverage.neighborStationCodes)).subtracting(own)
    var seen = Set<String>()
    return assessed.flatMap(\.inputs.stations)
      .filter { own.contains($0.code) || neighbors.contains($0.code) }
      .filter { seen.insert($0.code).inserted }
      .sorted { $0.code < $1.code }
      .map { MappedStation(station: $0, isNeighbor: !own.contains($0.code)) }
  }

  private static func townships(
    of assessed: [AssessedCounty], reach: Meters?
  ) -> [MappedTownship] {
    assessed.flatMap { county in
      let residents = Dictionary(grouping: county.inputs.demand) { $0.townshipCode ?? "" }
        .mapValues { $0.reduce(0) { $0 + $1.residents } }
      return zip(county.inputs.townships, county.coverage.townships).compactMap {
        township, found in
        township.seat.map { seat in
          MappedTownship(
            township: township, seat: seat, residents: residents[township.code] ?? 0,
            isReached: found.nearest.map { nearest in
              reach.map { nearest.distance <= $0 } ?? false
            } ?? false)
        }
      }
    }.sorted { ($1.residents, $0.township.code) < ($0.residents, $1.township.code) }
  }
}

extension MapContent {
  /// The part of the world to show: boundaries, places with residents and the counties' own
  /// stations. Where no
  /// boundary is loaded, the circles too, as nothing else says how far the map should reach.
  ///
  /// - Throws: `GeometryError` where one plane cannot hold all of it.
  func extent() throws(GeometryError) -> MapExtent {
    let own = stations.filter { !$0.isNeighbor }.map(\.station.position)
    let places = own + townships.map(\.seat) + demandPositions
    let boundaries = counties.compactMap { $0.boundary?.bounds }
    let boxes = boundaries + (Bounds(containing: places).map { [$0] } ?? [])
    guard let first = boxes.first else {
      preconditionFailure("a county without any position is refused by the analysis")
    }
    let geographic = boxes.dropFirst().reduce(first) { $0.union($1) }
    let plane = try AnalysisPlane.fitting(geographic)
    // Corners of a geographic box do not bound its projection: its sides bend.
    var outline = try plane.project(places)
    for boundary in counties.compactMap(\.boundary) {
      if let box = try plane.project(boundary).bounds { outline += [box.minimum, box.maximum] }
    }
    let allBounded = boundaries.count == counties.count
    if !allBounded, let radius = radii.last?.radius {
      outline += try plane.project(own).flatMap { plane.circle(center: $0, radius: radius).points }
    }
    guard let bounds = Bounds(containing: outline) else {
      preconditionFailure("boundaries and places project to as many points")
    }
    return MapExtent(plane: plane, bounds: bounds.atLeast(Self.smallestExtent))
  }

  /// A county that is a single point still gets a map around it, metres.
  private static let smallestExtent = 4_000.0
}

extension Bounds where Point == PlanarPoint {
  fileprivate func atLeast(_ size: Double) -> Bounds {
    let dx = max(0, size - (maximum.x - minimum.x)) / 2
    let dy = max(0, size - (maximum.y - minimum.y)) / 2
    return Bounds(
      minimum: PlanarPoint(x: minimum.x - dx, y: minimum.y - dy),
      maximum: PlanarPoint(x: maximum.x + dx, y: maximum.y + dy))
  }
}
