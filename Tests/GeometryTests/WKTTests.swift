import Geometry
import TestSupport
import Testing

@Suite("Well-known text")
struct WKTTests {
  @Test("Every kind of shape reads back as it was")
  func roundTrip() throws {
    let shape = try everyKind()
    #expect(try Shape(wkt: shape.wkt()) == shape)
  }

  @Test(
    "Text is read in any spelling that is about",
    arguments: [
      ("point(1 2)", "POINT (1 2)"), ("POINT Z (1 2 3)", "POINT (1 2)"),
      ("POINTZM(1 2 3 4)", "POINT (1 2)"), ("Point ( 1.0\t-2e0 7)", "POINT (1 -2)"),
      ("MULTIPOINT (1 2, 3 4)", "MULTIPOINT ((1 2), (3 4))"),
      ("multipoint M ((1 2 9), (3 4 9))", "MULTIPOINT ((1 2), (3 4))"),
      ("LINESTRING(0 0,\n1 1)", "LINESTRING (0 0, 1 1)"),
      ("POLYGON EMPTY", "MULTIPOLYGON EMPTY"), ("MULTIPOLYGON Z EMPTY", "MULTIPOLYGON EMPTY"),
      (
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)), EMPTY)",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"
      ),
      (
        "GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 1 0, 1 1, 0 0)))",
        "GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 1 0, 1 1, 0 0)))"
      ),
    ])
  func spellings(text: String, expected: String) throws {
    #expect(try Shape<PlanarPoint>(wkt: text).wkt() == expected)
  }

  @Test(
    "Garbage is refused in one line that says where",
    arguments: [
      "", " ", "(", "POINT", "POINT ()", "POINT (1)", "POINT (1 2", "POINT (1 2) x",
      "POINT (1 2, 3 4)", "POINT (nan 2)", "POINT (inf 2)", "POINT (0x10 2)", "POINT (1e999 2)",
      "POINT (1 2 3 4 5)", "POINT (1,2)", "POINT EMPTY", "LINESTRING EMPTY", "CIRCLE (1 2)",
      "POINT [1 2]", "POLYGON (1 2, 3 4)", "POLYGON (())", "POLYGON ((0 0, 1 0, 1 1, 0 0)",
      "POLYGON ((0 0, 1 0, 1 1, 0 0),)", "MULTIPOINT ((1 2, 3 4))", "POINT (1 2)\u{0}",
      "SRID=4326;POINT(1 2)", "GEOMETRYCOLLECTION (1 2)", "POINT FOO (1 2)", "点 (1 2)",
      "POINT (1 2 --3)", String(repeating: "GEOMETRYCOLLECTION (", count: 100_000),
      String(repeating: "(", count: 100_000),
    ])
  func garbage(text: String) {
    let error = #expect(throws: GeometryError.self) { try Shape<PlanarPoint>(wkt: text) }
    #expect(error?.code == .malformedInput)
    #expect(error?.message.contains("\n") == false)
    #expect(error.map { $0.message.count < 200 } == true)
  }

  @Test("Cut off at any character it is an error")
  func truncated() throws {
    let whole = try everyKind().wkt()
    for length in 0..<whole.count {
      #expect(throws: GeometryError.self) {
        try Shape<PlanarPoint>(wkt: String(whole.prefix(length)))
      }
    }
  }

  @Test("Rings and lines that are none, and places off the globe, keep their own errors")
  func wrongShapes() {
    func code(_ text: String) -> GeometryError.Code? {
      do throws(GeometryError) {
        _ = try Shape<GeographicCoordinate>(wkt: text)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code("POLYGON ((0 0, 1 0, 1 1, 0 1))") == .invalidRing)
    #expect(code("POLYGON ((0 0, 1 0, 0 0))") == .invalidRing)
    #expect(code("LINESTRING (0 0)") == .invalidShape)
    #expect(code("POINT (28 119)") == .outOfRange)
    #expect(code("POINT (119 28)") == nil)
  }
}
