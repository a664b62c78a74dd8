/// From the centre of every cell to that of the nearest cell with roads.
///
/// Columns first, then the lower envelope of parabolas along each row: P. F. Felzenszwalb, D. P.
/// Huttenlocher, Distance transforms of sampled functions, Theory of Computing 8 (2012), doi
/// 10.4086/toc.2012.v008a019.
struct RoadCellDistances: Sendable {
  private static let none = UInt16.max

  private let columns: Int
  /// By cell: rows to the nearest cell with roads in the same column; `none` where there is none.
  private let rowsAway: [UInt16]

  /// - Parameter first: where each cell's roads start, one more than there are cells.
  /// - Complexity: O(cells).
  init(_ grid: CellGrid, _ first: [UInt32]) {
    let columns = grid.columns
    var rowsAway = [UInt16](repeating: Self.none, count: grid.count)
    rowsAway.withUnsafeMutableBufferPointer { away in
      for cell in away.indices {
        if first[cell] != first[cell + 1] {
          away[cell] = 0
        } else if cell >= columns {
          away[cell] = Self.next(away[cell - columns])
        }
      }
      for cell in stride(from: away.count - columns - 1, through: 0, by: -1) {
        away[cell] = min(away[cell], Self.next(away[cell + columns]))
      }
    }
    self.columns = columns
    self.rowsAway = rowsAway
  }

  private static func next(_ rows: UInt16) -> UInt16 { rows >= none - 1 ? rows : rows + 1 }

  /// Metres by column of a row, infinite where there are no roads at all.
  ///
  /// - Parameter sides: of a cell in that row, metres.
  /// - Complexity: O(columns).
  func distances(row: Int, _ sides: (east: Double, north: Double)) -> [Double] {
    let ratio = sides.north / sides.east
    /// The columns whose parabolas make up the envelope, their heights, and where each begins.
    var vertices: [(column: Double, height: Double, from: Double)] = []
    for column in 0..<columns {
      let away = rowsAway[row * columns + column]
      guard away != Self.none else { continue }
      let up = Double(away) * ratio
      let (x, height) = (Double(column), up * up)
      var from = -Double.infinity
      while let last = vertices.last {
        from =
          ((height + x * x) - (last.height + last.column * last.column)) / (2 * (x - last.column))
        guard from <= last.from else { break }
        vertices.removeLast()
        from = -Double.infinity
      }
      vertices.append((x, height, from))
    }
    var distances = [Double](repeating: .infinity, count: columns)
    guard !vertices.isEmpty else { return distances }
    var index = 0
    for column in 0..<columns {
      let x = Double(column)
      while index + 1 < vertices.count, vertices[index + 1].from <= x { index += 1 }
      let dx = x - vertices[index].column
      distances[column] = (dx * dx + vertices[index].height).squareRoot() * sides.east
    }
    return distances
  }
}
