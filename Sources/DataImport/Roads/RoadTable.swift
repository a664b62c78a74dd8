import Geometry
import ResponseModel
import Routing

/// A table of road lines (Shapefile, GeoPackage, GeoJSON …) on its way into a builder.
///
/// Roads meet where they share a point, be it an end or a point along the line, equal to 10⁻⁷ degree.
/// A line that crosses another without a shared point does not meet it.
struct RoadTable {
  private let name: String
  private let reader: TableReader
  private let converter: PositionConverter
  private let columns: RoadTableColumns
  private(set) var builder = RoadNetworkBuilder()
  private(set) var issues: [DataIssue] = []

  /// - Throws: `ImportError`: no such file, no such layer or column, no coordinate system.
  init(_ path: String, _ options: RoadImport.Options) throws(ImportError) {
    name = FileName.last(of: path)
    guard !TextTable.isTextTable(path) else {
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh: "\(name) 是文本表格，没有线形：道路请用 Shapefile、GeoPackage 或 OpenStreetMap 文件",
          en: "\(name) is a text table and has no lines: give roads as Shapefile, GeoPackage or"
            + " OpenStreetMap file"))
    }
    let file = try OpenedFile.open(path, text: nil, encoding: nil)
    var index = 0
    if let layer = options.layer {
      guard let found = file.sheets.firstIndex(of: layer) else {
        let known = file.sheets.joined(separator: ", ")
        throw ImportError(
          .usage,
          LocalizedText(
            zh: "\(name) 中没有图层“\(layer)”；有：\(known)",
            en: "\(name) has no layer '\(layer)'; there are: \(known)"))
      }
      index = found
    }
    reader = try file.table(index)
    guard reader.hasShapes else {
      throw ImportError(
        .badData,
        LocalizedText(zh: "\(name) 没有几何图形，不是道路图层", en: "\(name) has no shapes: no layer of roads"))
    }
    guard let system = options.declaredCRS ?? reader.declaredSystem else {
      throw ImportError(
        .usage,
        LocalizedText(
          zh: "\(name) 未声明坐标系：请用 --crs 指明，如 wgs84、gcj02 或 EPSG:4549",
          en:
            "\(name) declares no coordinate system: say it with --crs, e.g. wgs84, gcj02 or EPSG:4549"
        ))
    }
    converter = try PositionConverter(SourceDatum(option: system) ?? .system(system))
    columns = try RoadTableColumns(reader.columns, options.map, file: name)
  }

  mutating func read() throws(ImportError) {
    try reader.start(columns.chosen, shapes: true)
    var rows: [RawRow] = []
    while let row = try reader.next() { rows.append(row) }
    let directions = RoadDirections(rows.compactMap { columns.oneway?.value($0) })
    for row in rows { add(row, directions) }
    builder.setPoints { RoadPosition(pointID: $0) }
    let errors = issues.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name)：\(rows.count) 行中有 \(errors.count) 行有误，未改动任何内容",
          en: "\(name): \(errors.count) of \(rows.count) rows are wrong, nothing was changed"),
        issues: errors)
    }
  }

  private mutating func add(_ row: RawRow, _ directions: RoadDirections) {
    guard let wkb = row.shape else {
      report(.warning, "road-without-shape", row, nil, zh: "没有线形，已略过", en: "no shape: left out")
      return
    }
    do throws(RoadTableProblem) {
      var road = try columns.attributes(row)
      try directions.apply(columns.oneway?.value(row), to: &road)
      let lines = try lines(wkb)
      for line in lines { try add(line, row.line, road, columns.name?.value(row) ?? "") }
    } catch {
      report(.error, error.code, row, error.column, zh: error.message.zh, en: error.message.en)
    }
  }

  private func lines(_ wkb: [UInt8]) throws(RoadTableProblem) -> [[CRSPoint]] {
    let shape: Shape<CRSPoint>
    do throws(GeometryError) {
      shape = try Shape<CRSPoint>(wkb: wkb)
    } catch {
      throw RoadTableProblem("shape-invalid", nil, zh: error.message, en: error.message)
    }
    switch shape {
    case .lineString(let line): return [line.points]
    case .multiLineString(let lines): return lines.map(\.points)
    default:
      throw RoadTableProblem("shape-not-a-line", nil, zh: "图形不是线", en: "its shape is no line")
    }
  }

  private mutating func add(
    _ line: [CRSPoint], _ number: Int, _ road: RoadAttributes, _ name: String
  ) throws(RoadTableProblem) {
    var positions: [RoadPosition] = []
    for point in line {
      do throws(GeometryError) {
        positions.append(RoadPosition(try converter.position(point)))
      } catch {
        throw RoadTableProblem(
          "position-invalid", nil, zh: "坐标 \(point.easting)， \(point.northing) 不在地球上",
          en: "\(point.easting), \(point.northing) is not on the globe: is --crs right?")
      }
    }
    builder.addWay(id: Int64(number), road, name: name, points: positions.map(\.pointID))
  }

  private mutating func report(
    _ severity: DataIssue.Severity, _ code: String, _ row: RawRow, _ column: String?, zh: String,
    en: String
  ) {
    issues.append(
      DataIssue(
        severity, code: code, LocalizedText(zh: zh, en: en), file: name, line: row.line,
        column: column))
  }
}

extension RoadPosition {
  /// Equal for equal positions, so that lines that share a point share its id.
  fileprivate var pointID: Int64 {
    Int64(latitude) << 32 | Int64(UInt32(bitPattern: longitude))
  }

  fileprivate init(pointID: Int64) {
    self.init(
      latitude: Int32(truncatingIfNeeded: pointID >> 32),
      longitude: Int32(truncatingIfNeeded: pointID))
  }
}

struct RoadTableProblem: Error {
  let code: String
  let column: String?
  let message: LocalizedText

  init(_ code: String, _ column: String?, zh: String, en: String) {
    self.code = code
    self.column = column
    message = LocalizedText(zh: zh, en: en)
  }
}
