import Geometry
import Quantities
import ResponseModel
import Testing

@testable import DataImport

/// What county offices send, read as they mean it.
@Suite struct FixtureImportTests {
  @Test func `A printed table with merged titles, two header rows, a sum and a footnote`() throws {
    let read = try Imported(
      fixture("government-stations.xlsx"), .stations, into: try lishuiData())
    #expect(read.obstacle == nil)
    #expect(read.errors.isEmpty)
    #expect(read.summary.sheet == "急救站点")
    #expect(read.summary.headerLine == 4)
    #expect(read.summary.datum == .gcj02)
    #expect(read.summary.mapping.dropped.contains { $0.header == "联系电话" && $0.reason == .personal })
    #expect(read.stations.map(\.code) == ["331102-S01", "331102-S02", "331121001"])
    #expect(read.stations.map(\.countyCode) == ["331102", "331102", "331121"])
    let shown = GeographicCoordinate(easting: 119.91536, northing: 28.44734)
    let position = try #require(read.stations.first?.position)
    #expect(Geodesic.distance(position, ChineseDatum.gcj02.toWGS84(shown)).value < 0.001)
    #expect((540...620).contains(Geodesic.distance(position, shown).value))
  }

  @Test func `A 120 export with preamble rows, personal columns and missions over midnight`() throws
  {
    let read = try Imported(fixture("dispatch-export.xlsx"), .calls, into: try lishuiData()) {
      $0.datum = .wgs84
    }
    #expect(read.errors.isEmpty)
    #expect(read.summary.headerLine == 5)
    #expect(
      read.summary.mapping.dropped.map(\.header) == ["患者姓名", "联系电话", "现场地址", "病种判断"])
    #expect(read.calls.map { $0.response?.value } == [835, 900, 1200, 720])
    #expect(
      read.calls.map(\.outcome) == [.transported, .cancelled, .diedOnScene, .transported])
    #expect(read.calls.map(\.details) == [[:], [:], [:], [:]])
    let stated = try #require(read.issues.first { $0.code == "stated-response-not-trusted" })
    #expect(stated.message.en.contains("1 of 3 rows differ"))
  }

  @Test(arguments: [
    (
      "急救反应时间", "8", nil, "stated-response-without-unit", "1 rows state a response time as a number"
    ),
    (
      "急救反应时间", "soon", nil, "stated-response-unreadable", "1 rows state a response time that is no"
    ),
    ("急救反应时间(分钟)", "8", 480.0, "stated-response-not-trusted", "0 of 1 rows differ"),
    ("急救反应时间(秒)", "480", 480, "stated-response-not-trusted", "0 of 1 rows differ"),
    ("Response_time (minutes)", "8", 480, "stated-response-not-trusted", "0 of 1 rows differ"),
  ])
  func `A stated response without a unit is not passed over in silence`(
    header: String, value: String, stated: Double?, code: String, words: String
  ) throws {
    let folder = try ImportFolder()
    let path = try folder.write(
      "任务编码,开始受理时刻,到达现场时刻,\(header)\nT1,2026-03-05 08:00:00,2026-03-05 08:08:00,\(value)\n",
      "calls.csv")
    let read = try Imported(path, .calls)
    #expect(read.calls.map { $0.statedResponse?.value } == [stated])
    let issue = try #require(read.issues.first { $0.code.hasPrefix("stated-response") })
    #expect(issue.code == code)
    #expect(issue.message.en.contains(words))
  }

  @Test func `A diagnosis is kept where it is asked for by name, and nothing else`() throws {
    let read = try Imported(fixture("dispatch-export.xlsx"), .calls) {
      $0.datum = .wgs84
      $0.includedColumns = ["病种判断"]
    }
    #expect(read.calls.map(\.details) == ["胸痛", "外伤", "中风", "中毒"].map { ["病种判断": $0] })
    #expect(!read.summary.mapping.dropped.contains { $0.header == "病种判断" })
  }

  @Test func `A day is the same day in every format of cell`() throws {
    let read = try Imported(fixture("ambulance-dates.xlsx"), .ambulances)
    #expect(read.errors.isEmpty)
    #expect(Set(read.ambulances.map { $0.inServiceFrom?.description }) == ["2024-03-05"])
    #expect(read.ambulances.map(\.type).suffix(2) == [.b, .c])
    #expect(read.ambulances.map(\.hasNegativePressure).suffix(2) == [true, true])
  }

  @Test func `The oldest workbooks are read too, and names stay out`() throws {
    let read = try Imported(fixture("crew.xls"), .crew)
    #expect(read.errors.isEmpty)
    #expect(read.crew.map(\.id) == ["1001", "0002"])
    #expect(read.crew.map(\.roles) == [[.physician], [.driver, .stretcherBearer]])
    let licence = try #require(read.crew.first?.licences.first)
    #expect(licence.number == "0110331102000001")
    #expect(licence.expiresOn?.description == "2027-12-31")
    #expect(read.summary.mapping.dropped.map(\.header) == ["姓名"])
  }

  @Test func `Every bad cell is named by file, sheet, row and column`() throws {
    let read = try Imported(fixture("broken-cells.xlsx"), .stations, into: try lishuiData())
    #expect(read.stations.map(\.code) == ["331102-S01"])
    let found = read.errors.map { "\($0.line ?? 0) \($0.code) \($0.column ?? "")" }
    #expect(
      found == [
        "3 formula-error 经度(WGS-84)", "4 code-damaged 站点编码", "5 position-invalid 经度(WGS-84)",
        "6 unknown-county 县区编码", "7 duplicate-row 站点编码", "8 position-invalid 纬度(WGS-84)",
        "9 value-missing 站点编码", "10 value-missing 站点编码",
      ])
    #expect(read.errors.allSatisfy { $0.file == "broken-cells.xlsx [Sheet]" })
    #expect(read.errors.last?.message.en.contains("merged") == true)
  }

  @Test func `Of sheets that fit alike one must be named`() throws {
    let error = #expect(throws: ImportError.self) {
      try Imported(fixture("two-sheets.xlsx"), .stations)
    }
    #expect(error?.code == .usage)
    #expect(error?.message.en.contains("莲都, 青田") == true)
    let read = try Imported(fixture("two-sheets.xlsx"), .stations) { $0.sheet = "青田" }
    #expect(read.stations.map(\.code) == ["青田-S01"])
    let second = try Imported(fixture("two-sheets.xlsx"), .stations) { $0.sheet = "2" }
    #expect(second.stations == read.stations)
    let missing = #expect(throws: ImportError.self) {
      try Imported(fixture("two-sheets.xlsx"), .stations) { $0.sheet = "松阳" }
    }
    #expect(missing?.message.en.contains("there are: 莲都, 青田") == true)
  }

  @Test func `A filled-in template is read without options, its notes and example passed over`()
    throws
  {
    let read = try Imported(fixture("filled-template.xlsx"), .stations, into: try lishuiData())
    #expect(read.obstacle == nil)
    #expect(read.issues.isEmpty)
    #expect(read.stations.map(\.code) == ["331102-S77"])
    #expect(read.stations.first?.hostTownshipCode == "331102003")
    #expect(read.stations.first?.evidence == .surveyed)
  }

  @Test func `A Shapefile in GBK that does not say so is read, with the system of its .prj`() throws
  {
    let read = try Imported(fixture("stations-gbk.shp"), .stations, into: try lishuiData())
    #expect(read.obstacle == nil)
    #expect(read.stations.map(\.name) == ["甲急救站", "乙急救站"])
    #expect(read.stations.map(\.countyCode) == ["331102", "331121"])
    #expect(read.summary.datumSource == .file)
  }

  @Test func `KML and GeoPackage are read by the names of their columns`() throws {
    let folder = try ImportFolder()
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲急救站</name>
      <ExtendedData><Data name="code"><value>007</value></Data></ExtendedData>
      <Point><coordinates>119.91079,28.44986</coordinates></Point></Placemark></Document></kml>
      """
    let read = try Imported(try folder.write(text, "a.kml"), .stations, into: try lishuiData())
    #expect(read.stations.map(\.code) == ["007"])
    #expect(read.stations.map(\.name) == ["甲急救站"])
    let path = folder.path("a.gpkg")
    _ = try LayerExport.write(.stations(read.stations), to: path)
    let again = try Imported(path, .stations, into: try lishuiData())
    #expect(again.stations == read.stations)
  }

  @Test func `A name that no place of a KML file has gives way to a column that has it`() throws {
    let folder = try ImportFolder()
    func places(_ name: String) -> String {
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>\(name)</name>
      <ExtendedData><Data name="code"><value>007</value></Data>
      <Data name="station"><value>甲急救站</value></Data></ExtendedData>
      <Point><coordinates>119.91079,28.44986</coordinates></Point></Placemark></Document></kml>
      """
    }
    for empty in ["", " "] {
      let path = try folder.write(places(empty), "empty.kml")
      let read = try Imported(path, .stations, into: try lishuiData())
      #expect(read.stations.map(\.name) == ["甲急救站"])
    }
    let path = try folder.write(places("乙急救站"), "filled.kml")
    let read = try Imported(path, .stations, into: try lishuiData())
    #expect(read.stations.map(\.code) == ["007"])
    #expect(["甲急救站", "乙急救站"].contains(try #require(read.stations.first?.name)))
  }
}
