import FoundationEssentials
import GRDB
import Geometry
import ResponseModel

/// Positions that lie outside the county their row names.
enum PlacementCheck {
  private struct Place {
    let table: String
    let key: String
    let code: String
    let zh: String
    let en: String
  }

  private static let places = [
    Place(table: "stations", key: "code", code: "station-outside-county", zh: "急救站", en: "station"),
    Place(
      table: "townships", key: "code", code: "seat-outside-county", zh: "乡镇（街道）驻地",
      en: "seat of township"),
    Place(
      table: "demand_points", key: "id", code: "demand-outside-county", zh: "需求点",
      en: "demand point"),
    Place(
      table: "facilities", key: "id", code: "facility-outside-county", zh: "医疗机构", en: "facility"),
    Place(
      table: "candidates", key: "id", code: "candidate-outside-county", zh: "候选点",
      en: "candidate site"),
    Place(table: "calls", key: "mission_id", code: "call-outside-county", zh: "呼叫", en: "call"),
  ]

  /// Each kind of place lists at most this many rows, then says how many more there are.
  private static let listed = 20

  static func issues(of database: Database) throws -> [DataIssue] {
    var issues: [DataIssue] = []
    for county in try ServiceRows(database: database, county: nil).counties() {
      guard let boundary = county.boundary else { continue }
      let area = AreaLocator(boundary.inDegrees)
      for place in places {
        issues += try Self.issues(of: place, in: county, area, database)
      }
    }
    return issues
  }

  private static func issues(
    of place: Place, in county: County, _ area: AreaLocator, _ database: Database
  ) throws -> [DataIssue] {
    var outside: [String] = []
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(place.key), geom FROM \(place.table)
        WHERE county_code = ? AND geom IS NOT NULL ORDER BY fid
        """, arguments: [county.code])
    while let row = try cursor.next() {
      guard let blob = Data.fromDatabaseValue(row[1]), let box = GeoPackageBlob.box(blob) else {
        continue
      }
      let point = PlanarPoint(x: box.minimum.longitude, y: box.minimum.latitude)
      if area.location(of: point) == .outside { outside.append(row[0]) }
    }
    let listed = outside.prefix(Self.listed).map { key in
      DataIssue(
        .warning, code: place.code,
        LocalizedText(
          zh: "\(place.zh) \(key) 的坐标不在\(county.name)边界内；请核对坐标、坐标系和所属县",
          en:
            "\(place.en) \(key) lies outside the boundary of \(county.nameInEnglish ?? county.name):"
            + " check its position, datum and county"),
        subject: key, countyCode: county.code)
    }
    guard outside.count > listed.count else { return listed }
    let more = outside.count - listed.count
    return listed + [
      DataIssue(
        .warning, code: place.code,
        LocalizedText(
          zh: "\(county.name)另有 \(more) 个\(place.zh)的坐标不在边界内",
          en: "\(more) more of this kind in \(county.nameInEnglish ?? county.name)"),
        countyCode: county.code)
    ]
  }
}

extension MultiPolygon where Point == GeographicCoordinate {
  /// Longitude and latitude as a plane: enough to tell inside from outside.
  fileprivate var inDegrees: MultiPolygon<PlanarPoint> {
    func ring(_ ring: LinearRing<GeographicCoordinate>) -> LinearRing<PlanarPoint>? {
      do {
        return try LinearRing(ring.points.map { PlanarPoint(x: $0.longitude, y: $0.latitude) })
      } catch {
        preconditionFailure("a ring stays one: \(error)")
      }
    }
    return MultiPolygon<PlanarPoint>(
      polygons.compactMap { polygon in
        ring(polygon.shell).map {
          Polygon<PlanarPoint>(shell: $0, holes: polygon.holes.compactMap(ring))
        }
      })
  }
}
