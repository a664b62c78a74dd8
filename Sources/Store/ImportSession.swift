import GRDB
public import ResponseModel

/// An import that is under way: rows of any layers, one transaction.
///
/// Layers are to come in the order of `Layer.allCases`, so that what a row refers to is there
/// before it. Not for use after the closure that got it has ended.
public final class ImportSession {
  private let database: Database
  private let mode: ImportMode
  private let file: String?
  /// The store's, for messages.
  private let path: String
  private var order: [Layer] = []
  private var writers: [Layer: any LayerWriting] = [:]
  private(set) var issues: [DataIssue] = []

  init(_ database: Database, mode: ImportMode, file: String?, path: String) {
    self.database = database
    self.mode = mode
    self.file = file
    self.path = path
  }

  /// Adds rows, or updates those with the same key.
  ///
  /// - Throws: `StoreError` where the file cannot be written. A row that breaks a rule throws
  ///   nothing: it is refused, and the import ends as `ImportMode.acceptsValid` says.
  public func add(_ batch: LayerBatch) throws(StoreError) {
    try StoreError.translating(path) {
      try writer(of: batch.rows.layer).add(batch)
    }
  }

  public func add(_ rows: LayerRows) throws(StoreError) { try add(LayerBatch(rows)) }

  /// Keeps issues that were found while reading the file, as a set that the next import of the same
  /// file or layer supersedes.
  public func keep(_ issues: [DataIssue]) { self.issues += issues }

  func finish() throws -> [LayerChange] {
    // Backwards, so that what refers to a row is gone before it.
    var changes: [Layer: LayerChange] = [:]
    for layer in order.sorted(by: Layer.isBefore).reversed() {
      changes[layer] = try writers[layer]?.finish()
    }
    return order.compactMap { changes[$0] }
  }

  private func writer(of layer: Layer) throws -> any LayerWriting {
    if let writer = writers[layer] { return writer }
    let writer = try make(layer)
    writers[layer] = writer
    order.append(layer)
    return writer
  }

  private func make(_ layer: Layer) throws -> any LayerWriting {
    switch layer {
    case .counties:
      try make(LayerTables.counties) { if case .counties(let it) = $0 { it } else { nil } }
    case .townships:
      try make(LayerTables.townships) { if case .townships(let it) = $0 { it } else { nil } }
    case .facilities:
      try make(LayerTables.facilities) { if case .facilities(let it) = $0 { it } else { nil } }
    case .consortium:
      try make(LayerTables.consortium) { if case .consortium(let it) = $0 { it } else { nil } }
    case .stations:
      try make(LayerTables.stations) { if case .stations(let it) = $0 { it } else { nil } }
    case .candidates:
      try make(LayerTables.candidates) { if case .candidates(let it) = $0 { it } else { nil } }
    case .demandPoints:
      try make(LayerTables.demandPoints) { if case .demandPoints(let it) = $0 { it } else { nil } }
    case .ambulances:
      try make(LayerTables.ambulances) { if case .ambulances(let it) = $0 { it } else { nil } }
    case .equipment:
      try make(LayerTables.equipment) { if case .equipment(let it) = $0 { it } else { nil } }
    case .crew: try make(LayerTables.crew) { if case .crew(let it) = $0 { it } else { nil } }
    case .shifts: try make(LayerTables.shifts) { if case .shifts(let it) = $0 { it } else { nil } }
    case .calls: try make(LayerTables.calls) { if case .calls(let it) = $0 { it } else { nil } }
    case .visits: try make(LayerTables.visits) { if case .visits(let it) = $0 { it } else { nil } }
    }
  }

  private func make<Value>(
    _ table: LayerTable<Value>, _ extract: @escaping (LayerRows) -> [Value]?
  ) throws -> any LayerWriting {
    try LayerWriter(table, in: database, mode: mode, file: file, extract: extract)
  }
}

extension Layer {
  /// What a row refers to is in an earlier layer.
  static func isBefore(_ left: Layer, _ right: Layer) -> Bool {
    let order = Layer.allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
