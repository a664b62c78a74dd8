package import Geometry

/// An index over stations in the plane that answers "which is nearest": stations sorted into square
/// cells, row by row, so that the cells a search looks at lie side by side in memory.
///
/// Distances are planar metres; `NearestStationSearch` turns them into exact ones.
package struct StationGrid: Sendable {
  private let minimumX: Double
  private let minimumY: Double
  /// Side of a cell, and its inverse: every cell number is found with the same multiplication.
  private let cell: Double
  private let inverse: Double
  /// How far the batch search looks.
  private let limit: Double
  private let columns: Int
  private let rows: Int
  /// First entry of each cell in the sorted arrays, and one past the last cell.
  private let starts: [Int32]
  private let xs: [Double]
  private let ys: [Double]
  /// Index in the input of each sorted entry.
  private let stations: [Int32]

  /// - Parameter cell: side of a cell in metres; best near the distance usually asked for. Cells are
  ///   larger where the stations spread so far that they would outnumber them tenfold.
  /// - Complexity: O(*n*).
  package init(_ points: [PlanarPoint], cell: Double) {
    precondition(cell > 0 && points.count < Int32.max)
    limit = cell
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
    inverse = 1 / side
    columns = Int(width * inverse) + 1
    rows = Int(height * inverse) + 1

    var counts = [Int32](repeating: 0, count: columns * rows + 1)
    let (minimumX, minimumY, inverse, columns) = (minimumX, minimumY, inverse, columns)
    let cells = points.map {
      Int(($0.y - minimumY) * inverse) * columns + Int(($0.x - minimumX) * inverse)
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
  /// The nearest station of each point within the side of a cell that was asked for, as its index in
  /// the input, −1 where there is none. Ties go to the lowest index.
  ///
  /// - Complexity: O(points × stations in 3 × 3 cells).
  package func nearest(to points: [PlanarPoint]) -> [Int32] {
    points.withUnsafeBufferPointer(nearest(to:))
  }

  private func nearest(to points: UnsafeBufferPointer<PlanarPoint>) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: points.count) { result, count in
      count = points.count
      withArrays { starts, xs, ys, stations in
        // A hair more than the limit, so that rounding hides no station exactly at it.
        let (reach, square) = (limit * (1 + 1e-12), limit * limit)
        for index in 0..<points.count {
          let (x, y) = (points[index].x, points[index].y)
          let west = ((x - reach - minimumX) * inverse).rounded(.down)
          let east = ((x + reach - minimumX) * inverse).rounded(.down)
          let south = ((y - reach - minimumY) * inverse).rounded(.down)
          let north = ((y + reach - minimumY) * inverse).rounded(.down)
          var best = square.nextUp
          var found: Int32 = -1
          // Compared as Double: a point far outside the grid must not overflow an Int.
          if east >= 0, north >= 0, west < Double(columns), south < Double(rows) {
            let (first, last) = (max(Int(west), 0), min(Int(east), columns - 1))
            for line in max(Int(south), 0)...min(Int(north), rows - 1) {
              let base = line * columns
              for entry in Int(starts[base + first])..<Int(starts[base + last + 1]) {
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
    let column = min(max(Int(clamped: (point.x - minimumX) * inverse), 0), columns - 1)
    let row = min(max(Int(clamped: (point.y - minimumY) * inverse), 0), rows - 1)
    var best = Double.infinity
    var found = -1
    func look(_ line: Int, _ west: Int, _ east: Int) {
      let (first, last) = (max(west, 0), min(east, columns - 1))
      guard first <= last else { return }
      for entry in Int(starts[line * columns + first])..<Int(starts[line * columns + last + 1]) {
        let distance = PlanarPoint(x: xs[entry], y: ys[entry]).distance(to: point)
        if distance < best || (distance == best && Int(stations[entry]) < found) {
          best = distance
          found = Int(stations[entry])
        }
      }
    }
    for ring in 0...max(columns, rows) {
      let (west, east, south, north) = (column - ring, column + ring, row - ring, row + ring)
      for line in max(south, 0)...min(north, rows - 1) {
        // Only the frame of the ring is new: whole lines at its ends, two cells between.
        if line == south || line == north {
          look(line, west, east)
        } else {
          look(line, west, west)
          look(line, east, east)
        }
      }
      // Every station not looked at lies outside the box of this ring, and none outside the grid.
      let reach = min(
        west > 0 ? point.x - (minimumX + Double(west) * cell) : .infinity,
        east < columns - 1 ? minimumX + Double(east + 1) * cell - point.x : .infinity,
        south > 0 ? point.y - (minimumY + Double(south) * cell) : .infinity,
        north < rows - 1 ? minimumY + Double(north + 1) * cell - point.y : .infinity)
      if best < reach { break }
    }
    return found < 0 ? nil : (found, best)
  }

  /// Every station no farther than `distance` metres from `point`, in no order.
  /// - Complexity: O(stations in the cells the circle touches).
  func all(within distance: Double, of point: PlanarPoint) -> [Int] {
    guard !isEmpty else { return [] }
    func span(_ value: Double, _ minimum: Double, _ count: Int) -> ClosedRange<Int>? {
      let low = max(Int(clamped: ((value - distance - minimum) * inverse).rounded(.down)), 0)
      let high = min(
        Int(clamped: ((value + distance - minimum) * inverse).rounded(.down)), count - 1)
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
