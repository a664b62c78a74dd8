public import ResponseModel

/// What an import did to one layer, or would do.
public struct LayerChange: Sendable, Hashable {
  public let layer: Layer
  public internal(set) var added = 0
  public internal(set) var changed = 0
  public internal(set) var unchanged = 0
  /// Rows within the scope of the import that it does not mention.
  public internal(set) var gone = 0
  /// Those of `gone` that were deleted: all of them or none.
  public internal(set) var deleted = 0
  /// Rows that the store refused, and the first of them as issues with their line, at most
  /// `LayerChange.listedRefusals`.
  public internal(set) var refusedCount = 0
  public internal(set) var refused: [DataIssue] = []
  /// The first rows that were added, changed or gone, at most `LayerChange.shownRows` of each.
  public internal(set) var differences: [RowDifference] = []

  public static let shownRows = 100
  public static let listedRefusals = 10_000

  var shownGone = 0

  init(_ layer: Layer) { self.layer = layer }

  /// Whether the store is as it was.
  public var isNone: Bool { added == 0 && changed == 0 && deleted == 0 }
}

/// One row before and after.
public struct RowDifference: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case added, changed, gone
  }

  /// A column whose value changed, as text; `nil` for no value.
  public struct Column: Sendable, Hashable {
    public let name: String
    public let old: String?
    public let new: String?
  }

  public let kind: Kind
  /// What identifies the row, e.g. a station's code.
  public let key: String
  /// Empty unless `changed`.
  public let columns: [Column]
}
