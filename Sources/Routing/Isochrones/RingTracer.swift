/// The outlines of cells as rings along their sides.
///
/// Cells that share a side are one polygon; cells that share a corner only are not. A ring that would
/// touch itself at a corner is cut into rings that touch each other, so that polygons are valid by OGC
/// 06-103r4 (simple features), 6.1.11.
struct RingTracer {
  /// A crossing of lines: column and row of the cell north-east of it.
  struct Corner: Hashable {
    var x: Int32
    var y: Int32
  }

  /// One set of cells that hang together.
  struct Outline {
    /// Counter-clockwise, its last corner followed by its first.
    var shell: [Corner] = []
    /// Clockwise.
    var holes: [[Corner]] = []
  }

  private let columns: Int
  private let rows: Int
  /// With a frame of cells outside of the box that are not in it.
  private var isInside: [Bool]
  private let stride: Int

  /// - Parameter isInside: whether a cell of the box is in, by its index.
  init(columns: Int, rows: Int, isInside: (Int) -> Bool) {
    self.columns = columns
    self.rows = rows
    stride = columns + 2
    var inside = [Bool](repeating: false, count: stride * (rows + 2))
    for row in 0..<rows {
      for column in 0..<columns where isInside(row * columns + column) {
        inside[(row + 1) * stride + column + 1] = true
      }
    }
    self.isInside = inside
  }

  /// - Returns: outlines in the order of their first cells, from the south-west.
  /// - Complexity: O(cells).
  func outlines() -> [Outline] {
    let parts = components()
    var outlines: [Outline] = []
    var outlineOfPart: [UInt32: Int] = [:]
    var isTraced = [Bool](repeating: false, count: isInside.count)
    for cell in isInside.indices
    where isInside[cell] && !isInside[cell - stride] && !isTraced[cell] {
      let part = parts[cell]
      let index = outlineOfPart[part] ?? outlines.count
      if index == outlines.count {
        outlineOfPart[part] = index
        outlines.append(Outline())
      }
      for ring in trace(from: cell, &isTraced) {
        if Self.doubledArea(ring) > 0 {
          outlines[index].shell = ring
        } else {
          outlines[index].holes.append(ring)
        }
      }
    }
    return outlines
  }

  /// Walks along sides with the inside on the left, from the south side of a cell eastwards.
  private func trace(from start: Int, _ isTraced: inout [Bool]) -> [[Corner]] {
    // East, north, west, south: the step along a side, and the cells left and right of the next side
    // seen from the corner that it starts at, whose number is that of the cell north-east of it.
    let steps = [1, stride, -1, -stride]
    let lefts = [0, -1, -stride - 1, -stride]
    let rights = [-stride, 0, -1, -stride - 1]
    var rings: [[Corner]] = []
    var ring: [Corner] = []
    var places: [Int: Int] = [:]
    var (corner, direction) = (start, 0)
    repeat {
      if direction == 0 { isTraced[corner] = true }
      corner += steps[direction]
      let isLeft = isInside[corner + lefts[direction]]
      let isRight = isInside[corner + rights[direction]]
      guard !isLeft || isRight else { continue }
      let here = Corner(
        x: Int32(corner % stride - 1), y: Int32(corner / stride - 1))
      if !isLeft, isRight {
        // Two cells meet here at their corners: the ring may come by twice.
        if let place = places[corner] {
          rings.append(Array(ring[place...]))
          ring.removeSubrange((place + 1)...)
          for (other, index) in places where index > place { places[other] = nil }
          direction = (direction + 1) % 4
          continue
        }
        places[corner] = ring.count
      }
      ring.append(here)
      direction = isLeft ? (direction + 3) % 4 : (direction + 1) % 4
    } while corner != start || direction != 0
    rings.append(ring)
    return rings
  }

  /// Positive for a ring that runs counter-clockwise.
  private static func doubledArea(_ ring: [Corner]) -> Int {
    var sum = 0
    for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      sum += Int(from.x) * Int(to.y) - Int(to.x) * Int(from.y)
    }
    return sum
  }

  /// A number for each cell inside that it shares with the cells it hangs together with by sides.
  private func components() -> [UInt32] {
    var parents = [UInt32](repeating: 0, count: isInside.count)
    func root(_ cell: Int) -> Int {
      var cell = cell
      while parents[cell] != UInt32(cell) {
        parents[cell] = parents[Int(parents[cell])]
        cell = Int(parents[cell])
      }
      return cell
    }
    for cell in isInside.indices where isInside[cell] {
      parents[cell] = UInt32(cell)
      if isInside[cell - 1] { parents[cell] = UInt32(root(cell - 1)) }
      if isInside[cell - stride] {
        let (here, below) = (root(cell), root(cell - stride))
        parents[max(here, below)] = UInt32(min(here, below))
      }
    }
    for cell in isInside.indices where isInside[cell] { parents[cell] = UInt32(root(cell)) }
    return parents
  }
}
