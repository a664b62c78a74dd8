import Geometry
import ResponseModel

/// What a store holds already, for telling what the rows of a file refer to.
struct ReferenceData {
  let data: ServiceData
  private let countyCodes: [String: String]
  private let townships: [String: Township]
  private let townshipNames: [String: [Township]]
  private let stationCodes: Set<String>
  private let stationNames: [String: [String]]
  private let facilityIDs: [String: String]
  private let plates: Set<String>
  private let crew: Set<String>
  let areas: [(code: String, locator: AreaLocator)]
  private let areaIndex: [String: AreaLocator]

  /// - Throws: `GeometryError` for a stored boundary that cannot be one.
  init(_ data: ServiceData) throws(GeometryError) {
    self.data = data
    var counties: [String: String] = [:]
    for county in data.counties {
      counties[county.code] = county.code
      for name in Self.names(county.name) { counties[name] = counties[name] ?? county.code }
      if let name = county.nameInEnglish { counties[name.lowercased()] = county.code }
    }
    countyCodes = counties
    townships = Dictionary(data.townships.map { ($0.code, $0) }) { first, _ in first }
    townshipNames = Dictionary(grouping: data.townships, by: \.name)
    stationCodes = Set(data.stations.map(\.code))
    stationNames = Dictionary(
      grouping: data.stations.flatMap { station in
        Self.stationNames(station.name).map { (name: $0, code: station.code) }
      }, by: \.name
    ).mapValues { $0.map(\.code) }
    facilityIDs = Dictionary(
      data.facilities.flatMap { [($0.id, $0.id), ($0.name, $0.id)] }
    ) { first, _ in first }
    plates = Set(data.ambulances.map(\.plate))
    crew = Set(data.crew.map(\.id))
    var areas: [(code: String, locator: AreaLocator)] = []
    for county in data.counties {
      guard let boundary = county.boundary else { continue }
      areas.append((county.code, AreaLocator(try boundary.inDegrees())))
    }
    self.areas = areas
    areaIndex = Dictionary(areas.map { ($0.code, $0.locator) }) { first, _ in first }
  }

  /// A county's code from its code or name; `nil` where no county is meant.
  func countyCode(_ text: String) -> String? {
    countyCodes[text] ?? countyCodes[text.lowercased()]
      // National codes have the country's 156 in front, township and village codes more behind.
      ?? (text.hasPrefix("156") ? countyCodes[String(text.dropFirst(3))] : nil)
  }

  func township(_ text: String, countyCode: String?) -> Township? {
    if let township = townships[text] { return township }
    let named = townshipNames[text] ?? []
    let inCounty = countyCode.map { code in named.filter { $0.countyCode == code } } ?? named
    return inCounty.count == 1 ? inCounty.first : nil
  }

  func stationCode(_ text: String) -> String? {
    if stationCodes.contains(text) { return text }
    let named = Self.stationNames(text).lazy.compactMap { stationNames[$0] }.first ?? []
    return named.count == 1 ? named.first : nil
  }

  func facilityID(_ text: String) -> String? { facilityIDs[text] }

  func holdsAmbulance(_ plate: String) -> Bool { plates.contains(plate) }

  func holdsCrew(_ id: String) -> Bool { crew.contains(id) }

  /// The county that holds `position`; `nil` where none does, or no boundary is loaded.
  func countyCode(at position: GeographicCoordinate) -> String? {
    let point = PlanarPoint(x: position.longitude, y: position.latitude)
    return areas.first { $0.locator.location(of: point) != .outside }?.code
  }

  /// Whether `position` lies in the county; `nil` where its boundary is not known.
  func isInside(_ position: GeographicCoordinate, county: String) -> Bool? {
    areaIndex[county].map {
      $0.location(of: PlanarPoint(x: position.longitude, y: position.latitude)) != .outside
    }
  }

  /// 莲都区 is also called 莲都.
  private static func names(_ name: String) -> [String] {
    guard name.count > 2, let last = name.last, "区县市".contains(last) else { return [name] }
    return [name, String(name.dropLast())]
  }

  /// 丽水市中心医院急救站 is also 丽水市中心医院.
  private static func stationNames(_ name: String) -> [String] {
    let suffixes = ["急救站(点)", "急救站\u{FF08}点\u{FF09}", "急救分站", "急救站", "急救点", "分站"]
    guard let suffix = suffixes.first(where: name.hasSuffix), name.count > suffix.count else {
      return [name]
    }
    return [name, String(name.dropLast(suffix.count))]
  }
}

extension MultiPolygon<GeographicCoordinate> {
  /// The same rings with degrees as plane coordinates: sides are straight in degrees, as GeoJSON
  /// defines them. For telling inside from outside, not for measuring.
  func inDegrees() throws(GeometryError) -> MultiPolygon<PlanarPoint> {
    try MultiPolygon<PlanarPoint>(mapping: self) { point throws(GeometryError) in
      PlanarPoint(x: point.longitude, y: point.latitude)
    }
  }
}

extension MultiPolygon {
  /// Every point of `other` through `transform`; rings stay closed, since equal points stay equal.
  init<Other: Coordinate>(
    mapping other: MultiPolygon<Other>, _ transform: (Other) throws(GeometryError) -> Point
  ) throws(GeometryError) {
    func ring(_ ring: LinearRing<Other>) throws(GeometryError) -> LinearRing<Point> {
      var points: [Point] = []
      points.reserveCapacity(ring.points.count)
      for point in ring.points { points.append(try transform(point)) }
      return try LinearRing(points)
    }
    var polygons: [Polygon<Point>] = []
    for polygon in other.polygons {
      var holes: [LinearRing<Point>] = []
      for hole in polygon.holes { holes.append(try ring(hole)) }
      polygons.append(Polygon(shell: try ring(polygon.shell), holes: holes))
    }
    self.init(polygons)
  }
}
