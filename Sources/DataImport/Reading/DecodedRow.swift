import ResponseModel

/// A row as a value of the model, with what identifies it.
struct DecodedRow {
  let rows: LayerRows
  let key: String
}

extension ImportRow {
  func decode(_ layer: Layer, _ known: ExistingRows) throws(Problem) -> DecodedRow {
    switch layer {
    case .counties:
      let it = try county(known)
      return DecodedRow(rows: .counties([it]), key: it.code)
    case .townships:
      let it = try township(known)
      return DecodedRow(rows: .townships([it]), key: it.code)
    case .facilities:
      let it = try facility(known)
      return DecodedRow(rows: .facilities([it]), key: it.id)
    case .consortium:
      let it = try membership()
      let start = it.validFrom?.description ?? ""
      return DecodedRow(
        rows: .consortium([it]), key: "\(it.grid)|\(it.group)|\(it.unit)|\(start)")
    case .stations:
      let it = try station(known)
      return DecodedRow(rows: .stations([it]), key: it.code)
    case .candidates:
      let it = try candidate(known)
      return DecodedRow(rows: .candidates([it]), key: it.id)
    case .demandPoints:
      let it = try demandPoint(known)
      return DecodedRow(rows: .demandPoints([it]), key: it.id)
    case .ambulances:
      let it = try ambulance(known)
      return DecodedRow(rows: .ambulances([it]), key: it.plate)
    case .equipment:
      let it = try equipment(known)
      return DecodedRow(rows: .equipment([it]), key: it.id)
    case .crew:
      let it = try crewMember(known)
      return DecodedRow(rows: .crew([it]), key: it.id)
    case .shifts:
      let it = try shift()
      return DecodedRow(
        rows: .shifts([it]), key: "\(it.ambulancePlate)|\(it.crewMemberID)|\(it.from.milliseconds)")
    case .calls:
      let it = try call()
      return DecodedRow(rows: .calls([it]), key: it.missionID)
    case .visits:
      let it = try visit()
      return DecodedRow(
        rows: .visits([it]), key: "\(it.townshipCode)|\(it.village)|\(it.date)|\(it.unit)")
    }
  }
}

/// Rows gathered until a batch is full.
struct BatchBuilder {
  private var rows: LayerRows
  private var lines: [Int] = []

  init(_ layer: Layer, limit: Int) {
    rows = ServiceData()[layer]
    lines.reserveCapacity(limit)
    guard layer == .calls else { return }
    var calls: [Call] = []
    calls.reserveCapacity(limit)
    rows = .calls(calls)
  }

  var count: Int { lines.count }

  var made: LayerBatch? { lines.isEmpty ? nil : LayerBatch(rows, lines: lines) }

  /// The layer of a million rows goes without an array for each.
  mutating func append(_ call: Call, line: Int) {
    guard case .calls(var calls) = rows else { preconditionFailure("a batch of another layer") }
    // Held once, so that it grows where it is.
    rows = .calls([])
    calls.append(call)
    rows = .calls(calls)
    lines.append(line)
  }

  mutating func append(_ decoded: DecodedRow, line: Int) {
    lines.append(line)
    switch (rows, decoded.rows) {
    case (.counties(var all), .counties(let new)):
      rows = .counties([])
      all += new
      rows = .counties(all)
    case (.townships(var all), .townships(let new)):
      rows = .townships([])
      all += new
      rows = .townships(all)
    case (.facilities(var all), .facilities(let new)):
      rows = .facilities([])
      all += new
      rows = .facilities(all)
    case (.consortium(var all), .consortium(let new)):
      rows = .consortium([])
      all += new
      rows = .consortium(all)
    case (.stations(var all), .stations(let new)):
      rows = .stations([])
      all += new
      rows = .stations(all)
    case (.candidates(var all), .candidates(let new)):
      rows = .candidates([])
      all += new
      rows = .candidates(all)
    case (.demandPoints(var all), .demandPoints(let new)):
      rows = .demandPoints([])
      all += new
      rows = .demandPoints(all)
    case (.ambulances(var all), .ambulances(let new)):
      rows = .ambulances([])
      all += new
      rows = .ambulances(all)
    case (.equipment(var all), .equipment(let new)):
      rows = .equipment([])
      all += new
      rows = .equipment(all)
    case (.crew(var all), .crew(let new)):
      rows = .crew([])
      all += new
      rows = .crew(all)
    case (.shifts(var all), .shifts(let new)):
      rows = .shifts([])
      all += new
      rows = .shifts(all)
    case (.calls(var all), .calls(let new)):
      rows = .calls([])
      all += new
      rows = .calls(all)
    case (.visits(var all), .visits(let new)):
      rows = .visits([])
      all += new
      rows = .visits(all)
    default: preconditionFailure("a batch holds rows of one layer")
    }
  }
}

/// Which keys a file has had, for finding the row that comes twice.
struct SeenKeys {
  /// A million keys as text would be a hundred megabytes; two different ones share a number of 64
  /// bits with a chance of one in thirty million.
  private var lines: [UInt64: Int32] = [:]

  mutating func insert(
    _ key: String, _ row: ImportRow, _ table: LayerTable
  ) throws(ImportRow.Problem) {
    // FNV-1a (G. Fowler, L. C. Noll, P. Vo; RFC 9923).
    let hash = key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    if let first = lines.updateValue(Int32(clamping: row.line), forKey: hash) {
      lines[hash] = first
      throw row.problem(
        "duplicate-row", table.key[0],
        LocalizedText(
          zh: "与第 \(first) 行重复：\(key)", en: "the same as row \(first): \(key)"))
    }
  }
}
