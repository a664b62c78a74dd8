import Geometry
import Quantities
import TestSupport
import Testing

@Suite("Coordinate reference systems")
struct CoordinateConverterTests {
  /// Made with pyproj 3: Transformer.from_crs("EPSG:4326", …, always_xy=True) at 28.4676, 119.9219.
  @Test(
    "Coordinates come east first, whatever the order of the system",
    arguments: [
      ("EPSG:4549", 492351.3531, 3150265.1766), ("EPSG:32650", 786107.0399, 3152481.9030),
      ("+proj=tmerc +lon_0=120 +x_0=500000 +ellps=GRS80", 492351.3531, 3150265.1766),
      ("EPSG:4326", 119.9219, 28.4676), ("EPSG:4490", 119.9219, 28.4676),
      ("OGC:CRS84", 119.9219, 28.4676),
    ])
  func eastFirst(crs: String, easting: Double, northing: Double) throws {
    let converter = try CoordinateConverter(crs: crs)
    let place = position(28.4676, 119.9219)
    let point = try #require(converter.fromWGS84([place]).first)
    #expect(abs(point.easting - easting) < 1e-4)
    #expect(abs(point.northing - northing) < 1e-4)
    let back = try #require(converter.toWGS84([point]).first)
    #expect(Geodesic.distance(place, back).value < 1e-5)
    #expect(converter.isGeographic == (easting == 119.9219))
  }

  @Test("The WKT of a .prj file is good, and the name is its own")
  func wkt() throws {
    let prj = """
      PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",
      DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],
      UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],
      PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],
      PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],
      PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
      """
    let converter = try CoordinateConverter(crs: prj)
    let place = try #require(
      converter.toWGS84([CRSPoint(easting: 492351.3531, northing: 3150265.1766)]).first)
    #expect(Geodesic.distance(place, position(28.4676, 119.9219)).value < 0.001)
    #expect(try CoordinateConverter(crs: "EPSG:4549").name.contains("CM 120E"))
  }

  @Test(
    "What is no horizontal system is refused in one line that names it",
    arguments: [
      "", "EPSG:999999", "EPSG:", "lishui", "+proj=nonsense", "PROJCS[\"broken\"", "EPSG:5773",
      "EPSG:4978", "EPSG:9807", "EPSG:4549\0", String(repeating: "GEOGCS[\n", count: 5000),
    ])
  func refused(definition: String) {
    let error = #expect(throws: GeometryError.self) { try CoordinateConverter(crs: definition) }
    #expect(error?.code == .unknownCRS)
    #expect(error?.message.contains("\n") == false)
    #expect(error.map { $0.message.count < 300 } == true)
  }

  @Test("A position that cannot be converted is an error and never infinity")
  func notConvertible() throws {
    // The gnomonic projection shows half the globe.
    let gnomonic = try CoordinateConverter(crs: "+proj=gnom +lat_0=90")
    #expect(throws: GeometryError.self) { try gnomonic.fromWGS84([position(-10, 0)]) }
    let zone = try CoordinateConverter(crs: "EPSG:4549")
    let error = #expect(throws: GeometryError.self) {
      try zone.toWGS84([
        CRSPoint(easting: 500_000, northing: 3_000_000), CRSPoint(easting: 1e30, northing: 1e30),
      ])
    }
    #expect(error?.message.contains("position 2 of 2") == true)
    #expect(throws: GeometryError.self) {
      try zone.toWGS84([CRSPoint(easting: .nan, northing: 0)])
    }
    #expect(throws: GeometryError.self) { try zone.fromWGS84([position(119, 28)]) }
    #expect(try zone.toWGS84([CRSPoint]()).isEmpty)
  }

  @Test("A whole shape is converted, holes and all")
  func shape() throws {
    let plane = try AnalysisPlane.fitting(lishui)
    let hole = try rectangle(501_000, 3_101_000, 502_000, 3_102_000).shell
    let planar = MultiPolygon([
      Polygon(shell: try rectangle(500_000, 3_100_000, 510_000, 3_110_000).shell, holes: [hole]),
      try rectangle(520_000, 3_100_000, 530_000, 3_110_000),
    ])
    let geographic = try plane.unproject(planar)
    let zone = try CoordinateConverter(crs: "EPSG:4549")
    let again = try zone.fromWGS84(geographic)
    #expect(again.polygons.map(\.holes.count) == [1, 0])
    for (before, after) in zip(planar.rings, again.rings) {
      for (point, other) in zip(before.points, after.points) {
        #expect(abs(point.x - other.easting) < 1e-4 && abs(point.y - other.northing) < 1e-4)
      }
    }
    #expect(try zone.toWGS84(again).pointCount == geographic.pointCount)
  }
}
