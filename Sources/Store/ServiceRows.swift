import GRDB
import Geometry
import ResponseModel

/// The tables of a store as values of the model.
struct ServiceRows {
  let database: Database
  /// Only the rows of this county; all where `nil`.
  let county: String?

  static func load(
    from database: Database, county: String?, layers: Set<Layer>
  ) throws -> ServiceData {
    let rows = ServiceRows(database: database, county: county)
    var data = ServiceData()
    for layer in layers { try rows.fill(&data, layer) }
    data.issues = try rows.issues()
    data.sources = try rows.sources()
    return data
  }

  private func fill(_ data: inout ServiceData, _ layer: Layer) throws {
    switch layer {
    case .counties: data.counties = try counties()
    case .townships: data.townships = try townships()
    case .facilities: data.facilities = try facilities()
    case .consortium: data.consortium = try consortium()
    case .stations: data.stations = try stations()
    case .candidates: data.candidates = try candidates()
    case .demandPoints: data.demandPoints = try demandPoints()
    case .ambulances: data.ambulances = try ambulances()
    case .equipment: data.equipment = try equipment()
    case .crew: data.crew = try crew()
    case .shifts: data.shifts = try shifts()
    case .calls: data.calls = try calls()
    case .visits: data.visits = try visits()
    }
  }

  /// The rows of a layer, in the order in which they came.
  func rows<Owner, Value>(
    _ table: LayerTable<Owner>, _ make: (StoredRow) throws -> Value
  ) throws -> [Value] {
    if table.hasShape { try GeoPackageLayer.requireWGS84(table.name, in: database) }
    return try Self.rows(
      table.name, columns: table.columns, where: condition(table), arguments: arguments,
      in: database, make)
  }

  /// The rows of a table of details, by their owner's key.
  func details<Owner, Value>(
    _ name: String, of table: LayerTable<Owner>, _ make: (StoredRow) throws -> Value
  ) throws -> [String: [Value]] {
    guard let child = table.children.first(where: { $0.name == name }) else {
      preconditionFailure("\(table.name) has no details \(name)")
    }
    let condition =
      county == nil
      ? "1"
      : "t.\(child.owner) IN (SELECT t.\(table.keys[0]) FROM \(table.name) t"
        + " WHERE \(condition(table)))"
    var values: [String: [Value]] = [:]
    if child.columns.contains("geom") { try GeoPackageLayer.requireWGS84(name, in: database) }
    try Self.each(
      name, columns: [child.owner] + child.columns, where: condition, arguments: arguments,
      in: database
    ) { row in
      values[try row.text(child.owner), default: []].append(try make(row))
    }
    return values
  }

  private func condition<Owner>(_ table: LayerTable<Owner>) -> String {
    county == nil ? "1" : table.ofCountyToRead
  }

  private var arguments: StatementArguments { county.map { [$0] } ?? [] }

  static func rows<Value>(
    _ table: String, columns: [String] = [], where condition: String = "1",
    arguments: StatementArguments = [], in database: Database,
    _ make: (StoredRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try each(table, columns: columns, where: condition, arguments: arguments, in: database) {
      values.append(try make($0))
    }
    return values
  }

  /// - Parameter columns: those wanted, so that SQLite names one that is not there; all where empty.
  static func each(
    _ table: String, columns: [String], where condition: String, arguments: StatementArguments,
    in database: Database, _ body: (StoredRow) throws -> Void
  ) throws {
    let wanted = columns.isEmpty ? "*" : (["fid"] + columns).joined(separator: ", ")
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT \(wanted) FROM \(table) t WHERE \(condition) ORDER BY t.fid",
      arguments: arguments)
    while let row = try cursor.next() { try body(StoredRow(table: table, row: row)) }
  }
}
