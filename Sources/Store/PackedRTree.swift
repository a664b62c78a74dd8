import GRDB
import Geometry

/// An R-tree of SQLite made at once from all its boxes instead of box by box, which for a million
/// rows takes longer than storing them.
///
/// Sort-tile-recursive packing (S. T. Leutenegger, M. A. Lopez, J. Edgington, STR: a simple and
/// efficient algorithm for R-tree packing, ICDE 1997, doi 10.1109/ICDE.1997.582015) into the three
/// tables that SQLite documents for its R-trees ("The SQLite R*Tree Module", section 4.3, and the
/// head of `rtree.c`): nodes, the node of each row, the parent of each node. `rtreecheck()` holds the
/// result against SQLite's own rules in the tests.
struct PackedRTree {
  /// Sides as the tree keeps them: 32 bits, rounded outwards.
  private struct Box {
    var (minX, maxX, minY, maxY): (Float, Float, Float, Float)

    mutating func cover(_ other: Box) {
      (minX, maxX) = (min(minX, other.minX), max(maxX, other.maxX))
      (minY, maxY) = (min(minY, other.minY), max(maxY, other.maxY))
    }
  }

  private struct Entry {
    let box: Box
    /// Position among the rows or nodes of the level.
    let item: Int32
  }

  private var rows: [Int64] = []
  private var entries: [Entry] = []

  private static let root: Int64 = 1
  /// A row or node number and four sides.
  private static let cellBytes = 24

  /// - Parameter fid: greater than those before it.
  mutating func append(fid: Int64, _ bounds: Bounds<GeographicCoordinate>) {
    let box = Box(
      minX: Self.down(bounds.minimum.longitude), maxX: Self.up(bounds.maximum.longitude),
      minY: Self.down(bounds.minimum.latitude), maxY: Self.up(bounds.maximum.latitude))
    entries.append(Entry(box: box, item: Int32(rows.count)))
    rows.append(fid)
  }

  /// Writes the tree into `rtree_TABLE_geom`, which must be empty.
  /// - Complexity: O(*n* log *n*) for *n* rows.
  func write(to table: String, in database: Database) throws {
    guard !rows.isEmpty else { return }
    let tree = "rtree_\(table)_geom"
    guard
      let nodeBytes = try Int.fetchOne(
        database, sql: "SELECT length(data) FROM \"\(tree)_node\" WHERE nodeno = \(Self.root)")
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(tree) has no root") }
    let capacity = (nodeBytes - 4) / Self.cellBytes
    let node = try BulkStatement("REPLACE INTO \"\(tree)_node\" VALUES (?, ?)", in: database)
    let rowNodes = try PairTable("\(tree)_rowid", in: database)
    let parents = try PairTable("\(tree)_parent", in: database)
    var (level, ids, depth, next) = (entries, rows, 0, Self.root + 1)
    while true {
      let packed = Self.packed(&level, capacity)
      let isRoot = packed.count == 1
      let first = isRoot ? Self.root : next
      var above: [Entry] = []
      var nodeOf = [Int64](repeating: 0, count: ids.count)
      for (index, range) in packed.enumerated() {
        let number = first + Int64(index)
        var box = level[range.lowerBound].box
        for entry in level[range] {
          box.cover(entry.box)
          nodeOf[Int(entry.item)] = number
        }
        above.append(Entry(box: box, item: Int32(index)))
        let data = Self.node(level[range], ids, depth: isRoot ? depth : 0, bytes: nodeBytes)
        try data.withUnsafeBytes { data in
          try node.bind(number, at: 1)
          try node.bindBlob(data, at: 2)
          try node.run()
        }
      }
      // In the order of their keys, which is the fastest to store.
      try (depth == 0 ? rowNodes : parents).insert(zip(ids, nodeOf))
      guard !isRoot else { return }
      ids = packed.indices.map { first + Int64($0) }
      next = first + Int64(packed.count)
      (level, depth) = (above, depth + 1)
    }
  }

  /// Sorts entries into tiles, slabs from west to east and each from south to north, and says which
  /// make a node. Their numbers differ by at most one, so none is emptier than a tree may have it.
  private static func packed(_ entries: inout [Entry], _ capacity: Int) -> [Range<Int>] {
    let count = entries.count
    let nodes = (count + capacity - 1) / capacity
    func start(_ node: Int) -> Int { count * node / nodes }
    if nodes > 1 {
      entries.sort { $0.box.minX + $0.box.maxX < $1.box.minX + $1.box.maxX }
      let slabs = max(1, Int(Double(nodes).squareRoot().rounded(.up)))
      for slab in 0..<slabs {
        let range = start(nodes * slab / slabs)..<start(nodes * (slab + 1) / slabs)
        entries[range].sort { $0.box.minY + $0.box.maxY < $1.box.minY + $1.box.maxY }
      }
    }
    return (0..<nodes).map { start($0)..<start($0 + 1) }
  }

  /// Depth of the tree (in the root), number of cells, cells; big-endian.
  private static func node(
    _ entries: ArraySlice<Entry>, _ ids: [Int64], depth: Int, bytes size: Int
  ) -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity(size)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.bigEndian) { data.append(contentsOf: $0) }
    }
    append(UInt16(depth))
    append(UInt16(entries.count))
    for entry in entries {
      append(ids[Int(entry.item)])
      append(entry.box.minX.bitPattern)
      append(entry.box.maxX.bitPattern)
      append(entry.box.minY.bitPattern)
      append(entry.box.maxY.bitPattern)
    }
    data.append(contentsOf: repeatElement(0, count: size - data.count))
    return data
  }

  private static func down(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) > value ? near.nextDown : near
  }

  private static func up(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) < value ? near.nextUp : near
  }
}

/// A table of two numbers a row, filled many rows at once.
private final class PairTable {
  private static let rowsAtOnce = 256

  private let many: BulkStatement
  private let one: BulkStatement

  init(_ name: String, in database: Database) throws {
    func statement(_ rows: Int) throws -> BulkStatement {
      let marks = [String](repeating: "(?, ?)", count: rows).joined(separator: ", ")
      return try BulkStatement("INSERT INTO \"\(name)\" VALUES \(marks)", in: database)
    }
    many = try statement(Self.rowsAtOnce)
    one = try statement(1)
  }

  func insert(_ pairs: Zip2Sequence<[Int64], [Int64]>) throws {
    var waiting: [(Int64, Int64)] = []
    waiting.reserveCapacity(Self.rowsAtOnce)
    for pair in pairs {
      waiting.append(pair)
      guard waiting.count == Self.rowsAtOnce else { continue }
      try run(many, waiting[...])
      waiting.removeAll(keepingCapacity: true)
    }
    for index in waiting.indices { try run(one, waiting[index...index]) }
  }

  private func run(_ statement: BulkStatement, _ pairs: ArraySlice<(Int64, Int64)>) throws {
    var place = 1
    for (left, right) in pairs {
      try statement.bind(left, at: place)
      try statement.bind(right, at: place + 1)
      place += 2
    }
    try statement.run()
  }
}
