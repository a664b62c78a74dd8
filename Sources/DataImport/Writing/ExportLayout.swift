import CGDAL
import Foundation
import Geometry
import ResponseModel

/// Which columns an export has and what its shapes are.
struct ExportLayout {
  struct Column {
    let name: String
    let kind: Kind
    /// Position among a record's cells; `nil` for the boundary as text.
    let cell: Int?
  }

  enum Kind {
    case text, number, integer
  }

  enum Shapes {
    case none, points, areas
  }

  let columns: [Column]
  let shapes: Shapes
  let format: ExportFormat

  init(_ table: LayerTable, _ records: [LayerRecord], format: ExportFormat, chinese: Bool) {
    self.format = format
    let hasAreas = records.contains { $0.area != nil }
    shapes =
      !format.hasShapes || !table.hasPositions
      ? .none : hasAreas || table.layer == .counties ? .areas : .points
    var columns: [Column] = []
    for (index, field) in LayerRecords.fields(table).enumerated() {
      let isPosition = field.name == "longitude" || field.name == "latitude"
      // A township has a seat beside its boundary; elsewhere the shape says it.
      if isPosition, shapes == .points { continue }
      if field.name.hasPrefix("licence_") { continue }
      var kind = Self.kind(field, format, chinese: chinese)
      if format == .xlsx, kind == .number, !records.allSatisfy({ Self.fits($0.cells[index]) }) {
        kind = .text
      }
      columns.append(
        Column(
          name: Self.name(field, format, isPosition: isPosition, chinese: chinese), kind: kind,
          cell: index))
    }
    if format == .csv, hasAreas {
      let name = chinese ? "边界（WGS-84）" : "boundary_wgs84"
      columns.append(Column(name: name, kind: .text, cell: nil))
    }
    self.columns = columns
  }

  /// GDAL writes a workbook's numbers with sixteen digits; a column with one that needs seventeen is
  /// written as text, so that it comes back as itself.
  private static func fits(_ cell: LayerCell) -> Bool {
    guard case .number(let number) = cell else { return true }
    return Double(String(format: "%.16g", number)) == number
  }

  private static func name(
    _ field: LayerField, _ format: ExportFormat, isPosition: Bool, chinese: Bool
  ) -> String {
    if format == .shapefile { return field.shortName }
    var name = chinese ? field.header : field.name
    // The header is where a table without shapes says its datum, and its units.
    if isPosition { name += chinese ? "(WGS-84)" : "_wgs84" }
    if field.name == "stated_response" { name = chinese ? name + "（秒）" : "stated_response_s" }
    return name
  }

  private static func kind(_ field: LayerField, _ format: ExportFormat, chinese: Bool) -> Kind {
    // GDAL cuts a number in a text table to 15 digits.
    guard format != .csv else { return .text }
    switch field.kind {
    case .number, .longitude, .latitude: return .number
    case .count: return .integer
    case .flag: return chinese ? .text : .integer
    default: return field.name == "stated_response" ? .number : .text
    }
  }
}
