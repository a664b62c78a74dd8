import ResponseModel
import Routing

/// The columns of a table of roads and what their values mean.
struct RoadTableColumns {
  /// A column among those that are read.
  struct Column {
    let header: String
    let place: Int

    func value(_ row: RawRow) -> String? { row[place].flatMap { PlainText.trimmed($0) } }
  }

  /// Columns of the file by number, in the order in which they are read.
  private(set) var chosen: [Int] = []
  private var roadClass: Column?
  private var speed: Column?
  private(set) var oneway: Column?
  private(set) var name: Column?

  /// What a column is called where nobody says; compared without case, blanks and signs.
  private static let known: [(field: String, headers: Set<String>)] = [
    ("class", ["class", "roadclass", "fclass", "highway", "道路等级", "技术等级", "公路等级", "等级", "道路类型"]),
    ("speed", ["speed", "speedkmh", "kmh", "速度", "车速", "行驶速度", "平均车速"]),
    ("oneway", ["oneway", "单行", "单行线", "单向", "是否单行", "通行方向"]),
    ("name", ["name", "roadname", "名称", "道路名称", "路名", "路线名称"]),
  ]

  static let fields = known.map(\.field)

  /// - Throws: `ImportError.usage` where `--map` names a field or a column that is not there, or where
  ///   neither class nor speed can be found.
  init(_ headers: [String], _ map: [String: String], file: String) throws(ImportError) {
    for (field, header) in map.sorted(by: { $0.key < $1.key }) {
      guard Self.fields.contains(field) else {
        let fields = Self.fields.joined(separator: ", ")
        throw ImportError(
          .usage,
          LocalizedText(
            zh: "--map：道路没有字段“\(field)”；有：\(fields)",
            en: "--map: roads have no field '\(field)'; there are: \(fields)"))
      }
      guard headers.contains(header) else {
        let there = headers.joined(separator: ", ")
        throw ImportError(
          .usage,
          LocalizedText(
            zh: "--map：\(file) 中没有列“\(header)”；有：\(there)",
            en: "--map: \(file) has no column '\(header)'; there are: \(there)"))
      }
    }
    for (field, names) in Self.known {
      let index =
        map[field].flatMap { header in headers.firstIndex(of: header) }
        ?? headers.firstIndex { names.contains(HeaderName($0).plain) }
      guard let index else { continue }
      let column = Column(header: headers[index], place: chosen.count)
      chosen.append(index)
      switch field {
      case "class": roadClass = column
      case "speed": speed = column
      case "oneway": oneway = column
      default: name = column
      }
    }
    guard roadClass != nil || speed != nil else {
      let there = headers.joined(separator: ", ")
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(file) 中找不到道路等级或速度列（有：\(there)）：请用 --map class=列名 或 --map speed=列名 指明",
          en: "\(file) has neither a column of classes nor one of speeds (there are: \(there)):"
            + " name one with --map class=column or --map speed=column"))
    }
  }

  /// - Throws: `RoadTableProblem` for a class or a speed that is none.
  func attributes(_ row: RawRow) throws(RoadTableProblem) -> RoadAttributes {
    var road = RoadAttributes(.road)
    if let roadClass, let text = roadClass.value(row) {
      guard let known = Self.roadClass(text) else {
        throw RoadTableProblem(
          "class-unknown", roadClass.header, zh: "不认识道路等级“\(text)”",
          en:
            "'\(text)' is no class of roads: use \(RoadClass.words.prefix(12).joined(separator: ", ")) …"
        )
      }
      road.roadClass = known
    }
    guard let speed, let text = speed.value(row) else { return road }
    do throws(ValueProblem) {
      let number = try NumberText.number(text)
      // 0 stands for "not known" in many tables.
      guard number != 0 else { return road }
      guard let limit = SpeedLimit(kilometersPerHour: number) else {
        throw ValueProblem("value-invalid", LocalizedText(zh: "", en: ""))
      }
      road.limitForward = limit
      road.limitBackward = limit
      road.statesSpeed = true
    } catch {
      throw RoadTableProblem(
        "speed-invalid", speed.header, zh: "“\(text)”不是速度（公里/小时）",
        en: "'\(text)' is no speed in km/h")
    }
    return road
  }

  /// Words of OpenStreetMap, and those of China's road statistics.
  static func roadClass(_ text: String) -> RoadClass? {
    let word = text.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    if let known = RoadClass(word: word) { return known }
    return chinese[text]
  }

  private static let chinese: [String: RoadClass] = [
    "高速": .motorway, "高速公路": .motorway, "一级": .trunk, "一级公路": .trunk, "二级": .primary,
    "二级公路": .primary, "三级": .secondary, "三级公路": .secondary, "四级": .tertiary, "四级公路": .tertiary,
    "等外": .unclassified, "等外公路": .unclassified, "国道": .trunk, "省道": .primary, "县道": .secondary,
    "乡道": .tertiary, "村道": .unclassified, "快速路": .trunk, "城市快速路": .trunk, "主干路": .primary,
    "主干道": .primary, "次干路": .secondary, "次干道": .secondary, "支路": .tertiary, "匝道": .motorwayLink,
    "居住区道路": .residential, "内部道路": .service, "机耕路": .track,
  ]
}

/// What a one-way column means, found from all its values: `T` is "true" in one table and "against the
/// line" in another.
struct RoadDirections {
  private let isFromTo: Bool

  init(_ values: [String]) {
    let words = Set(values.map { $0.uppercased() })
    isFromTo =
      !words.isDisjoint(with: ["F", "B", "FT", "TF"])
      && words.isSubset(of: ["F", "T", "B", "FT", "TF", ""])
  }

  /// - Throws: `RoadTableProblem` for a word that says nothing.
  func apply(_ text: String?, to road: inout RoadAttributes) throws(RoadTableProblem) {
    guard let text else { return }
    switch (text.lowercased(), isFromTo) {
    case ("f", true), ("ft", _), ("yes", _), ("y", _), ("true", _), ("t", false), ("1", _),
      ("是", _),
      ("单行", _), ("单向", _), ("正向", _), ("顺向", _):
      road.isOpenBackward = false
    case ("t", true), ("tf", _), ("-1", _), ("reverse", _), ("反向", _), ("逆向", _):
      road.isOpenForward = false
    case ("b", _), ("no", _), ("n", _), ("false", _), ("f", false), ("0", _), ("否", _), ("双向", _),
      ("双行", _):
      break
    default:
      throw RoadTableProblem(
        "oneway-unknown", nil, zh: "不认识单行标记“\(text)”",
        en: "'\(text)' says no direction: use yes, no, -1, or F, T, B")
    }
  }
}
