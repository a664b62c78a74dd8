import Foundation
import Testing

/// `ambit matrix` and `ambit isochrone` on a street of four junctions, one degree from anything real.
@Suite("Travel time commands")
struct TravelTimeCommandTests {
  /// A–B–C–D, 1 km apart on the equator, C → D one way; and a profile of 60 km/h, access at 6 km/h.
  private struct Setting {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      let step = 0.008983153  // 1000 m on the equator
      let nodes = (0..<4).map {
        "<node id=\"\($0 + 1)\" lat=\"0\" lon=\"\(10 + Double($0) * step)\"/>"
      }
      try write(
        "street.osm",
        """
        <?xml version="1.0"?><osm version="0.6">
        \(nodes.joined(separator: "\n"))
        <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
        <way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
        <way id="3"><nd ref="3"/><nd ref="4"/><tag k="highway" v="primary"/>\
        <tag k="oneway" v="yes"/></way>
        </osm>
        """)
      try write("from.csv", "编号,名称,经度,纬度\nS1,甲站,10,0\nS2,乙站,\(10 + 3 * step),0\n")
      // V2 is 100 m north of the middle of BC, V3 5 km from any road.
      try write(
        "to.csv",
        "id,lon,lat\nV1,\(10 + 2 * step),0\nV2,\(10 + 1.5 * step),0.000904369\nV3,10,0.0452\n")
    }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    func path(_ name: String) -> String { folder.path(name) }

    func matrix(_ more: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        [
          "matrix", path("street.osm"), "--origins", path("from.csv"), "--destinations",
          path("to.csv"),
        ] + more)
    }

    func isochrone(_ more: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["isochrone", path("street.osm"), "--origins", path("from.csv")] + more)
    }
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    "the matrix has a row a pair, times with three decimals, empty cells for what is not reached")
  func csv() throws {
    let outcome = try Setting().matrix()
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = outcome.output.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[0] == ["origin", "destination", "time_s"])
    #expect(rows.count == 7)
    let times = Dictionary(
      uniqueKeysWithValues: rows.dropFirst().map { ($0[0] + $0[1], $0[2]) })
    // From the end of a one-way street nothing is reached; V3 is on no road.
    for key in ["S1V3", "S2V1", "S2V2", "S2V3"] { #expect(times[key] == "") }
    let near = try #require(times["S1V2"].flatMap(Double.init))
    let far = try #require(times["S1V1"].flatMap(Double.init))
    // 2 km against 1.5 km and 100 m on foot.
    let drive = far / 2
    #expect(near > 1.5 * drive + 60 && near < 1.5 * drive + 90)
    #expect(try #require(times["S1V1"]).split(separator: ".").last?.count == 3)
    #expect(outcome.errors.contains("V3") || outcome.errors.contains("1 "))
  }

  @Test("JSON and wide CSV hold the same times, and the distance of what is on no road")
  func formats() throws {
    let setting = try Setting()
    let json = try Self.object(try setting.matrix("--format", "json").output)
    let times = try #require(json["times_s"] as? [[Any]])
    #expect(times.count == 2 && times.allSatisfy { $0.count == 3 })
    #expect(times[1].allSatisfy { $0 is NSNull })
    let destinations = try #require(json["destinations"] as? [[String: Any]])
    #expect(destinations[2]["status"] as? String == "beyond_limit")
    let distance = try #require(destinations[2]["snap_distance_m"] as? Double)
    #expect(abs(distance - 4998) < 5)
    #expect(destinations[0]["status"] as? String == "on_road")
    let wide = try setting.matrix("--layout", "wide").output
      .split(whereSeparator: \.isNewline).map(String.init)
    #expect(wide[0] == "time_s,V1,V2,V3")
    #expect(wide[2] == "S2,,,")
    let first = try #require(times[0][0] as? Double)
    #expect(wide[1].hasPrefix("S1,\(String(format: "%.3f", first)),"))
    #expect(try setting.matrix("--format", "text", "--language", "zh").output.contains("甲站"))
  }

  @Test("a limit empties the cells above it, and any number of jobs gives the same bytes")
  func limit() throws {
    let setting = try Setting()
    let all = try setting.matrix().output
    #expect(try setting.matrix("--jobs", "3").output == all)
    let limited = try setting.matrix("--limit", "0.1").output
    #expect(!limited.contains("."))
    #expect(try setting.matrix("--limit", "100000").output == all)
  }

  @Test("isochrones are GeoJSON, one feature an origin and limit, nested")
  func isochrones() throws {
    let setting = try Setting()
    let outcome = try setting.isochrone("--minutes", "1,2", "--cell", "25")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let features = try #require(try Self.object(outcome.output)["features"] as? [[String: Any]])
    #expect(features.count == 4)
    let areas = try features.map { feature in
      let properties = try #require(feature["properties"] as? [String: Any])
      return (
        try #require(properties["origin"] as? String),
        try #require(properties["minutes"] as? Double),
        try #require(properties["area_km2"] as? Double)
      )
    }
    #expect(areas.map(\.0) == ["S1", "S1", "S2", "S2"])
    #expect(areas.map(\.1) == [2, 1, 2, 1])
    #expect(areas[0].2 > areas[1].2 && areas[1].2 > 0.02)
    let json = try Self.object(
      try setting.isochrone("--minutes", "2", "--cell", "25", "--format", "json").output)
    let rows = try #require(json["isochrones"] as? [[String: Any]])
    #expect(rows.count == 2)
    #expect(rows[0]["area_km2"] as? Double == areas[0].2)
    #expect(
      try #require(rows[0]["geometry"] as? [String: Any])["type"] as? String == "MultiPolygon")
    let csv = try setting.isochrone("--minutes", "2,1", "--format", "csv").output
    #expect(csv.split(whereSeparator: \.isNewline).count == 5)
  }

  @Test("a line says what is wrong with the words, the file or its rows")
  func mistakes() throws {
    let setting = try Setting()
    #expect(try setting.matrix("--limit", "-3").code == 64)
    #expect(try setting.isochrone("--minutes", "5,x").code == 64)
    #expect(try setting.isochrone("--minutes", "5", "--cell", "1").code == 64)
    try setting.write("bad.csv", "id,lon,lat\nA,10,0\nA,10.001,0\nB,,\nC,200,0\n")
    let bad = try BuiltProgram.run(
      "matrix", setting.path("street.osm"), "--origins", setting.path("bad.csv"),
      "--destinations", setting.path("to.csv"))
    #expect(bad.code == 65)
    for line in ["bad.csv:3", "bad.csv:4", "bad.csv:5"] { #expect(bad.errors.contains(line)) }
    #expect(bad.output.isEmpty)
    let missing = try BuiltProgram.run(
      "matrix", setting.path("nowhere.gpkg"), "--origins", setting.path("from.csv"),
      "--destinations", setting.path("to.csv"))
    #expect(missing.code == 66)
    try setting.write("table.csv", "id,lon,lat\nA,10,0\n")
    let noRoads = try BuiltProgram.run(
      "matrix", setting.path("table.csv"), "--origins", setting.path("from.csv"),
      "--destinations", setting.path("to.csv"))
    #expect(noRoads.code == 65)
    #expect(noRoads.complaint.split(separator: "\n").count == 1)
    try setting.write("nocolumns.csv", "a,b\n1,2\n")
    let columns = try BuiltProgram.run(
      "isochrone", setting.path("street.osm"), "--origins", setting.path("nocolumns.csv"),
      "--minutes", "5")
    #expect(columns.code == 65)
  }
}
