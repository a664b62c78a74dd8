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

  /// With a frame of cells outside of the box that are not in it.
  private let isInside: [Bool]
  private let stride: Int
  /// Cells inside without a gap between them in a row, row after row.
  private let runs: [Range<Int>]
  /// By row, the frame's included: its first run.
  private let firstRun: [Int]

  /// - Parameter isInside: whether a cell of the box is in, by its index.
  @inline(__always)
  init(columns: Int, rows: Int, isInside: (Int) -> Bool) {
    let stride = columns + 2
    var inside = [Bool](repeating: false, count: stride * (rows + 2))
    var runs: [Range<Int>] = []
    var firstRun = [0, 0]
    inside.withUnsafeMutableBufferPointer { inside in
      for row in 0..<rows {
        var start: Int?
        let cell = (row + 1) * stride + 1
        for column in 0..<columns {
          if isInside(row * columns + column) {
            inside[cell + column] = true
            if start == nil { start = cell + column }
          } else if let first = start {
            runs.append(first..<cell + column)
            start = nil
          }
        }
        if let first = start { runs.append(first..<cell + columns) }
        firstRun.append(runs.count)
      }
    }
    self.stride = stride
    self.isInside = inside
    self.runs = runs
    self.firstRun = firstRun
  }

  /// How many cells of a row are in.
  func cellCount(row: Int) -> Int {
    runs[firstRun[row + 1]..<firstRun[row + 2]].reduce(0) { $0 + $1.count }
  }

  /// - Returns: outlines in the order of their first cells, from the south-west.
  /// - Complexity: O(cells).
  func outlines() -> [Outline] {
    let parts = components()
    var outlines: [Outline] = []
    var outlineOfPart: [Int: Int] = [:]
    var isTraced = [Bool](repeating: false, count: isInside.count)
    for (run, part) in zip(runs, parts) {
      for cell in run where !isInside[cell - stride] && !isTraced[cell] {
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

  /// A number for each run that it shares with the runs it hangs together with by sides of cells.
  ///
  /// - Complexity: about O(runs).
  private func components() -> [Int] {
    var parents = Array(runs.indices)
    func root(_ run: Int) -> Int {
      var run = run
      while parents[run] != run {
        parents[run] = parents[parents[run]]
        run = parents[run]
      }
      return run
    }
    for row in firstRun.indices.dropFirst().dropLast() {
      var below = firstRun[row - 1]
      for run in firstRun[row]..<firstRun[row + 1] {
        let (start, end) = (runs[run].lowerBound - stride, runs[run].upperBound - stride)
        while below < firstRun[row], runs[below].upperBound <= start { below += 1 }
        var other = below
        while other < firstRun[row], runs[other].lowerBound < end {
          let (here, there) = (root(run), root(other))
          parents[max(here, there)] = min(here, there)
          other += 1
        }
      }
    }
    return runs.indices.map { root($0) }
  }
}
