import Geometry
import ResponseModel

/// A value of a table on its way out.
public enum LayerCell: Sendable, Hashable {
  case none
  case text(String)
  case number(Double)
  case integer(Int)

  static func of(_ text: String?) -> LayerCell { text.map(LayerCell.text) ?? .none }
  static func of(_ number: Double?) -> LayerCell { number.map(LayerCell.number) ?? .none }
  static func of(_ count: Int?) -> LayerCell { count.map(LayerCell.integer) ?? .none }
  static func of(_ date: CalendarDate?) -> LayerCell { .of(date?.description) }
  static func of(_ moment: Instant?) -> LayerCell { .of(moment?.description) }

  /// As a text table shows it; empty for nothing. A number reads back as the same number.
  public var text: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .number(let number):
      Int(exactly: number).map(String.init) ?? "\(number)"
    case .integer(let number): String(number)
    }
  }
}

/// A row of a layer in the order of the layer's columns, with its shape.
struct LayerRecord {
  let cells: [LayerCell]
  let point: GeographicCoordinate?
  let area: MultiPolygon<GeographicCoordinate>?

  init(
    _ cells: [LayerCell], point: GeographicCoordinate? = nil,
    area: MultiPolygon<GeographicCoordinate>? = nil
  ) {
    self.cells = cells
    self.point = point
    self.area = area
  }
}

/// How words and flags are written.
struct CellWords {
  let table: LayerTable
  /// 在用 and 是, or in_service and 1.
  let isChinese: Bool

  func word(_ field: String, _ value: String?) -> LayerCell {
    guard let value else { return .none }
    guard isChinese, case .word(let meanings)? = table[field]?.kind,
      let meaning = meanings.first(where: { $0.value == value })
    else { return .text(value) }
    return .text(meaning.word)
  }

  func flag(_ value: Bool?) -> LayerCell {
    guard let value else { return .none }
    return isChinese ? .text(value ? "是" : "否") : .integer(value ? 1 : 0)
  }
}
