public import ResponseModel

/// What the table of a layer looks like: its columns, and what is called what.
public struct LayerTable: Sendable {
  public let layer: Layer
  /// The sheet's name in templates and exports.
  public let title: String
  public let fields: [LayerField]
  /// Columns that tell rows apart.
  public let key: [String]

  init(_ layer: Layer, _ title: String, key: [String], _ fields: [LayerField]) {
    self.layer = layer
    self.title = title
    self.key = key
    self.fields = fields
  }

  public init(_ layer: Layer) {
    self =
      switch layer {
      case .counties: .counties
      case .townships: .townships
      case .facilities: .facilities
      case .consortium: .consortium
      case .stations: .stations
      case .candidates: .candidates
      case .demandPoints: .demandPoints
      case .ambulances: .ambulances
      case .equipment: .equipment
      case .crew: .crew
      case .shifts: .shifts
      case .calls: .calls
      case .visits: .visits
      }
  }

  public subscript(name: String) -> LayerField? { fields.first { $0.name == name } }

  /// Whether rows have a position or a boundary.
  public var hasPositions: Bool {
    fields.contains { if case .longitude = $0.kind { true } else { false } } || hasBoundaries
  }

  public var hasBoundaries: Bool { layer == .counties || layer == .townships }
}

extension LayerField {
  static let longitude = LayerField(
    "longitude", "经度", .longitude, short: "longitude",
    also: [
      "lng", "lon", "long", "x", "X坐标", "坐标X", "东经", "经度坐标", "中心经度", "point_x", "东坐标", "easting",
    ],
    note: LocalizedText(
      zh: "十进制度；坐标系写在表头括号内", en: "decimal degrees; the header names the datum"),
    example: "119.91079")

  static let latitude = LayerField(
    "latitude", "纬度", .latitude, short: "latitude",
    also: ["lat", "y", "Y坐标", "坐标Y", "北纬", "纬度坐标", "中心纬度", "point_y", "北坐标", "northing"],
    note: LocalizedText(zh: "十进制度", en: "decimal degrees"), example: "28.44986")

  static func countyCode(required: Bool = false) -> LayerField {
    LayerField(
      "county_code", "县区编码", .code, required: required, short: "county",
      also: [
        "县(市、区)编码", "县代码", "县区代码", "区县代码", "区县编码", "所属县区", "所属县(市、区)", "所属区县", "县(市、区)", "区县",
        "县区", "县市区", "county", "所在县", "所在区县", "行政区", "辖区",
      ],
      note: LocalizedText(
        zh: "六位行政区划代码，或县（市、区）全称", en: "six-digit code, or the county's name"),
      example: "331102")
  }

  static func townshipCode(required: Bool = false) -> LayerField {
    LayerField(
      "township_code", "乡镇编码", .code, required: required, short: "township",
      also: [
        "乡镇(街道)编码", "乡镇代码", "乡镇街道代码", "街道编码", "所属乡镇", "所在乡镇", "所属乡镇(街道)", "所在乡镇(街道)", "乡镇(街道)",
        "乡镇街道", "township", "街镇", "所属街道",
      ],
      note: LocalizedText(
        zh: "九位代码，或乡镇（街道）全称", en: "nine-digit code, or the township's name"),
      example: "331102003")
  }

  static let evidence = LayerField(
    "evidence", "依据", .evidence, also: ["数据依据", "可信度", "数据来源类型"],
    note: LocalizedText(
      zh: "数据从何而来；空着按 --evidence，未给则为“公开文本”",
      en: "how far it can be trusted; where empty --evidence, or else 'reported'"),
    example: "调查")

  static let plate = LayerField(
    "plate", "车牌号码", .code, required: true,
    also: ["车牌号", "车牌", "号牌号码", "车辆号牌", "救护车车牌", "车辆", "ambulance", "ambulance_plate", "vehicle"],
    example: "浙K00001")

  static func stationCode(_ note: Bool = true) -> LayerField {
    LayerField(
      "station_code", "急救站编码", .code, short: "station",
      also: [
        "站点编码", "站点代码", "所属站点", "所属急救站", "急救站", "分站", "所属分站", "分站编码", "station", "急救站(点)", "所在站点",
      ],
      note: LocalizedText(zh: "站点编码，或站点全称", en: "the station's code or name"),
      example: "331102-S01")
  }
}
