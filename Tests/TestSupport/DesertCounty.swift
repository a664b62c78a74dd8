public import Geometry
import Quantities
public import ResponseModel

/// A square county in the desert whose places are given in metres east and north of its centre, so
/// that what a circle reaches follows from arithmetic.
public struct DesertCounty {
  public let code: String
  public let center: GeographicCoordinate
  /// Half the side of the square, metres.
  public let halfSide: Double

  public init(
    code: String = "100001", latitude: Double = 28, longitude: Double = 120,
    halfSide: Double = 20_000
  ) {
    self.code = code
    center = GeographicCoordinate(easting: longitude, northing: latitude)
    self.halfSide = halfSide
  }

  /// The position `east` and `north` metres from the centre, by geodesics: first east, then north.
  public func place(_ east: Double, _ north: Double) -> GeographicCoordinate {
    let first = Geodesic.destination(
      from: center, azimuth: east < 0 ? 270 : 90, distance: Meters(abs(east)))
    return Geodesic.destination(
      from: first, azimuth: north < 0 ? 180 : 0, distance: Meters(abs(north)))
  }

  public func county(residents: Double? = nil, bounded: Bool = true) throws -> County {
    let corners = [
      (-halfSide, -halfSide), (halfSide, -halfSide), (halfSide, halfSide), (-halfSide, halfSide),
      (-halfSide, -halfSide),
    ].map { place($0.0, $0.1) }
    let boundary = MultiPolygon([Polygon(shell: try LinearRing(corners))])
    return County(
      code: code, name: "县\(code)", nameInEnglish: "County \(code)", residents: residents,
      residentsDate: residents == nil ? nil : "2020", boundary: bounded ? boundary : nil)
  }

  public func station(
    _ number: Int, at place: (Double, Double), host: String? = nil,
    evidence: Evidence = .surveyed
  ) -> Station {
    Station(
      code: "\(code)-S\(number)", name: "站\(number)", countyCode: code, hostTownshipCode: host,
      position: self.place(place.0, place.1), evidence: evidence)
  }

  public func township(
    _ number: Int, _ kind: TownshipKind = .town, at place: (Double, Double)?, villages: Int = 10,
    urban: Int = 5, boundary: MultiPolygon<GeographicCoordinate>? = nil
  ) -> Township {
    Township(
      code: "\(code)\(100 + number)", countyCode: code, name: "镇\(number)", kind: kind,
      seat: place.map { self.place($0.0, $0.1) }, villages: villages, urbanVillages: urban,
      boundary: boundary)
  }

  public func demand(
    _ number: Int, _ areaClass: AreaClass = .rural, at place: (Double, Double)?,
    residents: Double
  ) -> DemandPoint {
    DemandPoint(
      id: "\(code)-D\(number)", countyCode: code, townshipCode: nil, name: "点\(number)",
      areaClass: areaClass, residents: residents,
      position: place.map { self.place($0.0, $0.1) }, evidence: .surveyed, source: "test")
  }

  /// A rectangle between two corners in metres.
  public func rectangle(
    _ west: Double, _ south: Double, _ east: Double, _ north: Double
  ) throws -> MultiPolygon<GeographicCoordinate> {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return MultiPolygon([
      Polygon(shell: try LinearRing(corners.map { place($0.0, $0.1) }))
    ])
  }
}
