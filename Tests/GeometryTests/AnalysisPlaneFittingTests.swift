import Geometry
import TestSupport
import Testing

@Suite("Choosing the plane of an analysis")
struct AnalysisPlaneFittingTests {
  @Test("Lishui gets EPSG:4549")
  func lishuiZone() throws {
    let plane = try AnalysisPlane.fitting(lishui)
    #expect(plane.epsgCode == 4549)
    #expect(plane.centralMeridian == 120)
    #expect(plane.name == "CGCS2000 / 3-degree Gauss-Kruger CM 120E (EPSG:4549)")
  }

  @Test("Each 3-degree zone has its own code", arguments: 4534...4554)
  func zones(code: Int) throws {
    let meridian = 75 + 3 * Double(code - 4534)
    let plane = try AnalysisPlane.fitting(box(meridian - 0.4, 39, meridian + 0.1, 40))
    #expect(plane.epsgCode == code)
    #expect(plane.centralMeridian == meridian)
  }

  @Test("A county that leans over a zone's edge keeps the zone")
  func leaning() throws {
    #expect(try AnalysisPlane.fitting(box(120.9, 28, 121.7, 29)).epsgCode == 4549)
  }

  @Test("A county no zone fits gets a local plane on its own central longitude")
  func noZoneFits() throws {
    // Ruoqiang in Xinjiang, the widest county of all: 86.75°–93.75°E.
    let plane = try AnalysisPlane.fitting(box(86.75, 36, 93.75, 41.4))
    #expect(plane.epsgCode == nil)
    #expect(plane.centralMeridian == 90.3)
    #expect(plane.name == "local transverse Mercator CM 90.3E, scale 1 (GRS 80)")
    // Half a zone to either side of the edge between two.
    #expect(try AnalysisPlane.fitting(box(121.0, 28, 122.0, 29)).epsgCode == nil)
  }

  @Test("Elsewhere the plane is local")
  func elsewhere() throws {
    let plane = try AnalysisPlane.fitting(box(9.47, 47.05, 9.64, 47.27))
    #expect(plane.epsgCode == nil)
    #expect(plane.centralMeridian == 9.6)
    #expect(
      try AnalysisPlane.fitting(box(-70.7, -33.6, -70.5, -33.3)).name
        == "local transverse Mercator CM 70.6W, scale 1 (GRS 80)")
  }

  @Test("A preference overrules the automatic choice")
  func preference() throws {
    #expect(try AnalysisPlane.fitting(lishui, preference: .local).epsgCode == nil)
    let wide = box(87, 36, 92.75, 41.4)
    #expect(try AnalysisPlane.fitting(wide, preference: .cgcs2000).epsgCode == 4539)
    let error = #expect(throws: GeometryError.self) {
      try AnalysisPlane.fitting(box(9, 47, 10, 48), preference: .cgcs2000)
    }
    #expect(error?.code == .unsupportedExtent)
  }

  @Test(
    "The antimeridian, the poles and half a globe are refused in one clear line",
    arguments: [
      (box(179, -18, 180, -16), "antimeridian"), (box(-180, 65, -169, 70), "antimeridian"),
      (box(-179.9, -18, 179.9, -16), "antimeridian"), (box(10, 83, 20, 84.5), "pole"),
      (box(10, -89, 20, -88), "pole"), (box(73, 20, 135, 53), "county by county"),
    ])
  func refused(bounds: Bounds<GeographicCoordinate>, word: String) {
    let error = #expect(throws: GeometryError.self) { try AnalysisPlane.fitting(bounds) }
    #expect(error?.code == .unsupportedExtent)
    #expect(error?.message.contains(word) == true)
    #expect(error?.message.contains("\n") == false)
  }

  @Test("Swapped axes and numbers that are none are refused")
  func notOnTheGlobe() {
    for bad in [box(28, 119, 29, 120), box(.nan, 28, 120, 29), box(119, 28, .infinity, 29)] {
      let error = #expect(throws: GeometryError.self) { try AnalysisPlane.fitting(bad) }
      #expect(error?.code == .outOfRange)
    }
  }

  @Test("A central meridian that is no longitude is refused")
  func badMeridian() {
    #expect(throws: GeometryError.self) { try AnalysisPlane(centralMeridian: 181) }
    #expect(throws: GeometryError.self) { try AnalysisPlane(centralMeridian: .nan) }
  }
}
