import Geometry

/// The straight pieces of all open segments in a region, in units of cells, and the cells they pass
/// through.
struct RoadPieces: Sendable {
  struct Piece: Sendable {
    var x0: Float
    var y0: Float
    var x1: Float
    var y1: Float
    /// Fractions along the segment, 0 and 1 exact at its ends.
    var from: Float
    var to: Float
    var segment: UInt32
  }

  /// A piece in a cell.
  private struct Passage: Sendable {
    var cell: UInt32
    var piece: UInt32
    /// Fractions along the segment.
    var from: Float
    var to: Float
  }

  let grid: CellGrid
  private(set) var pieces: [Piece] = []
  private var passages: [Passage] = []

  /// - Complexity: O(points).
  init(_ snapper: RoadSnapper, _ grid: CellGrid) {
    self.grid = grid
    let network = snapper.network
    let sides = (0..<max(grid.rows, 1)).map { grid.sides(row: $0) }
    var points: [RoadPosition] = []
    var lengths: [Double] = []
    let region = grid.box
    let groups = SegmentTree.levels(segments: network.segmentCount).first ?? 0
    for group in 0..<groups where network.boxes[group].touches(region) {
      let start = group * SegmentTree.groupSize
      for segment in start..<min(start + SegmentTree.groupSize, network.segmentCount)
      where snapper.isOpen[segment] {
        points.removeAll(keepingCapacity: true)
        network.appendShape(ofSegment: segment, to: &points)
        lengths.removeAll(keepingCapacity: true)
        for (from, to) in zip(points, points.dropFirst()) {
          let row = min(max(Int(grid.y(from.latitude)), 0), sides.count - 1)
          let dx = (grid.x(to.longitude) - grid.x(from.longitude)) * sides[row].east
          let dy = (grid.y(to.latitude) - grid.y(from.latitude)) * sides[row].north
          lengths.append((dx * dx + dy * dy).squareRoot())
        }
        append(segment, points, lengths)
      }
    }
  }

  private mutating func append(_ segment: Int, _ points: [RoadPosition], _ lengths: [Double]) {
    let whole = lengths.reduce(0, +)
    var along = 0.0
    for index in lengths.indices {
      let from = whole > 0 ? along / whole : 0
      along += lengths[index]
      let isLast = index == lengths.count - 1
      let to = isLast ? 1 : whole > 0 ? min(1, along / whole) : 0
      append(segment, points[index], points[index + 1], from, to)
    }
  }

  /// One piece, cut where it leaves the grid.
  private mutating func append(
    _ segment: Int, _ start: RoadPosition, _ end: RoadPosition, _ from: Double, _ to: Double
  ) {
    let (x0, y0) = (grid.x(start.longitude), grid.y(start.latitude))
    let (x1, y1) = (grid.x(end.longitude), grid.y(end.latitude))
    guard let (enters, leaves) = clipped(x0, y0, x1, y1) else { return }
    func at(_ share: Double, _ a: Double, _ b: Double, _ end: Int) -> Double {
      // A cut lies on the edge; keep it inside.
      min(max(share == 0 ? a : share == 1 ? b : a + (b - a) * share, 0), Double(end) - 1e-9)
    }
    let (ax, ay) = (at(enters, x0, x1, grid.columns), at(enters, y0, y1, grid.rows))
    let (bx, by) = (at(leaves, x0, x1, grid.columns), at(leaves, y0, y1, grid.rows))
    let first = from + (to - from) * enters
    let last = leaves == 1 ? to : from + (to - from) * leaves
    let piece = UInt32(pieces.count)
    pieces.append(
      Piece(
        x0: Float(ax), y0: Float(ay), x1: Float(bx), y1: Float(by), from: Float(first),
        to: Float(last), segment: UInt32(segment)))
    let columns = grid.columns
    grid.walk(ax, ay, bx, by) { column, row, enters, leaves in
      passages.append(
        Passage(
          cell: UInt32(row * columns + column), piece: piece,
          from: Float(first + (last - first) * enters), to: Float(first + (last - first) * leaves)))
    }
  }

  /// The shares at which a line enters and leaves the grid; `nil` where it does not touch it.
  ///
  /// Y.-D. Liang, B. A. Barsky, A new concept and method for line clipping, ACM Transactions on Graphics
  /// 3 (1984), doi 10.1145/357332.357333.
  private func clipped(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double
  ) -> (enters: Double, leaves: Double)? {
    var (enters, leaves) = (0.0, 1.0)
    for (start, step, end) in [
      (x0, x1 - x0, Double(grid.columns)), (y0, y1 - y0, Double(grid.rows)),
    ] {
      if step == 0 {
        guard start >= 0, start < end else { return nil }
        continue
      }
      let (near, far) = (-start / step, (end - start) / step)
      enters = max(enters, min(near, far))
      leaves = min(leaves, max(near, far))
    }
    return enters < leaves || (enters == leaves && x0 == x1 && y0 == y1) ? (enters, leaves) : nil
  }

  /// The parts of segments in cells, segment after segment.
  ///
  /// - Parameter body: gets the piece of each.
  func parts(_ body: (Int) -> Void) -> [CellRoads.Part] {
    passages.map { passage in
      body(Int(passage.piece))
      return CellRoads.Part(cell: cell(passage.cell), from: passage.from, to: passage.to)
    }
  }

  /// By cell: whether a piece passes through it.
  func hasRoads() -> [Bool] {
    var hasRoads = [Bool](repeating: false, count: grid.count)
    for passage in passages { hasRoads[Int(passage.cell)] = true }
    return hasRoads
  }

  private func cell(_ number: UInt32) -> CellRoads.Cell {
    let (row, column) = number.quotientAndRemainder(dividingBy: UInt32(grid.columns))
    return CellRoads.Cell(column: column, row: row)
  }

  /// For each cell the pieces that pass through it.
  func piecesByCell() -> (first: [UInt32], pieces: [UInt32]) {
    var first = [UInt32](repeating: 0, count: grid.count + 1)
    for passage in passages { first[Int(passage.cell) + 1] += 1 }
    for cell in 0..<grid.count { first[cell + 1] += first[cell] }
    var next = first
    var sorted = [UInt32](repeating: 0, count: passages.count)
    for passage in passages {
      sorted[Int(next[Int(passage.cell)])] = passage.piece
      next[Int(passage.cell)] += 1
    }
    return (first, sorted)
  }
}

extension CellGrid {
  /// The positions it covers.
  var box: RoadBox {
    RoadBox(
      south: Int32(clamping: south * stepNorth), west: Int32(clamping: west * stepEast),
      north: Int32(clamping: (south + rows) * stepNorth - 1),
      east: Int32(clamping: (west + columns) * stepEast - 1))
  }
}
