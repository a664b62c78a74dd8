import FoundationEssentials
import GRDB
import ResponseModel

/// Rows of one layer on their way into the store.
protocol LayerWriting: AnyObject {
  func add(_ batch: LayerBatch) throws
  /// Works out what is gone, deletes it where asked, and says what was done.
  func finish() throws -> LayerChange
}

/// Compares each row with the one of the same key and writes what differs, through statements that
/// are made once.
///
/// - Complexity: O(log n) for a row; memory for a number per row of the layer, none where the layer
///   was empty.
final class LayerWriter<Value>: LayerWriting {
  let table: LayerTable<Value>
  let database: Database
  let mode: ImportMode
  private let file: String?
  private let extract: (LayerRows) -> [Value]?
  /// An empty layer has nothing to compare with; its own keys are unique by its index.
  private let wasEmpty: Bool
  private let hasChildren: Bool
  private var seen: Set<Int64> = []
  private(set) var change: LayerChange
  private let spatialIndex: SpatialIndexWriter?
  private let ordinaryIndexes: OrdinaryIndexes
  private lazy var statements = LayerStatements(table, in: database)
  /// New rows that wait to be inserted together.
  private var pending: [NewRow] = []
  private var block = RowBlock()

  init(
    _ table: LayerTable<Value>, in database: Database, mode: ImportMode, file: String?,
    extract: @escaping (LayerRows) -> [Value]?
  ) throws {
    self.table = table
    self.database = database
    self.mode = mode
    self.file = file
    self.extract = extract
    change = LayerChange(table.layer)
    hasChildren = !table.children.isEmpty
    if table.hasShape { try GeoPackageLayer.requireWGS84(table.name, in: database) }
    wasEmpty = try Row.fetchOne(database, sql: "SELECT 1 FROM \(table.name) LIMIT 1") == nil
    ordinaryIndexes = OrdinaryIndexes(of: table.name, in: database)
    spatialIndex =
      table.hasShape
      ? SpatialIndexWriter(of: table.name, isEmpty: wasEmpty, in: database) : nil
  }

  func add(_ batch: LayerBatch) throws {
    do {
      try addRows(batch)
    } catch {
      try statements.tryChecks(true)
      throw error
    }
    try statements.tryChecks(true)
  }

  private func addRows(_ batch: LayerBatch) throws {
    guard let rows = extract(batch.rows) else { preconditionFailure("rows of another layer") }
    let kept = batch.columns.map { columns in
      table.columns.indices.filter {
        $0 >= table.keys.count && !columns.contains(table.columns[$0])
      }
    }
    // `enumerated()` of a generic array asks the runtime for its type, row by row.
    for index in rows.indices {
      let value = rows[index]
      let line = batch.lines.isEmpty ? nil : batch.lines[index]
      let cells = table.encode(value)
      try refusing(cells, line) {
        try add(value, cells, line: line, keeping: kept ?? [], columns: batch.columns)
      }
    }
    try insertPending()
  }

