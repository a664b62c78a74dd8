import GRDB
import ResponseModel

/// How the values of a layer become rows of its table.
struct LayerTable<Value>: Sendable {
  let layer: Layer
  let name: String
  /// Columns that identify a row; the first of `columns`, in order.
  let keys: [String]
  let columns: [String]
  /// The values of `columns`.
  let encode: @Sendable (Value) -> [StoredCell]
  /// Whether a value is sure to keep every CHECK constraint of the table, because its type or this
  /// look at it says so. Of a million rows of twelve moments, trying the patterns again takes half
  /// of the time that storing takes.
  let isSure: @Sendable (Value) -> Bool
  /// Whether there is a column `geom`: then it comes first after the keys.
  var hasShape: Bool { columns.contains("geom") }
  /// Rows of other tables that belong to a row and live and die with it.
  var children: [ChildTable<Value>] = []
  /// Whether a value has any such rows: hardly one of a million calls has, and making an array of
  /// none for each takes longer than asking.
  let hasChildRows: @Sendable (Value) -> Bool
  /// A condition on a row `t` that holds for those of county `?1`.
  let ofCounty: String
  /// The same for reading, which needs more than an import stands for: stations across the border,
  /// crews of other stations who work here.
  let ofCountyToRead: String

  var shapeIndex: Int { keys.count }

  /// What identifies a row, for people.
  func key(_ values: [DatabaseValue]) -> String {
    values.prefix(keys.count).map { String.fromDatabaseValue($0) ?? "" }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  init(
    _ layer: Layer, keys: [String], others: [String], children: [ChildTable<Value>] = [],
    ofCounty: String = "t.county_code = ?1", ofCountyToRead: String? = nil,
    hasChildRows: (@Sendable (Value) -> Bool)? = nil,
    isSure: @escaping @Sendable (Value) -> Bool = { _ in false },
    encode: @escaping @Sendable (Value) -> [StoredCell]
  ) {
    self.isSure = isSure
    self.hasChildRows =
      hasChildRows ?? { value in children.contains { !$0.encode(value).isEmpty } }
    self.layer = layer
    name = layer.rawValue
    self.keys = keys
    columns = keys + others
    self.children = children
    self.ofCounty = ofCounty
    self.ofCountyToRead = ofCountyToRead ?? ofCounty
    self.encode = encode
  }
}

/// A table whose rows belong to a row of a layer.
struct ChildTable<Value>: Sendable {
  let name: String
  /// The column that holds the owner's key.
  let owner: String
  let columns: [String]
  let encode: @Sendable (Value) -> [[DatabaseValue]]

  init(
    _ name: String, owner: String, columns: [String],
    encode: @escaping @Sendable (Value) -> [[DatabaseValue]]
  ) {
    self.name = name
    self.owner = owner
    self.columns = columns
    self.encode = encode
  }
}
