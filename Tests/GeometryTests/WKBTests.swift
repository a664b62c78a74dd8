import Geometry
import TestSupport
import Testing

/// Bytes from hexadecimal digits.
private func bytes(_ hex: String) -> [UInt8] {
  let digits = Array(hex)
  return stride(from: 0, to: digits.count, by: 2).compactMap {
    UInt8(String(digits[$0..<$0 + 2]), radix: 16)
  }
}

/// One of each kind, nested.
func everyKind() throws -> Shape<PlanarPoint> {
  let polygon = Polygon(
    shell: try rectangle(0, 0, 10, 10).shell, holes: [try rectangle(2, 2, 4, 4).shell])
  let line = try LineString([PlanarPoint(x: 1, y: 2), PlanarPoint(x: -3.25, y: 4e10)])
  return .collection([
    .point(PlanarPoint(x: 1.5, y: -2)),
    .multiPoint([PlanarPoint(x: 0.1, y: 1e-300), PlanarPoint(x: 3, y: 4)]), .multiPoint([]),
    .lineString(line), .multiLineString([line, line]), .polygon(polygon),
    .multiPolygon(MultiPolygon([polygon, try rectangle(20, 0, 30, 10)])),
    .multiPolygon(MultiPolygon()), .collection([]), .collection([.point(PlanarPoint(x: 5, y: 6))]),
  ])
}

@Suite("Well-known binary")
struct WKBTests {
  @Test("Every kind of shape reads back as it was")
  func roundTrip() throws {
    let shape = try everyKind()
    #expect(try Shape(wkb: shape.wkb()) == shape)
  }

  /// Made with shapely 2: shapely.to_wkb(…, hex=True), with byte_order=0, output_dimension=3,
  /// include_srid=True and flavor="iso" as said.
  @Test(
    "Other programs' binary is read: big-endian, heights, SRID",
    arguments: [
      ("0101000080000000000000F03F00000000000000400000000000000840", "POINT (1 2)"),
      ("01E9030000000000000000F03F00000000000000400000000000000840", "POINT (1 2)"),
      (
        "0102000020E610000002000000000000000000F03F000000000000004000000000000008400000000000001040",
        "LINESTRING (1 2, 3 4)"
      ),
      ("00000000013FF00000000000004000000000000000", "POINT (1 2)"),
      ("0106000000010000000103000000" + "00000000", "MULTIPOLYGON EMPTY"),
    ])
  func otherPrograms(hex: String, text: String) throws {
    #expect(try Shape<PlanarPoint>(wkb: bytes(hex)).wkt() == text)
  }

  @Test("Cut off at any byte it is an error, never a crash")
  func truncated() throws {
    let whole = try everyKind().wkb()
    for length in 0..<whole.count {
      let error = #expect(throws: GeometryError.self) {
        try Shape<PlanarPoint>(wkb: whole.prefix(length))
      }
      #expect(error?.code == .malformedInput, "\(length) bytes")
    }
    #expect(throws: GeometryError.self) { try Shape<PlanarPoint>(wkb: whole + [0]) }
  }

  @Test(
    "With bytes changed at random it is an error or a shape, never a crash", arguments: Seeds.some)
  func mutated(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let whole = try everyKind().wkb()
    for _ in 0..<5000 {
      var changed = whole
      for _ in 0...generator.integer(in: 0...3) {
        changed[generator.integer(in: 0...whole.count - 1)] = UInt8(
          truncatingIfNeeded: generator.next())
      }
      let result = Result { () throws(GeometryError) in try Shape<PlanarPoint>(wkb: changed) }
      switch result {
      case .success(let shape): #expect(try Shape(wkb: shape.wkb()) == shape)
      case .failure(let error): #expect(!error.message.contains("\n"))
      }
    }
  }

  @Test(
    "What no shape is, is refused",
    arguments: [
      ("02", GeometryError.Code.malformedInput),  // neither byte order
      ("0109000000", .malformedInput),  // a curve
      ("01B90B0000" + "00", .malformedInput),  // ISO dimension with nothing behind
      ("0102000000FFFFFFFF", .malformedInput),  // 4 billion points
      ("0106000000FFFFFFFF", .malformedInput),  // 4 billion polygons
      ("0102000000010000000000000000000000F03F0000000000000040", .invalidShape),
      ("0101000000000000000000F87F000000000000F87F", .malformedInput),  // POINT EMPTY
      ("0101000000000000000000F07F0000000000000040", .malformedInput),  // infinity
      ("01040000000100000001020000000000" + "0000", .malformedInput),  // a line among points
      ("010300000001000000" + "00000000", .invalidRing),
    ])
  func refused(hex: String, code: GeometryError.Code) {
    let error = #expect(throws: GeometryError.self) { try Shape<PlanarPoint>(wkb: bytes(hex)) }
    #expect(error?.code == code)
  }

  @Test("Collections nested a thousand deep are refused, not followed")
  func nested() {
    let deep = [[UInt8]](repeating: bytes("010700000001000000"), count: 1000).flatMap { $0 }
    let error = #expect(throws: GeometryError.self) { try Shape<PlanarPoint>(wkb: deep) }
    #expect(error?.message.contains("nested too deeply") == true)
  }

  @Test("A geographic shape must be on the globe")
  func onTheGlobe() throws {
    let swapped = Shape<PlanarPoint>.point(PlanarPoint(x: 28, y: 119)).wkb()
    let error = #expect(throws: GeometryError.self) {
      try Shape<GeographicCoordinate>(wkb: swapped)
    }
    #expect(error?.code == .outOfRange)
    #expect(error?.message.contains("look swapped") == true)
  }
}
