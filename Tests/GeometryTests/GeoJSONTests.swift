import Geometry
import TestSupport
import Testing

@Suite("GeoJSON")
struct GeoJSONTests {
  private static let lishuiStation = #"""
    {"type":"FeatureCollection","name":"stations","features":[
    {"type":"Feature","id":"S1","properties":{"beds":3,"name":"丽水\"一\"站\n","open":true,"x":null},"geometry":{"type":"Point","coordinates":[119.9219,28.4676]}}
    ]}

    """#

  @Test("A feature collection is read with its properties and written back as it was")
  func roundTrip() throws {
    let features = try GeoJSON.features(in: Self.lishuiStation.utf8)
    let feature = try #require(features.first)
    #expect(feature.id == "S1")
    #expect(feature.shape == .point(position(28.4676, 119.9219)))
    #expect(feature.properties["name"] == "丽水\"一\"站\n")
    #expect(feature.properties["beds"] == 3)
    #expect(feature.properties["open"] == true)
    #expect(feature.properties["x"] == .null)
    #expect(try GeoJSON.text(features, members: ["name": "stations"]) == Self.lishuiStation)
  }

  @Test("Every kind of shape reads back as it was")
  func everyShape() throws {
    let ring = try LinearRing([
      position(0, 0), position(0, 10), position(10, 10), position(10, 0), position(0, 0),
    ])
    let hole = try LinearRing([
      position(2, 2), position(4, 2), position(4, 4), position(2, 4), position(2, 2),
    ])
    let polygon = Polygon(shell: ring, holes: [hole])
    let line = try LineString([position(1, 2), position(3, -4.5)])
    let shape = Shape<GeographicCoordinate>.collection([
      .point(position(1.5, -2)), .multiPoint([position(3, 4)]), .lineString(line),
      .multiLineString([line, line]), .polygon(polygon), .multiPolygon(MultiPolygon([polygon])),
      .multiPolygon(MultiPolygon()), .collection([]),
    ])
    let features = try GeoJSON.features(in: GeoJSON.text(shape).utf8)
    #expect(features == [GeoJSONFeature(shape: shape)])
  }

  @Test("Shells are written counter-clockwise and holes clockwise, to seven decimals")
  func direction() throws {
    let clockwise = try LinearRing([
      position(0, 0), position(1, 0), position(1, 1.123456789), position(0, 0),
    ])
    let text = GeoJSON.text(.polygon(Polygon(shell: clockwise)))
    #expect(text == #"{"type":"Polygon","coordinates":[[[0,0],[1.1234568,1],[0,1],[0,0]]]}"#)
  }

  @Test(
    "Degrees are the shortest digits of the rounded number", arguments: [0, 1, 4, 7, 8, 12, 15])
  func digits(decimals: Int) {
    var generator = SeededGenerator(seed: UInt64(decimals))
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    let odd = [
      0, -0.0, 1, -1, 100, 180, 0.5, -0.05, 0.0001, 0.00009999, 0.00001, -0.000_000_1, 99.99999999,
      1e-8, 119.9219, 179.999_999_999_999,
    ]
    let drawn = (0..<2000).map { index in
      let degrees = generator.number(in: -180...180)
      return index % 2 == 0 ? degrees : (degrees * 1000).rounded() / 1000
    }
    for degrees in odd + drawn {
      let rounded = (degrees * unit).rounded() / unit + 0
      let number = rounded.description
      let expected = number.hasSuffix(".0") ? String(number.dropLast(2)) : number
      let text = GeoJSON.text(.point(position(0, degrees)), decimals: decimals)
      #expect(text == #"{"type":"Point","coordinates":[\#(expected),0]}"#)
    }
  }

  @Test("A feature may lack shape, properties and identifier")
  func bare() throws {
    let text = #"{"type":"Feature","geometry":null,"properties":null}"#
    #expect(try GeoJSON.features(in: text.utf8) == [GeoJSONFeature(shape: nil)])
    #expect(try GeoJSON.features(in: #"{"type":"FeatureCollection","features":[]}"#.utf8).isEmpty)
  }

  @Test("Heights are dropped, a byte order mark is read over")
  func heightsAndMark() throws {
    let text = "\u{FEFF}{\"type\":\"Point\",\"coordinates\":[119,28,512.5]}"
    #expect(try GeoJSON.features(in: text.utf8).first?.shape == .point(position(28, 119)))
  }

  @Test(
    "Garbage is refused in one line",
    arguments: [
      "", " ", "null", "[]", "1", "\"x\"", "{", "{}", #"{"type":5}"#, #"{"type":"Circle"}"#,
      #"{"type":"Point"}"#, #"{"type":"Point","coordinates":null}"#,
      #"{"type":"Point","coordinates":[]}"#, #"{"type":"Point","coordinates":[1]}"#,
      #"{"type":"Point","coordinates":["1","2"]}"#, #"{"type":"Point","coordinates":[1,null]}"#,
      #"{"type":"Point","coordinates":[NaN,1]}"#, #"{"type":"Point","coordinates":[1e999,1]}"#,
      #"{"type":"Point","coordinates":[1,2,"high"]}"#, #"{"type":"Point","coordinates":[[1,2]]}"#,
      #"{"type":"Point","coordinates":{"lat":1,"lon":2}}"#,
      #"{"type":"LineString","coordinates":[1,2]}"#, #"{"type":"Polygon","coordinates":[[1,2]]}"#,
      #"{"type":"FeatureCollection"}"#, #"{"type":"FeatureCollection","features":{}}"#,
      #"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#,
      #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":7}]}"#,
      #"{"type":"Feature","geometry":null,"properties":[1]}"#,
      #"{"type":"GeometryCollection","geometries":[7]}"#,
      #"{"type":"Point","coordinates":[1,2]} trailing"#,
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
      #"{"type":"Polygon","coordinates":"# + String(repeating: "[", count: 100_000),
      String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 100)
        + String(repeating: "]}", count: 100),
    ])
  func garbage(text: String) {
    let error = #expect(throws: GeometryError.self) { try GeoJSON.features(in: text.utf8) }
    #expect(error?.code == .malformedInput, "\(error?.message ?? "")")
    #expect(error?.message.contains("\n") == false)
    #expect(error.map { $0.message.count < 400 } == true, "\(error?.message.count ?? 0)")
  }

  @Test("Bytes that are no UTF-8 are refused")
  func encoding() {
    // 丽水 in GBK.
    let bytes =
      Array(#"{"type":"Feature","geometry":null,"properties":{"n":""#.utf8)
      + [0xC0, 0xF6, 0xCB, 0xAE] + Array("\"}}".utf8)
    let error = #expect(throws: GeometryError.self) { try GeoJSON.features(in: bytes) }
    #expect(error?.code == .malformedInput)
  }

  @Test("Cut off at any byte it is an error")
  func truncated() {
    let whole = Array(Self.lishuiStation.utf8)
    for length in 0..<whole.count - 3 {
      #expect(throws: GeometryError.self) { try GeoJSON.features(in: whole.prefix(length)) }
    }
  }

  @Test("An error inside a feature says which feature")
  func place() {
    let feature = #"{"type":"Feature","geometry":{"type":"Point","coordinates":[119,28]}}"#
    let swapped = feature.replacing("119,28", with: "28,119")
    let text = #"{"type":"FeatureCollection","features":[\#(feature),\#(swapped)]}"#
    let error = #expect(throws: GeometryError.self) { try GeoJSON.features(in: text.utf8) }
    #expect(error?.code == .outOfRange)
    #expect(error?.message.hasPrefix("GeoJSON, features[1]: latitude 119.0") == true)
    #expect(error?.message.contains("look swapped") == true)
  }

  @Test("A file that declares metres is refused, one that declares WGS 84 is not")
  func declaredCRS() throws {
    func file(_ name: String) -> String {
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\#(name)"}},"#
        + #""features":[]}"#
    }
    let error = #expect(throws: GeometryError.self) {
      try GeoJSON.features(in: file("urn:ogc:def:crs:EPSG::4549").utf8)
    }
    #expect(error?.code == .unknownCRS)
    #expect(try GeoJSON.features(in: file("urn:ogc:def:crs:OGC:1.3:CRS84").utf8).isEmpty)
    #expect(try GeoJSON.features(in: file("urn:ogc:def:crs:EPSG::4490").utf8).isEmpty)
  }

  @Test("A number JSON cannot hold is refused on writing")
  func infinity() {
    let feature = GeoJSONFeature(shape: nil, properties: ["x": .number(.infinity)])
    #expect(throws: GeometryError.self) { try GeoJSON.text([feature]) }
  }
}
