import Geometry
import Quantities

/// Square cells over a region, all of one grid that a network and a cell size determine: whatever the
/// region, a cell is the same.
///
/// Lines lie half way between multiples of 10⁻⁷ degree, where no position of a road can be: every node
/// is inside of exactly one cell, and written with 8 decimals a line is exact.
struct CellGrid: Sendable, Hashable {
  /// Sides of a cell in 10⁻⁷ degree.
  let stepEast: Int
  let stepNorth: Int
  /// Numbers of the first column and row in the grid.
  let west: Int
  let south: Int
  let columns: Int
  let rows: Int

  /// - Parameters:
  ///   - cell: the side of a cell at the latitude `reference`; north of it cells get narrower.
  ///   - box: what the cells must cover at least.
  init(cell: Meters, reference: Double, covering box: RoadBox) {
    let scale = GroundScale(latitude: min(89, max(-89, reference)))
    stepEast = max(1, Int((cell.value / scale.metersPerDegreeEast * 1e7).rounded()))
    stepNorth = max(1, Int((cell.value / scale.metersPerDegreeNorth * 1e7).rounded()))
    west = Self.floor(Int(box.west), stepEast)
    south = Self.floor(Int(box.south), stepNorth)
    columns = Self.floor(Int(box.east), stepEast) - west + 1
    rows = Self.floor(Int(box.north), stepNorth) - south + 1
  }

  private static func floor(_ value: Int, _ step: Int) -> Int {
    (value >= 0 ? value : value - step + 1) / step
  }

  var count: Int { columns * rows }
  var rowNumbers: Range<Int> { 0..<rows }

  /// In cells from the south-west corner; the fraction is exact to 10⁻⁹.
  func x(_ longitude: Int32) -> Double {
    (Double(longitude) + 0.5 - Double(west * stepEast)) / Double(stepEast)
  }

  func y(_ latitude: Int32) -> Double {
    (Double(latitude) + 0.5 - Double(south * stepNorth)) / Double(stepNorth)
  }

  /// Degrees of the line west of a column.
  func longitude(ofLine column: Int) -> Double {
    Double((west + column) * stepEast * 10 - 5) / 1e8
  }

  /// Degrees of the line south of a row.
  func latitude(ofLine row: Int) -> Double {
    Double((south + row) * stepNorth * 10 - 5) / 1e8
  }

  /// Metres of a cell's sides in a row.
  func sides(row: Int) -> (east: Double, north: Double) {
    let middle = (latitude(ofLine: row) + latitude(ofLine: row + 1)) / 2
    let scale = GroundScale(latitude: min(89.9, max(-89.9, middle)))
    return (
      scale.metersPerDegreeEast * Double(stepEast) / 1e7,
      scale.metersPerDegreeNorth * Double(stepNorth) / 1e7
    )
  }

  /// The cells that a straight line passes through, in order, and which part of the line is in each.
  /// The line must not leave the grid.
  ///
  /// J. Amanatides, A. Woo, A fast voxel traversal algorithm for ray tracing, Eurographics 1987, doi
  /// 10.2312/egtp.19871000.
  @inline(__always)
  func walk(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double,
    _ body: (_ column: Int, _ row: Int, _ from: Double, _ to: Double) -> Void
  ) {
    var (column, row) = (Int(x0), Int(y0))
    let (lastColumn, lastRow) = (Int(x1), Int(y1))
    var steps = abs(lastColumn - column) + abs(lastRow - row)
    let (dx, dy) = (x1 - x0, y1 - y0)
    let (right, up) = (dx > 0, dy > 0)
    // Share of the line at which the next line of each kind is crossed.
    var nextX = dx == 0 ? Double.infinity : (Double(column + (right ? 1 : 0)) - x0) / dx
    var nextY = dy == 0 ? Double.infinity : (Double(row + (up ? 1 : 0)) - y0) / dy
    let (stepX, stepY) = (dx == 0 ? 0 : 1 / abs(dx), dy == 0 ? 0 : 1 / abs(dy))
    var from = 0.0
    while steps > 0 {
      steps -= 1
      let to = min(1, max(from, min(nextX, nextY)))
      body(column, row, from, to)
      from = to
      if nextX < nextY && column != lastColumn || row == lastRow {
        column += right ? 1 : -1
        nextX += stepX
      } else {
        row += up ? 1 : -1
        nextY += stepY
      }
    }
    body(column, row, from, 1)
  }
}
