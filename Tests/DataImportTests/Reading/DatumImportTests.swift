import Geometry
import Quantities
import ResponseModel
import Testing

@testable import DataImport

/// A file's datum: said by the option, by the file, or asked for; never guessed.
@Suite struct DatumImportTests {
  private let store: ServiceData

  init() throws { store = try lishuiData() }

  private func csv(
    _ datum: ChineseDatum?, header: String = "code,name,longitude,latitude", swapped: Bool = false
  ) -> String {
    let rows = store.stations.map { station in
      let it = datum?.fromWGS84(station.position) ?? station.position
      let pair = swapped ? "\(it.latitude),\(it.longitude)" : "\(it.longitude),\(it.latitude)"
      return "\(station.code),\(station.name),\(pair)"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private func geoJSON(_ datum: ChineseDatum?, crs: String = "", extra: String = "") -> String {
    let features = store.stations.map { station in
      let it = datum?.fromWGS84(station.position) ?? station.position
      return """
        {"type":"Feature","properties":{"code":"\(station.code)","name":"\(station.name)"\(extra)},
        "geometry":{"type":"Point","coordinates":[\(it.longitude),\(it.latitude)]}}
        """
    }
    return
      "{\"type\":\"FeatureCollection\",\(crs)\"features\":[\(features.joined(separator: ","))]}"
  }

  @Test func `A table that does not say its datum asks for it, with what it looks like`() throws {
    let folder = try ImportFolder()
    let plain = try Imported(try folder.write(csv(nil), "a.csv"), .stations, into: store)
    #expect(plain.obstacle?.code == .usage)
    #expect(plain.obstacle?.message.en.contains("confirm with --crs wgs84") == true)
    let shifted = try Imported(try folder.write(csv(.gcj02), "b.csv"), .stations, into: store)
    #expect(shifted.obstacle?.message.en.contains("look like GCJ-02") == true)
    #expect(shifted.obstacle?.message.en.contains("use --crs gcj02") == true)
    let alone = try Imported(try folder.write(csv(nil), "c.csv"), .stations)
    #expect(alone.obstacle?.message.en.contains("gcj02 for Amap") == true)
  }

  @Test(arguments: [SourceDatum.wgs84, .cgcs2000, .gcj02, .bd09])
  func `The option says it, and the positions come out on WGS 84`(datum: SourceDatum) throws {
    let folder = try ImportFolder()
    let text = csv(datum == .gcj02 ? .gcj02 : datum == .bd09 ? .bd09 : nil)
    let read = try Imported(try folder.write(text, "a.csv"), .stations, into: store) {
      $0.datum = datum
    }
    #expect(read.obstacle == nil)
    #expect(read.issues.isEmpty)
    for (station, known) in zip(read.stations, store.stations) {
      #expect(Geodesic.distance(station.position, known.position).value < 0.001)
    }
  }

  @Test func `A header names the datum, and is held to it`() throws {
    let folder = try ImportFolder()
    let header = "code,name,经度(WGS-84),纬度(WGS-84)"
    let right = try Imported(
      try folder.write(csv(nil, header: header), "a.csv"), .stations, into: store)
    #expect(right.obstacle == nil)
    #expect(right.summary.datumSource == .header)
    let wrong = try Imported(
      try folder.write(csv(.bd09, header: header), "b.csv"), .stations, into: store)
    #expect(wrong.obstacle?.code == .badData)
    #expect(wrong.obstacle?.message.en.contains("look like BD-09") == true)
  }

  @Test func `GeoJSON is WGS 84 by its rule, unless its points say otherwise`() throws {
    let folder = try ImportFolder()
    let right = try Imported(
      try folder.write(geoJSON(nil), "a.geojson"), .stations, into: store)
    #expect(right.obstacle == nil)
    #expect(right.summary.datumSource == .geoJSONRule)
    let wrong = try Imported(
      try folder.write(geoJSON(.gcj02), "b.geojson"), .stations, into: store)
    #expect(wrong.obstacle?.message.en.contains("RFC 7946") == true)
    #expect(wrong.obstacle?.message.en.contains("--crs gcj02") == true)
    let told = try Imported(
      try folder.write(geoJSON(.gcj02), "c.geojson"), .stations, into: store
    ) { $0.datum = .gcj02 }
    #expect(told.obstacle == nil)
  }

  @Test func `A map in the manner of DataV is asked about where nothing can be compared`() throws {
    let folder = try ImportFolder()
    let text = geoJSON(.gcj02, extra: ",\"adcode\":331102,\"acroutes\":[1],\"childrenNum\":9")
    let read = try Imported(try folder.write(text, "a.geojson"), .stations)
    #expect(read.obstacle?.code == .usage)
    #expect(read.obstacle?.message.en.contains("--crs gcj02 or --crs wgs84") == true)
  }

  @Test func `What the option says against all appearance is taken, with a warning`() throws {
    let folder = try ImportFolder()
    let read = try Imported(try folder.write(csv(.gcj02), "a.csv"), .stations, into: store) {
      $0.datum = .wgs84
    }
    #expect(read.obstacle == nil)
    #expect(read.issues.map(\.code).contains("datum-doubtful"))
  }

  @Test func `Longitude and latitude in each other's columns are found out`() throws {
    let folder = try ImportFolder()
    let read = try Imported(
      try folder.write(csv(nil, swapped: true), "a.csv"), .stations, into: store)
    #expect(read.obstacle?.message.en.contains("longitude and latitude are swapped") == true)
  }

  @Test func `Metres without a system are asked about, with one they are converted`() throws {
    let folder = try ImportFolder()
    let converter = try CoordinateConverter(crs: "EPSG:4549")
    let points = try converter.fromWGS84(store.stations.map(\.position))
    let rows = zip(store.stations, points).map {
      "\($0.code),\($0.name),\($1.easting),\($1.northing)"
    }
    let path = try folder.write(
      (["code,name,东坐标,北坐标"] + rows).joined(separator: "\n"), "a.csv")
    let asked = try Imported(path, .stations, into: store)
    #expect(asked.obstacle?.message.en.contains("--crs EPSG:4549") == true)
    let read = try Imported(path, .stations, into: store) { $0.datum = .system("EPSG:4549") }
    for (station, known) in zip(read.stations, store.stations) {
      #expect(Geodesic.distance(station.position, known.position).value < 0.01)
    }
  }

  @Test func `County boundaries are compared by their boxes`() throws {
    let folder = try ImportFolder()
    let shifted = ServiceData(
      counties: try store.counties.map { county in
        let boundary = try county.boundary.map { area in
          try MultiPolygon(mapping: area) { point throws(GeometryError) in
            ChineseDatum.gcj02.fromWGS84(point)
          }
        }
        return County(code: county.code, name: county.name, boundary: boundary)
      })
    let path = folder.path("counties.geojson")
    _ = try LayerExport.write(shifted[.counties], to: path)
    let read = try Imported(path, .counties, into: store)
    #expect(read.obstacle?.message.en.contains("look like GCJ-02") == true)
  }

  @Test func `A boundary that crosses itself is mended, and said`() throws {
    let folder = try ImportFolder()
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"code":"331102","name":"莲都区"},"geometry":{"type":"Polygon",
      "coordinates":[[[119,28],[120,29],[120,28],[119,29],[119,28]]]}}]}
      """
    let read = try Imported(try folder.write(text, "a.geojson"), .counties)
    #expect(read.issues.map(\.code) == ["boundary-repaired"])
    #expect(read.counties.first?.boundary?.polygons.count == 2)
  }

  @Test func `A position outside the county that its row names is kept, and said`() throws {
    let folder = try ImportFolder()
    let text = "编码,名称,县区编码,经度(WGS-84),纬度(WGS-84)\nS1,甲,331102,120.28963,28.13822\n"
    let read = try Imported(try folder.write(text, "a.csv"), .stations, into: store)
    #expect(read.issues.map(\.code) == ["position-outside-county"])
    #expect(read.issues.first?.message.en.contains("but in 331121") == true)
    #expect(read.stations.count == 1)
  }
}
