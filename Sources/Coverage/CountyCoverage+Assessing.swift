import Geometry
public import Quantities
import ResponseModel

extension CountyCoverage {
  /// Assesses one county for every radius.
  ///
  /// A place is covered where its nearest station is no farther than the radius on the ellipsoid;
  /// the polygons serve area, gaps and maps.
  /// - Parameter radii: positive; sorted and made unique here.
  /// - Throws: `GeometryError` where GEOS refuses a shape.
  /// - Complexity: O((demand + radii × circle points) log stations) for stations spread evenly.
  public static func assessing(
    _ county: ProjectedCounty, radii: [Meters]
  ) throws(any Error) -> CountyCoverage {
    precondition(radii.allSatisfy { $0.value.isFinite && $0.value > 0 })
    let radii = Set(radii).sorted()
    let geos = try GEOSContext()
    let search = NearestStationSearch(county, cell: radii.last?.value ?? 10_000)
    let townships = zip(
      county.townships, search.nearest(to: Array(zip(county.townships.map(\.seat), county.seats)))
    ).map { TownshipReach(townshipCode: $0.code, nearest: $1) }
    let demand = zip(
      county.demand,
      search.nearest(to: Array(zip(county.demand.map(\.position), county.demandPositions)))
    ).map { point, nearest in
      DemandReach(
        demandID: point.id, townshipCode: point.townshipCode, areaClass: point.areaClass,
        residents: point.residents, hasPosition: point.position != nil, nearest: nearest)
    }
    let projection = try PlaneProjection(county.plane)
    let gapFinder = try GapFinder(county, search: search, projection, geos)
    let own = county.stations.filter { $0.countyCode == county.county.code }.map(\.code)
    return CountyCoverage(
      countyCode: county.county.code, area: county.boundary.map(county.plane.groundArea),
      residents: ResidentCount(demand), townships: townships, demand: demand,
      radii: try radii.map { radius in
        RadiusCoverage(
          radius: radius,
          circles: try CircleCoverage(
            county, radius: radius, demand: demand, gapFinder: gapFinder, projection, geos),
          townships: townships, demand: demand)
      },
      presence: try TownshipPresence.placing(stationsOf: county, geos),
      ownStationCodes: own.sorted(),
      neighborStationCodes: try neighbors(of: county, reach: radii.last, geos))
  }

  /// Stations across the border whose largest circle touches the county.
  private static func neighbors(
    of county: ProjectedCounty, reach: Meters?, _ geos: GEOSContext
  ) throws(GeometryError) -> [String] {
    guard let boundary = county.boundary, let box = boundary.bounds, let reach else { return [] }
    let outline = try geos.geometry(boundary)
    var codes: [String] = []
    for (station, position) in zip(county.stations, county.stationPositions)
    where station.countyCode != county.county.code {
      let limit = Meters(reach.value * county.plane.scaleFactor(at: position))
      guard box.distance(to: position) <= limit.value else { continue }
      if try geos.geometry(position).distance(to: outline) <= limit { codes.append(station.code) }
    }
    return codes.sorted()
  }
}

extension ResidentCount {
  fileprivate init(_ demand: [DemandReach]) {
    self.init()
    for point in demand {
      switch point.areaClass {
      case .urban:
        urban += point.residents
        if !point.hasPosition { unpositionedUrban += point.residents }
      case .rural:
        rural += point.residents
        if !point.hasPosition { unpositionedRural += point.residents }
      }
    }
  }
}

extension RadiusCoverage {
  fileprivate init(
    radius: Meters, circles: CircleCoverage, townships: [TownshipReach], demand: [DemandReach]
  ) {
    func residents(_ areaClass: AreaClass) -> Double {
      demand.reduce(0) {
        $1.areaClass == areaClass && $1.isReached(within: radius) ? $0 + $1.residents : $0
      }
    }
    self.init(
      radius: radius, coveredArea: circles.coveredArea, coveredShape: circles.coveredShape,
      coveredUrbanResidents: residents(.urban), coveredRuralResidents: residents(.rural),
      coveredTownshipCodes: townships.filter { township in
        township.nearest.map { $0.distance <= radius } ?? false
      }.map(\.townshipCode),
      gaps: circles.gaps)
  }
}
