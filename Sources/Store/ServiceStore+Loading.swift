import GRDB
public import ResponseModel

extension ServiceStore {
  /// The rows of the store.
  ///
  /// - Parameters:
  ///   - county: only what the analysis of this county needs: its own rows, every station (those
  ///     across the border serve too), crews of other stations who work here, and issues that
  ///     concern it or all; everything where `nil`.
  ///   - layers: only these; shifts and calls can be many.
  /// - Throws: `StoreError.badRow` for a row that cannot be what it says, e.g. a latitude of 119.
  /// - Complexity: O(rows that are read).
  public func load(
    county: String? = nil, layers: Set<Layer> = Set(Layer.allCases)
  ) throws(StoreError) -> ServiceData {
    try StoreError.translating(path) {
      try queue.read { database in
        try ServiceRows.load(from: database, county: county, layers: layers)
      }
    }
  }

  /// The audit trail, oldest first.
  public func auditTrail() throws(StoreError) -> [AuditEntry] {
    try StoreError.translating(path) {
      try queue.read { try AuditTrail.entries(in: $0) }
    }
  }
}
