import ResponseModel
import Testing

@testable import DataImport

@Suite struct ColumnMappingTests {
  private func mapping(
    _ headers: [String], _ layer: Layer, forced: [String: String] = [:], included: [String] = []
  ) throws -> ColumnMapping {
    let table = LayerTable(layer)
    return try ColumnMapping(
      headers: headers, table: table, dictionary: HeaderDictionary(table), forced: forced,
      included: included)
  }

  private func fields(_ mapping: ColumnMapping) -> [String: String] {
    Dictionary(uniqueKeysWithValues: mapping.columns.map { ($0.header, $0.field) })
  }

  @Test func `The chain of a 120 export is known by the names of standards.md`() throws {
    let found = fields(
      try mapping(
        [
          "事件编码", "任务编码", "开始受理时刻", "结束受理时刻", "派车时刻", "接受命令时刻", "出车时刻", "到达现场时刻", "离开现场时刻",
          "到达医院时刻", "完成时刻", "返回站中时刻", "分站名称", "车牌号码", "X坐标", "Y坐标", "出车结果",
        ], .calls))
    #expect(
      found == [
        "事件编码": "event_id", "任务编码": "mission_id", "开始受理时刻": "received_at", "结束受理时刻": "handled_at",
        "派车时刻": "dispatched_at", "接受命令时刻": "accepted_at", "出车时刻": "departed_at",
        "到达现场时刻": "arrived_at", "离开现场时刻": "left_scene_at", "到达医院时刻": "at_hospital_at",
        "完成时刻": "completed_at", "返回站中时刻": "returned_at", "分站名称": "station_name", "车牌号码": "plate",
        "X坐标": "longitude", "Y坐标": "latitude", "出车结果": "outcome",
      ])
  }

  @Test(arguments: [
    ("开始时刻", "received_at"), ("收到指令时刻", "received_at"), ("摘机时刻", "answered_at"),
    ("摘机时间", "answered_at"), ("接收命令时刻", "accepted_at"), ("驶向现场时刻", "departed_at"),
    ("病人上车时刻", "left_scene_at"), ("接车地址经度", "longitude"), ("接车地址纬度", "latitude"),
  ])
  func `A synonym of a 120 export means its column`(header: String, field: String) throws {
    #expect(try fields(mapping([header, "任务编码"], .calls))[header] == field)
  }

  @Test func `Blanks, brackets, stars, widths of letters and case make no difference`() throws {
    let found = fields(try mapping(["站点 编码*", "NAME", "\u{FF2C}ng", "纬度(WGS-84)"], .stations))
    #expect(
      found == [
        "站点 编码*": "code", "NAME": "name", "\u{FF2C}ng": "longitude", "纬度(WGS-84)": "latitude",
      ])
  }

  @Test func `A header names its datum, its unit and its year`() throws {
    let stations = try mapping(["编码", "名称", "经度\u{FF08}GCJ-02\u{FF09}", "纬度(高德)"], .stations)
    #expect(stations["longitude"]?.datum == .gcj02)
    #expect(stations["latitude"]?.datum == .gcj02)
    let counties = try mapping(["县区", "代码", "2020年常住人口\u{FF08}万人\u{FF09}"], .counties)
    #expect(counties["residents"]?.factor == 10_000)
    #expect(counties["residents"]?.year == "2020")
    #expect(try mapping(["resident_population_2020"], .counties)["residents"]?.year == "2020")
    #expect(try mapping(["longitude_wgs84"], .stations)["longitude"]?.datum == .wgs84)
  }

  @Test func `Who someone is stays out, and is told from what means nothing`() throws {
    let found = try mapping(
      ["任务编码", "患者姓名", "联系电话", "现场地址", "病种判断", "年龄", "调度员工号", "任务号"], .calls)
    #expect(fields(found) == ["任务编码": "mission_id"])
    let reasons = Dictionary(uniqueKeysWithValues: found.dropped.map { ($0.header, $0.reason) })
    #expect(
      reasons == [
        "患者姓名": .personal, "联系电话": .personal, "现场地址": .personal, "病种判断": .personal,
        "年龄": .personal, "调度员工号": .unknown, "任务号": .duplicate,
      ])
  }

  @Test func `What is asked for by name is kept as it is`() throws {
    let found = try mapping(["任务编码", "病种判断", "现场地址"], .calls, included: ["病种判断"])
    #expect(found.included.map(\.header) == ["病种判断"])
    #expect(found.dropped.map(\.header) == ["现场地址"])
  }

  @Test func `A column can be named by its header or by its letter`() throws {
    let headers = ["编号甲", "站点全名", "lng", "lat"]
    for forced in [["code": "编号甲", "name": "站点全名"], ["code": "A", "name": "B"]] {
      let found = fields(try mapping(headers, .stations, forced: forced))
      #expect(found["编号甲"] == "code")
      #expect(found["站点全名"] == "name")
    }
  }

  @Test func `A name that the layer or the file lacks is refused with those there are`() throws {
    let field = #expect(throws: ImportError.self) {
      try mapping(["编码"], .stations, forced: ["codes": "编码"])
    }
    #expect(field?.code == .usage)
    #expect(field?.message.en.contains("there are: code, name") == true)
    let header = #expect(throws: ImportError.self) {
      try mapping(["编码"], .stations, forced: ["code": "编号"])
    }
    #expect(header?.message.en.contains("there are: 编码") == true)
  }

  @Test func `No header means two columns of the same layer equally surely`() {
    for layer in Layer.allCases {
      let table = LayerTable(layer)
      var owners: [String: String] = [:]
      for field in table.fields {
        for name in [field.name, field.header, field.shortName] {
          let key = HeaderName(name).full
          let owner = owners.updateValue(field.name, forKey: key) ?? field.name
          #expect(owner == field.name, "\(layer.rawValue): \(name)")
        }
      }
    }
  }

  @Test func `Every column is found by each of its own names`() throws {
    for layer in Layer.allCases {
      let table = LayerTable(layer)
      for names in [
        table.fields.map(\.name), table.fields.map(\.header), table.fields.map(\.shortName),
      ] {
        let found = try mapping(names, layer)
        #expect(found.columns.map(\.field) == table.fields.map(\.name), "\(layer.rawValue)")
      }
    }
  }
}