  /// A row that breaks a rule is refused and listed; whatever else fails is thrown.
  private func refusing(_ cells: [StoredCell], _ line: Int?, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      let values = cells.map(\.databaseValue)
      refuse(try RefusedRow(error, table: table, values: values, in: database), line: line)
    } catch let row as RefusedRow {
      refuse(row, line: line)
    }
  }

  private func refuse(_ row: RefusedRow, line: Int?) {
    change.refusedCount += 1
    guard change.refused.count < LayerChange.listedRefusals else { return }
    change.refused.append(row.issue(file: file, line: line))
  }

  private func add(
    _ value: Value, _ cells: [StoredCell], line: Int?, keeping kept: [Int], columns: Set<String>?
  ) throws {
    if !wasEmpty {
      var values = cells.map(\.databaseValue)
      if let stored = try statements.find(values) {
        guard seen.insert(stored.fid).inserted else { throw RefusedRow.repeated(table.key(values)) }
        for index in kept { values[index] = stored.values[index] }
        try update(stored, with: values, value, columns)
        return
      }
    }
    if hasChildren, table.hasChildRows(value) {
      let children = table.children.map { ($0, $0.encode(value)) }.filter { !$0.1.isEmpty }
      // Rows stay in the order in which they came.
      try insertPending()
      try insert(cells, children: children)
      return
    }
    pending.append(NewRow(cells: cells, isSure: wasEmpty && table.isSure(value), line: line))
    if pending.count == RowBlock.rowsAtOnce { try insertPending() }
  }

  /// Inserts the rows that wait, many with one statement; where one of them breaks a rule, one by
  /// one, which tells it from the others.
  private func insertPending() throws {
    guard !pending.isEmpty else { return }
    let rows = pending
    pending.removeAll(keepingCapacity: true)
    if rows.count == RowBlock.rowsAtOnce {
      try spatialIndex?.begin()
      if wasEmpty { try ordinaryIndexes.remove() }
      block.removeAll()
      for row in rows { block.append(row.cells) }
      let areSure = rows.allSatisfy(\.isSure)
      if let first = try statements.insertTogether(block, areSure: areSure) {
        for index in rows.indices {
          try noteAdded(rows[index].cells, fid: first + Int64(index))
        }
        return
      }
    }
    for row in rows {
      try refusing(row.cells, row.line) { try insert(row.cells, children: []) }
    }
  }

  private func insert(
    _ cells: [StoredCell], children: [(ChildTable<Value>, [[DatabaseValue]])]
  ) throws {
    try spatialIndex?.begin()
    let values = cells.map(\.databaseValue)
    try whole(!children.isEmpty) {
      let fid = try statements.insert(values)
      for (child, rows) in children { try statements.insert(rows, child, of: values[0]) }
      try noteAdded(cells, fid: fid)
    }
  }

  private func noteAdded(_ cells: [StoredCell], fid: Int64) throws {
    if let spatialIndex { try spatialIndex.insert(fid: fid, cells[table.shapeIndex].box) }
    if !wasEmpty { seen.insert(fid) }
    change.added += 1
    change.note(.added, table.key(cells.map(\.databaseValue)))
  }

  private func update(
    _ stored: StoredValues, with values: [DatabaseValue], _ value: Value, _ columns: Set<String>?
  ) throws {
    var differences: [RowDifference.Column] = []
    for index in table.keys.count..<values.count
    where !StoredValues.same(stored.values[index], values[index]) {
      let (old, new) = StoredValues.texts(stored.values[index], values[index])
      differences.append(
        RowDifference.Column(name: table.columns[index], old: old, new: new))
    }
    let ownChange = !differences.isEmpty
    var children: [(ChildTable<Value>, [[DatabaseValue]])] = []
    for child in table.children where columns?.contains(child.name) ?? true {
      let (old, new) = (try statements.children(child, of: values[0]), child.encode(value))
      guard !StoredValues.same(old, new) else { continue }
      children.append((child, new))
      let texts = StoredValues.texts(old, new)
      differences.append(
        RowDifference.Column(name: child.name, old: texts.old, new: texts.new))
    }
    guard !differences.isEmpty else {
      change.unchanged += 1
      return
    }
    try whole(!children.isEmpty) {
      if ownChange { try statements.update(values, fid: stored.fid) }
      for (child, rows) in children {
        try statements.delete(child, of: values[0])
        try statements.insert(rows, child, of: values[0])
      }
    }
    change.changed += 1
    change.note(.changed, table.key(values), differences)
  }

  /// Undoes a row of which a part was refused.
  private func whole(_ hasParts: Bool, _ body: () throws -> Void) throws {
    guard hasParts else { return try body() }
    try database.inSavepoint {
      try body()
      return .commit
    }
  }

  func finish() throws -> LayerChange {
    try spatialIndex?.finish()
    try ordinaryIndexes.restore()
    // Rows that waited were refused after rows behind them.
    change.refused.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    if !wasEmpty { try handleGone() }
    if table.hasShape, !change.isNone {
      try GeoPackageLayer.updateExtent(of: table.name, in: database)
      if table.layer == .townships {
        try GeoPackageLayer.updateExtent(of: "township_boundaries", in: database)
      }
    }
    return change
  }

  private func handleGone() throws {
    let condition: String
    var arguments: StatementArguments = []
    switch mode.scope {
    case .rows: return
    case .layer: condition = "1"
    case .county(let code):
      condition = table.ofCounty
      arguments = [code]
    }
    let keys = table.keys.joined(separator: ", ")
    var gone: [Int64] = []
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT fid, \(keys) FROM \(table.name) t WHERE \(condition) ORDER BY fid",
      arguments: arguments)
    while let row = try cursor.next() {
      let fid: Int64 = row[0]
      guard !seen.contains(fid) else { continue }
      gone.append(fid)
      let key = table.keys.indices.map { row[$0 + 1] as DatabaseValue }
      change.note(.gone, table.key(key))
    }
    change.gone = gone.count
    guard mode.gone == .delete else { return }
    for fid in gone {
      do {
        try statements.delete(fid: fid)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        throw try stillReferredTo(fid: fid)
      }
    }
    change.deleted = gone.count
  }

  private func stillReferredTo(fid: Int64) throws -> StoreError {
    let keys = table.keys.joined(separator: ", ")
    let row = try Row.fetchOne(
      database, sql: "SELECT \(keys) FROM \(table.name) WHERE fid = ?", arguments: [fid])
    let values = row.map { row in table.keys.indices.map { row[$0] as DatabaseValue } } ?? []
    let tables = try ForeignKey.referring(to: table.name, values.first ?? .null, in: database)
    let names = tables.map { "\($0.table) (\($0.rows))" }.joined(separator: ", ")
    return StoreError(
      .stillReferredTo,
      LocalizedText(
        zh: "\(table.name) 中的“\(table.key(values))”不能删除，仍被 \(names) 引用；请先改正这些行",
        en: "'\(table.key(values))' of \(table.name) cannot be deleted while \(names) refer to it:"
          + " correct those first"))
  }
}

/// A row that waits to be inserted. Outside the generic class, whose own types would be looked up row
/// by row.
private struct NewRow {
  let cells: [StoredCell]
  let isSure: Bool
  let line: Int?
}

extension LayerChange {
  /// Keeps the first of each kind.
  fileprivate mutating func note(
    _ kind: RowDifference.Kind, _ key: @autoclosure () -> String,
    _ columns: [RowDifference.Column] = []
  ) {
    let count: Int
    switch kind {
    case .added: count = added
    case .changed: count = changed
    case .gone:
      shownGone += 1
      count = shownGone
    }
    guard count <= Self.shownRows else { return }
    differences.append(RowDifference(kind: kind, key: key(), columns: columns))
  }
}
