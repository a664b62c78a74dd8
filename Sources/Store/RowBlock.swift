import FoundationEssentials
import ResponseModel

/// The values of some rows, packed as SQLite takes them: text and shapes one behind the other in one
/// block of bytes, which is used again for the next rows.
struct RowBlock {
  private enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  /// Rows that go with one statement: one that begins and ends for each row takes as long to do that
  /// as to store the row.
  static let rowsAtOnce = 32

  private var values: [Value] = []
  private var bytes: [UInt8] = []
  private var moments = UTCTextWriter()

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(_ cells: [StoredCell]) {
    for cell in cells { values.append(packed(cell)) }
  }

  private mutating func packed(_ cell: StoredCell) -> Value {
    let start = bytes.count
    switch cell {
    case .null: return .null
    case .integer(let number): return .integer(number)
    case .real(let number): return number.isNaN ? .null : .real(number)
    case .text(let text):
      bytes.append(contentsOf: text.utf8)
      return .text(start..<bytes.count)
    case .moment(let moment):
      moments.append(moment, to: &bytes)
      return .text(start..<bytes.count)
    case .point(let point):
      GeoPackageBlob.append(point, to: &bytes)
      return .blob(start..<bytes.count)
    case .areas(let areas):
      bytes.append(contentsOf: GeoPackageBlob.encode(areas))
      return .blob(start..<bytes.count)
    }
  }

  /// Binds all values in their order and runs `statement`.
  func insert(through statement: BulkStatement) throws {
    try bytes.withUnsafeBytes { bytes in
      for index in values.indices {
        let place = index + 1
        switch values[index] {
        case .null: try statement.bindNull(at: place)
        case .integer(let number): try statement.bind(number, at: place)
        case .real(let number): try statement.bind(number, at: place)
        case .text(let range):
          try statement.bindText(UnsafeRawBufferPointer(rebasing: bytes[range]), at: place)
        case .blob(let range):
          try statement.bindBlob(UnsafeRawBufferPointer(rebasing: bytes[range]), at: place)
        }
      }
      try statement.run()
    }
  }
}
