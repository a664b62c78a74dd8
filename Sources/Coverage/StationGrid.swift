package import Geometry

/// An index over stations in the plane that answers "which is nearest": stations sorted into square
/// cells, row by row, so that the cells a search looks at lie side by side in memory.
///
/// Distances are planar metres; `NearestStationSearch` turns them into exact ones.
package struct StationGrid: Sendable {
  private let minimumX: Double
  private let minimumY: Double
  private let cell: Double
  private let columns: Int
  private let rows: Int
  /// First entry of each cell in the sorted arrays, and one past the last cell.
  private let starts: [Int32]
  private let xs: [Double]
  private let ys: [Double]
  /// Index in the input of each sorted entry.
  private let stations: [Int32]

  /// - Parameter cell: side of a cell in metres; best near the distance usually asked for. Enlarged
  ///   where the stations spread so far that the cells would outnumber them tenfold.
  /// - Complexity: O(*n*).
  package init(_ points: [PlanarPoint], cell: Double) {
    precondition(cell > 0 && points.count < Int32.max)
    let bounds = Bounds(containing: points)
    minimumX = bounds?.minimum.x ?? 0
    minimumY = bounds?.minimum.y ?? 0
    let width = (bounds?.maximum.x ?? 0) - minimumX
    let height = (bounds?.maximum.y ?? 0) - minimumY
    let most = Double(max(points.count * 10, 1024))
    // (w/c + 1)(h/c + 1) ≤ most, solved by doubling: exactness does not matter here.
    var side = cell
    while (width / side + 1) * (height / side + 1) > most { side *= 2 }
    self.cell = side
    columns = Int(width / side) + 1
    rows = Int(height / side) + 1

    var counts = [Int32](repeating: 0, count: columns * rows + 1)
    let (minimumX, minimumY, columns) = (minimumX, minimumY, columns)
    let cells = points.map {
      Int(($0.y - minimumY) / side) * columns + Int(($0.x - minimumX) / side)
    }
    for cell in cells { counts[cell + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    starts = counts
    var next = counts
    var order = [Int32](repeating: 0, count: points.count)
    for (index, cell) in cells.enumerated() {
      order[Int(next[cell])] = Int32(index)
      next[cell] += 1
    }
    stations = order
    xs = order.map { points[Int($0)].x }
    ys = order.map { points[Int($0)].y }
  }

  var isEmpty: Bool { stations.isEmpty }
}

extension StationGrid {
  /// The nearest station of each point within the side of a cell, as its index in the input, −1
  /// where there is none. Ties go to the lowest index.
  ///
  /// - Complexity: O(points × stations in 3 × 3 cells).
  package func nearest(to points: [PlanarPoint]) -> [Int32] {
    points.withUnsafeBufferPointer(nearest(to:))
  }

  private func nearest(to points: UnsafeBufferPointer<PlanarPoint>) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: points.count) { result, count in
      count = points.count
      withArrays { starts, xs, ys, stations in
        let (inverse, square) = (1 / cell, cell * cell)
        for index in 0..<points.count {
          let (x, y) = (points[index].x, points[index].y)
          let column = ((x - minimumX) * inverse).rounded(.down)
          let row = ((y - minimumY) * inverse).rounded(.down)
          var best = square.nextUp
          var found: Int32 = -1
          // Compared as Double: a point far outside the grid must not overflow an Int.
          if column >= -1, row >= -1, column <= Double(columns), row <= Double(rows) {
            let (firstColumn, lastColumn) = (
              max(Int(column) - 1, 0), min(Int(column) + 1, columns - 1)
            )
            for line in max(Int(row) - 1, 0)..<max(min(Int(row) + 2, rows), max(Int(row) - 1, 0)) {
              guard firstColumn <= lastColumn else { break }
              let base = line * columns
              for entry in Int(starts[base + firstColumn])..<Int(starts[base + lastColumn + 1]) {
                let (dx, dy) = (xs[entry] - x, ys[entry] - y)
                let distance = dx * dx + dy * dy
                if distance < best || (distance == best && stations[entry] < found) {
                  best = distance
                  found = stations[entry]
                }
              }
            }
          }
          result[index] = found
        }
      }
    }
  }

  /// The nearest station of one point at whatever distance; `nil` where there is no station.
  ///
  /// Looks at square rings of cells around the point, growing until no closer station can follow.
  /// - Complexity: O(cells up to the nearest station), O(cells) at worst.
  func nearest(to point: PlanarPoint) -> (station: Int, distance: Double)? {
    guard !isEmpty else { return nil }
    // A point outside the grid starts at the cell of its edge that is closest to it.
    let column = min(max(Int(clamped: (point.x - minimumX) / cell), 0), columns - 1)
    let row = min(max(Int(clamped: (point.y - minimumY) / cell), 0), rows - 1)
    var best = Double.infinity
    var found = -1
    var ring = 0
    while ring <= max(columns, rows) {
      for line in max(row - ring, 0)...min(row + ring, rows - 1) {
        // Only the frame of the ring is new: whole lines at its top and bottom, two cells between.
        let whole = line == row - ring || line == row + ring
        let ends =
          whole || ring == 0
          ? [column - ring...column + ring]
          : [column - ring...column - ring, column + ring...column + ring]
        for end in ends {
          let (first, last) = (max(end.lowerBound, 0), min(end.upperBound, columns - 1))
          guard first <= last else { continue }
          for entry in Int(starts[line * columns + first])..<Int(starts[line * columns + last + 1])
          {
            let distance = PlanarPoint(x: xs[entry], y: ys[entry]).distance(to: point)
            if distance < best || (distance == best && Int(stations[entry]) < found) {
              best = distance
              found = Int(stations[entry])
            }
          }
        }
      }
      // Everything not looked at lies outside the box of this ring.
      let reach = min(
        point.x - (minimumX + Double(column - ring) * cell),
        minimumX + Double(column + ring + 1) * cell - point.x,
        point.y - (minimumY + Double(row - ring) * cell),
        minimumY + Double(row + ring + 1) * cell - point.y)
      if found >= 0, best < reach { break }
      ring += 1
    }
    return (found, best)
  }

  /// Every station no farther than `distance` metres from `point`, in no order.
  /// - Complexity: O(stations in the cells the circle touches).
  func all(within distance: Double, of point: PlanarPoint) -> [Int] {
    guard !isEmpty else { return [] }
    func span(_ value: Double, _ minimum: Double, _ count: Int) -> ClosedRange<Int>? {
      let low = max(Int(clamped: ((value - distance - minimum) / cell).rounded(.down)), 0)
      let high = min(Int(clamped: ((value + distance - minimum) / cell).rounded(.down)), count - 1)
      return low <= high ? low...high : nil
    }
    guard let across = span(point.x, minimumX, columns), let down = span(point.y, minimumY, rows)
    else { return [] }
    return down.flatMap { line in
      (starts[line * columns + across.lowerBound]..<starts[line * columns + across.upperBound + 1])
        .lazy.map(Int.init)
        .filter { PlanarPoint(x: xs[$0], y: ys[$0]).distance(to: point) <= distance }
        .map { Int(stations[$0]) }
    }
  }

  /// Hot loops read pointers in locals: arrays behind a property cost twice as much.
  private func withArrays<Result>(
    _ body: (
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>,
      UnsafeBufferPointer<Int32>
    ) -> Result
  ) -> Result {
    starts.withUnsafeBufferPointer { starts in
      xs.withUnsafeBufferPointer { xs in
        ys.withUnsafeBufferPointer { ys in
          stations.withUnsafeBufferPointer { stations in body(starts, xs, ys, stations) }
        }
      }
    }
  }
}

extension Int {
  /// The nearest Int; the ends of its range for what lies beyond, 0 for what is not a number.
  fileprivate init(clamped value: Double) {
    self = value.isNaN ? 0 : value >= 9e18 ? .max / 2 : value <= -9e18 ? .min / 2 : Int(value)
  }
}
